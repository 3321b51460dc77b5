#pragma once

#include "centre/keydesk-socket/LocalSocket.h"
#include "centre/ports/KeyDesk.h"

#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace luotsi::centre::keydesk_socket {

/// Puts a key desk behind a Unix socket. Serves the listed users only, by what the kernel says of the peer; a
/// stranger is hung up on without an answer. Threading: a thread that listens and one per connection, at most
/// `maximumPeers`, the others wait; the desk is called from any of them. Ends with the object.
class DeskServer
{
public:
    static constexpr std::size_t maximumPeers = 16;

    /// Listening when it returns; the desk outlives the server.
    [[nodiscard]] static base::Result<std::unique_ptr<DeskServer>>
    start(const QString &path, std::vector<uid_t> users, ports::KeyDesk &desk);
    ~DeskServer();
    DeskServer(const DeskServer &) = delete;
    DeskServer &operator=(const DeskServer &) = delete;

private:
    struct Peer
    {
        LocalSocket socket;
        std::thread thread;
        bool done = false;
    };
    DeskServer(LocalSocket listener, std::vector<uid_t> users, ports::KeyDesk &desk);
    void listen();
    void welcome(int descriptor);
    void serve(Peer &peer);
    [[nodiscard]] QByteArray answer(const QByteArray &question);
    void forgetDone();

    LocalSocket m_listener;
    std::vector<uid_t> m_users;
    ports::KeyDesk &m_desk;
    std::mutex m_mutex;
    std::condition_variable m_freed; ///< one peer fewer is served
    std::size_t m_serving = 0;
    bool m_ending = false;
    std::list<Peer> m_peers;
    std::thread m_thread;
};

} // namespace luotsi::centre::keydesk_socket
