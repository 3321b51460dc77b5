#include "crypto/KeyedHash.h"

#include "crypto/Bytes.h"
#include "crypto/Sodium.h"

#include <sodium.h>

namespace luotsi::crypto {

using base::ErrorCode;
using base::Result;

Result<Hash256> keyedHash(QByteArrayView message, const SecretBytes &key)
{
    if (const auto ready = initialise(); !ready)
        return ready.error();
    if (key.size() < crypto_generichash_KEYBYTES_MIN || key.size() > crypto_generichash_KEYBYTES_MAX)
        return {ErrorCode::Internal, QStringLiteral("hash key of a wrong size")};
    Hash256 hash{};
    crypto_generichash(hash.data(), hash.size(), in(message), length(message), key.data(), key.size());
    return hash;
}

Result<SecretBytes> deriveKey(const SecretBytes &root, std::uint64_t number, QByteArrayView context,
                              std::size_t size)
{
    if (root.size() != crypto_kdf_KEYBYTES || context.size() != crypto_kdf_CONTEXTBYTES ||
        size < crypto_kdf_BYTES_MIN || size > crypto_kdf_BYTES_MAX)
        return {ErrorCode::Internal, QStringLiteral("key derivation: wrong sizes")};
    auto key = SecretBytes::zeroed(size);
    if (key)
        crypto_kdf_derive_from_key(key->data(), size, number, context.data(), root.data());
    return key;
}

} // namespace luotsi::crypto
