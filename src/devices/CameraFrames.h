#pragma once

#include <QImage>
#include <QObject>

#include <memory>

namespace luotsi::devices {

/// Pictures one after the other while it is on. Threading: GUI thread.
class FrameSource : public QObject
{
    Q_OBJECT

public:
    /// False when there is no camera.
    [[nodiscard]] virtual bool start() = 0;
    virtual void stop() = 0;

Q_SIGNALS:
    void frame(const QImage &picture);
    /// The camera has gone or is taken by another program.
    void failed();
};

/// The machine's own camera. Nothing is kept and nothing shown: a frame lives until it has been looked at.
class CameraFrames final : public FrameSource
{
    Q_OBJECT

public:
    CameraFrames();
    ~CameraFrames() override;
    [[nodiscard]] bool start() override;
    void stop() override;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace luotsi::devices
