#pragma once

#include "devices/CameraFrames.h"
#include "ports/Peripherals.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

namespace luotsi::devices {

/// Looks for a code in the pictures of a camera, one at a time and on a thread of its own; the camera is on
/// no longer than the search. Pictures that come while one is being looked at are passed over. Threading: GUI
/// thread.
class CameraCodeReader final : public QObject, public ports::CodeReader
{
    Q_OBJECT

public:
    using MakeFrames = std::function<std::unique_ptr<FrameSource>()>;
    /// `patience`: how long a person has to hold the code still.
    explicit CameraCodeReader(MakeFrames makeFrames,
                              std::chrono::milliseconds patience = std::chrono::seconds(30));
    ~CameraCodeReader() override;

    void read(Seen seen) override;
    void stop() override;

private:
    void look(const QImage &picture);
    void tell(const base::Result<QString> &code);

    MakeFrames m_makeFrames;
    std::unique_ptr<FrameSource> m_frames;
    Seen m_seen;
    QTimer m_patience;
    quint64 m_search = 0; ///< what is found for an earlier search comes too late
    bool m_looking = false;
    QThreadPool m_thread; ///< last: its work ends before what it uses goes
};

} // namespace luotsi::devices
