#pragma once

#include "centre/http/Server.h"

#include <boost/asio/ssl/context.hpp>

namespace luotsi::centre::http {

/// TLS 1.3 with a client certificate asked for, not required: the router says which routes need one.
/// Certificates of another authority end the handshake.
[[nodiscard]] base::Result<void> prepare(boost::asio::ssl::context &context, const ServerOptions &options);

/// PEM of the certificate the client has proved to own; empty when it showed none.
[[nodiscard]] QByteArray peerCertificate(SSL *connection);

} // namespace luotsi::centre::http
