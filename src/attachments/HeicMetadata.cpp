#include "attachments/HeicMetadata.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <vector>

namespace luotsi::attachments {

namespace {

/// Reads big-endian numbers front to back; once past the end it stays failed and gives zeros.
class BoxReader
{
public:
    BoxReader(const QByteArray &file, qsizetype from, qsizetype to) : m_file(file), m_at(from), m_end(to) {}

    std::uint64_t number(int size)
    {
        if (size < 0 || m_end - m_at < size) {
            m_failed = true;
            return 0;
        }
        std::uint64_t value = 0;
        for (int index = 0; index < size; ++index)
            value = (value << 8) | static_cast<std::uint8_t>(m_file[m_at++]);
        return value;
    }
    QByteArray type()
    {
        const std::uint64_t value = number(4);
        QByteArray name(4, '\0');
        for (int index = 0; index < 4; ++index)
            name[index] = static_cast<char>((value >> (8 * (3 - index))) & 0xff);
        return name;
    }
    [[nodiscard]] bool more() const { return !m_failed && m_at < m_end; }
    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] qsizetype at() const { return m_at; }
    [[nodiscard]] qsizetype end() const { return m_end; }
    void jump(qsizetype to) { m_at = to; }
    void fail() { m_failed = true; }

private:
    const QByteArray &m_file;
    qsizetype m_at;
    qsizetype m_end;
    bool m_failed = false;
};

struct Box
{
    QByteArray type;
    qsizetype from = 0; ///< of the content
    qsizetype to = 0;
};

/// All boxes side by side; empty when they do not fill the space.
std::vector<Box> boxes(const QByteArray &file, qsizetype from, qsizetype to)
{
    std::vector<Box> found;
    BoxReader in(file, from, to);
    while (in.more()) {
        const qsizetype start = in.at();
        std::uint64_t size = in.number(4);
        const QByteArray type = in.type();
        if (size == 1)
            size = in.number(8);
        if (size == 0)
            size = static_cast<std::uint64_t>(to - start);
        if (in.failed() || size < static_cast<std::uint64_t>(in.at() - start) ||
            size > static_cast<std::uint64_t>(to - start))
            return {};
        const qsizetype end = start + static_cast<qsizetype>(size);
        found.push_back({type, in.at(), end});
        in.jump(end);
    }
    return found;
}

std::optional<Box> boxNamed(const std::vector<Box> &among, const char *type)
{
    for (const Box &box : among) {
        if (box.type == type)
            return box;
    }
    return std::nullopt;
}

/// Numbers of the items that hold metadata (item information box, ISO/IEC 14496-12 section 8.11.6).
std::optional<std::set<std::uint64_t>> metadataItems(const QByteArray &file, const Box &information)
{
    BoxReader in(file, information.from, information.to);
    const std::uint64_t version = in.number(4) >> 24;
    in.number(version == 0 ? 2 : 4);
    if (in.failed())
        return std::nullopt;
    std::set<std::uint64_t> items;
    for (const Box &entry : boxes(file, in.at(), information.to)) {
        BoxReader fields(file, entry.from, entry.to);
        const std::uint64_t entryVersion = fields.number(4) >> 24;
        if (entry.type != "infe" || entryVersion < 2)
            return std::nullopt;
        const std::uint64_t item = fields.number(entryVersion == 2 ? 2 : 4);
        fields.number(2);
        const QByteArray type = fields.type();
        if (fields.failed())
            return std::nullopt;
        if (type == "Exif" || type == "mime" || type == "uri ")
            items.insert(item);
    }
    return items;
}

struct Extent
{
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

/// Where those items lie (item location box, section 8.11.3); nothing when one lies elsewhere than in the
/// file.
std::optional<std::vector<Extent>> extentsOf(const QByteArray &file, const Box &location,
                                             const std::set<std::uint64_t> &items)
{
    BoxReader in(file, location.from, location.to);
    const std::uint64_t version = in.number(4) >> 24;
    const std::uint64_t sizes = in.number(2);
    const int offsetSize = static_cast<int>((sizes >> 12) & 0xf);
    const int lengthSize = static_cast<int>((sizes >> 8) & 0xf);
    const int baseSize = static_cast<int>((sizes >> 4) & 0xf);
    const int indexSize = version > 0 ? static_cast<int>(sizes & 0xf) : 0;
    std::vector<Extent> extents;
    for (std::uint64_t left = in.number(version < 2 ? 2 : 4); left > 0 && !in.failed(); --left) {
        const std::uint64_t item = in.number(version < 2 ? 2 : 4);
        const std::uint64_t construction = version > 0 ? in.number(2) & 0xf : 0;
        in.number(2);
        const std::uint64_t base = in.number(baseSize);
        const bool wanted = items.contains(item);
        if (wanted && construction != 0)
            return std::nullopt;
        for (std::uint64_t parts = in.number(2); parts > 0 && !in.failed(); --parts) {
            in.number(indexSize);
            const std::uint64_t offset = base + in.number(offsetSize);
            const std::uint64_t size = in.number(lengthSize);
            if (wanted)
                extents.push_back({offset, size});
        }
    }
    return in.failed() ? std::nullopt : std::optional(extents);
}

/// Only what lies in a media data box may be overwritten: elsewhere stands how the file is built.
bool isMediaData(const std::vector<Box> &outer, const Extent &extent)
{
    return std::any_of(outer.begin(), outer.end(), [&extent](const Box &box) {
        const auto from = static_cast<std::uint64_t>(box.from);
        const auto to = static_cast<std::uint64_t>(box.to);
        return box.type == "mdat" && extent.offset >= from && extent.offset <= to &&
               extent.size <= to - extent.offset;
    });
}

} // namespace

std::optional<QByteArray> heicWithoutMetadata(const QByteArray &bytes)
{
    constexpr qsizetype fullBoxHead = 4;
    const std::vector<Box> outer = boxes(bytes, 0, bytes.size());
    const auto meta = boxNamed(outer, "meta");
    if (!meta || meta->to - meta->from < fullBoxHead)
        return std::nullopt;
    const std::vector<Box> inside = boxes(bytes, meta->from + fullBoxHead, meta->to);
    const auto information = boxNamed(inside, "iinf");
    const auto location = boxNamed(inside, "iloc");
    if (!information || !location)
        return std::nullopt;
    const auto items = metadataItems(bytes, *information);
    if (!items)
        return std::nullopt;
    const auto extents = extentsOf(bytes, *location, *items);
    if (!extents)
        return std::nullopt;
    QByteArray clean = bytes;
    for (const Extent &extent : *extents) {
        if (!isMediaData(outer, extent))
            return std::nullopt;
        std::fill_n(clean.data() + extent.offset, extent.size, '\0');
    }
    return clean;
}

} // namespace luotsi::attachments
