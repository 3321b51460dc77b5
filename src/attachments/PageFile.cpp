#include "attachments/PageFile.h"

#include "attachments/AttachmentKind.h"
#include "attachments/HeicMetadata.h"
#include "attachments/OfficeFile.h"
#include "attachments/PageRules.h"
#include "attachments/Photograph.h"
#include "attachments/PreparedFile.h"
#include "attachments/Recording.h"

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
    case AttachmentKind::Ogg:
        return {"audio/ogg", "ogg"};
    case AttachmentKind::Amr:
        return {"audio/amr", "amr"};
    case AttachmentKind::AmrWide:
        return {"audio/amr-wb", "awb"};
    case AttachmentKind::Odt:
        return {"application/vnd.oasis.opendocument.text", "odt"};
    case AttachmentKind::Ods:
        return {"application/vnd.oasis.opendocument.spreadsheet", "ods"};
    case AttachmentKind::Docx:
        return {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"};
    case AttachmentKind::Xlsx:
        return {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"};
    case AttachmentKind::Other:
        break;
    }
    return {"application/octet-stream", "bin"};
}

bool isTaken(const QString &mediaTypes, const QString &mediaType)
{
    const QStringList taken =
        mediaTypes.split(QRegularExpression(QStringLiteral("[,\\s]+")), Qt::SkipEmptyParts);
    // As old programs write it.
    if (mediaType == QLatin1String("audio/amr") && taken.contains(QLatin1String("audio/3gpp")))
        return true;
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
    case AttachmentKind::Ogg:
    case AttachmentKind::Amr:
    case AttachmentKind::AmrWide:
        return shortRecordingWithoutRemarks(bytes, kind);
    case AttachmentKind::Odt:
    case AttachmentKind::Ods:
    case AttachmentKind::Docx:
    case AttachmentKind::Xlsx:
        if (isEncryptedOffice(bytes))
            return ErrorCode::AttachmentEncrypted;
        return bytes;
    default:
        return ErrorCode::AttachmentWrongKind;
    }
}

} // namespace

bool keepsHiddenWords(const QString &mediaType)
{
    return mediaType.startsWith(QLatin1String("application/vnd."));
}

Result<PageFile> preparePaper(const QByteArray &bytes, const PageLimits &limits)
{
    const AttachmentKind kind = kindOf(bytes);
    if ((isRecording(kind) || isOfficeFile(kind)) && limits.mediaTypes.isEmpty())
        return ErrorCode::AttachmentWrongKind;
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
