#include "HttpsServer.h"

#include <QPointer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTimer>

#include <optional>

namespace luotsi::tests {

namespace {

std::optional<HttpRequest> takeRequest(QByteArray &buffer)
{
    const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return std::nullopt;
    const QList<QByteArray> lines = buffer.left(headEnd).split('\n');
    HttpRequest request;
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    request.method = first.value(0);
    request.path = first.value(1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers[line.left(colon).trimmed().toLower()] = line.mid(colon + 1).trimmed();
    }
    const qsizetype length = request.headers["content-length"].toLongLong();
    if (buffer.size() < headEnd + 4 + length)
        return std::nullopt;
    request.body = buffer.mid(headEnd + 4, length);
    buffer.remove(0, headEnd + 4 + length);
    return request;
}

} // namespace

HttpsServer::HttpsServer(const pki::Credential &server, const QByteArray &deviceAuthorityPem, Handler handler)
    : m_handler(std::move(handler))
{
    QSslConfiguration settings = QSslConfiguration::defaultConfiguration();
    settings.setProtocol(QSsl::TlsV1_3OrLater);
    settings.setLocalCertificateChain(QSslCertificate::fromData(server.certificatePem));
    settings.setPrivateKey(QSslKey(server.keyPem, QSsl::Ec));
    settings.setCaCertificates(QSslCertificate::fromData(deviceAuthorityPem));
    settings.setPeerVerifyMode(QSslSocket::QueryPeer);
    m_server.setSslConfiguration(settings);
    connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (auto *socket = qobject_cast<QSslSocket *>(m_server.nextPendingConnection()))
            serve(socket);
    });
    if (m_server.listen(QHostAddress::LocalHost))
        m_port = m_server.serverPort();
}

HttpsServer::~HttpsServer()
{
    stop();
}

void HttpsServer::stop()
{
    m_server.close();
    const auto buffers = std::exchange(m_buffers, {});
    for (const auto &[socket, buffer] : buffers) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
}

bool HttpsServer::resume()
{
    return m_server.listen(QHostAddress::LocalHost, m_port);
}

void HttpsServer::serve(QSslSocket *socket)
{
    m_buffers[socket];
    connect(socket, &QSslSocket::readyRead, this, [this, socket] { read(socket); });
    connect(socket, &QSslSocket::disconnected, this, [this, socket] {
        m_buffers.erase(socket);
        socket->deleteLater();
    });
    read(socket);
}

void HttpsServer::read(QSslSocket *socket)
{
    m_buffers[socket] += socket->readAll();
    while (m_buffers.contains(socket)) {
        const auto request = takeRequest(m_buffers[socket]);
        if (!request)
            return;
        const HttpReply reply = m_handler(*request);
        if (reply.delay == 0)
            answer(socket, reply);
        else
            QTimer::singleShot(reply.delay, this, [this, socket = QPointer(socket), reply] {
                if (socket)
                    answer(socket, reply);
            });
    }
}

void HttpsServer::answer(QSslSocket *socket, const HttpReply &reply)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(reply.status) + " x\r\n";
    if (!reply.contentType.isEmpty())
        bytes += "Content-Type: " + reply.contentType + "\r\n";
    for (const auto &[name, value] : reply.headers)
        bytes += name + ": " + value + "\r\n";
    bytes += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n\r\n" + reply.body;
    if (reply.cutAfter < 0) {
        socket->write(bytes);
        return;
    }
    socket->write(bytes.left(reply.cutAfter));
    socket->flush();
    socket->disconnectFromHost();
}

} // namespace luotsi::tests
