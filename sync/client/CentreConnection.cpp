#include "sync/client/CentreConnection.h"

#include "sync/client/TlsSettings.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/Problem.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>

namespace luotsi::sync::client {

namespace paths = protocol::paths;
using base::ErrorCode;

namespace {

constexpr int httpOkFrom = 200;
constexpr int httpOkTo = 299;
constexpr int httpRedirectTo = 399;
constexpr int httpServerErrorFrom = 500;
constexpr int httpNetworkAuthentication = 511; // RFC 6585: a captive portal that says so

std::optional<std::int64_t> retryAfterOf(const QNetworkReply &reply)
{
    bool isNumber = false;
    const qint64 seconds = reply.rawHeader(paths::retryAfterHeader).toLongLong(&isNumber);
    if (!isNumber || seconds < 0 || seconds > 1'000'000)
        return std::nullopt;
    return seconds * 1000;
}

QByteArray mediaTypeOf(const QNetworkReply &reply)
{
    const QByteArray header = reply.rawHeader("Content-Type");
    return header.split(';').first().trimmed().toLower();
}

/// TLS 1.3 servers judge a client certificate after the handshake, and Qt hands their alert out as text only.
std::optional<ErrorCode> alertIn(const QString &text)
{
    if (text.contains(QLatin1String("certificate expired")))
        return ErrorCode::CertificateExpired;
    if (text.contains(QLatin1String("alert")) && text.contains(QLatin1String("certificate")))
        return ErrorCode::CertificateRefused;
    if (text.contains(QLatin1String("unknown ca")))
        return ErrorCode::CertificateRefused;
    return std::nullopt;
}

CentreReply failed(ErrorCode error, std::optional<std::int64_t> retryAfter = {})
{
    return {{}, CentreFailure{error, retryAfter, {}, {}, {}}};
}

CentreReply problemReply(const QByteArray &body, std::optional<std::int64_t> retryAfter)
{
    const auto problem = protocol::decodeProblem(body);
    if (!problem)
        return failed(ErrorCode::CaptivePortal, retryAfter);
    CentreFailure failure{protocol::errorOf(problem->type), retryAfter, problem->offset,
                          problem->expectedSequence, problem->auditHead};
    if (!failure.retryAfter && problem->retryAfterSeconds)
        failure.retryAfter = std::int64_t{*problem->retryAfterSeconds} * 1000;
    return {{}, failure};
}

CentreReply judgeNetworkError(const QNetworkReply &reply)
{
    const auto alert = alertIn(reply.errorString());
    const bool handshakeFailed = reply.error() == QNetworkReply::SslHandshakeFailedError;
    // Whoever shows no certificate speaks no TLS: a portal's page in clear.
    if (handshakeFailed && !alert && reply.sslConfiguration().peerCertificateChain().isEmpty())
        return failed(ErrorCode::CaptivePortal);
    if (handshakeFailed)
        return failed(alert.value_or(ErrorCode::CertificateRefused));
    return failed(alert.value_or(ErrorCode::NetworkUnreachable));
}

CentreReply judge(QNetworkReply &reply, const QByteArray &expectedType)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool brokenOff = reply.error() == QNetworkReply::RemoteHostClosedError ||
                           reply.error() == QNetworkReply::OperationCanceledError ||
                           reply.error() == QNetworkReply::TimeoutError;
    if (status == 0 || brokenOff)
        return judgeNetworkError(reply);
    const QByteArray type = mediaTypeOf(reply);
    const auto retryAfter = retryAfterOf(reply);
    const QByteArray body = reply.readAll();
    if (type == paths::problemType)
        return problemReply(body, retryAfter);
    if (status == httpNetworkAuthentication || (status > httpOkTo && status <= httpRedirectTo))
        return failed(ErrorCode::CaptivePortal, retryAfter);
    if (status >= httpServerErrorFrom)
        return failed(ErrorCode::ServerBusy, retryAfter);
    if (status < httpOkFrom || status > httpOkTo)
        return failed(ErrorCode::CaptivePortal, retryAfter);
    const bool ours = expectedType.isEmpty() ? true : type == expectedType;
    if (!ours)
        return failed(ErrorCode::CaptivePortal, retryAfter);
    return {body, {}};
}

} // namespace

CentreConnection::CentreConnection(QUrl centre, const QSslConfiguration &tls, Limits limits,
                                   std::function<std::optional<std::int64_t>()> knownTime, QObject *parent)
    : QObject(parent), m_centre(std::move(centre)), m_tls(tls), m_limits(limits),
      m_knownTime(std::move(knownTime))
{
    // The machine's proxy is somebody else's machine; a site that needs one names it in its profile.
    m_manager.setProxy(QNetworkProxy::NoProxy);
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_manager.setAutoDeleteReplies(false);
}

CentreConnection::~CentreConnection()
{
    abandon();
}

void CentreConnection::abandon()
{
    const QList<QNetworkReply *> underWay = std::exchange(m_underWay, {});
    for (QNetworkReply *reply : underWay) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
}

QByteArray CentreConnection::serverChainPem() const
{
    QByteArray pem;
    for (const QSslCertificate &certificate : m_serverChain)
        pem += certificate.toPem();
    return pem;
}

void CentreConnection::retire(std::unique_ptr<CentreConnection> connection)
{
    CentreConnection *retired = connection.release();
    retired->m_retired = true;
    if (retired->m_underWay.isEmpty())
        retired->deleteLater();
}

QNetworkReply *CentreConnection::start(const CentreRequest &request)
{
    QUrl url = m_centre;
    url.setPath(QString::fromLatin1(request.path));
    if (!request.query.isEmpty())
        url.setQuery(QString::fromLatin1(request.query));
    QNetworkRequest message(url);
    message.setSslConfiguration(m_tls);
    message.setTransferTimeout(m_limits.idle);
    message.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    message.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    message.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    message.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    message.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // Naming an encoding ourselves keeps Qt from unpacking: a reply is never larger than it arrives.
    message.setRawHeader("Accept-Encoding", "identity");
    message.setRawHeader(paths::versionHeader, QByteArray::number(paths::protocolVersion));
    if (!request.contentType.isEmpty())
        message.setHeader(QNetworkRequest::ContentTypeHeader, request.contentType);
    if (request.uploadOffset)
        message.setRawHeader(paths::offsetHeader, QByteArray::number(*request.uploadOffset));
    if (request.isUrgent)
        message.setRawHeader(paths::urgencyHeader, paths::urgentRequest);
    switch (request.verb) {
    case CentreRequest::Verb::Get:
        return m_manager.get(message);
    case CentreRequest::Verb::Post:
        return m_manager.post(message, request.body);
    case CentreRequest::Verb::Patch:
        break;
    }
    return m_manager.sendCustomRequest(message, "PATCH", request.body);
}

void CentreConnection::send(const CentreRequest &request, Callback callback)
{
    QNetworkReply *reply = start(request);
    m_underWay.append(reply);
    watch(reply, request, std::move(callback));
}

void CentreConnection::watch(QNetworkReply *reply, const CentreRequest &request, Callback callback)
{
    connect(reply, &QNetworkReply::sslErrors, this, [this, reply](const QList<QSslError> &errors) {
        const auto time = m_knownTime ? m_knownTime() : std::nullopt;
        if (time && onlyClockIsWrong(errors, reply->sslConfiguration().peerCertificateChain(), *time))
            reply->ignoreSslErrors(errors);
    });
    const auto tooLarge = [reply] {
        if (reply->bytesAvailable() > static_cast<qint64>(protocol::maximumReplyBytes))
            reply->abort();
    };
    connect(reply, &QNetworkReply::readyRead, this, tooLarge);
    // A peer that dribbles keeps the idle limit quiet; this one holds for the whole exchange.
    auto *whole = new QTimer(reply);
    whole->setSingleShot(true);
    connect(whole, &QTimer::timeout, reply, &QNetworkReply::abort);
    whole->start(2 * m_limits.idle +
                 static_cast<int>(qint64{request.body.size()} * 1000 / m_limits.bytesPerSecond));
    connect(reply, &QNetworkReply::finished, this,
            [this, reply, expectedType = request.expectedType, callback = std::move(callback)] {
                m_underWay.removeOne(reply);
                const CentreReply answer = judge(*reply, expectedType);
                // Without a failure the handshake was verified; a connection used again shows no chain.
                const auto chain = reply->sslConfiguration().peerCertificateChain();
                if (!answer.failure && !chain.isEmpty())
                    m_serverChain = chain;
                if (reply->error() != QNetworkReply::NoError && answer.failure &&
                    answer.failure->error == ErrorCode::NetworkUnreachable)
                    m_manager.clearConnectionCache();
                reply->deleteLater();
                if (m_retired && m_underWay.isEmpty())
                    deleteLater();
                callback(answer);
            });
}

} // namespace luotsi::sync::client
