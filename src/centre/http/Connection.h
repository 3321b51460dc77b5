#pragma once

#include "centre/handlers/Router.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <cstddef>

namespace luotsi::centre::http {

/// What all connections of a server share; outlives each of them.
struct ConnectionsShared
{
    const handlers::Router &router;
    std::size_t maximumWaiting;
    boost::asio::ssl::context tls{boost::asio::ssl::context::tls_server};
    boost::asio::thread_pool workers;
    std::atomic<std::size_t> connections{0};
    std::atomic<std::size_t> requests{0}; ///< head read, answer not yet written
    std::atomic<std::size_t> waiting{0};  ///< for a command thread
    std::atomic<bool> stopping{false};

    ConnectionsShared(const handlers::Router &routes, std::size_t waitingLimit, unsigned commandThreads)
        : router(routes), maximumWaiting(waitingLimit), workers(commandThreads)
    {
    }
};

/// Serves an accepted socket until it ends; it keeps itself alive on the socket's strand.
void serveConnection(ConnectionsShared &shared, boost::asio::ip::tcp::socket socket);

} // namespace luotsi::centre::http
