#pragma once

#include "ports/DeviceMaker.h"

#include <QObject>

namespace luotsi::devices {

/// What the loader of late devices finds in the shared object.
class DevicesPlugin final : public QObject, public ports::DeviceMaker
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID LUOTSI_DEVICE_MAKER)
    Q_INTERFACES(luotsi::ports::DeviceMaker)

public:
    [[nodiscard]] std::unique_ptr<ports::Position> position() override;
    [[nodiscard]] std::unique_ptr<ports::CodeReader> codeReader() override;
    [[nodiscard]] std::unique_ptr<ports::SoundPlayer> soundPlayer() override;
};

} // namespace luotsi::devices
