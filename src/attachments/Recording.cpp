#include "attachments/Recording.h"

#include "attachments/Mp4Boxes.h"

#include <QtEndian>

#include <algorithm>
#include <array>

namespace luotsi::attachments {

using base::ErrorCode;
using base::Result;

namespace {

using Parts = std::vector<FilePart>;

constexpr std::uint64_t mostChunks = 10'000; // of a sound; files in use have ten

base::Error senseless()
{
    return {ErrorCode::AttachmentUnreadable, QStringLiteral("the recording's parts make no sense"), {}};
}

Result<Parts> cleanWav(base::ByteSource &source)
{
    constexpr std::uint64_t head = 8;
    Parts kept{FilePart::written("WAVE")};
    bool hasSound = false;
    std::uint64_t chunks = 0;
    for (std::uint64_t at = 12; at + head <= source.size(); ++chunks) {
        const auto bytes = source.read(at, head);
        if (!bytes)
            return bytes.error();
        const std::uint64_t size = qFromLittleEndian<quint32>(bytes->constData() + 4);
        if (size > source.size() - at - head || chunks == mostChunks)
            return senseless();
        const std::uint64_t whole = std::min(size + head + (size & 1), source.size() - at);
        const QByteArray name = bytes->first(4);
        if (name == "fmt " || name == "fact" || name == "data")
            kept.push_back(FilePart::copied(at, whole));
        hasSound = hasSound || name == "data";
        at += whole;
    }
    if (!hasSound)
        return senseless();
    std::array<char, 4> length{};
    qToLittleEndian(static_cast<quint32>(sizeOf(kept)), length.data());
    kept.insert(kept.begin(), FilePart::written(QByteArray("RIFF").append(length.data(), length.size())));
    return kept;
}

/// Where the sound begins: behind the tags in front, of which there may be several.
Result<std::uint64_t> endOfTags(base::ByteSource &source)
{
    constexpr std::uint64_t head = 10;
    std::uint64_t from = 0;
    for (std::uint64_t tags = 0; source.size() - from > head; ++tags) {
        const auto bytes = source.read(from, head);
        if (!bytes)
            return bytes.error();
        if (!bytes->startsWith("ID3"))
            break;
        std::uint64_t size = 0;
        for (qsizetype index = 6; index < 10; ++index)
            size = (size << 7) | (static_cast<quint8>(bytes->at(index)) & 0x7f);
        const bool hasFooter = (static_cast<quint8>(bytes->at(5)) & 0x10) != 0;
        from += size + (hasFooter ? 2 * head : head);
        if (from >= source.size() || tags == mostChunks)
            return senseless();
    }
    return from;
}

Result<Parts> cleanMp3(base::ByteSource &source)
{
    const auto from = endOfTags(source);
    if (!from)
        return from.error();
    constexpr std::uint64_t tail = 128;
    std::uint64_t size = source.size() - *from;
    if (size > tail) {
        const auto end = source.read(source.size() - tail, 3);
        if (!end)
            return end.error();
        size -= *end == "TAG" ? tail : 0;
    }
    const auto beginning = source.read(*from, std::min<std::uint64_t>(size, 16));
    if (!beginning)
        return beginning.error();
    if (kindOf(*beginning) != AttachmentKind::Mp3)
        return senseless();
    return Parts{FilePart::copied(*from, size)};
}

Result<Parts> cleanMp4(base::ByteSource &source)
{
    const auto boxes = readMp4Boxes(source);
    if (!boxes)
        return boxes.error();
    Parts parts;
    std::uint64_t at = 0;
    const auto copyTo = [&parts, &at](std::uint64_t end) {
        if (end > at)
            parts.push_back(FilePart::copied(at, end - at));
        at = end;
    };
    for (const Mp4Boxes::Remark &remark : boxes->remarks) {
        copyTo(remark.name);
        parts.push_back(FilePart::written("free"));
        at += 4;
        copyTo(remark.content);
        parts.push_back(FilePart::zeros(remark.end - remark.content));
        at = remark.end;
    }
    copyTo(source.size());
    return parts;
}

} // namespace

Result<AttachmentKind> recordingKind(base::ByteSource &source, AttachmentKind guess)
{
    if (guess != AttachmentKind::Mp4Sound && guess != AttachmentKind::Mp4Film)
        return guess;
    const auto boxes = readMp4Boxes(source);
    if (!boxes)
        return boxes.error();
    return boxes->hasPictures ? AttachmentKind::Mp4Film : AttachmentKind::Mp4Sound;
}

Result<Parts> recordingWithoutRemarks(base::ByteSource &source, AttachmentKind kind)
{
    switch (kind) {
    case AttachmentKind::Wav:
        return cleanWav(source);
    case AttachmentKind::Mp3:
        return cleanMp3(source);
    case AttachmentKind::Mp4Sound:
    case AttachmentKind::Mp4Film:
        return cleanMp4(source);
    default:
        return senseless();
    }
}

} // namespace luotsi::attachments
