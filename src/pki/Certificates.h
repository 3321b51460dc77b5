#pragma once

#include "base/Random.h"
#include "base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringList>

#include <array>
#include <cstdint>

namespace luotsi::pki {

// Certificates of X.509 v3 with P-256 keys, all in PEM. Times are wall milliseconds, given by the caller.
// Errors: MalformedInput for unreadable PEM, Internal when OpenSSL fails. Threading: pure but for `random`;
// private keys are made by OpenSSL's own source.

/// 16 bytes given at enrolment; stand in the subject as lower-case hexadecimal common name.
using DeviceNumber = std::array<std::uint8_t, 16>;

/// A private key with its certificate. `keyPem` is secret (PKCS#8, not encrypted: the vault or file mode
/// keeps it).
struct Credential
{
    QByteArray keyPem;
    QByteArray certificatePem;
};

struct Validity
{
    std::int64_t notBefore = 0;
    std::int64_t notAfter = 0;
};

/// What a device may be: bound to its one-time code, written into its certificate, read back by the centre.
/// Words of `a-z0-9-`, 1 to 56 characters.
struct DeviceGrant
{
    DeviceNumber device{};
    QString role;  ///< "kiosk", "tablet", "desk", "admin": organizational unit "role:…"
    QString site;  ///< organizational unit "site:…"
    QString scope; ///< organizational unit "scope:…"

    friend bool operator==(const DeviceGrant &, const DeviceGrant &) = default;
};

/// P-256, PKCS#8 PEM.
[[nodiscard]] base::Result<QByteArray> makePrivateKey();

/// Self-signed root that may sign certificates and nothing else.
[[nodiscard]] base::Result<Credential> makeAuthority(const QString &commonName, Validity validity,
                                                     base::Random &random);
/// For TLS servers; `names` are DNS names and IP addresses, e.g. {"localhost", "127.0.0.1", "::1"}.
[[nodiscard]] base::Result<Credential> issueServerCertificate(const Credential &authority,
                                                              const QStringList &names, Validity validity,
                                                              base::Random &random);

/// PKCS#10 request signed with the device's own key; the subject in it is not trusted by anybody.
[[nodiscard]] base::Result<QByteArray> makeRequest(const QByteArray &keyPem);
/// TLS client certificate for the request's key. EnrolmentRefused when the request's own signature does not
/// hold, its key is not P-256, or a word of the grant has a foreign character.
[[nodiscard]] base::Result<QByteArray> issueDeviceCertificate(const Credential &authority,
                                                              const QByteArray &requestPem,
                                                              const DeviceGrant &grant, Validity validity,
                                                              base::Random &random);

/// SHA-256 of the public key of a request (SubjectPublicKeyInfo): what makes enrolment idempotent.
[[nodiscard]] base::Result<QByteArray> requestKeyPin(const QByteArray &requestPem);

/// Does this certificate hold the public half of that private key?
[[nodiscard]] base::Result<bool> belongTogether(const QByteArray &certificatePem, const QByteArray &keyPem);

} // namespace luotsi::pki
