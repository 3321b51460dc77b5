#pragma once

#include <QByteArray>
#include <QObject>

#include <memory>

namespace luotsi::devices {

/// One sound on its way through the loudspeaker. Threading: GUI thread.
class SoundPlayback : public QObject
{
    Q_OBJECT

public:
    /// False when nothing can be heard here.
    [[nodiscard]] virtual bool start(const QByteArray &sound) = 0;
    virtual void stop() = 0;

Q_SIGNALS:
    void begun();
    void ended();
    /// The bytes are no sound it knows.
    void refused();
};

/// Through Qt Multimedia, from memory and never from a file.
class MediaPlayback final : public SoundPlayback
{
    Q_OBJECT

public:
    MediaPlayback();
    ~MediaPlayback() override;
    [[nodiscard]] bool start(const QByteArray &sound) override;
    void stop() override;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace luotsi::devices
