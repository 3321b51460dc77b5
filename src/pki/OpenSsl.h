#pragma once

// Owners of OpenSSL's objects and what the files of this folder share. Not for use outside it.

#include "base/Result.h"

#include <QByteArray>
#include <QString>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>

namespace luotsi::pki {

template<auto Free> struct Releaser
{
    template<typename Object> void operator()(Object *object) const { Free(object); }
};

using BioPointer = std::unique_ptr<BIO, Releaser<BIO_free_all>>;
using KeyPointer = std::unique_ptr<EVP_PKEY, Releaser<EVP_PKEY_free>>;
using CertificatePointer = std::unique_ptr<X509, Releaser<X509_free>>;
using RequestPointer = std::unique_ptr<X509_REQ, Releaser<X509_REQ_free>>;
using ExtensionPointer = std::unique_ptr<X509_EXTENSION, Releaser<X509_EXTENSION_free>>;
using NamePointer = std::unique_ptr<X509_NAME, Releaser<X509_NAME_free>>;
using NumberPointer = std::unique_ptr<BIGNUM, Releaser<BN_free>>;

/// Internal with OpenSSL's own reason; empties its error queue.
[[nodiscard]] base::Error openSslError(const char *what);

/// MalformedInput for anything else than what is asked for.
[[nodiscard]] base::Result<KeyPointer> readKey(const QByteArray &pem);
[[nodiscard]] base::Result<CertificatePointer> readX509(const QByteArray &pem);
[[nodiscard]] base::Result<RequestPointer> readRequest(const QByteArray &pem);

[[nodiscard]] bool isP256(const EVP_PKEY *key);
/// SHA-256 of the key's SubjectPublicKeyInfo.
[[nodiscard]] base::Result<QByteArray> pinOf(EVP_PKEY *key);

/// Everything written to a memory BIO.
[[nodiscard]] QByteArray contents(BIO *bio);

} // namespace luotsi::pki
