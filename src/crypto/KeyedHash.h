#pragma once

#include "base/Result.h"
#include "crypto/SecretBytes.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <cstdint>

namespace luotsi::crypto {

using Hash256 = std::array<std::uint8_t, 32>;

/// BLAKE2b-256 of `message` under `key` (RFC 7693), 16 to 64 bytes of key. Internal for another key size.
[[nodiscard]] base::Result<Hash256> keyedHash(QByteArrayView message, const SecretBytes &key);

/// Key number `number` for one use out of a root of 32 bytes (libsodium crypto_kdf, BLAKE2b with salt and
/// person). `context` is exactly eight characters and names the use; sizes 16 to 64.
[[nodiscard]] base::Result<SecretBytes> deriveKey(const SecretBytes &root, std::uint64_t number,
                                                  QByteArrayView context, std::size_t size);

} // namespace luotsi::crypto
