#pragma once

#include <QSize>
#include <QString>

#include <optional>

class QQuickWindow;

namespace luotsi::kioskhost {

/// The size the window will have: the given one, or the screen's.
[[nodiscard]] QSize windowSize(const std::optional<QSize> &size);

/// Shows a window over the whole screen, or at a fixed size where the size is given.
void showWindow(QQuickWindow &window, const std::optional<QSize> &size);

/// Is this language written from right to left? The pseudo-locale is.
[[nodiscard]] bool isRightToLeft(const QString &language);

} // namespace luotsi::kioskhost
