#pragma once

#include <QByteArrayView>

#include <cstdint>

namespace luotsi::attachments {

enum class AttachmentKind : std::uint8_t { Pdf, Jpeg, Png, Heic, Wav, Mp3, Mp4Sound, Mp4Film, Other };

/// Judged by what the bytes at its beginning are: names lie. Whether an MP4 is a sound or a film stands
/// further inside (recordingKind); here it is Mp4Sound.
[[nodiscard]] AttachmentKind kindOf(QByteArrayView bytes);

/// A sound or a film: taken only where a form asks for one.
[[nodiscard]] bool isRecording(AttachmentKind kind);

/// Can only be opened with a password (the trailer names an Encrypt dictionary, ISO 32000-1 section 7.6).
[[nodiscard]] bool isEncryptedPdf(QByteArrayView bytes);
/// Has the end a whole PDF has (ISO 32000-1 section 7.5.5).
[[nodiscard]] bool isWholePdf(QByteArrayView bytes);

} // namespace luotsi::attachments
