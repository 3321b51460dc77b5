#pragma once

#include "attachments/AttachmentKind.h"

#include <QByteArray>

#include <optional>

namespace luotsi::attachments {

/// A sound or a film without what was written beside it: place, names, remarks. What is heard and seen stays
/// bit for bit. WAV (RIFF chunks), MP3 (ID3 tags), MP4 and its cousins (ISO/IEC 14496-12: boxes of user data,
/// metadata and makers' own become free space, so that nothing else moves), Ogg (its comment headers), AMR,
/// which has no place for remarks. Nothing when the parts make no
/// sense. Pure; any thread.
[[nodiscard]] std::optional<QByteArray> recordingWithoutRemarks(const QByteArray &bytes, AttachmentKind kind);

} // namespace luotsi::attachments
