#include "devices/CameraCodeReader.h"

#include "devices/CodePicture.h"

namespace luotsi::devices {

CameraCodeReader::CameraCodeReader(MakeFrames makeFrames, std::chrono::milliseconds patience)
    : m_makeFrames(std::move(makeFrames))
{
    m_thread.setMaxThreadCount(1);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] { tell(base::ErrorCode::NotFound); });
}

CameraCodeReader::~CameraCodeReader()
{
    stop();
}

void CameraCodeReader::read(Seen seen)
{
    stop();
    ++m_search;
    m_seen = std::move(seen);
    m_frames = m_makeFrames();
    if (!m_frames || !m_frames->start()) {
        tell(base::ErrorCode::CameraUnavailable);
        return;
    }
    connect(m_frames.get(), &FrameSource::frame, this, &CameraCodeReader::look);
    connect(m_frames.get(), &FrameSource::failed, this, [this] { tell(base::ErrorCode::CameraUnavailable); });
    m_patience.start();
}

void CameraCodeReader::stop()
{
    m_seen = nullptr;
    m_patience.stop();
    if (!m_frames)
        return;
    m_frames->disconnect(this);
    m_frames->stop();
    // It may be telling of a frame just now.
    m_frames.release()->deleteLater();
}

void CameraCodeReader::look(const QImage &picture)
{
    if (m_looking || picture.isNull())
        return;
    m_looking = true;
    m_thread.start([this, picture, search = m_search] {
        const auto code = codeIn(picture);
        QMetaObject::invokeMethod(
            this,
            [this, code, search] {
                m_looking = false;
                if (code && search == m_search)
                    tell(*code);
            },
            Qt::QueuedConnection);
    });
}

void CameraCodeReader::tell(const base::Result<QString> &code)
{
    const Seen seen = std::exchange(m_seen, nullptr);
    stop();
    if (seen)
        seen(code);
}

} // namespace luotsi::devices
