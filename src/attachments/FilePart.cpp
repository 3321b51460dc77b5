#include "attachments/FilePart.h"

#include <numeric>

namespace luotsi::attachments {

base::Result<QByteArray> bytesOf(const FilePart &part, std::uint64_t from, std::size_t count,
                                 base::ByteSource &source)
{
    switch (part.kind) {
    case FilePart::Kind::Copied:
        return source.read(part.offset + from, count);
    case FilePart::Kind::Zeros:
        return QByteArray(static_cast<qsizetype>(count), '\0');
    case FilePart::Kind::Written:
        break;
    }
    return part.bytes.mid(static_cast<qsizetype>(from), static_cast<qsizetype>(count));
}

std::uint64_t sizeOf(const std::vector<FilePart> &parts)
{
    return std::accumulate(parts.begin(), parts.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const FilePart &part) { return sum + part.size; });
}

} // namespace luotsi::attachments
