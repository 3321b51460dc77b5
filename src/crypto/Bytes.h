#pragma once

// Casts between Qt's bytes and libsodium's. Not for use outside this folder.

#include <QByteArray>
#include <QByteArrayView>

namespace luotsi::crypto {

[[nodiscard]] inline const unsigned char *in(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

[[nodiscard]] inline unsigned char *out(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

[[nodiscard]] inline unsigned long long length(QByteArrayView bytes)
{
    return static_cast<unsigned long long>(bytes.size());
}

} // namespace luotsi::crypto
