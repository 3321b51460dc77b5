#include "crypto/Aead.h"

#include "crypto/Bytes.h"
#include "crypto/Sodium.h"

#include <sodium.h>

namespace luotsi::crypto {

using base::ErrorCode;
using base::Result;

static_assert(aeadKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(aeadNonceBytes == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(aeadTagBytes == crypto_aead_xchacha20poly1305_ietf_ABYTES);

namespace {

constexpr qsizetype smallestPadded = 64;
constexpr qsizetype lastPowerOfTwo = 16'384;
constexpr qsizetype largeStep = 8'192;
constexpr char padMark = static_cast<char>(0x80);

Result<void> checkKey(const SecretBytes &key)
{
    if (key.size() != aeadKeyBytes)
        return {ErrorCode::Internal, QStringLiteral("sealing key of a wrong size")};
    return initialise();
}

} // namespace

Result<Sealed> seal(QByteArrayView plain, QByteArrayView associated, const SecretBytes &key,
                    base::Random &random)
{
    if (const auto ready = checkKey(key); !ready)
        return ready.error();
    Sealed sealed;
    sealed.nonce.resize(aeadNonceBytes);
    random.fill(out(sealed.nonce), aeadNonceBytes);
    sealed.ciphertext.resize(plain.size() + aeadTagBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out(sealed.ciphertext), nullptr, in(plain), length(plain),
                                               in(associated), length(associated), nullptr, in(sealed.nonce),
                                               key.data());
    return sealed;
}

Result<QByteArray> open(QByteArrayView nonce, QByteArrayView ciphertext, QByteArrayView associated,
                        const SecretBytes &key)
{
    if (const auto ready = checkKey(key); !ready)
        return ready.error();
    if (nonce.size() != aeadNonceBytes || ciphertext.size() < aeadTagBytes)
        return {ErrorCode::CryptoRejected, QStringLiteral("sealed bytes too short")};
    QByteArray plain(ciphertext.size() - aeadTagBytes, Qt::Uninitialized);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(out(plain), nullptr, nullptr, in(ciphertext),
                                                   length(ciphertext), in(associated), length(associated),
                                                   in(nonce), key.data()) != 0)
        return {ErrorCode::CryptoRejected, QStringLiteral("sealed bytes do not open")};
    return plain;
}

qsizetype paddedSize(qsizetype plainSize)
{
    const qsizetype needed = plainSize + 1;
    qsizetype size = smallestPadded;
    while (size < needed && size < lastPowerOfTwo)
        size *= 2;
    if (size >= needed)
        return size;
    return (needed + largeStep - 1) / largeStep * largeStep;
}

QByteArray pad(QByteArrayView plain)
{
    QByteArray padded;
    padded.reserve(paddedSize(plain.size()));
    padded.append(plain);
    padded.append(padMark);
    padded.append(paddedSize(plain.size()) - padded.size(), '\0');
    return padded;
}

Result<QByteArray> unpad(QByteArrayView padded)
{
    qsizetype end = padded.size();
    while (end > 0 && padded[end - 1] == '\0')
        --end;
    if (end == 0 || padded[end - 1] != padMark || paddedSize(end - 1) != padded.size())
        return {ErrorCode::MalformedInput, QStringLiteral("padding")};
    return padded.first(end - 1).toByteArray();
}

} // namespace luotsi::crypto
