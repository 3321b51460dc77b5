#pragma once

#include "base/Result.h"
#include "pki/Certificates.h"

#include <QByteArray>
#include <QByteArrayList>

#include <cstdint>

namespace luotsi::pki {

// How trust goes from one authority of a centre to the next. All of them have the same subject and keys of
// their own, so that a certificate from one for the next is self-issued (RFC 5280 sections 3.2 and 4.2.1.9)
// and takes nothing of a root's path length. Threading: pure but for `random`.

/// The certificates of a PEM text, one each, in their order. MalformedInput when there is none, more than 32,
/// or something unreadable among them.
[[nodiscard]] base::Result<QByteArrayList> splitCertificates(const QByteArray &pem);

/// Cross certificate: the earlier authority vouches for the key of the later one. MalformedInput when the
/// later one is no authority of the same name.
[[nodiscard]] base::Result<QByteArray> issueCrossCertificate(const Credential &earlier,
                                                             const QByteArray &laterPem, Validity validity,
                                                             base::Random &random);

/// Does a chain of signatures lead from the first certificate, through the others where it must, to one of
/// `roots`? CertificateRefused when not; CertificateExpired when a certificate on the way, the root too, does
/// not hold at `now`. The server's name is not looked at.
[[nodiscard]] base::Result<void> checkChain(const QByteArray &chainPem, const QByteArray &rootsPem,
                                            std::int64_t now);

/// Is the first certificate a root whose key the cross certificates behind it lead back to one of `roots`?
/// Errors as checkChain; without a cross certificate for that key, CertificateRefused.
[[nodiscard]] base::Result<void> checkSuccession(const QByteArray &successionPem, const QByteArray &rootsPem,
                                                 std::int64_t now);

} // namespace luotsi::pki
