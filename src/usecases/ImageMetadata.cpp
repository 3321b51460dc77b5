#include "usecases/ImageMetadata.h"

#include <QByteArrayView>

#include <array>

namespace luotsi::usecases {

namespace {

constexpr auto exifMark = QByteArrayView("Exif\0\0", 6);
constexpr std::uint16_t orientationTag = 0x0112;

std::uint32_t number(QByteArrayView bytes, qsizetype at, int size, bool littleEndian)
{
    std::uint32_t value = 0;
    for (int index = 0; index < size; ++index) {
        const auto byte = static_cast<std::uint8_t>(bytes[at + (littleEndian ? size - 1 - index : index)]);
        value = (value << 8) | byte;
    }
    return value;
}

/// Orientation 1 to 8 of a TIFF structure (Exif 2.3, IFD0); 1 when it says nothing usable.
int orientationOf(QByteArrayView tiff)
{
    if (tiff.size() < 8 || (tiff[0] != 'I' && tiff[0] != 'M'))
        return 1;
    const bool little = tiff[0] == 'I';
    const auto directory = static_cast<qsizetype>(number(tiff, 4, 4, little));
    if (directory + 2 > tiff.size())
        return 1;
    const auto entries = static_cast<qsizetype>(number(tiff, directory, 2, little));
    for (qsizetype entry = 0; entry < entries; ++entry) {
        const qsizetype at = directory + 2 + entry * 12;
        if (at + 12 > tiff.size())
            return 1;
        if (number(tiff, at, 2, little) != orientationTag)
            continue;
        const auto orientation = static_cast<int>(number(tiff, at + 8, 2, little));
        return orientation >= 1 && orientation <= 8 ? orientation : 1;
    }
    return 1;
}

QByteArray orientationSegment(int orientation)
{
    // APP1, length 34: Exif mark, big-endian TIFF header, one directory of one short.
    QByteArray segment = QByteArray::fromHex("ffe10022457869660000"
                                             "4d4d002a00000008"
                                             "0001"
                                             "0112000300000001");
    segment.append('\0').append(static_cast<char>(orientation)).append(2, '\0').append(4, '\0');
    return segment;
}

bool isDropped(std::uint8_t marker)
{
    constexpr std::array<std::uint8_t, 3> dropped{0xe1, 0xed, 0xfe};
    return std::find(dropped.begin(), dropped.end(), marker) != dropped.end();
}

base::Error unreadable()
{
    return {base::ErrorCode::AttachmentUnreadable, {}, {}};
}

bool isTextChunk(QByteArrayView type)
{
    constexpr std::array<const char *, 5> dropped{"eXIf", "tEXt", "zTXt", "iTXt", "tIME"};
    return std::any_of(dropped.begin(), dropped.end(),
                       [&](const char *name) { return type == QByteArrayView(name); });
}

} // namespace

base::Result<QByteArray> withoutJpegMetadata(const QByteArray &jpeg)
{
    QByteArray kept = jpeg.left(2);
    int orientation = 1;
    qsizetype at = 2;
    while (true) {
        if (at + 4 > jpeg.size() || static_cast<std::uint8_t>(jpeg[at]) != 0xff)
            return unreadable();
        const auto marker = static_cast<std::uint8_t>(jpeg[at + 1]);
        if (marker == 0xff) {
            ++at;
            continue;
        }
        const auto length = static_cast<qsizetype>(number(jpeg, at + 2, 2, false));
        if (length < 2 || at + 2 + length > jpeg.size())
            return unreadable();
        if (marker == 0xda)
            break;
        const QByteArrayView content = QByteArrayView(jpeg).sliced(at + 4, length - 2);
        if (marker == 0xe1 && content.startsWith(exifMark))
            orientation = orientationOf(content.sliced(exifMark.size()));
        if (!isDropped(marker))
            kept.append(jpeg.constData() + at, length + 2);
        at += length + 2;
    }
    if (orientation != 1)
        kept.insert(2, orientationSegment(orientation));
    kept.append(jpeg.constData() + at, jpeg.size() - at);
    return kept;
}

base::Result<QByteArray> withoutPngMetadata(const QByteArray &png)
{
    QByteArray kept = png.left(8);
    qsizetype at = 8;
    while (at + 12 <= png.size()) {
        const auto length = static_cast<qsizetype>(number(png, at, 4, false));
        const qsizetype whole = length + 12;
        if (whole > png.size() - at)
            return unreadable();
        const QByteArrayView type = QByteArrayView(png).sliced(at + 4, 4);
        if (!isTextChunk(type))
            kept.append(png.constData() + at, whole);
        at += whole;
        if (type == QByteArrayView("IEND"))
            return kept;
    }
    return unreadable();
}

} // namespace luotsi::usecases
