#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "crypto/SecretBytes.h"

#include <QByteArray>
#include <QByteArrayView>

namespace luotsi::crypto {

inline constexpr qsizetype signatureBytes = 64;
inline constexpr qsizetype verifyKeyBytes = 32;
inline constexpr qsizetype signingSeedBytes = 32;

/// Ed25519 key pair (RFC 8032) made from a seed of 32 bytes, which is what is stored.
/// Invariant: `publicKey` belongs to `secret`.
struct SigningKey
{
    QByteArray publicKey;
    SecretBytes secret; ///< libsodium's 64-byte form

    [[nodiscard]] static base::Result<SigningKey> generate(base::Random &random);
    [[nodiscard]] static base::Result<SigningKey> fromSeed(const SecretBytes &seed);
    /// The 32 bytes to store.
    [[nodiscard]] base::Result<SecretBytes> seed() const;
};

[[nodiscard]] base::Result<QByteArray> sign(QByteArrayView message, const SigningKey &key);
/// SignatureInvalid when it does not hold, also for keys and signatures of a wrong length. Pure; any thread.
[[nodiscard]] base::Result<void> verifySignature(QByteArrayView message, QByteArrayView signature,
                                                 QByteArrayView publicKey);

} // namespace luotsi::crypto
