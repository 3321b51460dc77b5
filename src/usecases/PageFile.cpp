#include "usecases/PageFile.h"

#include "usecases/ImageMetadata.h"

#include <QBuffer>
#include <QImage>
#include <QImageReader>
#include <QRegularExpression>

#include <algorithm>

namespace luotsi::usecases {

namespace {

constexpr int scaledQuality = 85;

struct KnownKind
{
    const char *mediaType;
    const char *extension;
};

const KnownKind *kindOf(const QByteArray &bytes)
{
    static constexpr KnownKind jpeg{"image/jpeg", "jpg"};
    static constexpr KnownKind png{"image/png", "png"};
    static constexpr KnownKind pdf{"application/pdf", "pdf"};
    if (bytes.startsWith("\xff\xd8\xff"))
        return &jpeg;
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return &png;
    if (bytes.startsWith("%PDF-"))
        return &pdf;
    return nullptr;
}

bool takes(const QString &mediaTypes, const QString &mediaType)
{
    const QStringList taken =
        mediaTypes.split(QRegularExpression(QStringLiteral("[,\\s]+")), Qt::SkipEmptyParts);
    const QString family = mediaType.left(mediaType.indexOf(QLatin1Char('/'))) + QLatin1String("/*");
    return taken.isEmpty() || taken.contains(mediaType) || taken.contains(family) ||
           taken.contains(QLatin1String("*/*"));
}

bool isEncryptedPdf(const QByteArray &bytes)
{
    for (qsizetype at = bytes.indexOf("/Encrypt"); at >= 0; at = bytes.indexOf("/Encrypt", at + 1)) {
        const QByteArray next = bytes.mid(at + 8, 16).trimmed();
        if (next.startsWith("<<") || (!next.isEmpty() && next.at(0) >= '0' && next.at(0) <= '9'))
            return true;
    }
    return false;
}

base::Result<QByteArray> scaled(const QByteArray &bytes, int maxPixels, bool &wasScaled)
{
    QBuffer buffer;
    buffer.setData(bytes);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (!size.isValid())
        return base::ErrorCode::AttachmentUnreadable;
    if (std::max(size.width(), size.height()) <= maxPixels)
        return bytes;
    reader.setScaledSize(size.scaled(maxPixels, maxPixels, Qt::KeepAspectRatio));
    const QImage image = reader.read();
    QBuffer out;
    if (image.isNull() || !out.open(QIODevice::WriteOnly) || !image.save(&out, "JPEG", scaledQuality))
        return base::ErrorCode::AttachmentUnreadable;
    wasScaled = true;
    return out.data();
}

base::Result<PageFile> prepareImage(const QByteArray &bytes, const KnownKind &kind, int maxPixels)
{
    PageFile page{bytes, QString::fromLatin1(kind.mediaType), QString::fromLatin1(kind.extension)};
    if (maxPixels > 0) {
        bool wasScaled = false;
        auto small = scaled(bytes, maxPixels, wasScaled);
        if (!small)
            return small.error();
        if (wasScaled)
            return PageFile{*small, QStringLiteral("image/jpeg"), QStringLiteral("jpg")};
    }
    auto bare =
        page.extension == QLatin1String("png") ? withoutPngMetadata(bytes) : withoutJpegMetadata(bytes);
    if (!bare)
        return bare.error();
    page.bytes = std::move(*bare);
    return page;
}

} // namespace

base::Result<PageFile> preparePage(const QByteArray &bytes, const PageLimits &limits)
{
    if (bytes.size() > maximumPageBytes)
        return base::ErrorCode::AttachmentTooLarge;
    const KnownKind *kind = kindOf(bytes);
    if (kind == nullptr)
        return base::ErrorCode::AttachmentWrongKind;
    const QString mediaType = QString::fromLatin1(kind->mediaType);
    if (!takes(limits.mediaTypes, mediaType))
        return base::ErrorCode::AttachmentWrongKind;
    if (mediaType != QLatin1String("application/pdf"))
        return prepareImage(bytes, *kind, limits.maxPixels);
    if (isEncryptedPdf(bytes))
        return base::ErrorCode::AttachmentEncrypted;
    return PageFile{bytes, mediaType, QString::fromLatin1(kind->extension)};
}

} // namespace luotsi::usecases
