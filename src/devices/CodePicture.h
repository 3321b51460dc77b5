#pragma once

#include <QImage>
#include <QString>

#include <optional>

namespace luotsi::devices {

/// The first bar code or QR code in a picture, whichever way up. Control characters that some codes hold are
/// left out. Nothing when none is readable. Pure; any thread.
[[nodiscard]] std::optional<QString> codeIn(const QImage &picture);

} // namespace luotsi::devices
