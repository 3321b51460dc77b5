#include "attachments/Recording.h"

#include "attachments/OggRemarks.h"

#include <QtEndian>

#include <algorithm>
#include <array>

namespace luotsi::attachments {

namespace {

constexpr int mostNesting = 16; // of boxes; files in use have eight

bool isOneOf(QByteArrayView name, std::initializer_list<const char *> names)
{
    return std::any_of(names.begin(), names.end(),
                       [&](const char *known) { return name == QByteArrayView(known); });
}

std::optional<QByteArray> cleanWav(const QByteArray &bytes)
{
    QByteArray kept("WAVE");
    bool hasSound = false;
    for (qsizetype at = 12; at + 8 <= bytes.size();) {
        const auto size = static_cast<qsizetype>(qFromLittleEndian<quint32>(bytes.constData() + at + 4));
        if (size > bytes.size() - at - 8)
            return std::nullopt;
        const qsizetype whole = std::min(size + 8 + (size & 1), bytes.size() - at);
        const QByteArrayView name = QByteArrayView(bytes).sliced(at, 4);
        if (isOneOf(name, {"fmt ", "fact", "data"}))
            kept.append(bytes.constData() + at, whole);
        hasSound = hasSound || name == QByteArrayView("data");
        at += whole;
    }
    if (!hasSound)
        return std::nullopt;
    std::array<char, 4> length{};
    qToLittleEndian(static_cast<quint32>(kept.size()), length.data());
    return QByteArray("RIFF").append(length.data(), length.size()).append(kept);
}

std::optional<QByteArray> cleanMp3(const QByteArray &bytes)
{
    qsizetype from = 0;
    while (bytes.size() - from > 10 && QByteArrayView(bytes).sliced(from, 3) == QByteArrayView("ID3")) {
        qsizetype size = 0;
        for (int index = 6; index < 10; ++index)
            size = (size << 7) | (static_cast<quint8>(bytes[from + index]) & 0x7f);
        const bool hasFooter = (static_cast<quint8>(bytes[from + 5]) & 0x10) != 0;
        from += size + (hasFooter ? 20 : 10);
        if (from >= bytes.size())
            return std::nullopt;
    }
    constexpr qsizetype tail = 128;
    const bool hasTail = bytes.size() - from > tail && bytes.last(tail).startsWith("TAG");
    QByteArray kept = bytes.mid(from, bytes.size() - from - (hasTail ? tail : 0));
    if (kindOf(kept) != AttachmentKind::Mp3)
        return std::nullopt;
    return kept;
}

/// A file of frames and nothing else (RFC 4867, 5; RFC 3267): there is no place for remarks, so anything that
/// is no frame is left out with a refusal.
std::optional<QByteArray> wholeAmr(const QByteArray &bytes, bool wide)
{
    constexpr std::array<int, 16> narrowSizes{13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1};
    constexpr std::array<int, 16> wideSizes{18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1};
    qsizetype at = wide ? 9 : 6;
    if (at >= bytes.size())
        return std::nullopt;
    while (at < bytes.size()) {
        const auto type = static_cast<std::size_t>((static_cast<quint8>(bytes[at]) >> 3) & 0x0f);
        const int size = wide ? wideSizes[type] : narrowSizes[type];
        if (size == 0 || size > bytes.size() - at)
            return std::nullopt;
        at += size;
    }
    return bytes;
}

/// False when the boxes do not fill the space they are given.
bool cleanBoxes(QByteArray &file, qsizetype from, qsizetype to, int nesting)
{
    while (from < to) {
        if (to - from < 8 || nesting > mostNesting)
            return false;
        quint64 size = qFromBigEndian<quint32>(file.constData() + from);
        qsizetype head = 8;
        if (size == 1) {
            if (to - from < 16)
                return false;
            size = qFromBigEndian<quint64>(file.constData() + from + 8);
            head = 16;
        }
        if (size == 0)
            size = static_cast<quint64>(to - from);
        if (size < static_cast<quint64>(head) || size > static_cast<quint64>(to - from))
            return false;
        const qsizetype end = from + static_cast<qsizetype>(size);
        const QByteArray name = file.mid(from + 4, 4);
        if (isOneOf(name, {"udta", "meta", "uuid"})) {
            std::copy_n("free", 4, file.begin() + from + 4);
            std::fill(file.begin() + from + head, file.begin() + end, '\0');
        } else if (isOneOf(name, {"moov", "trak", "mdia", "minf", "stbl", "moof", "traf", "edts"}) &&
                   !cleanBoxes(file, from + head, end, nesting + 1)) {
            return false;
        }
        from = end;
    }
    return true;
}

} // namespace

std::optional<QByteArray> recordingWithoutRemarks(const QByteArray &bytes, AttachmentKind kind)
{
    switch (kind) {
    case AttachmentKind::Wav:
        return cleanWav(bytes);
    case AttachmentKind::Mp3:
        return cleanMp3(bytes);
    case AttachmentKind::Ogg:
        return oggWithoutRemarks(bytes);
    case AttachmentKind::Amr:
    case AttachmentKind::AmrWide:
        return wholeAmr(bytes, kind == AttachmentKind::AmrWide);
    case AttachmentKind::Mp4Sound:
    case AttachmentKind::Mp4Film: {
        QByteArray clean = bytes;
        if (!cleanBoxes(clean, 0, clean.size(), 0))
            return std::nullopt;
        return clean;
    }
    default:
        return std::nullopt;
    }
}

} // namespace luotsi::attachments
