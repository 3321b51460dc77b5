#include "storelink/Socket.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace luotsi::storelink {

using base::ErrorCode;
using base::Result;

namespace {

constexpr qsizetype readBytes = 64 * 1024;

base::Error lost()
{
    return {ErrorCode::StoreFailed, QStringLiteral("the other process is gone"), {}};
}

bool waitFor(int descriptor, short events, Socket::Deadline deadline)
{
    using namespace std::chrono;
    for (;;) {
        const auto left = duration_cast<milliseconds>(deadline - steady_clock::now()).count();
        if (left <= 0)
            return false;
        pollfd wait{descriptor, events, 0};
        // Whole minutes at most: the count has to fit an int.
        const int ready = ::poll(&wait, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
        if (ready > 0)
            return true;
        if (ready < 0 && errno != EINTR)
            return false;
    }
}

} // namespace

Socket::Socket(int descriptor) : m_descriptor(descriptor)
{
    if (m_descriptor < 0)
        return;
    ::fcntl(m_descriptor, F_SETFD, FD_CLOEXEC);
    ::fcntl(m_descriptor, F_SETFL, ::fcntl(m_descriptor, F_GETFL) | O_NONBLOCK);
}

Socket &Socket::operator=(Socket &&other) noexcept
{
    if (this != &other) {
        close();
        m_descriptor = std::exchange(other.m_descriptor, -1);
    }
    return *this;
}

Result<std::pair<Socket, Socket>> Socket::pair()
{
    int ends[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return {ErrorCode::Internal, QStringLiteral("no socket pair")};
    return std::pair(Socket(ends[0]), Socket(ends[1]));
}

void Socket::keepOnExec()
{
    ::fcntl(m_descriptor, F_SETFD, 0);
}

void Socket::close()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

Result<qsizetype> Socket::writeSome(QByteArrayView bytes)
{
    for (;;) {
        const ssize_t written =
            ::send(m_descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL);
        if (written >= 0)
            return static_cast<qsizetype>(written);
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            return qsizetype{0};
        if (errno != EINTR)
            return lost();
    }
}

Result<QByteArray> Socket::readSome()
{
    QByteArray bytes(readBytes, Qt::Uninitialized);
    for (;;) {
        const ssize_t read = ::recv(m_descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()), 0);
        if (read > 0) {
            bytes.truncate(static_cast<qsizetype>(read));
            return bytes;
        }
        if (read == 0)
            return lost();
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            return QByteArray();
        if (errno != EINTR)
            return lost();
    }
}

bool Socket::waitReadable(Deadline deadline) const
{
    return waitFor(m_descriptor, POLLIN, deadline);
}

bool Socket::waitWritable(Deadline deadline) const
{
    return waitFor(m_descriptor, POLLOUT, deadline);
}

} // namespace luotsi::storelink
