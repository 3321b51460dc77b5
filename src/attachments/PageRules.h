#pragma once

#include "attachments/AttachmentKind.h"
#include "attachments/PageFile.h"

namespace luotsi::attachments {

/// How a kind is called on the wire and in file names.
struct FileType
{
    const char *mediaType;
    const char *extension;
};

[[nodiscard]] FileType fileType(AttachmentKind kind);

/// Does the form's list of media types take this one? An empty list takes every page of paper.
[[nodiscard]] bool isTaken(const QString &mediaTypes, const QString &mediaType);

/// A page of paper, whole: PDF, JPEG, PNG, HEIC. Errors as preparePage. Pure.
[[nodiscard]] base::Result<PageFile> preparePaper(const QByteArray &bytes, const PageLimits &limits);

} // namespace luotsi::attachments
