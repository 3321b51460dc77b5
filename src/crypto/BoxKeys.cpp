#include "crypto/BoxKeys.h"

#include "crypto/Bytes.h"
#include "crypto/Sodium.h"

#include <sodium.h>

namespace luotsi::crypto {

using base::ErrorCode;
using base::Result;

static_assert(boxKeyBytes == crypto_box_PUBLICKEYBYTES);
static_assert(boxKeyBytes == crypto_box_SECRETKEYBYTES);

Result<BoxKeyPair> BoxKeyPair::generate(base::Random &random)
{
    auto secret = SecretBytes::random(boxKeyBytes, random);
    if (!secret)
        return secret.error();
    return fromSecret(*std::move(secret));
}

Result<BoxKeyPair> BoxKeyPair::fromSecret(SecretBytes secret)
{
    if (secret.size() != boxKeyBytes)
        return {ErrorCode::MalformedInput, QStringLiteral("box key of a wrong size")};
    BoxKeyPair pair;
    pair.publicKey.resize(boxKeyBytes);
    crypto_scalarmult_base(out(pair.publicKey), secret.data());
    pair.secret = std::move(secret);
    return pair;
}

Result<QByteArray> sealToBox(QByteArrayView plain, QByteArrayView publicKey)
{
    if (const auto ready = initialise(); !ready)
        return ready.error();
    if (publicKey.size() != boxKeyBytes)
        return {ErrorCode::MalformedInput, QStringLiteral("box key of a wrong size")};
    QByteArray sealed(plain.size() + static_cast<qsizetype>(crypto_box_SEALBYTES), Qt::Uninitialized);
    if (crypto_box_seal(out(sealed), in(plain), length(plain), in(publicKey)) != 0)
        return {ErrorCode::MalformedInput, QStringLiteral("box key cannot be used")};
    return sealed;
}

Result<SecretBytes> openBox(QByteArrayView sealed, const BoxKeyPair &reader)
{
    if (reader.secret.size() != boxKeyBytes || reader.publicKey.size() != boxKeyBytes)
        return {ErrorCode::Internal, QStringLiteral("box key of a wrong size")};
    constexpr auto overhead = static_cast<qsizetype>(crypto_box_SEALBYTES);
    if (sealed.size() <= overhead)
        return {ErrorCode::CryptoRejected, QStringLiteral("sealed box too short")};
    auto plain = SecretBytes::zeroed(static_cast<std::size_t>(sealed.size() - overhead));
    if (!plain)
        return plain.error();
    if (crypto_box_seal_open(plain->data(), in(sealed), length(sealed), in(reader.publicKey),
                             reader.secret.data()) != 0)
        return {ErrorCode::CryptoRejected, QStringLiteral("sealed box does not open")};
    return plain;
}

} // namespace luotsi::crypto
