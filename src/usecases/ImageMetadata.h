#pragma once

#include "base/Result.h"

#include <QByteArray>

namespace luotsi::usecases {

/// The same image without Exif, XMP, IPTC and comments; pixels untouched. A JPEG's orientation is kept in an
/// Exif block that holds nothing else. AttachmentUnreadable when the bytes are not a whole image of that
/// kind. Pure; any thread.
[[nodiscard]] base::Result<QByteArray> withoutJpegMetadata(const QByteArray &jpeg);
[[nodiscard]] base::Result<QByteArray> withoutPngMetadata(const QByteArray &png);

} // namespace luotsi::usecases
