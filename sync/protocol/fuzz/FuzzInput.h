#pragma once

#include <QByteArrayView>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace luotsi::sync::protocol::fuzz {

[[nodiscard]] inline QByteArrayView view(const std::uint8_t *data, std::size_t size)
{
    return QByteArrayView(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
}

/// What was read must be written again as the same bytes: nothing is accepted in two encodings.
inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace luotsi::sync::protocol::fuzz
