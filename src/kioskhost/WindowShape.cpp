#include "kioskhost/WindowShape.h"

#include <QGuiApplication>
#include <QLocale>
#include <QQuickWindow>
#include <QScreen>

namespace luotsi::kioskhost {

QSize windowSize(const std::optional<QSize> &size)
{
    if (size)
        return *size;
    const QScreen *screen = QGuiApplication::primaryScreen();
    return screen ? screen->size() : QSize();
}

void showWindow(QQuickWindow &window, const std::optional<QSize> &size)
{
    if (!size) {
        window.showFullScreen();
    } else {
        window.resize(*size);
        window.setMinimumSize(*size);
        window.setMaximumSize(*size);
        window.show();
    }
    window.requestActivate();
}

bool isRightToLeft(const QString &language)
{
    return language == QLatin1String("pseudo") || QLocale(language).textDirection() == Qt::RightToLeft;
}

} // namespace luotsi::kioskhost
