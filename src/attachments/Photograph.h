#pragma once

#include "base/Result.h"

#include <QByteArray>

namespace luotsi::attachments {

/// A photograph without what the camera wrote about place, device and time, upright, and no longer than
/// `longestSide` pixels (0: as large as it is). A JPEG that fits and stands upright already keeps its pixels:
/// only its metadata segments go. A PNG that fits stays PNG; one that has to be scaled becomes a JPEG.
/// AttachmentUnreadable when it cannot be decoded. Pure; any thread.
[[nodiscard]] base::Result<QByteArray> cleanPhotograph(const QByteArray &bytes, int longestSide);

} // namespace luotsi::attachments
