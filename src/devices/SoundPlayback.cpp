#include "devices/SoundPlayback.h"

#include "devices/MediaBackend.h"

#include <QAudioDevice>
#include <QAudioOutput>
#include <QBuffer>
#include <QMediaDevices>
#include <QMediaPlayer>
#include <QUrl>

namespace luotsi::devices {

struct MediaPlayback::Parts
{
    QBuffer bytes;
    QAudioOutput output;
    QMediaPlayer player; ///< last: it goes before what it reads
};

MediaPlayback::MediaPlayback() = default;
MediaPlayback::~MediaPlayback() = default;

bool MediaPlayback::start(const QByteArray &sound)
{
    chooseMediaBackend();
    if (QMediaDevices::defaultAudioOutput().isNull())
        return false;
    m_parts = std::make_unique<Parts>();
    m_parts->bytes.setData(sound);
    if (!m_parts->bytes.open(QIODevice::ReadOnly))
        return false;
    QMediaPlayer &player = m_parts->player;
    player.setAudioOutput(&m_parts->output);
    connect(&player, &QMediaPlayer::mediaStatusChanged, this, [this](QMediaPlayer::MediaStatus status) {
        if (status == QMediaPlayer::EndOfMedia)
            Q_EMIT ended();
        else if (status == QMediaPlayer::InvalidMedia)
            Q_EMIT refused();
    });
    connect(&player, &QMediaPlayer::positionChanged, this, &MediaPlayback::begun);
    connect(&player, &QMediaPlayer::errorOccurred, this, &MediaPlayback::refused);
    // Some backends take a sound without an address for none at all.
    player.setSourceDevice(&m_parts->bytes, QUrl(QStringLiteral("memory:sound")));
    player.play();
    return true;
}

void MediaPlayback::stop()
{
    if (!m_parts)
        return;
    m_parts->player.disconnect(this);
    m_parts->player.stop();
}

} // namespace luotsi::devices
