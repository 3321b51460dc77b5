#pragma once

#include "base/Result.h"
#include "ports/Peripherals.h"

#include <QByteArray>

namespace luotsi::platform {

/// The slip as one A5 page (more when it is long) of PDF: title, lines, then the code as QR and as text, in
/// the direction of its language. The PDF names no author, title or person. Needs a QGuiApplication.
[[nodiscard]] base::Result<QByteArray> slipPage(const ports::Slip &slip);

} // namespace luotsi::platform
