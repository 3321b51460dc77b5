#pragma once

#include "base/Result.h"

#include <QByteArray>

namespace luotsi::platform {

/// A photograph without what the camera wrote about place, device and time, upright, and no longer than
/// `longestSide` pixels. A JPEG that fits and stands upright already keeps its pixels: only its metadata
/// segments go. A PNG stays PNG. AttachmentUnreadable when it cannot be decoded. Pure; any thread.
[[nodiscard]] base::Result<QByteArray> cleanPhotograph(const QByteArray &bytes, int longestSide,
                                                       int jpegQuality);

} // namespace luotsi::platform
