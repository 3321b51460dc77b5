#include "screens/KeyHand.h"

#include "screens/Audit.h"

#include <QTest>

#include <tuple>

namespace luotsi::screens {

namespace {

constexpr int mostTabs = 120;
constexpr qreal sameLine = 12;

QRectF sceneRect(const QQuickItem *item)
{
    return item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
}

/// "field:home>option:yes" means the option inside that field.
bool standsIn(const QQuickItem *item, const QString &name)
{
    QStringList steps = name.split(QLatin1Char('>'));
    for (; item != nullptr && !steps.isEmpty(); item = item->parentItem()) {
        if (item->objectName() == steps.constLast())
            steps.removeLast();
    }
    return steps.isEmpty();
}

/// The page, the bar at its foot and the header are read in this order.
int regionOf(const QQuickItem *item)
{
    return standsIn(item, QStringLiteral("header")) ? 2 : standsIn(item, QStringLiteral("bottomBar")) ? 1 : 0;
}

} // namespace

void KeyHand::key(int code, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(&m_window, static_cast<Qt::Key>(code), modifiers);
    QTest::qWait(1);
}

void KeyHand::noteFocus()
{
    const QQuickItem *item = m_window.activeFocusItem();
    if (item == nullptr || item == m_window.contentItem()) {
        m_unseen.append(QStringLiteral("nothing has the focus"));
        return;
    }
    const auto *ring = item->findChild<QQuickItem *>(QStringLiteral("focusRing"));
    const QRectF window(QPointF(0, 0), QSizeF(m_window.size()));
    const QRectF seen = visibleRect(item).intersected(window);
    if (ring == nullptr || !ring->isVisible())
        m_unseen.append(QStringLiteral("no ring: ") + describe(item));
    else if (seen.height() < std::min(item->height(), window.height() / 4) - 2 ||
             seen.width() < item->width() - 2)
        m_unseen.append(QStringLiteral("out of sight: ") + describe(item));
}

bool KeyHand::goTo(const QString &name)
{
    for (int tabs = 0; tabs < mostTabs; ++tabs) {
        if (standsIn(m_window.activeFocusItem(), name))
            return true;
        key(Qt::Key_Tab);
        noteFocus();
    }
    return false;
}

bool KeyHand::press(const QString &name)
{
    if (!goTo(name))
        return false;
    key(Qt::Key_Space);
    return true;
}

bool KeyHand::write(const QString &name, const QString &text)
{
    if (!goTo(name))
        return false;
    key(Qt::Key_A, Qt::ControlModifier);
    key(Qt::Key_Backspace);
    for (const QChar character : text) {
        QKeyEvent down(QEvent::KeyPress, Qt::Key_unknown, Qt::NoModifier, QString(character));
        QCoreApplication::sendEvent(&m_window, &down);
        QKeyEvent up(QEvent::KeyRelease, Qt::Key_unknown, Qt::NoModifier, QString(character));
        QCoreApplication::sendEvent(&m_window, &up);
    }
    QTest::qWait(1);
    return true;
}

QList<QQuickItem *> KeyHand::stops()
{
    QList<QQuickItem *> found;
    for (int tabs = 0; tabs < mostTabs; ++tabs) {
        key(Qt::Key_Tab);
        QQuickItem *item = m_window.activeFocusItem();
        if (found.contains(item))
            break;
        found.append(item);
        noteFocus();
    }
    return found;
}

QStringList outOfReadingOrder(const QList<QQuickItem *> &stops, bool twoColumns, bool mirrored)
{
    QStringList wrong;
    for (qsizetype at = 1; at < stops.size(); ++at) {
        const QQuickItem *before = stops[at - 1];
        const QQuickItem *after = stops[at];
        const qreal middle = after->window()->width() / 2.0;
        const auto place = [&](const QQuickItem *item) {
            const QRectF rect = sceneRect(item);
            const bool far = mirrored ? rect.center().x() < middle : rect.center().x() > middle;
            const int column = twoColumns && regionOf(item) == 0 && far ? 1 : 0;
            return std::tuple(regionOf(item), column, rect);
        };
        const auto [firstRegion, firstColumn, first] = place(before);
        const auto [secondRegion, secondColumn, second] = place(after);
        const bool onOneLine = std::abs(first.center().y() - second.center().y()) < sameLine;
        const bool onwards =
            mirrored ? second.center().x() < first.center().x() : second.center().x() > first.center().x();
        const bool nextRegion = secondRegion == (firstRegion + 1) % 3;
        const bool inOrder = firstRegion != secondRegion   ? nextRegion
                             : firstColumn != secondColumn ? secondColumn > firstColumn
                             : onOneLine                   ? onwards
                                                           : second.center().y() > first.center().y();
        if (!inOrder)
            wrong.append(describe(after) + QStringLiteral(" comes after ") + describe(before));
    }
    return wrong;
}

} // namespace luotsi::screens
