#pragma once

#include "centre/handlers/tests/TestDevice.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QUrl>

#include <optional>

namespace luotsi::tests {

struct HttpsReply
{
    int status = 0; ///< 0: no HTTP reply at all
    QByteArray contentType;
    QByteArray body;
    QByteArray uploadOffset;
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
};

/// A real TLS client that waits for its answers. With a device it shows the device's certificate.
class HttpsClient
{
public:
    HttpsClient(QUrl centre, QByteArray authorityPem)
        : m_centre(std::move(centre)), m_authority(std::move(authorityPem))
    {
    }
    void show(const QByteArray &certificatePem, const QByteArray &keyPem);
    /// A header field of every request from now on.
    void always(const QByteArray &name, const QByteArray &value) { m_fields.append({name, value}); }

    /// `path` may have a query behind a question mark.
    [[nodiscard]] HttpsReply send(const QByteArray &method, const QByteArray &path,
                                  const QByteArray &body = {}, std::optional<quint64> offset = std::nullopt);
    /// Sends the whole request and hangs up without reading the answer.
    void sendAndForget(const QByteArray &path, const QByteArray &body);
    /// Whatever the server says to these bytes.
    [[nodiscard]] QByteArray sendRaw(const QByteArray &bytes, int patience = 5000);
    [[nodiscard]] bool connectsWith(QSsl::SslProtocol protocol);

private:
    [[nodiscard]] QSslConfiguration settings() const;

    QUrl m_centre;
    QByteArray m_authority;
    QByteArray m_certificate;
    QByteArray m_key;
    QList<QPair<QByteArray, QByteArray>> m_fields;
    QNetworkAccessManager m_manager;
};

} // namespace luotsi::tests
