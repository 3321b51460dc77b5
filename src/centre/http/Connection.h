#pragma once

#include "centre/handlers/RequestHandler.h"
#include "centre/http/CommandLanes.h"
#include "centre/http/RequestTurns.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/strand.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace luotsi::centre::http {

/// More than a device leaves behind while a poor network makes it connect again and again, and so few that no
/// device takes all there are.
constexpr std::size_t connectionsOfADevice = 64;

/// What all connections of a server share; outlives each of them.
struct ConnectionsShared
{
    const handlers::RequestHandler &handler;
    boost::asio::ssl::context tls{boost::asio::ssl::context::tls_server};
    DeviceTurns places{connectionsOfADevice};
    TurnsShared turns;
    CommandLanes commands;
    std::atomic<std::size_t> connections{0};
    std::atomic<std::size_t> requests{0};   ///< head read, answer not yet written
    std::atomic<std::uint32_t> refusals{0}; ///< requests that were told to come again
    std::atomic<std::uint64_t> prompts{0};  ///< commands of the prompt lane that have begun
    std::atomic<bool> stopping{false};

    ConnectionsShared(const handlers::RequestHandler &served, const CommandLanes::Limits &limits)
        : handler(served), commands(limits)
    {
    }
};

/// Where all handshakes are done, one step after the other: they cost a hundred times what anything else here
/// does, and however many come at once, the other threads go on serving those inside.
using Door = boost::asio::strand<boost::asio::io_context::executor_type>;

/// Serves an accepted socket until it ends; it keeps itself alive on the door and then on the socket's
/// strand.
void serveConnection(ConnectionsShared &shared, const Door &door, boost::asio::ip::tcp::socket socket);

} // namespace luotsi::centre::http
