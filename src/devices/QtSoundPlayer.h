#pragma once

#include "devices/SoundPlayback.h"
#include "ports/Peripherals.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

namespace luotsi::devices {

/// Plays one sound at a time and tells how it ended, also when a sound server never answers. Threading: GUI
/// thread.
class QtSoundPlayer final : public QObject, public ports::SoundPlayer
{
    Q_OBJECT

public:
    using MakePlayback = std::function<std::unique_ptr<SoundPlayback>()>;
    /// `patience`: how long a sound may take to begin.
    explicit QtSoundPlayer(MakePlayback makePlayback,
                           std::chrono::milliseconds patience = std::chrono::seconds(5));
    ~QtSoundPlayer() override;

    void play(const QByteArray &sound, Ended ended) override;
    void silence() override;

private:
    void end(const base::Result<void> &played);

    MakePlayback m_makePlayback;
    std::unique_ptr<SoundPlayback> m_playback;
    Ended m_ended;
    QTimer m_patience;
};

} // namespace luotsi::devices
