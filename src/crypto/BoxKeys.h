#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "crypto/SecretBytes.h"

#include <QByteArray>
#include <QByteArrayView>

namespace luotsi::crypto {

inline constexpr qsizetype boxKeyBytes = 32;

/// X25519 key pair of a reader of wraps: intake, worker or roster. Invariant: `publicKey` belongs to
/// `secret`.
struct BoxKeyPair
{
    QByteArray publicKey;
    SecretBytes secret;

    [[nodiscard]] static base::Result<BoxKeyPair> generate(base::Random &random);
    /// From a stored secret of 32 bytes; the public part is computed.
    [[nodiscard]] static base::Result<BoxKeyPair> fromSecret(SecretBytes secret);
};

/// Anonymous sealed box (libsodium crypto_box_seal) to a public key of 32 bytes. The one-time key inside
/// comes from libsodium's own source. MalformedInput for a key of another length or of small order.
[[nodiscard]] base::Result<QByteArray> sealToBox(QByteArrayView plain, QByteArrayView publicKey);
/// CryptoRejected when it was not sealed to this pair or was changed.
[[nodiscard]] base::Result<SecretBytes> openBox(QByteArrayView sealed, const BoxKeyPair &reader);

} // namespace luotsi::crypto
