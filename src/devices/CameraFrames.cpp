#include "devices/CameraFrames.h"

#include "devices/MediaBackend.h"

#include <QCamera>
#include <QMediaCaptureSession>
#include <QMediaDevices>
#include <QVideoFrame>
#include <QVideoSink>

namespace luotsi::devices {

struct CameraFrames::Parts : QObject
{
    QMediaCaptureSession session;
    QVideoSink sink;
    QCamera camera;
};

CameraFrames::CameraFrames() = default;
CameraFrames::~CameraFrames() = default;

bool CameraFrames::start()
{
    chooseMediaBackend();
    if (QMediaDevices::defaultVideoInput().isNull())
        return false;
    m_parts = std::make_unique<Parts>();
    m_parts->session.setCamera(&m_parts->camera);
    m_parts->session.setVideoSink(&m_parts->sink);
    connect(&m_parts->sink, &QVideoSink::videoFrameChanged, this,
            [this](const QVideoFrame &frame) { Q_EMIT this->frame(frame.toImage()); });
    connect(&m_parts->camera, &QCamera::errorOccurred, this, &CameraFrames::failed);
    m_parts->camera.start();
    return true;
}

void CameraFrames::stop()
{
    if (!m_parts)
        return;
    m_parts->sink.disconnect(this);
    m_parts->camera.disconnect(this);
    m_parts->camera.stop();
    // It may be telling of a frame just now.
    m_parts.release()->deleteLater();
}

} // namespace luotsi::devices
