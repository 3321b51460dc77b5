#include "pki/Certificates.h"

#include "pki/Issuing.h"
#include "pki/OpenSsl.h"

#include <QRegularExpression>

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>

namespace luotsi::pki {

using base::ErrorCode;
using base::Result;

namespace {

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

Result<NamePointer> nameOf(const Subject &subject)
{
    NamePointer name(X509_NAME_new());
    bool isWhole = name && addEntry(name.get(), "O", QStringLiteral("Luotsi"));
    for (const QString &unit : subject.units)
        isWhole = isWhole && addEntry(name.get(), "OU", unit);
    if (!isWhole || !addEntry(name.get(), "CN", subject.commonName))
        return openSslError("building a subject");
    return name;
}

/// `issuer` null: self-signed.
Result<CertificatePointer> build(EVP_PKEY *subjectKey, const Subject &subject, X509 *issuer,
                                 EVP_PKEY *issuerKey, const Validity &validity,
                                 const std::vector<ExtensionText> &extensions, base::Random &random)
{
    const auto name = nameOf(subject);
    if (!name)
        return name.error();
    return issue({subjectKey, name->get(), validity, extensions}, issuer, issuerKey, random);
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
