#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <chrono>
#include <utility>

namespace luotsi::storelink {

/// Owner of one connected local stream socket (or pipe pair end). Non-blocking; closing on exec is set unless
/// `keepOnExec` was called. Never raises SIGPIPE. Threading: one thread at a time.
class Socket
{
public:
    using Deadline = std::chrono::steady_clock::time_point;

    Socket() = default;
    /// Takes the descriptor, e.g. one inherited from the supervisor.
    explicit Socket(int descriptor);
    ~Socket() { close(); }
    Socket(Socket &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    Socket &operator=(Socket &&other) noexcept;
    Socket(const Socket &) = delete;
    Socket &operator=(const Socket &) = delete;

    /// Two ends of one connection.
    [[nodiscard]] static base::Result<std::pair<Socket, Socket>> pair();

    [[nodiscard]] bool valid() const { return m_descriptor >= 0; }
    [[nodiscard]] int descriptor() const { return m_descriptor; }
    /// For the end a child process is to inherit: the descriptor's number is told to the child.
    void keepOnExec();
    void close();

    /// What can be written at once; StoreFailed when the peer is gone.
    base::Result<qsizetype> writeSome(QByteArrayView bytes);
    /// What is there to read, at most 64 KiB; empty when nothing is; StoreFailed at the end of the stream.
    base::Result<QByteArray> readSome();

    /// Wait until bytes can be read or written; false at the deadline.
    bool waitReadable(Deadline deadline) const;
    bool waitWritable(Deadline deadline) const;

private:
    int m_descriptor = -1;
};

} // namespace luotsi::storelink
