#include "tools/scan/PageCipher.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <memory>

namespace luotsi::scan {

namespace {

// SQLCipher 4's defaults.
constexpr qsizetype ivBytes = 16;
constexpr qsizetype tagBytes = 64;
constexpr int keyBytes = 32;
constexpr int authenticationRounds = 2;
constexpr char saltMask = 0x3a;

const unsigned char *raw(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

struct FreeContext
{
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};

} // namespace

PageCipher::PageCipher(QByteArray key, const QByteArray &salt)
    : m_key(std::move(key)), m_authenticationKey(keyBytes, '\0')
{
    QByteArray mask = salt;
    for (char &byte : mask)
        byte = static_cast<char>(byte ^ saltMask);
    PKCS5_PBKDF2_HMAC(m_key.constData(), static_cast<int>(m_key.size()), raw(mask),
                      static_cast<int>(mask.size()), authenticationRounds, EVP_sha512(), keyBytes,
                      reinterpret_cast<unsigned char *>(m_authenticationKey.data()));
}

std::optional<QByteArray> PageCipher::open(QByteArrayView page, std::uint32_t number) const
{
    const qsizetype start = number == 1 ? saltBytes : 0;
    const qsizetype sealedEnd = pageBytes - ivBytes - tagBytes;
    // Authenticated: ciphertext, IV, page number in little-endian order.
    QByteArray authenticated = page.sliced(start, sealedEnd + ivBytes - start).toByteArray();
    for (int shift = 0; shift < 32; shift += 8)
        authenticated.append(static_cast<char>((number >> shift) & 0xff));
    unsigned char tag[tagBytes];
    unsigned int tagSize = 0;
    HMAC(EVP_sha512(), m_authenticationKey.constData(), static_cast<int>(m_authenticationKey.size()),
         raw(authenticated), static_cast<std::size_t>(authenticated.size()), tag, &tagSize);
    const QByteArrayView wanted = page.sliced(sealedEnd + ivBytes, tagBytes);
    if (QByteArrayView(reinterpret_cast<const char *>(tag), tagBytes) != wanted)
        return std::nullopt;

    const std::unique_ptr<EVP_CIPHER_CTX, FreeContext> context(EVP_CIPHER_CTX_new());
    QByteArray plain(sealedEnd - start, '\0');
    int size = 0;
    if (EVP_DecryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, raw(m_key),
                           raw(page.sliced(sealedEnd, ivBytes))) != 1 ||
        EVP_CIPHER_CTX_set_padding(context.get(), 0) != 1 ||
        EVP_DecryptUpdate(context.get(), reinterpret_cast<unsigned char *>(plain.data()), &size,
                          raw(page.sliced(start)), static_cast<int>(plain.size())) != 1)
        return std::nullopt;
    return plain;
}

} // namespace luotsi::scan
