#pragma once

#include "ports/Peripherals.h"
#include "ports/Position.h"

#include <QtPlugin>

#include <memory>

namespace luotsi::ports {

/// Makes the devices whose libraries are too heavy to be loaded before somebody needs them; stands in a
/// shared object of its own. What it makes lives shorter than it. Threading: GUI thread.
class DeviceMaker
{
public:
    virtual ~DeviceMaker() = default;
    [[nodiscard]] virtual std::unique_ptr<Position> position() = 0;
    [[nodiscard]] virtual std::unique_ptr<CodeReader> codeReader() = 0;
    [[nodiscard]] virtual std::unique_ptr<SoundPlayer> soundPlayer() = 0;
};

} // namespace luotsi::ports

#define LUOTSI_DEVICE_MAKER "luotsi.DeviceMaker/1"
Q_DECLARE_INTERFACE(luotsi::ports::DeviceMaker, LUOTSI_DEVICE_MAKER)
