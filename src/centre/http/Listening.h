#pragma once

#include <boost/asio/ip/tcp.hpp>

namespace luotsi::centre::http {

/// Opens, binds and listens; an address in use by a server that has just ended is taken. Threading: any.
[[nodiscard]] inline boost::system::error_code listenOn(boost::asio::ip::tcp::acceptor &acceptor,
                                                        const boost::asio::ip::tcp::endpoint &endpoint)
{
    boost::system::error_code error;
    acceptor.open(endpoint.protocol(), error);
    if (!error)
        acceptor.set_option(boost::asio::socket_base::reuse_address(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(boost::asio::socket_base::max_listen_connections, error);
    return error;
}

} // namespace luotsi::centre::http
