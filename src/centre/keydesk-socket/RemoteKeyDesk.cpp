#include "centre/keydesk-socket/RemoteKeyDesk.h"

#include "centre/keydesk-socket/LocalSocket.h"

namespace luotsi::centre::keydesk_socket {

namespace {

constexpr int personPatience = 5;
constexpr int probePatience = 2;
constexpr auto probePause = std::chrono::milliseconds(250);

} // namespace

Result<QByteArray> RemoteKeyDesk::ask(const DeskQuestion &question, int patienceSeconds) const
{
    auto socket = LocalSocket::connectTo(m_path, patienceSeconds);
    if (!socket)
        return socket.error();
    if (auto sent = socket->send(encodeQuestion(question)); !sent)
        return sent.error();
    return socket->receive();
}

Result<ports::Acceptance> RemoteKeyDesk::accept(const ports::Delivery &delivery)
{
    const auto answer = ask(delivery, LocalSocket::usualPatience);
    return answer ? decodeAcceptance(*answer) : answer.error();
}

Result<protocol::RewrapReply> RemoteKeyDesk::rewrap(const ports::Rewrap &rewrap)
{
    const auto answer = ask(rewrap, personPatience);
    return answer ? decodeRewrapAnswer(*answer) : answer.error();
}

Result<void> RemoteKeyDesk::erase(const protocol::DraftId &draft)
{
    const auto answer = ask(EraseDraft{draft}, personPatience);
    return answer ? decodeDone(*answer) : Result<void>(answer.error());
}

Result<void> RemoteKeyDesk::ready()
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_asking || std::chrono::steady_clock::now() < m_askAgain)
            return m_ready;
        m_asking = true;
    }
    const auto answer = ask(AskReady{}, probePatience);
    const std::scoped_lock lock(m_mutex);
    m_ready = answer ? decodeDone(*answer) : Result<void>(answer.error());
    m_askAgain = std::chrono::steady_clock::now() + probePause;
    m_asking = false;
    return m_ready;
}

} // namespace luotsi::centre::keydesk_socket
