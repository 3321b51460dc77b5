#include "attachments/OggRemarks.h"

#include <QHash>
#include <QtEndian>

#include <array>
#include <vector>

namespace luotsi::attachments {

namespace {

constexpr qsizetype pageHead = 27;
constexpr qsizetype checksumAt = 22;

struct Page
{
    qsizetype from = 0;
    qsizetype body = 0;
    qsizetype end = 0;
    quint32 stream = 0;
    std::vector<int> pieces; ///< lengths; one below 255 ends a packet
};

std::optional<Page> pageAt(const QByteArray &bytes, qsizetype at)
{
    if (bytes.size() - at < pageHead || QByteArrayView(bytes).sliced(at, 4) != QByteArrayView("OggS"))
        return std::nullopt;
    Page page;
    page.from = at;
    page.stream = qFromLittleEndian<quint32>(bytes.constData() + at + 14);
    const int count = static_cast<quint8>(bytes[at + pageHead - 1]);
    if (bytes.size() - at - pageHead < count)
        return std::nullopt;
    page.body = at + pageHead + count;
    page.end = page.body;
    for (int piece = 0; piece < count; ++piece) {
        page.pieces.push_back(static_cast<quint8>(bytes[at + pageHead + piece]));
        page.end += page.pieces.back();
    }
    return page.end <= bytes.size() ? std::optional(page) : std::nullopt;
}

/// CRC of a page with its own field zero: polynomial 0x04c11db7, no reflection (RFC 3533, 6).
quint32 checksum(QByteArrayView page)
{
    static const auto table = [] {
        std::array<quint32, 256> table{};
        for (quint32 byte = 0; byte < table.size(); ++byte) {
            quint32 value = byte << 24;
            for (int bit = 0; bit < 8; ++bit)
                value = (value << 1) ^ ((value & 0x80000000U) != 0 ? 0x04c11db7U : 0U);
            table[byte] = value;
        }
        return table;
    }();
    quint32 sum = 0;
    for (const char byte : page)
        sum = (sum << 8) ^ table[(sum >> 24) ^ static_cast<quint8>(byte)];
    return sum;
}

void seal(QByteArray &bytes, const Page &page)
{
    qToLittleEndian(quint32(0), bytes.data() + page.from + checksumAt);
    const quint32 sum = checksum(QByteArrayView(bytes).sliced(page.from, page.end - page.from));
    qToLittleEndian(sum, bytes.data() + page.from + checksumAt);
}

/// One packet, which may lie over several pages: where each of its bytes stands in the file.
using Packet = std::vector<qsizetype>;

QByteArray firstOf(const QByteArray &bytes, const Packet &packet, std::size_t count)
{
    QByteArray first;
    for (std::size_t at = 0; at < std::min(count, packet.size()); ++at)
        first.append(bytes[packet[at]]);
    return first;
}

/// How many bytes stand before the vendor's name in a comment header; nothing when the packet is none.
std::optional<std::size_t> headOfRemarks(const QByteArray &identity, const QByteArray &start)
{
    if (identity.startsWith("\x01vorbis"))
        return start.startsWith("\x03vorbis") ? std::optional<std::size_t>(7) : std::nullopt;
    if (identity.startsWith("OpusHead"))
        return start.startsWith("OpusTags") ? std::optional<std::size_t>(8) : std::nullopt;
    return identity.startsWith("Speex   ") ? std::optional<std::size_t>(0) : std::nullopt;
}

/// Blanks every remark; the lengths stay. What stands behind them goes too, but the bit that ends Vorbis'.
bool blank(QByteArray &bytes, const Packet &packet, std::size_t at, bool isVorbis)
{
    const auto number = [&](std::size_t from) {
        quint32 value = 0;
        for (std::size_t byte = 0; byte < 4; ++byte)
            value |= quint32(static_cast<quint8>(bytes[packet[from + byte]])) << (8 * byte);
        return std::size_t{value};
    };
    const auto skip = [&](std::size_t from, char fill) -> std::optional<std::size_t> {
        if (packet.size() - from < 4 || number(from) > packet.size() - from - 4)
            return std::nullopt;
        const std::size_t end = from + 4 + number(from);
        for (std::size_t byte = from + 4; byte < end; ++byte)
            bytes[packet[byte]] = fill;
        return end;
    };
    const auto vendor = skip(at, ' ');
    if (!vendor || packet.size() - *vendor < 4)
        return false;
    const std::size_t count = number(*vendor);
    at = *vendor + 4;
    for (std::size_t remark = 0; remark < count; ++remark) {
        const std::size_t words = at + 4;
        const auto end = skip(at, ' ');
        if (!end)
            return false;
        // A remark has a name and a sign of equality, if nothing else.
        if (*end - words >= 2) {
            bytes[packet[words]] = 'X';
            bytes[packet[words + 1]] = '=';
        }
        at = *end;
    }
    for (; at < packet.size(); ++at)
        bytes[packet[at]] = isVorbis && bytes[packet[at]] != 0 ? '\x01' : '\0';
    return true;
}

struct Stream
{
    QByteArray identity;
    Packet packet; ///< the one being gathered
    int packets = 0;
};

} // namespace

std::optional<QByteArray> oggWithoutRemarks(const QByteArray &bytes)
{
    QByteArray clean = bytes;
    QHash<quint32, Stream> streams;
    std::vector<Page> pages;
    for (qsizetype at = 0; at < bytes.size(); at = pages.back().end) {
        const auto page = pageAt(bytes, at);
        if (!page)
            return std::nullopt;
        pages.push_back(*page);
        Stream &stream = streams[page->stream];
        qsizetype byte = page->body;
        for (const int piece : page->pieces) {
            if (stream.packets < 2) {
                for (int one = 0; one < piece; ++one)
                    stream.packet.push_back(byte + one);
            }
            byte += piece;
            if (piece == 255 || stream.packets >= 2)
                continue;
            const Packet packet = std::exchange(stream.packet, {});
            if (++stream.packets == 1) {
                stream.identity = firstOf(bytes, packet, 8);
                continue;
            }
            const auto head = headOfRemarks(stream.identity, firstOf(bytes, packet, 8));
            if (!head || packet.size() < *head || !blank(clean, packet, *head, *head == 7))
                return std::nullopt;
        }
    }
    for (const Stream &stream : streams) {
        if (stream.packets < 2)
            return std::nullopt;
    }
    for (const Page &page : pages) {
        if (QByteArrayView(bytes).sliced(page.from, page.end - page.from) !=
            QByteArrayView(clean).sliced(page.from, page.end - page.from))
            seal(clean, page);
    }
    return clean;
}

} // namespace luotsi::attachments
