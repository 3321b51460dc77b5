#include "centre/keydesk-socket/RemoteKeyDesk.h"

#include "centre/keydesk-socket/LocalSocket.h"

namespace luotsi::centre::keydesk_socket {

Result<QByteArray> RemoteKeyDesk::ask(const DeskQuestion &question) const
{
    auto socket = LocalSocket::connectTo(m_path);
    if (!socket)
        return socket.error();
    if (auto sent = socket->send(encodeQuestion(question)); !sent)
        return sent.error();
    return socket->receive();
}

Result<ports::Acceptance> RemoteKeyDesk::accept(const ports::Delivery &delivery)
{
    const auto answer = ask(delivery);
    return answer ? decodeAcceptance(*answer) : answer.error();
}

Result<protocol::RewrapReply> RemoteKeyDesk::rewrap(const ports::Rewrap &rewrap)
{
    const auto answer = ask(rewrap);
    return answer ? decodeRewrapAnswer(*answer) : answer.error();
}

Result<void> RemoteKeyDesk::erase(const protocol::DraftId &draft)
{
    const auto answer = ask(EraseDraft{draft});
    return answer ? decodeDone(*answer) : Result<void>(answer.error());
}

Result<void> RemoteKeyDesk::ready()
{
    const auto answer = ask(AskReady{});
    return answer ? decodeDone(*answer) : Result<void>(answer.error());
}

} // namespace luotsi::centre::keydesk_socket
