#include "pki/Issuing.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <array>

namespace luotsi::pki {

using base::ErrorCode;
using base::Result;

namespace {

constexpr long version3 = 2; // X.509 counts from 0
constexpr std::size_t serialBytes = 16;

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

} // namespace

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

Result<CertificatePointer> issue(const Draft &draft, X509 *issuer, EVP_PKEY *issuerKey, base::Random &random)
{
    const Validity &validity = draft.validity;
    if (validity.notAfter <= validity.notBefore)
        return {ErrorCode::MalformedInput, QStringLiteral("certificate would end before it begins")};
    CertificatePointer certificate(X509_new());
    X509 *const raw = certificate.get();
    if (raw == nullptr || X509_set_version(raw, version3) != 1 || !setSerial(raw, random) ||
        !setValidity(raw, validity) || X509_set_subject_name(raw, draft.name) != 1 ||
        X509_set_pubkey(raw, draft.key) != 1)
        return openSslError("building a certificate");
    X509 *const signer = issuer != nullptr ? issuer : raw;
    if (X509_set_issuer_name(raw, X509_get_subject_name(signer)) != 1 ||
        !addExtensions(raw, signer, draft.extensions) || X509_sign(raw, issuerKey, EVP_sha256()) == 0)
        return openSslError("signing a certificate");
    return certificate;
}

bool addEntry(X509_NAME *name, const char *field, const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char *>(utf8.data()),
                                      static_cast<int>(utf8.size()), -1, 0) == 1;
}

Result<QByteArray> certificateToPem(X509 *certificate)
{
    const BioPointer bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_X509(bio.get(), certificate) != 1)
        return openSslError("writing a certificate");
    return contents(bio.get());
}

} // namespace luotsi::pki
