#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "crypto/SecretBytes.h"

#include <QByteArray>
#include <QByteArrayView>

namespace luotsi::crypto {

/// What authenticated encryption gives: both parts are needed to open, neither is secret.
struct Sealed
{
    QByteArray nonce;      ///< aeadNonceBytes
    QByteArray ciphertext; ///< plain size + aeadTagBytes
};

inline constexpr qsizetype aeadKeyBytes = 32;
inline constexpr qsizetype aeadNonceBytes = 24;
inline constexpr qsizetype aeadTagBytes = 16;

/// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha). The nonce comes from `random`; 24 bytes may be random for
/// the life of a key. `associated` is authenticated, not hidden. Threading: pure but for `random`.
[[nodiscard]] base::Result<Sealed> seal(QByteArrayView plain, QByteArrayView associated,
                                        const SecretBytes &key, base::Random &random);
/// CryptoRejected when anything differs from what was sealed; nothing is handed out then.
[[nodiscard]] base::Result<QByteArray> open(QByteArrayView nonce, QByteArrayView ciphertext,
                                            QByteArrayView associated, const SecretBytes &key);

/// Hides the length of a body: 0x80 and zeros up to 64, 128, 256 … 16384 bytes, above that to a multiple of
/// 8192, so that a long body still fits a record. Pure.
[[nodiscard]] QByteArray pad(QByteArrayView plain);
/// MalformedInput when it is not padded that way.
[[nodiscard]] base::Result<QByteArray> unpad(QByteArrayView padded);
/// Size after padding.
[[nodiscard]] qsizetype paddedSize(qsizetype plainSize);

} // namespace luotsi::crypto
