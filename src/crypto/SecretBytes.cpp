#include "crypto/SecretBytes.h"

#include "crypto/Sodium.h"

#include <sodium.h>

#include <cstring>
#include <utility>

namespace luotsi::crypto {

using base::ErrorCode;
using base::Result;

SecretBytes::SecretBytes(SecretBytes &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0))
{
}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this != &other) {
        sodium_free(m_data);
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

SecretBytes::~SecretBytes()
{
    sodium_free(m_data); // wipes first
}

Result<SecretBytes> SecretBytes::zeroed(std::size_t size)
{
    if (const auto ready = initialise(); !ready)
        return ready.error();
    SecretBytes secret;
    if (size == 0)
        return secret;
    secret.m_data = static_cast<std::uint8_t *>(sodium_malloc(size));
    if (secret.m_data == nullptr)
        return {ErrorCode::Internal, QStringLiteral("no guarded memory left")};
    secret.m_size = size;
    sodium_memzero(secret.m_data, size);
    return secret;
}

Result<SecretBytes> SecretBytes::random(std::size_t size, base::Random &random)
{
    auto secret = zeroed(size);
    if (secret && size > 0)
        random.fill(secret->m_data, size);
    return secret;
}

Result<SecretBytes> SecretBytes::copyOf(QByteArrayView bytes)
{
    auto secret = zeroed(static_cast<std::size_t>(bytes.size()));
    if (secret && !bytes.isEmpty())
        std::memcpy(secret->m_data, bytes.data(), secret->m_size);
    return secret;
}

Result<SecretBytes> SecretBytes::clone() const
{
    return copyOf(view());
}

QByteArrayView SecretBytes::view() const
{
    return {reinterpret_cast<const char *>(m_data), static_cast<qsizetype>(m_size)};
}

void wipe(QByteArray &bytes)
{
    if (!bytes.isEmpty())
        sodium_memzero(bytes.data(), static_cast<std::size_t>(bytes.size()));
    bytes.clear();
}

bool equalConstantTime(QByteArrayView first, QByteArrayView second)
{
    return first.size() == second.size() &&
           (first.isEmpty() ||
            sodium_memcmp(first.data(), second.data(), static_cast<std::size_t>(first.size())) == 0);
}

} // namespace luotsi::crypto
