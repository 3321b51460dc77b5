#pragma once

#include "base/FixedBytes.h"
#include "base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <utility>

namespace luotsi::sync::protocol {

/// Deepest nesting of arrays and maps that is read (protocol notes, Sizes and limits).
inline constexpr int maximumCborDepth = 16;

/// Writes deterministic CBOR (RFC 8949 section 4.2.1): shortest heads, definite lengths. The caller writes
/// map keys in ascending order. No tags, no floats: the protocol has neither. A plain value; not shared.
class CborWriter
{
public:
    CborWriter &number(std::uint64_t value);
    CborWriter &integer(std::int64_t value);
    CborWriter &bytes(QByteArrayView value);
    CborWriter &text(QStringView value);
    CborWriter &boolean(bool value);
    CborWriter &null();
    CborWriter &array(std::size_t count);
    CborWriter &map(std::size_t count);
    template<typename Tag, std::size_t N> CborWriter &fixed(const base::FixedBytes<Tag, N> &value)
    {
        return bytes(value.view());
    }
    [[nodiscard]] QByteArray take() { return std::move(m_out); }

private:
    void head(std::uint8_t major, std::uint64_t argument);
    QByteArray m_out;
};

/// Is this exactly one data item in deterministic CBOR, within the depth limit, with sorted and unique map
/// keys, valid UTF-8 and nothing behind it? MalformedInput with the offset otherwise. Pure; any thread.
[[nodiscard]] base::Result<void> checkCanonical(QByteArrayView bytes, std::size_t maximumBytes);

/// Reads one checked data item front to back. The first thing that is not as asked for makes the reader
/// fail; from then on it gives empty values, and `finish` tells. The bytes must outlive the reader.
class CborReader
{
public:
    /// Runs checkCanonical first: what a reader walks over is known to be well formed.
    [[nodiscard]] static base::Result<CborReader> open(QByteArrayView bytes, std::size_t maximumBytes);

    std::uint64_t number();
    std::int64_t integer();
    QByteArray bytes();
    QString text();
    bool boolean();
    /// Skips a null and says so; anything else stays.
    bool null();
    std::size_t array();
    std::size_t map();
    /// Array whose length must be `count`.
    void arrayOf(std::size_t count);
    /// Next item as its own bytes.
    QByteArray skip();
    template<typename Fixed> Fixed fixed()
    {
        const auto value = Fixed::fromBytes(bytes());
        if (!value)
            fail("length");
        return value.value_or(Fixed());
    }
    /// For maps with ascending numbers as keys: takes the next key when it is this one.
    bool key(std::size_t &left, std::uint64_t wanted);
    void needKey(std::size_t &left, std::uint64_t wanted);

    void fail(const char *what);
    [[nodiscard]] bool failed() const { return m_failed != nullptr; }
    /// Fails when something was not as asked for or was left over.
    [[nodiscard]] base::Result<void> finish();

private:
    explicit CborReader(QByteArrayView bytes) : m_bytes(bytes) {}
    bool take(std::uint8_t major, std::uint64_t &argument);
    QByteArrayView run(std::uint64_t length);

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    qsizetype m_failedAt = 0;
    const char *m_failed = nullptr;
};

} // namespace luotsi::sync::protocol
