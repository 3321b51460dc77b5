#include "attachments/Photograph.h"

#include "attachments/AttachmentKind.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImage>
#include <QImageReader>
#include <QImageWriter>
#include <QtEndian>

#include <optional>

namespace luotsi::attachments {

using base::ErrorCode;
using base::Result;

namespace {

constexpr int jpegQuality = 85;
/// Against decompression bombs: 100 megapixels in 32 bits.
constexpr qint64 maximumPixels = qint64{100} * 1000 * 1000;

// JPEG markers (ITU T.81 table B.1).
constexpr quint8 startOfScan = 0xda;
constexpr quint8 comment = 0xfe;
constexpr quint8 firstApplication = 0xe0;   // APP0: JFIF, kept
constexpr quint8 adobeApplication = 0xee;   // APP14: says how colours are meant, kept
constexpr quint8 profileApplication = 0xe2; // APP2: colour profile, but also others' data
constexpr quint8 lastApplication = 0xef;

bool isMetadata(quint8 marker, QByteArrayView content)
{
    if (marker == comment)
        return true;
    if (marker < firstApplication || marker > lastApplication)
        return false;
    if (marker == firstApplication || marker == adobeApplication)
        return false;
    return marker != profileApplication || !content.startsWith(QByteArrayView("ICC_PROFILE"));
}

/// The file without its metadata segments; nothing when its segments make no sense.
std::optional<QByteArray> withoutMetadata(QByteArrayView jpeg)
{
    QByteArray out = jpeg.first(2).toByteArray();
    qsizetype at = 2;
    while (at + 4 <= jpeg.size()) {
        if (static_cast<quint8>(jpeg[at]) != 0xff)
            return std::nullopt;
        const auto marker = static_cast<quint8>(jpeg[at + 1]);
        if (marker == 0xff) {
            ++at;
            continue;
        }
        const qsizetype length = qFromBigEndian<quint16>(jpeg.data() + at + 2);
        if (length < 2 || at + 2 + length > jpeg.size())
            return std::nullopt;
        if (!isMetadata(marker, jpeg.sliced(at + 4, length - 2)))
            out.append(jpeg.sliced(at, 2 + length));
        at += 2 + length;
        if (marker == startOfScan) {
            // What stands behind the end of the picture (a second picture, a film) goes too.
            const qsizetype end = jpeg.lastIndexOf(QByteArrayView("\xff\xd9"));
            if (end < at)
                return std::nullopt;
            out.append(jpeg.sliced(at, end + 2 - at));
            return out;
        }
    }
    return std::nullopt;
}

/// Every chunk lies inside the file (PNG specification, section 5.3). The decoder takes a chunk's word for
/// its length and makes room for two gigabytes.
bool hasWholeChunks(QByteArrayView png)
{
    constexpr qsizetype signature = 8;
    constexpr qsizetype aroundContent = 12;
    for (qsizetype at = signature; at + aroundContent <= png.size();) {
        const qsizetype whole = qFromBigEndian<quint32>(png.data() + at) + aroundContent;
        if (whole > png.size() - at)
            return false;
        if (png.sliced(at + 4, 4) == QByteArrayView("IEND"))
            return true;
        at += whole;
    }
    return false;
}

Result<QByteArray> encode(const QImage &image, bool asPng)
{
    const QImage whole = image.convertToFormat(image.hasAlphaChannel() && asPng ? QImage::Format_ARGB32
                                                                                : QImage::Format_RGB32);
    // Pixels alone: what the reader found in text chunks does not travel along.
    QImage plain(whole.constBits(), whole.width(), whole.height(), whole.bytesPerLine(), whole.format());
    plain.setColorSpace(whole.colorSpace());
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, asPng ? "png" : "jpeg");
    if (!asPng)
        writer.setQuality(jpegQuality);
    if (!writer.write(plain))
        return {ErrorCode::AttachmentUnreadable, QStringLiteral("the picture cannot be written anew")};
    return bytes;
}

} // namespace

Result<QByteArray> cleanPhotograph(const QByteArray &bytes, int longestSide)
{
    const AttachmentKind kind = kindOf(bytes);
    if (kind == AttachmentKind::Png && !hasWholeChunks(bytes))
        return {ErrorCode::AttachmentUnreadable, QStringLiteral("the picture's parts make no sense")};
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    const bool turned = reader.transformation() != QImageIOHandler::TransformationNone;
    if (!size.isValid() || qint64{size.width()} * size.height() > maximumPixels)
        return {ErrorCode::AttachmentUnreadable,
                QStringLiteral("the picture's size is unknown or too large")};
    const bool tooLarge = longestSide > 0 && std::max(size.width(), size.height()) > longestSide;
    if (tooLarge)
        reader.setScaledSize(size.scaled(longestSide, longestSide, Qt::KeepAspectRatio));
    // Decoded in any case: a file that only looks like a picture is refused before it is stored.
    const QImage image = reader.read();
    if (image.isNull())
        return {ErrorCode::AttachmentUnreadable, QStringLiteral("the picture cannot be read")};
    if (kind == AttachmentKind::Jpeg && !turned && !tooLarge) {
        if (auto stripped = withoutMetadata(bytes))
            return std::move(*stripped);
    }
    return encode(image, kind == AttachmentKind::Png && !tooLarge);
}

} // namespace luotsi::attachments
