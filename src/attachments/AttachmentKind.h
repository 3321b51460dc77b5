#pragma once

#include <QByteArrayView>

#include <cstdint>

namespace luotsi::attachments {

enum class AttachmentKind : std::uint8_t {
    Pdf,
    Jpeg,
    Png,
    Heic,
    Wav,
    Mp3,
    Mp4Sound,
    Mp4Film,
    Ogg, ///< Vorbis, Opus or Speex sound
    Amr,
    AmrWide,
    Odt, ///< OpenDocument text, sheet
    Ods,
    Docx, ///< Office Open XML document, workbook; never one with macros
    Xlsx,
    Other
};

/// Judged by what the bytes are: names lie. The beginning is enough for all but office documents, whose
/// directory stands at the end. Whether an MP4 is a sound or a film stands further inside (recordingKind);
/// here it is Mp4Sound.
[[nodiscard]] AttachmentKind kindOf(QByteArrayView bytes);

/// A sound or a film: taken only where a form asks for one.
[[nodiscard]] bool isRecording(AttachmentKind kind);
/// One that may be longer than memory: its heads say where everything stands.
[[nodiscard]] bool isReadInParts(AttachmentKind kind);

/// A document of an office program: taken only where a form names its kind.
[[nodiscard]] bool isOfficeFile(AttachmentKind kind);

/// Can only be opened with a password (the trailer names an Encrypt dictionary, ISO 32000-1 section 7.6).
[[nodiscard]] bool isEncryptedPdf(QByteArrayView bytes);
/// Has the end a whole PDF has (ISO 32000-1 section 7.5.5).
[[nodiscard]] bool isWholePdf(QByteArrayView bytes);

} // namespace luotsi::attachments
