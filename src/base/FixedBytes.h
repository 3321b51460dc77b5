#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHashFunctions>

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <optional>

namespace luotsi::base {

/// Exactly N bytes of one meaning: two FixedBytes with different tags never mix, so that a draft id cannot
/// be passed where a change id is wanted. All zero means "none" where a type says so. A plain value.
template<typename Tag, std::size_t N> class FixedBytes
{
public:
    static constexpr std::size_t size = N;

    constexpr FixedBytes() = default;
    constexpr explicit FixedBytes(const std::array<std::uint8_t, N> &bytes) : m_bytes(bytes) {}

    /// Nothing when the length is not N.
    [[nodiscard]] static std::optional<FixedBytes> fromBytes(QByteArrayView bytes)
    {
        if (bytes.size() != static_cast<qsizetype>(N))
            return std::nullopt;
        FixedBytes result;
        std::copy(bytes.begin(), bytes.end(), result.m_bytes.begin());
        return result;
    }

    /// Lower-case hexadecimal of exactly 2 N digits.
    [[nodiscard]] static std::optional<FixedBytes> fromHex(QByteArrayView text)
    {
        if (text.size() != static_cast<qsizetype>(2 * N))
            return std::nullopt;
        const QByteArray raw = QByteArray::fromHex(text.toByteArray());
        if (raw.toHex() != text)
            return std::nullopt;
        return fromBytes(raw);
    }

    [[nodiscard]] const std::uint8_t *data() const { return m_bytes.data(); }
    [[nodiscard]] std::uint8_t *data() { return m_bytes.data(); }
    [[nodiscard]] const std::array<std::uint8_t, N> &array() const { return m_bytes; }
    [[nodiscard]] QByteArrayView view() const
    {
        return QByteArrayView(reinterpret_cast<const char *>(m_bytes.data()), static_cast<qsizetype>(N));
    }
    [[nodiscard]] QByteArray toByteArray() const { return view().toByteArray(); }
    [[nodiscard]] QByteArray toHex() const { return toByteArray().toHex(); }
    [[nodiscard]] bool isNull() const
    {
        return std::all_of(m_bytes.begin(), m_bytes.end(), [](std::uint8_t byte) { return byte == 0; });
    }

    // NOLINTNEXTLINE(modernize-use-nullptr): the checker takes the comparison's 0 for a pointer
    friend constexpr auto operator<=>(const FixedBytes &, const FixedBytes &) = default;
    friend size_t qHash(const FixedBytes &value, size_t seed = 0) { return qHashBits(value.data(), N, seed); }

private:
    std::array<std::uint8_t, N> m_bytes{};
};

} // namespace luotsi::base
