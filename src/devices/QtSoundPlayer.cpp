#include "devices/QtSoundPlayer.h"

#include "attachments/AttachmentKind.h"

namespace luotsi::devices {

QtSoundPlayer::QtSoundPlayer(MakePlayback makePlayback, std::chrono::milliseconds patience)
    : m_makePlayback(std::move(makePlayback))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] { end(base::ErrorCode::SpeechUnavailable); });
}

QtSoundPlayer::~QtSoundPlayer()
{
    silence();
}

void QtSoundPlayer::play(const QByteArray &sound, Ended ended)
{
    silence();
    m_ended = std::move(ended);
    // Players that are given anything else may look for a sound in it for ever.
    if (!attachments::isRecording(attachments::kindOf(sound))) {
        end(base::ErrorCode::MalformedInput);
        return;
    }
    m_playback = m_makePlayback();
    connect(m_playback.get(), &SoundPlayback::begun, &m_patience, &QTimer::stop);
    connect(m_playback.get(), &SoundPlayback::ended, this, [this] { end({}); });
    connect(m_playback.get(), &SoundPlayback::refused, this,
            [this] { end(base::ErrorCode::MalformedInput); });
    m_patience.start();
    if (!m_playback->start(sound))
        end(base::ErrorCode::SpeechUnavailable);
}

void QtSoundPlayer::silence()
{
    m_ended = nullptr;
    m_patience.stop();
    if (!m_playback)
        return;
    m_playback->disconnect();
    m_playback->stop();
    // It may be telling of its end just now.
    m_playback.release()->deleteLater();
}

void QtSoundPlayer::end(const base::Result<void> &played)
{
    const Ended ended = std::exchange(m_ended, nullptr);
    silence();
    if (ended)
        ended(played);
}

} // namespace luotsi::devices
