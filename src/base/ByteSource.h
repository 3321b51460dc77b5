#pragma once

#include "base/Result.h"

#include <QByteArray>

#include <cstddef>
#include <cstdint>

namespace luotsi::base {

/// Bytes that are too many to hold at once, such as a film a person chose. Invariant: `size` never changes;
/// whoever shortens what stands behind it makes reads fail, never shorter. Threading: one thread at a time.
class ByteSource
{
public:
    virtual ~ByteSource() = default;
    [[nodiscard]] virtual std::uint64_t size() const = 0;
    /// Exactly `count` bytes from `offset` on, or why not; MalformedInput beyond the end.
    [[nodiscard]] virtual Result<QByteArray> read(std::uint64_t offset, std::size_t count) = 0;
};

/// Bytes that are in memory already.
class BytesInMemory final : public ByteSource
{
public:
    explicit BytesInMemory(QByteArray bytes) : m_bytes(std::move(bytes)) {}

    [[nodiscard]] std::uint64_t size() const override { return static_cast<std::uint64_t>(m_bytes.size()); }
    [[nodiscard]] Result<QByteArray> read(std::uint64_t offset, std::size_t count) override
    {
        if (offset > size() || count > size() - offset)
            return ErrorCode::MalformedInput;
        return m_bytes.mid(static_cast<qsizetype>(offset), static_cast<qsizetype>(count));
    }

private:
    QByteArray m_bytes;
};

} // namespace luotsi::base
