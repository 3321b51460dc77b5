#include "centre/keydesk-socket/DeskServer.h"

#include "base/Log.h"
#include "centre/keydesk-socket/DeskMessages.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <sys/socket.h>

namespace luotsi::centre::keydesk_socket {

using base::Result;

Result<std::unique_ptr<DeskServer>> DeskServer::start(const QString &path, std::vector<uid_t> users,
                                                      ports::KeyDesk &desk)
{
    const auto listener = listenOn(path);
    if (!listener)
        return listener.error();
    return std::unique_ptr<DeskServer>(new DeskServer(LocalSocket(*listener), std::move(users), desk));
}

DeskServer::DeskServer(LocalSocket listener, std::vector<uid_t> users, ports::KeyDesk &desk)
    : m_listener(std::move(listener)), m_users(std::move(users)), m_desk(desk), m_thread([this] { listen(); })
{
}

DeskServer::~DeskServer()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
        for (Peer &peer : m_peers)
            peer.socket.cut();
    }
    m_freed.notify_all();
    m_listener.cut();
    m_thread.join();
    for (Peer &peer : m_peers)
        peer.thread.join();
}

void DeskServer::listen()
{
    for (;;) {
        const int descriptor = ::accept4(m_listener.descriptor(), nullptr, nullptr, SOCK_CLOEXEC);
        const int error = errno;
        {
            const std::scoped_lock lock(m_mutex);
            if (m_ending) {
                if (descriptor >= 0)
                    LocalSocket(descriptor).cut();
                return;
            }
        }
        if (descriptor >= 0) {
            welcome(descriptor);
            continue;
        }
        // Waiting connections end after a while (patience), so there is nothing to do but to wait a moment.
        if (error != EAGAIN && error != EINTR)
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

void DeskServer::welcome(int descriptor)
{
    LocalSocket socket(descriptor);
    const auto user = socket.peerUser();
    if (!user || std::find(m_users.begin(), m_users.end(), *user) == m_users.end()) {
        base::logEvent("desk-stranger");
        return;
    }
    forgetDone();
    std::unique_lock lock(m_mutex);
    // More than that wait in the socket's own queue: a delivery that is hung up on would come again much
    // later.
    m_freed.wait(lock, [this] { return m_ending || m_serving < maximumPeers; });
    if (m_ending)
        return;
    ++m_serving;
    Peer &peer = m_peers.emplace_back(Peer{std::move(socket), {}});
    peer.thread = std::thread([this, &peer] { serve(peer); });
}

void DeskServer::forgetDone()
{
    std::list<Peer> gone;
    {
        const std::scoped_lock lock(m_mutex);
        for (auto at = m_peers.begin(); at != m_peers.end();) {
            const auto next = std::next(at);
            if (at->done)
                gone.splice(gone.end(), m_peers, at);
            at = next;
        }
    }
    for (Peer &peer : gone)
        peer.thread.join();
}

void DeskServer::serve(Peer &peer)
{
    if (const auto question = peer.socket.receive()) {
        if (!peer.socket.send(answer(*question)))
            base::logEvent("desk-answer-not-sent");
    }
    const std::scoped_lock lock(m_mutex);
    peer.socket.cut();
    peer.done = true;
    --m_serving;
    m_freed.notify_one();
}

QByteArray DeskServer::answer(const QByteArray &bytes)
{
    const auto question = decodeQuestion(bytes);
    if (!question)
        return encodeDone(question.error());
    if (const auto *delivery = std::get_if<ports::Delivery>(&*question))
        return encodeAcceptance(m_desk.accept(*delivery));
    if (const auto *rewrap = std::get_if<ports::Rewrap>(&*question))
        return encodeRewrapAnswer(m_desk.rewrap(*rewrap));
    if (const auto *erase = std::get_if<EraseDraft>(&*question))
        return encodeDone(m_desk.erase(erase->draft));
    return encodeDone(m_desk.ready());
}

} // namespace luotsi::centre::keydesk_socket
