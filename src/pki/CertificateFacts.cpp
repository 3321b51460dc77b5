#include "pki/CertificateFacts.h"

#include "pki/OpenSsl.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <openssl/err.h>

#include <algorithm>
#include <ctime>
#include <memory>

namespace luotsi::pki {

using base::ErrorCode;
using base::Result;

namespace {

QStringList entries(const X509_NAME *name, int field)
{
    QStringList values;
    for (int at = X509_NAME_get_index_by_NID(name, field, -1); at >= 0;
         at = X509_NAME_get_index_by_NID(name, field, at)) {
        unsigned char *utf8 = nullptr;
        const int length =
            ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
        if (length >= 0)
            values.append(QString::fromUtf8(reinterpret_cast<const char *>(utf8), length));
        OPENSSL_free(utf8);
    }
    return values;
}

QString addressText(const ASN1_OCTET_STRING *address)
{
    const unsigned char *const bytes = ASN1_STRING_get0_data(address);
    const int length = ASN1_STRING_length(address);
    QStringList parts;
    if (length == 4) {
        for (int at = 0; at < length; ++at)
            parts.append(QString::number(bytes[at]));
        return parts.join(u'.');
    }
    for (int at = 0; at + 1 < length; at += 2)
        parts.append(QString::number((bytes[at] << 8) | bytes[at + 1], 16));
    return parts.join(u':');
}

QStringList serverNames(const X509 *certificate)
{
    const std::unique_ptr<GENERAL_NAMES, Releaser<GENERAL_NAMES_free>> alternatives(
        static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
    QStringList names;
    for (int at = 0; alternatives && at < sk_GENERAL_NAME_num(alternatives.get()); ++at) {
        const GENERAL_NAME *const name = sk_GENERAL_NAME_value(alternatives.get(), at);
        if (name->type == GEN_DNS)
            names.append(
                QString::fromLatin1(reinterpret_cast<const char *>(ASN1_STRING_get0_data(name->d.dNSName)),
                                    ASN1_STRING_length(name->d.dNSName)));
        else if (name->type == GEN_IPADD)
            names.append(addressText(name->d.iPAddress));
    }
    return names;
}

std::int64_t millisecondsOf(const ASN1_TIME *time)
{
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return 0;
    return static_cast<std::int64_t>(timegm(&parts)) * 1000;
}

/// Value of the one unit with this prefix; empty when it is missing or there twice.
QString unitValue(const QStringList &units, QLatin1String prefix)
{
    const QStringList found = units.filter(QRegularExpression(QLatin1Char('^') + QString(prefix)));
    return found.size() == 1 ? found.first().mid(prefix.size()) : QString();
}

std::optional<DeviceGrant> grantOf(const QString &commonName, const QStringList &units)
{
    const QByteArray hex = commonName.toLatin1();
    const QByteArray number = QByteArray::fromHex(hex);
    DeviceGrant grant;
    if (number.size() != static_cast<qsizetype>(grant.device.size()) || number.toHex() != hex)
        return std::nullopt;
    std::copy(number.begin(), number.end(), grant.device.begin());
    grant.role = unitValue(units, QLatin1String("role:"));
    grant.site = unitValue(units, QLatin1String("site:"));
    grant.scope = unitValue(units, QLatin1String("scope:"));
    if (grant.role.isEmpty() || grant.site.isEmpty() || grant.scope.isEmpty())
        return std::nullopt;
    return grant;
}

Result<QByteArray> derOf(X509 *certificate)
{
    unsigned char *der = nullptr;
    const int length = i2d_X509(certificate, &der);
    if (length <= 0)
        return openSslError("certificate");
    const QByteArray bytes(reinterpret_cast<const char *>(der), length);
    OPENSSL_free(der);
    return bytes;
}

Result<CertificateFacts> factsOf(X509 *certificate)
{
    const auto der = derOf(certificate);
    if (!der)
        return der.error();
    EVP_PKEY *const key = X509_get0_pubkey(certificate);
    if (key == nullptr) {
        ERR_clear_error();
        return {ErrorCode::MalformedInput, QStringLiteral("certificate without a key")};
    }
    auto pin = pinOf(key);
    if (!pin)
        return pin.error();
    const X509_NAME *const subject = X509_get_subject_name(certificate);
    const QStringList names = entries(subject, NID_commonName);
    CertificateFacts facts;
    facts.commonName = names.value(0);
    const ASN1_INTEGER *const serial = X509_get0_serialNumber(certificate);
    facts.serial =
        QByteArray(reinterpret_cast<const char *>(ASN1_STRING_get0_data(serial)), ASN1_STRING_length(serial));
    facts.validity = {millisecondsOf(X509_get0_notBefore(certificate)),
                      millisecondsOf(X509_get0_notAfter(certificate))};
    facts.names = serverNames(certificate);
    facts.isAuthority = X509_check_ca(certificate) == 1;
    if (names.size() == 1)
        facts.device = grantOf(facts.commonName, entries(subject, NID_organizationalUnitName));
    facts.fingerprint = QCryptographicHash::hash(*der, QCryptographicHash::Sha256);
    facts.keyPin = *std::move(pin);
    return facts;
}

} // namespace

Result<CertificateFacts> readCertificate(const QByteArray &pem)
{
    const auto certificate = readX509(pem);
    if (!certificate)
        return certificate.error();
    return factsOf(certificate->get());
}

Result<CertificateFacts> readCertificateDer(const QByteArray &der)
{
    const auto *at = reinterpret_cast<const unsigned char *>(der.constData());
    const CertificatePointer certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    ERR_clear_error();
    if (!certificate || at != reinterpret_cast<const unsigned char *>(der.constData()) + der.size())
        return {ErrorCode::MalformedInput, QStringLiteral("no certificate in DER")};
    return factsOf(certificate.get());
}

Result<void> checkIssuedBy(const QByteArray &certificatePem, const QByteArray &authorityPem, std::int64_t now)
{
    const auto certificate = readX509(certificatePem);
    if (!certificate)
        return certificate.error();
    const auto authority = readX509(authorityPem);
    if (!authority)
        return authority.error();
    EVP_PKEY *const key = X509_get0_pubkey(authority->get());
    const bool isIssued = key != nullptr && X509_check_ca(authority->get()) == 1 &&
                          X509_check_issued(authority->get(), certificate->get()) == X509_V_OK &&
                          X509_verify(certificate->get(), key) == 1;
    ERR_clear_error();
    if (!isIssued)
        return {ErrorCode::CertificateRefused, QStringLiteral("certificate is not of this authority")};
    const std::int64_t begins = millisecondsOf(X509_get0_notBefore(certificate->get()));
    const std::int64_t ends = millisecondsOf(X509_get0_notAfter(certificate->get()));
    if (now < begins || now > ends)
        return {ErrorCode::CertificateExpired, QStringLiteral("certificate outside its validity")};
    return {};
}

QString fingerprintText(const QByteArray &fingerprint)
{
    return QString::fromLatin1(fingerprint.toHex(':').toUpper());
}

} // namespace luotsi::pki
