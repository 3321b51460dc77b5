#pragma once

#include <QByteArray>

#include <optional>

namespace luotsi::attachments {

/// The same HEIC file with its Exif and XMP items overwritten by zeros; the picture, and its orientation,
/// which HEIF keeps as a property (ISO/IEC 23008-12), stay as they are. Nothing when the boxes make no sense
/// or the metadata cannot be found for certain. Pure; any thread.
[[nodiscard]] std::optional<QByteArray> heicWithoutMetadata(const QByteArray &bytes);

} // namespace luotsi::attachments
