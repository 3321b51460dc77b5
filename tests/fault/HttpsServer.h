#pragma once

#include "pki/Certificates.h"

#include <QByteArray>
#include <QObject>
#include <QSslServer>

#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace luotsi::tests {

struct HttpRequest
{
    QByteArray method;
    QByteArray path;
    std::map<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
};

struct HttpReply
{
    int status = 200;
    QByteArray contentType;
    QByteArray body;
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    qsizetype cutAfter = -1; ///< bytes of the whole answer after which the connection is cut; -1: none
    int delay = 0;           ///< milliseconds before it is sent
};

/// HTTPS/1.1 on the loopback address, on a port of the system's choice, one request after the other per
/// connection. For tests: trusts its input to be well formed. Threading: the test's.
class HttpsServer final : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<HttpReply(const HttpRequest &)>;

    /// Devices show a certificate of `deviceAuthorityPem` if they have one.
    HttpsServer(const pki::Credential &server, const QByteArray &deviceAuthorityPem, Handler handler);
    ~HttpsServer() override;

    [[nodiscard]] quint16 port() const { return m_port; }
    /// Closes the port and every connection, as a process that dies does.
    void stop();
    /// Listens on the same port again.
    [[nodiscard]] bool resume();

private:
    void serve(QSslSocket *socket);
    void read(QSslSocket *socket);
    void answer(QSslSocket *socket, const HttpReply &reply);

    QSslServer m_server;
    Handler m_handler;
    quint16 m_port = 0;
    std::map<QSslSocket *, QByteArray> m_buffers;
};

} // namespace luotsi::tests
