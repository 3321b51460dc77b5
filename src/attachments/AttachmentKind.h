#pragma once

#include <QByteArrayView>

#include <cstdint>

namespace luotsi::attachments {

enum class AttachmentKind : std::uint8_t { Pdf, Jpeg, Png, Heic, Other };

/// Judged by the first bytes alone: names lie.
[[nodiscard]] AttachmentKind kindOf(QByteArrayView bytes);

/// Can only be opened with a password (the trailer names an Encrypt dictionary, ISO 32000-1 section 7.6).
[[nodiscard]] bool isEncryptedPdf(QByteArrayView bytes);
/// Has the end a whole PDF has (ISO 32000-1 section 7.5.5).
[[nodiscard]] bool isWholePdf(QByteArrayView bytes);

} // namespace luotsi::attachments
