#include "centre/keydesk-socket/LocalSocket.h"

#include "centre/keydesk-socket/DeskMessages.h"

#include <QtEndian>

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace luotsi::centre::keydesk_socket {

using base::ErrorCode;
using base::Result;

namespace {

base::Error away(const char *what)
{
    return {ErrorCode::StoreKeyUnavailable, QStringLiteral("the key desk: %1").arg(QLatin1String(what)), {}};
}

Result<sockaddr_un> addressOf(const QString &path)
{
    const QByteArray bytes = path.toUtf8();
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (bytes.isEmpty() || static_cast<std::size_t>(bytes.size()) >= sizeof address.sun_path)
        return base::Error{
            ErrorCode::MalformedInput, QStringLiteral("the socket's path is empty or too long"), {}};
    std::memcpy(address.sun_path, bytes.constData(), static_cast<std::size_t>(bytes.size()));
    return address;
}

int newSocket()
{
    return ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

bool readWhole(int descriptor, char *target, std::size_t size)
{
    while (size > 0) {
        const ssize_t got = ::recv(descriptor, target, size, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        target += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

} // namespace

LocalSocket::LocalSocket(int descriptor, int patienceSeconds) : m_descriptor(descriptor)
{
    const timeval patience{patienceSeconds, 0};
    setsockopt(m_descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(m_descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

LocalSocket::~LocalSocket()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

LocalSocket::LocalSocket(LocalSocket &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

LocalSocket &LocalSocket::operator=(LocalSocket &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

Result<LocalSocket> LocalSocket::connectTo(const QString &path, int patienceSeconds)
{
    const auto address = addressOf(path);
    if (!address)
        return address.error();
    LocalSocket socket(newSocket(), patienceSeconds);
    if (::connect(socket.m_descriptor, reinterpret_cast<const sockaddr *>(&*address), sizeof *address) != 0)
        return away("nobody listens on its socket");
    return socket;
}

Result<void> LocalSocket::send(const QByteArray &message)
{
    QByteArray frame(4, Qt::Uninitialized);
    qToBigEndian(static_cast<quint32>(message.size()), frame.data());
    frame += message;
    const char *at = frame.constData();
    auto left = static_cast<std::size_t>(frame.size());
    while (left > 0) {
        const ssize_t sent = ::send(m_descriptor, at, left, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return away("it does not take what it is sent");
        at += sent;
        left -= static_cast<std::size_t>(sent);
    }
    return {};
}

Result<QByteArray> LocalSocket::receive()
{
    char head[4];
    if (!readWhole(m_descriptor, head, sizeof head))
        return away("no answer");
    const quint32 size = qFromBigEndian<quint32>(head);
    if (size > maximumDeskMessage)
        return base::Error{ErrorCode::MalformedInput, QStringLiteral("a frame over the limit"), {}};
    QByteArray message(static_cast<qsizetype>(size), Qt::Uninitialized);
    if (!readWhole(m_descriptor, message.data(), size))
        return away("an answer that ends in the middle");
    return message;
}

Result<uid_t> LocalSocket::peerUser() const
{
    ucred peer{};
    socklen_t size = sizeof peer;
    if (getsockopt(m_descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return away("the kernel does not say who asks");
    return peer.uid;
}

void LocalSocket::cut()
{
    ::shutdown(m_descriptor, SHUT_RDWR);
}

Result<int> listenOn(const QString &path)
{
    const auto address = addressOf(path);
    if (!address)
        return address.error();
    if (LocalSocket::connectTo(path))
        return base::Error{ErrorCode::StoreBusy, QStringLiteral("another key desk listens there"), {}};
    struct stat there
    {
    };
    const QByteArray name = path.toUtf8();
    if (::lstat(name.constData(), &there) == 0 && S_ISSOCK(there.st_mode))
        ::unlink(name.constData());
    const int descriptor = newSocket();
    const mode_t before = umask(0117);
    const int bound = ::bind(descriptor, reinterpret_cast<const sockaddr *>(&*address), sizeof *address);
    umask(before);
    if (bound != 0 || ::listen(descriptor, 64) != 0) {
        ::close(descriptor);
        return base::Error{ErrorCode::StoreFailed, QStringLiteral("cannot listen on %1").arg(path), {}};
    }
    return descriptor;
}

} // namespace luotsi::centre::keydesk_socket
