#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <sys/types.h>

namespace luotsi::centre::keydesk_socket {

/// One end of a connection over a Unix socket, closed with the object. Every wait ends: a peer that says
/// nothing for that long is given up. Threading: one thread at a time; `cut` from any.
class LocalSocket
{
public:
    static constexpr int usualPatience = 30; ///< seconds

    /// StoreKeyUnavailable when nobody listens there.
    [[nodiscard]] static base::Result<LocalSocket> connectTo(const QString &path,
                                                             int patienceSeconds = usualPatience);
    explicit LocalSocket(int descriptor, int patienceSeconds = usualPatience);
    ~LocalSocket();
    LocalSocket(LocalSocket &&other) noexcept;
    LocalSocket &operator=(LocalSocket &&other) noexcept;
    LocalSocket(const LocalSocket &) = delete;
    LocalSocket &operator=(const LocalSocket &) = delete;

    /// A frame: four bytes of length, most significant first, and the message.
    [[nodiscard]] base::Result<void> send(const QByteArray &message);
    /// MalformedInput for a frame over the limit: nothing of it is read. StoreKeyUnavailable when the peer
    /// went.
    [[nodiscard]] base::Result<QByteArray> receive();
    /// The user the peer runs as, from the kernel.
    [[nodiscard]] base::Result<uid_t> peerUser() const;
    /// Ends what waits on it.
    void cut();
    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    int m_descriptor = -1;
};

/// Binds and listens; a socket file left by a process that has died is replaced, one that answers is not
/// (StoreBusy). Mode 0660: the folder says who reaches it, the peer check who is served.
[[nodiscard]] base::Result<int> listenOn(const QString &path);

} // namespace luotsi::centre::keydesk_socket
