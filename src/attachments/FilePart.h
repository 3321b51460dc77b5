#pragma once

#include "base/ByteSource.h"

#include <QByteArray>

#include <cstdint>
#include <vector>

namespace luotsi::attachments {

/// A stretch of a cleaned file: bytes of the source as they are, zeros in place of what went, or bytes
/// written anew (a head). A plain value.
struct FilePart
{
    enum class Kind : std::uint8_t { Copied, Zeros, Written };

    Kind kind = Kind::Copied;
    std::uint64_t offset = 0; ///< in the source, for Copied
    std::uint64_t size = 0;
    QByteArray bytes; ///< for Written

    [[nodiscard]] static FilePart copied(std::uint64_t offset, std::uint64_t size)
    {
        return {Kind::Copied, offset, size, {}};
    }
    [[nodiscard]] static FilePart zeros(std::uint64_t size) { return {Kind::Zeros, 0, size, {}}; }
    [[nodiscard]] static FilePart written(const QByteArray &bytes)
    {
        return {Kind::Written, 0, static_cast<std::uint64_t>(bytes.size()), bytes};
    }
};

/// Bytes `from` to `from + count` of one part.
[[nodiscard]] base::Result<QByteArray> bytesOf(const FilePart &part, std::uint64_t from, std::size_t count,
                                               base::ByteSource &source);
[[nodiscard]] std::uint64_t sizeOf(const std::vector<FilePart> &parts);

} // namespace luotsi::attachments
