#include "sync/client/Enrolment.h"

#include "pki/AuthorityChain.h"
#include "pki/CertificateFacts.h"
#include "pki/Certificates.h"
#include "sync/client/TlsSettings.h"
#include "sync/client/TrustedRoots.h"
#include "sync/protocol/Enrol.h"
#include "sync/protocol/Paths.h"

#include <QEventLoop>

namespace luotsi::sync::client::enrolment {

namespace paths = protocol::paths;
using base::ErrorCode;
using base::Result;

namespace {

CentreReply askAndWait(CentreConnection &connection, const CentreRequest &request)
{
    QEventLoop loop;
    CentreReply answer;
    bool answered = false;
    connection.send(request, [&](const CentreReply &reply) {
        answer = reply;
        answered = true;
        loop.quit();
    });
    if (!answered)
        loop.exec();
    return answer;
}

/// Over a connection nobody vouches for; only the fingerprint makes what comes back worth anything.
Result<QByteArray> fetchRoot(const QUrl &centre, const QByteArray &rootFingerprint,
                             CentreConnection::Limits limits)
{
    QSslConfiguration unchecked = QSslConfiguration::defaultConfiguration();
    unchecked.setProtocol(QSsl::TlsV1_3OrLater);
    unchecked.setPeerVerifyMode(QSslSocket::VerifyNone);
    CentreConnection connection(centre, unchecked, limits);
    const CentreReply reply =
        askAndWait(connection, {CentreRequest::Verb::Get, paths::caCertificates, {}, {}, {}, {}});
    if (reply.failure)
        return reply.failure->error;
    const auto roots = pki::splitCertificates(reply.body);
    if (!roots)
        return ErrorCode::CaptivePortal;
    // An enrolment slip may be older than the centre's newest authority.
    for (const QByteArray &root : *roots) {
        const auto facts = pki::readCertificate(root);
        if (facts && facts->fingerprint == rootFingerprint)
            return root;
    }
    return base::Error{ErrorCode::CertificateRefused,
                       QStringLiteral("the centre's root is not the one this device was given"),
                       {}};
}

Result<ports::DeviceIdentity> identityFrom(const QByteArray &body, const QUrl &centre,
                                           const QByteArray &keyPem, const QByteArray &rootsPem)
{
    const auto reply = protocol::decodeEnrolReply(body);
    if (!reply)
        return reply.error();
    const auto roots = rootsAfter(*reply, rootsPem);
    if (!roots)
        return roots.error();
    const auto together = pki::belongTogether(reply->certificatePem, keyPem);
    const auto facts = pki::readCertificate(reply->certificatePem);
    const bool ours =
        together && *together && facts && facts->device && facts->device->device == reply->device.array();
    if (!ours)
        return base::Error{
            ErrorCode::CertificateRefused, QStringLiteral("the certificate is not for this device"), {}};
    return ports::DeviceIdentity{reply->device,    reply->certificatePem, keyPem,
                                 *roots,           centre.toEncoded(),    reply->receiptKey,
                                 reply->intakeKey, reply->intakeKeyId};
}

CentreRequest requestOf(const char *path, const QByteArray &requestPem, const QString &code)
{
    return {CentreRequest::Verb::Post, path, protocol::encodeEnrolRequest({requestPem, code}),
            paths::jsonType,           {},   paths::jsonType};
}

} // namespace

Result<ports::DeviceIdentity> enrol(const QUrl &centre, const QString &oneTimeCode,
                                    const QByteArray &rootFingerprint, CentreConnection::Limits limits)
{
    const auto root = fetchRoot(centre, rootFingerprint, limits);
    if (!root)
        return root.error();
    const auto settings = serverOnlySettings(*root);
    if (!settings)
        return settings.error();
    const auto key = pki::makePrivateKey();
    if (!key)
        return key.error();
    const auto request = pki::makeRequest(*key);
    if (!request)
        return request.error();
    CentreConnection connection(centre, *settings, limits);
    const CentreRequest message = requestOf(paths::enrol, *request, oneTimeCode);
    CentreReply reply = askAndWait(connection, message);
    // The reply may have been lost after the code was used up: the same key gets the same answer again.
    if (reply.failure && reply.failure->error == ErrorCode::NetworkUnreachable)
        reply = askAndWait(connection, message);
    if (reply.failure)
        return reply.failure->error;
    return identityFrom(reply.body, centre, *key, *root);
}

void renew(CentreConnection &connection, const ports::DeviceIdentity &identity, Done done)
{
    const auto key = pki::makePrivateKey();
    if (!key) {
        done(key.error());
        return;
    }
    const auto request = pki::makeRequest(*key);
    if (!request) {
        done(request.error());
        return;
    }
    connection.send(requestOf(paths::reenrol, *request, {}),
                    [identity, keyPem = *key, done = std::move(done)](const CentreReply &reply) {
                        if (reply.failure) {
                            done(reply.failure->error);
                            return;
                        }
                        auto renewed = identityFrom(reply.body, QUrl::fromEncoded(identity.centreUrl), keyPem,
                                                    identity.authorityPem);
                        if (renewed && renewed->device != identity.device)
                            renewed = base::Error{ErrorCode::CertificateRefused,
                                                  QStringLiteral("the new certificate is another device's"),
                                                  {}};
                        done(renewed);
                    });
}

} // namespace luotsi::sync::client::enrolment
