#pragma once

#include "storelink/Frame.h"
#include "storelink/SessionControl.h"
#include "storelink/Socket.h"

#include <QByteArray>
#include <QObject>

#include <memory>

class QSocketNotifier;

namespace luotsi::storelink {

/// One end of the control connection: sends without blocking, tells what came in. After the peer is gone or
/// has sent something that is not a control message, the channel is closed for good and `closed` is said
/// once. Threading: one thread with an event loop.
class ControlChannel final : public QObject
{
    Q_OBJECT

public:
    explicit ControlChannel(Socket socket, QObject *parent = nullptr);
    ~ControlChannel() override;

    /// Queued when the peer is slow; dropped when it is gone.
    void send(const control::Message &message);
    [[nodiscard]] bool connected() const { return m_socket.valid(); }

Q_SIGNALS:
    void received(const luotsi::storelink::control::Message &message);
    void closed();

private:
    void read();
    void write();
    void close();

    Socket m_socket;
    std::unique_ptr<QSocketNotifier> m_readable;
    std::unique_ptr<QSocketNotifier> m_writable;
    FrameReader m_reader{control::maximumMessageBytes};
    QByteArray m_outgoing;
};

} // namespace luotsi::storelink
