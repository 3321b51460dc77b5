#pragma once

#include "base/Result.h"
#include "pki/Certificates.h"

#include <QByteArray>

#include <optional>

namespace luotsi::pki {

/// What a certificate says. `device` is set only for one of ours with a complete grant.
struct CertificateFacts
{
    QString commonName;
    QByteArray serial; ///< big-endian bytes
    Validity validity;
    QStringList names; ///< DNS names and addresses a server's certificate is for
    bool isAuthority = false;
    std::optional<DeviceGrant> device;
    QByteArray fingerprint; ///< SHA-256 of the DER, 32 bytes
    QByteArray keyPin;      ///< SHA-256 of SubjectPublicKeyInfo (RFC 7469 section 2.4), 32 bytes
};

/// Reads the first certificate of a PEM text. Says nothing about trust: see checkIssuedBy. Pure; any thread.
[[nodiscard]] base::Result<CertificateFacts> readCertificate(const QByteArray &pem);
/// The same for DER, as a TLS library hands it out.
[[nodiscard]] base::Result<CertificateFacts> readCertificateDer(const QByteArray &der);

/// CertificateRefused unless the authority signed it; CertificateExpired outside its validity at `now`.
[[nodiscard]] base::Result<void> checkIssuedBy(const QByteArray &certificatePem,
                                               const QByteArray &authorityPem, std::int64_t now);

/// "AB:CD:…" of 32 bytes, for people to compare.
[[nodiscard]] QString fingerprintText(const QByteArray &fingerprint);

} // namespace luotsi::pki
