#include "attachments/PageFile.h"

#include "attachments/AttachmentKind.h"
#include "attachments/HeicMetadata.h"
#include "attachments/PageRules.h"
#include "attachments/Photograph.h"
#include "attachments/PreparedFile.h"

#include <QRegularExpression>

namespace luotsi::attachments {

using base::ErrorCode;
using base::Result;

FileType fileType(AttachmentKind kind)
{
    switch (kind) {
    case AttachmentKind::Pdf:
        return {"application/pdf", "pdf"};
    case AttachmentKind::Jpeg:
        return {"image/jpeg", "jpg"};
    case AttachmentKind::Png:
        return {"image/png", "png"};
    case AttachmentKind::Heic:
        return {"image/heic", "heic"};
    case AttachmentKind::Wav:
        return {"audio/wav", "wav"};
    case AttachmentKind::Mp3:
        return {"audio/mpeg", "mp3"};
    case AttachmentKind::Mp4Sound:
        return {"audio/mp4", "m4a"};
    case AttachmentKind::Mp4Film:
        return {"video/mp4", "mp4"};
    case AttachmentKind::Other:
        break;
    }
    return {"application/octet-stream", "bin"};
}

bool isTaken(const QString &mediaTypes, const QString &mediaType)
{
    const QStringList taken =
        mediaTypes.split(QRegularExpression(QStringLiteral("[,\\s]+")), Qt::SkipEmptyParts);
    const QString family = mediaType.left(mediaType.indexOf(QLatin1Char('/'))) + QLatin1String("/*");
    return taken.isEmpty() || taken.contains(mediaType) || taken.contains(family) ||
           taken.contains(QLatin1String("*/*"));
}

namespace {

Result<QByteArray> checkedPdf(const QByteArray &bytes)
{
    if (isEncryptedPdf(bytes))
        return ErrorCode::AttachmentEncrypted;
    if (!isWholePdf(bytes))
        return {ErrorCode::AttachmentUnreadable, QStringLiteral("the PDF has no end")};
    return bytes;
}

/// Qt cannot decode it everywhere: the picture stays as it is, without what the camera wrote beside it.
Result<QByteArray> cleanHeic(const QByteArray &bytes)
{
    auto clean = heicWithoutMetadata(bytes);
    if (!clean)
        return {ErrorCode::AttachmentUnreadable, QStringLiteral("the picture's parts make no sense")};
    return std::move(*clean);
}

Result<QByteArray> prepared(const QByteArray &bytes, AttachmentKind kind, int maxPixels)
{
    switch (kind) {
    case AttachmentKind::Pdf:
        return checkedPdf(bytes);
    case AttachmentKind::Jpeg:
    case AttachmentKind::Png:
        return cleanPhotograph(bytes, maxPixels);
    case AttachmentKind::Heic:
        return cleanHeic(bytes);
    default:
        return ErrorCode::AttachmentWrongKind;
    }
}

} // namespace

Result<PageFile> preparePaper(const QByteArray &bytes, const PageLimits &limits)
{
    const AttachmentKind kind = kindOf(bytes);
    if (!isTaken(limits.mediaTypes, QString::fromLatin1(fileType(kind).mediaType)))
        return ErrorCode::AttachmentWrongKind;
    auto page = prepared(bytes, kind, limits.maxPixels);
    if (!page)
        return page.error();
    // Scaling may have made another kind of it.
    const FileType type = fileType(kindOf(*page));
    return PageFile{std::move(*page), QString::fromLatin1(type.mediaType),
                    QString::fromLatin1(type.extension)};
}

Result<PageFile> preparePage(const QByteArray &bytes, const PageLimits &limits)
{
    if (bytes.size() > maximumPageBytes)
        return ErrorCode::AttachmentTooLarge;
    auto file = prepareFile(std::make_unique<base::BytesInMemory>(bytes), limits);
    if (!file)
        return file.error();
    auto whole = file->next(static_cast<std::size_t>(file->size()));
    if (!whole)
        return whole.error();
    return PageFile{std::move(*whole), file->mediaType(), file->extension()};
}

} // namespace luotsi::attachments
