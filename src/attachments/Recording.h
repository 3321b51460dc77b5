#pragma once

#include "attachments/AttachmentKind.h"
#include "attachments/FilePart.h"
#include "base/ByteSource.h"
#include "base/Result.h"

#include <vector>

namespace luotsi::attachments {

/// What a recording is, read from its source: the beginning, and for MP4 the tracks it says it has.
[[nodiscard]] base::Result<AttachmentKind> recordingKind(base::ByteSource &source, AttachmentKind guess);

/// A sound or a film without what was written beside it: place, names, remarks. What is heard and seen stays
/// bit for bit. WAV (RIFF chunks), MP3 (ID3 tags), MP4 and its cousins (ISO/IEC 14496-12: boxes of user data,
/// metadata and makers' own become free space, so that nothing else moves). Only heads are read, so a film of
/// any length takes the same memory. AttachmentUnreadable when the parts make no sense or are far too many;
/// the source's errors. Threading: the source's.
[[nodiscard]] base::Result<std::vector<FilePart>> recordingWithoutRemarks(base::ByteSource &source,
                                                                          AttachmentKind kind);

} // namespace luotsi::attachments
