#include "crypto/Signature.h"

#include "crypto/Bytes.h"
#include "crypto/Sodium.h"

#include <sodium.h>

namespace luotsi::crypto {

using base::ErrorCode;
using base::Result;

static_assert(signatureBytes == crypto_sign_BYTES && verifyKeyBytes == crypto_sign_PUBLICKEYBYTES &&
              signingSeedBytes == crypto_sign_SEEDBYTES);

Result<SigningKey> SigningKey::generate(base::Random &random)
{
    const auto seed = SecretBytes::random(signingSeedBytes, random);
    if (!seed)
        return seed.error();
    return fromSeed(*seed);
}

Result<SigningKey> SigningKey::fromSeed(const SecretBytes &seed)
{
    if (seed.size() != signingSeedBytes)
        return {ErrorCode::MalformedInput, QStringLiteral("signing seed of a wrong size")};
    auto secret = SecretBytes::zeroed(crypto_sign_SECRETKEYBYTES);
    if (!secret)
        return secret.error();
    SigningKey key;
    key.publicKey.resize(verifyKeyBytes);
    crypto_sign_seed_keypair(out(key.publicKey), secret->data(), seed.data());
    key.secret = *std::move(secret);
    return key;
}

Result<SecretBytes> SigningKey::seed() const
{
    if (secret.size() != crypto_sign_SECRETKEYBYTES)
        return {ErrorCode::Internal, QStringLiteral("signing key was moved away")};
    auto stored = SecretBytes::zeroed(signingSeedBytes);
    if (stored)
        crypto_sign_ed25519_sk_to_seed(stored->data(), secret.data());
    return stored;
}

Result<QByteArray> sign(QByteArrayView message, const SigningKey &key)
{
    if (key.secret.size() != crypto_sign_SECRETKEYBYTES)
        return {ErrorCode::Internal, QStringLiteral("signing key was moved away")};
    QByteArray signature(signatureBytes, Qt::Uninitialized);
    crypto_sign_detached(out(signature), nullptr, in(message), length(message), key.secret.data());
    return signature;
}

Result<void> verifySignature(QByteArrayView message, QByteArrayView signature, QByteArrayView publicKey)
{
    if (auto ready = initialise(); !ready)
        return ready;
    if (signature.size() != signatureBytes || publicKey.size() != verifyKeyBytes ||
        crypto_sign_verify_detached(in(signature), in(message), length(message), in(publicKey)) != 0)
        return {ErrorCode::SignatureInvalid, QStringLiteral("signature does not hold")};
    return {};
}

} // namespace luotsi::crypto
