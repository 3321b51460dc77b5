#include "sync/client/TlsSettings.h"

#include <QDateTime>
#include <QSslKey>
#include <QTimeZone>

#include <algorithm>

namespace luotsi::sync::client {

namespace {

base::Error unreadable(const char *what)
{
    return {base::ErrorCode::CertificateRefused, QString::fromLatin1(what), {}};
}

bool isAboutDates(const QSslError &error)
{
    return error.error() == QSslError::CertificateExpired ||
           error.error() == QSslError::CertificateNotYetValid;
}

} // namespace

base::Result<QSslConfiguration> serverOnlySettings(const QByteArray &authorityPem)
{
    const QList<QSslCertificate> authorities = QSslCertificate::fromData(authorityPem, QSsl::Pem);
    if (authorities.isEmpty())
        return unreadable("the centre's root certificate cannot be read");
    QSslConfiguration settings = QSslConfiguration::defaultConfiguration();
    settings.setProtocol(QSsl::TlsV1_3OrLater);
    settings.setPeerVerifyMode(QSslSocket::VerifyPeer);
    settings.setCaCertificates(authorities);
    return settings;
}

base::Result<QSslConfiguration> deviceSettings(const ports::DeviceIdentity &identity)
{
    auto settings = serverOnlySettings(identity.authorityPem);
    if (!settings)
        return settings;
    const QList<QSslCertificate> chain = QSslCertificate::fromData(identity.certificatePem, QSsl::Pem);
    const QSslKey key(identity.privateKeyPem, QSsl::Ec, QSsl::Pem, QSsl::PrivateKey);
    if (chain.isEmpty() || key.isNull())
        return unreadable("the device's certificate or key cannot be read");
    settings->setLocalCertificateChain(chain);
    settings->setPrivateKey(key);
    return settings;
}

bool onlyClockIsWrong(const QList<QSslError> &errors, const QList<QSslCertificate> &chain, std::int64_t now)
{
    if (errors.isEmpty() || chain.isEmpty() || !std::all_of(errors.begin(), errors.end(), isAboutDates))
        return false;
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(now, QTimeZone::utc());
    return std::all_of(chain.begin(), chain.end(), [&](const QSslCertificate &certificate) {
        return certificate.effectiveDate() <= moment && moment <= certificate.expiryDate();
    });
}

} // namespace luotsi::sync::client
