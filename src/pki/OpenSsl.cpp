#include "pki/OpenSsl.h"

#include <QCryptographicHash>

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <array>
#include <cstring>

namespace luotsi::pki {

using base::ErrorCode;
using base::Result;

namespace {

constexpr qsizetype maximumPemBytes = 65'536;

/// A password would be asked for at the terminal otherwise.
int noPassword(char *, int, int, void *)
{
    return -1;
}

template<typename Pointer, typename Read>
Result<Pointer> readPem(const QByteArray &pem, Read read, const char *what)
{
    const base::Error malformed{
        ErrorCode::MalformedInput, QStringLiteral("no %1 in PEM").arg(QLatin1String(what)), {}};
    if (pem.isEmpty() || pem.size() > maximumPemBytes)
        return malformed;
    const BioPointer bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    Pointer object(bio ? read(bio.get(), nullptr, noPassword, nullptr) : nullptr);
    ERR_clear_error();
    if (!object)
        return malformed;
    return object;
}

} // namespace

base::Error openSslError(const char *what)
{
    std::array<char, 256> reason{};
    ERR_error_string_n(ERR_get_error(), reason.data(), reason.size());
    ERR_clear_error();
    return {ErrorCode::Internal,
            QStringLiteral("%1: %2").arg(QLatin1String(what), QLatin1String(reason.data())),
            {}};
}

Result<KeyPointer> readKey(const QByteArray &pem)
{
    return readPem<KeyPointer>(pem, PEM_read_bio_PrivateKey, "private key");
}

Result<CertificatePointer> readX509(const QByteArray &pem)
{
    return readPem<CertificatePointer>(pem, PEM_read_bio_X509, "certificate");
}

Result<RequestPointer> readRequest(const QByteArray &pem)
{
    return readPem<RequestPointer>(pem, PEM_read_bio_X509_REQ, "certificate request");
}

bool isP256(const EVP_PKEY *key)
{
    std::array<char, 64> group{};
    std::size_t length = 0;
    return EVP_PKEY_is_a(key, "EC") == 1 &&
           EVP_PKEY_get_group_name(key, group.data(), group.size(), &length) == 1 &&
           std::strcmp(group.data(), "prime256v1") == 0;
}

Result<QByteArray> pinOf(EVP_PKEY *key)
{
    unsigned char *der = nullptr;
    const int length = i2d_PUBKEY(key, &der);
    if (length <= 0)
        return openSslError("public key");
    const QByteArray info(reinterpret_cast<const char *>(der), length);
    OPENSSL_free(der);
    return QCryptographicHash::hash(info, QCryptographicHash::Sha256);
}

QByteArray contents(BIO *bio)
{
    char *data = nullptr;
    const long length = BIO_get_mem_data(bio, &data);
    return {data, static_cast<qsizetype>(length)};
}

} // namespace luotsi::pki
