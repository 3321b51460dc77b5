#include "pki/Certificates.h"

#include "pki/OpenSsl.h"

#include <QRegularExpression>

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <array>

namespace luotsi::pki {

using base::ErrorCode;
using base::Result;

namespace {

constexpr long version3 = 2; // X.509 counts from 0
constexpr std::size_t serialBytes = 16;

struct ExtensionText
{
    int id;
    QByteArray value;
};

struct Subject
{
    QString commonName;
    QStringList units;
};

Result<QByteArray> keyToPem(EVP_PKEY *key)
{
    const BioPointer bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return openSslError("writing a private key");
    return contents(bio.get());
}

Result<QByteArray> certificateToPem(X509 *certificate)
{
    const BioPointer bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_X509(bio.get(), certificate) != 1)
        return openSslError("writing a certificate");
    return contents(bio.get());
}

bool addEntry(X509_NAME *name, const char *field, const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char *>(utf8.data()),
                                      static_cast<int>(utf8.size()), -1, 0) == 1;
}

bool setSubject(X509 *certificate, const Subject &subject)
{
    const NamePointer name(X509_NAME_new());
    if (!name || !addEntry(name.get(), "O", QStringLiteral("Luotsi")))
        return false;
    for (const QString &unit : subject.units) {
        if (!addEntry(name.get(), "OU", unit))
            return false;
    }
    return addEntry(name.get(), "CN", subject.commonName) &&
           X509_set_subject_name(certificate, name.get()) == 1;
}

bool setSerial(X509 *certificate, base::Random &random)
{
    std::array<std::uint8_t, serialBytes> bytes{};
    random.fill(bytes.data(), bytes.size());
    // Positive and not zero (RFC 5280 section 4.1.2.2), whatever the random source gives.
    bytes[0] = static_cast<std::uint8_t>((bytes[0] & 0x7f) | 0x40);
    const NumberPointer number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setValidity(X509 *certificate, const Validity &validity)
{
    const auto seconds = [](std::int64_t milliseconds) { return static_cast<time_t>(milliseconds / 1000); };
    return ASN1_TIME_set(X509_getm_notBefore(certificate), seconds(validity.notBefore)) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), seconds(validity.notAfter)) != nullptr;
}

bool addExtensions(X509 *certificate, X509 *issuer, const std::vector<ExtensionText> &extensions)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    for (const ExtensionText &text : extensions) {
        const ExtensionPointer extension(
            X509V3_EXT_conf_nid(nullptr, &context, text.id, text.value.constData()));
        if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1)
            return false;
    }
    return true;
}

/// What all certificates of ours have in common. `issuer` null: self-signed.
Result<CertificatePointer> build(EVP_PKEY *subjectKey, const Subject &subject, X509 *issuer,
                                 EVP_PKEY *issuerKey, const Validity &validity,
                                 const std::vector<ExtensionText> &extensions, base::Random &random)
{
    if (validity.notAfter <= validity.notBefore)
        return {ErrorCode::MalformedInput, QStringLiteral("certificate would end before it begins")};
    CertificatePointer certificate(X509_new());
    X509 *const raw = certificate.get();
    if (raw == nullptr || X509_set_version(raw, version3) != 1 || !setSerial(raw, random) ||
        !setValidity(raw, validity) || !setSubject(raw, subject) || X509_set_pubkey(raw, subjectKey) != 1)
        return openSslError("building a certificate");
    X509 *const signer = issuer != nullptr ? issuer : raw;
    if (X509_set_issuer_name(raw, X509_get_subject_name(signer)) != 1 ||
        !addExtensions(raw, signer, extensions) || X509_sign(raw, issuerKey, EVP_sha256()) == 0)
        return openSslError("signing a certificate");
    return certificate;
}

struct Issuer
{
    CertificatePointer certificate;
    KeyPointer key;
};

Result<Issuer> readIssuer(const Credential &authority)
{
    auto certificate = readX509(authority.certificatePem);
    if (!certificate)
        return certificate.error();
    auto key = readKey(authority.keyPem);
    if (!key)
        return key.error();
    if (X509_check_private_key(certificate->get(), key->get()) != 1) {
        ERR_clear_error();
        return {ErrorCode::MalformedInput,
                QStringLiteral("authority's key and certificate do not belong together")};
    }
    return Issuer{*std::move(certificate), *std::move(key)};
}

bool isWord(const QString &text)
{
    static const QRegularExpression word(QStringLiteral("\\A[a-z0-9-]{1,56}\\z"));
    return word.match(text).hasMatch();
}

Result<QByteArray> subjectAlternativeNames(const QStringList &names)
{
    static const QRegularExpression address(
        QStringLiteral("\\A(\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*)\\z"));
    static const QRegularExpression host(QStringLiteral("\\A[A-Za-z0-9.-]{1,253}\\z"));
    QByteArrayList parts;
    for (const QString &name : names) {
        const bool isAddress = address.match(name).hasMatch();
        if (!isAddress && !host.match(name).hasMatch())
            return {ErrorCode::MalformedInput, QStringLiteral("server name with a foreign character")};
        parts.append((isAddress ? "IP:" : "DNS:") + name.toLatin1());
    }
    if (parts.isEmpty())
        return {ErrorCode::MalformedInput, QStringLiteral("server certificate without a name")};
    return parts.join(',');
}

Result<Credential> credentialOf(EVP_PKEY *key, X509 *certificate)
{
    auto keyPem = keyToPem(key);
    if (!keyPem)
        return keyPem.error();
    auto certificatePem = certificateToPem(certificate);
    if (!certificatePem)
        return certificatePem.error();
    return Credential{*std::move(keyPem), *std::move(certificatePem)};
}

} // namespace

Result<QByteArray> makePrivateKey()
{
    const KeyPointer key(EVP_EC_gen("P-256"));
    if (!key)
        return openSslError("making a private key");
    return keyToPem(key.get());
}

Result<Credential> makeAuthority(const QString &commonName, Validity validity, base::Random &random)
{
    const KeyPointer key(EVP_EC_gen("P-256"));
    if (!key)
        return openSslError("making the authority's key");
    const auto certificate = build(key.get(), {commonName, {}}, nullptr, key.get(), validity,
                                   {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                                    {NID_key_usage, "critical,keyCertSign,cRLSign"},
                                    {NID_subject_key_identifier, "hash"}},
                                   random);
    if (!certificate)
        return certificate.error();
    return credentialOf(key.get(), certificate->get());
}

Result<Credential> issueServerCertificate(const Credential &authority, const QStringList &names,
                                          Validity validity, base::Random &random)
{
    const auto issuer = readIssuer(authority);
    if (!issuer)
        return issuer.error();
    const auto alternatives = subjectAlternativeNames(names);
    if (!alternatives)
        return alternatives.error();
    const KeyPointer key(EVP_EC_gen("P-256"));
    if (!key)
        return openSslError("making the server's key");
    const auto certificate =
        build(key.get(), {names.first(), {}}, issuer->certificate.get(), issuer->key.get(), validity,
              {{NID_basic_constraints, "critical,CA:FALSE"},
               {NID_key_usage, "critical,digitalSignature"},
               {NID_ext_key_usage, "serverAuth"},
               {NID_subject_key_identifier, "hash"},
               {NID_authority_key_identifier, "keyid:always"},
               {NID_subject_alt_name, *alternatives}},
              random);
    if (!certificate)
        return certificate.error();
    return credentialOf(key.get(), certificate->get());
}

Result<QByteArray> makeRequest(const QByteArray &keyPem)
{
    const auto key = readKey(keyPem);
    if (!key)
        return key.error();
    const RequestPointer request(X509_REQ_new());
    const NamePointer name(X509_NAME_new());
    // The centre decides the subject; a name of its own choice would only mislead a reader.
    if (!request || !name || !addEntry(name.get(), "CN", QStringLiteral("luotsi-device")) ||
        X509_REQ_set_version(request.get(), 0) != 1 ||
        X509_REQ_set_subject_name(request.get(), name.get()) != 1 ||
        X509_REQ_set_pubkey(request.get(), key->get()) != 1 ||
        X509_REQ_sign(request.get(), key->get(), EVP_sha256()) == 0)
        return openSslError("making a request");
    const BioPointer bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_X509_REQ(bio.get(), request.get()) != 1)
        return openSslError("writing a request");
    return contents(bio.get());
}

Result<QByteArray> issueDeviceCertificate(const Credential &authority, const QByteArray &requestPem,
                                          const DeviceGrant &grant, Validity validity, base::Random &random)
{
    const auto request = readRequest(requestPem);
    if (!request)
        return request.error();
    EVP_PKEY *const key = X509_REQ_get0_pubkey(request->get());
    if (key == nullptr || !isP256(key) || X509_REQ_verify(request->get(), key) != 1) {
        ERR_clear_error();
        return {ErrorCode::EnrolmentRefused,
                QStringLiteral("request is not signed by a P-256 key of its own")};
    }
    if (!isWord(grant.role) || !isWord(grant.site) || !isWord(grant.scope))
        return {ErrorCode::EnrolmentRefused, QStringLiteral("role, site or scope is no word")};
    const auto issuer = readIssuer(authority);
    if (!issuer)
        return issuer.error();
    const QByteArray number(reinterpret_cast<const char *>(grant.device.data()),
                            static_cast<qsizetype>(grant.device.size()));
    const Subject subject{QString::fromLatin1(number.toHex()),
                          {QStringLiteral("role:") + grant.role, QStringLiteral("site:") + grant.site,
                           QStringLiteral("scope:") + grant.scope}};
    const auto certificate = build(key, subject, issuer->certificate.get(), issuer->key.get(), validity,
                                   {{NID_basic_constraints, "critical,CA:FALSE"},
                                    {NID_key_usage, "critical,digitalSignature"},
                                    {NID_ext_key_usage, "clientAuth"},
                                    {NID_subject_key_identifier, "hash"},
                                    {NID_authority_key_identifier, "keyid:always"}},
                                   random);
    if (!certificate)
        return certificate.error();
    return certificateToPem(certificate->get());
}

Result<QByteArray> requestKeyPin(const QByteArray &requestPem)
{
    const auto request = readRequest(requestPem);
    if (!request)
        return request.error();
    EVP_PKEY *const key = X509_REQ_get0_pubkey(request->get());
    if (key == nullptr) {
        ERR_clear_error();
        return {ErrorCode::MalformedInput, QStringLiteral("request without a key")};
    }
    return pinOf(key);
}

Result<bool> belongTogether(const QByteArray &certificatePem, const QByteArray &keyPem)
{
    const auto certificate = readX509(certificatePem);
    if (!certificate)
        return certificate.error();
    const auto key = readKey(keyPem);
    if (!key)
        return key.error();
    const bool fits = X509_check_private_key(certificate->get(), key->get()) == 1;
    ERR_clear_error();
    return fits;
}

} // namespace luotsi::pki
