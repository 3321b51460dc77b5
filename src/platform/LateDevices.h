#pragma once

#include "ports/DeviceMaker.h"

#include <QPluginLoader>
#include <QString>

#include <memory>

namespace luotsi::platform {

/// Devices whose libraries are loaded when somebody first uses one of them, so that nobody waits for them
/// before. A shared object that cannot be loaded is a device that does not work, and is said so where the
/// person asked for it. Threading: GUI thread.
class LateDevices
{
public:
    /// `file`: the shared object with a ports::DeviceMaker in it.
    explicit LateDevices(const QString &file);
    ~LateDevices();

    [[nodiscard]] ports::Position &position();
    [[nodiscard]] ports::CodeReader &codeReader();
    [[nodiscard]] ports::SoundPlayer &soundPlayer();
    [[nodiscard]] bool isLoaded() const { return m_loader.isLoaded(); }

private:
    class LatePosition;
    class LateCodeReader;
    class LateSoundPlayer;
    ports::DeviceMaker *maker();

    QPluginLoader m_loader;
    std::unique_ptr<LatePosition> m_position;
    std::unique_ptr<LateCodeReader> m_codeReader;
    std::unique_ptr<LateSoundPlayer> m_soundPlayer;
};

} // namespace luotsi::platform
