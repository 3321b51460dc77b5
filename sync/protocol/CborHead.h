#pragma once

// What Cbor.cpp and CborCheck.cpp share. Not for use outside them.

#include <QByteArrayView>

#include <cstdint>

namespace luotsi::sync::protocol::cbor {

enum Major : std::uint8_t { Number = 0, Negative = 1, Bytes = 2, Text = 3, Array = 4, Map = 5, Simple = 7 };

inline constexpr std::uint64_t simpleFalse = 20;
inline constexpr std::uint64_t simpleTrue = 21;
inline constexpr std::uint64_t simpleNull = 22;

struct Head
{
    std::uint8_t major = 0;
    std::uint64_t argument = 0;
};

/// Reads a head in its shortest form and moves `at` behind it; false for anything else.
inline bool readHead(QByteArrayView bytes, qsizetype &at, Head &head)
{
    if (at >= bytes.size())
        return false;
    const auto first = static_cast<std::uint8_t>(bytes[at++]);
    head.major = first >> 5;
    const std::uint8_t info = first & 0x1f;
    if (info < 24) {
        head.argument = info;
        return true;
    }
    if (info > 27)
        return false;
    const qsizetype size = qsizetype(1) << (info - 24);
    if (bytes.size() - at < size)
        return false;
    head.argument = 0;
    for (qsizetype i = 0; i < size; ++i)
        head.argument = (head.argument << 8) | static_cast<std::uint8_t>(bytes[at++]);
    constexpr std::uint64_t shortestOf[] = {24, 0x100, 0x1'0000, 0x1'0000'0000};
    return head.argument >= shortestOf[info - 24];
}

} // namespace luotsi::sync::protocol::cbor
