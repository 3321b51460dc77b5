#pragma once

// What all certificates of ours have in common when they are made. Not for use outside this folder.

#include "base/Random.h"
#include "base/Result.h"
#include "pki/Certificates.h"
#include "pki/OpenSsl.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace luotsi::pki {

struct ExtensionText
{
    int id;
    QByteArray value;
};

/// What a certificate will say. Key and name are borrowed.
struct Draft
{
    EVP_PKEY *key;
    X509_NAME *name;
    Validity validity;
    std::vector<ExtensionText> extensions;
};

/// An authority with the private key that belongs to it.
struct Issuer
{
    CertificatePointer certificate;
    KeyPointer key;
};

/// MalformedInput when key and certificate do not belong together.
[[nodiscard]] base::Result<Issuer> readIssuer(const Credential &authority);

/// `issuer` null: self-signed. MalformedInput when it would end before it begins.
[[nodiscard]] base::Result<CertificatePointer> issue(const Draft &draft, X509 *issuer, EVP_PKEY *issuerKey,
                                                     base::Random &random);

[[nodiscard]] bool addEntry(X509_NAME *name, const char *field, const QString &value);
[[nodiscard]] base::Result<QByteArray> certificateToPem(X509 *certificate);

} // namespace luotsi::pki
