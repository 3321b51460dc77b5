#include "centre/HttpsClient.h"

#include <QEventLoop>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

namespace luotsi::tests {

namespace {
constexpr int patience = 20'000;
} // namespace

void HttpsClient::show(const QByteArray &certificatePem, const QByteArray &keyPem)
{
    m_certificate = certificatePem;
    m_key = keyPem;
    m_manager.clearConnectionCache();
}

QSslConfiguration HttpsClient::settings() const
{
    QSslConfiguration settings = QSslConfiguration::defaultConfiguration();
    settings.setProtocol(QSsl::TlsV1_3OrLater);
    settings.setCaCertificates(QSslCertificate::fromData(m_authority));
    if (!m_certificate.isEmpty()) {
        settings.setLocalCertificateChain(QSslCertificate::fromData(m_certificate));
        settings.setPrivateKey(QSslKey(m_key, QSsl::Ec));
    }
    return settings;
}

HttpsReply HttpsClient::send(const QByteArray &method, const QByteArray &path, const QByteArray &body,
                             std::optional<quint64> offset)
{
    QUrl url(m_centre);
    const QList<QByteArray> parts = path.split('?');
    url.setPath(QString::fromLatin1(parts.first()));
    if (parts.size() > 1)
        url.setQuery(QString::fromLatin1(parts[1]));
    QNetworkRequest request(url);
    request.setSslConfiguration(settings());
    request.setTransferTimeout(patience);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/octet-stream"));
    request.setRawHeader("Luotsi-Protocol", "1");
    for (const auto &[name, value] : m_fields)
        request.setRawHeader(name, value);
    if (offset)
        request.setRawHeader("Upload-Offset", QByteArray::number(*offset));
    // As a custom verb HEAD would wait for the body its length announces.
    QNetworkReply *reply =
        method == "HEAD" ? m_manager.head(request) : m_manager.sendCustomRequest(request, method, body);
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();
    HttpsReply result;
    result.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    result.contentType = reply->header(QNetworkRequest::ContentTypeHeader).toByteArray();
    result.body = reply->readAll();
    result.uploadOffset = reply->rawHeader("Upload-Offset");
    result.error = reply->error();
    delete reply;
    return result;
}

void HttpsClient::sendAndForget(const QByteArray &path, const QByteArray &body)
{
    QSslSocket socket;
    socket.setSslConfiguration(settings());
    socket.connectToHostEncrypted(m_centre.host(), static_cast<quint16>(m_centre.port()));
    if (!socket.waitForEncrypted(patience))
        return;
    socket.write("POST " + path + " HTTP/1.1\r\nHost: centre\r\nContent-Length: " +
                 QByteArray::number(body.size()) + "\r\n\r\n" + body);
    while (socket.bytesToWrite() > 0 || socket.encryptedBytesToWrite() > 0) {
        if (!socket.waitForBytesWritten(patience))
            break;
    }
    socket.abort();
}

QByteArray HttpsClient::sendRaw(const QByteArray &bytes, int wait)
{
    QSslSocket socket;
    socket.setSslConfiguration(settings());
    socket.connectToHostEncrypted(m_centre.host(), static_cast<quint16>(m_centre.port()));
    if (!socket.waitForEncrypted(patience))
        return "no connection";
    socket.write(bytes);
    QByteArray answer;
    while (socket.waitForReadyRead(wait))
        answer += socket.readAll();
    return answer + socket.readAll();
}

bool HttpsClient::connectsWith(QSsl::SslProtocol protocol)
{
    QSslSocket socket;
    QSslConfiguration configuration = settings();
    configuration.setProtocol(protocol);
    socket.setSslConfiguration(configuration);
    socket.connectToHostEncrypted(m_centre.host(), static_cast<quint16>(m_centre.port()));
    return socket.waitForEncrypted(patience);
}

} // namespace luotsi::tests
