#include "screens/KeyHand.h"

#include "screens/Audit.h"

#include <QTest>

#include <tuple>

namespace luotsi::screens {

namespace {

constexpr int mostTabs = 120;
constexpr qreal sameLine = 12;
constexpr qreal leadShare = 0.3; // the first column of two ends further on everywhere

/// Where it stands on the page, however far the page has been moved.
QRectF pageRect(const QQuickItem *item)
{
    QRectF rect = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
    for (const QQuickItem *parent = item->parentItem(); parent != nullptr; parent = parent->parentItem()) {
        if (parent->inherits("QQuickFlickable"))
            rect.translate(0, parent->property("contentY").toReal());
    }
    return rect;
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
    const QString group = name.section(QLatin1Char('>'), 0, 0);
    for (int tabs = 0; tabs < mostTabs; ++tabs) {
        if (standsIn(m_window.activeFocusItem(), name))
            return true;
        if (group != name && standsIn(m_window.activeFocusItem(), group) &&
            (walk(Qt::Key_Down, name) || walk(Qt::Key_Up, name) || walk(Qt::Key_Right, name) ||
             walk(Qt::Key_Left, name)))
            return true;
        key(Qt::Key_Tab);
        noteFocus();
    }
    return false;
}

/// Along the rows of a group until its end.
bool KeyHand::walk(int arrow, const QString &name)
{
    for (const QQuickItem *before = nullptr; before != m_window.activeFocusItem();) {
        before = m_window.activeFocusItem();
        if (standsIn(before, name))
            return true;
        key(arrow);
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

QStringList outOfReadingOrder(QList<QQuickItem *> stops, bool twoColumns, bool mirrored)
{
    // They belong to the frame of the page and stand wherever it ends.
    stops.removeIf([](const QQuickItem *item) {
        return item->objectName().startsWith(QLatin1String("scroll")) ||
               item->objectName().startsWith(QLatin1String("pad:"));
    });
    QStringList wrong;
    for (qsizetype at = 1; at < stops.size(); ++at) {
        const QQuickItem *before = stops[at - 1];
        const QQuickItem *after = stops[at];
        const qreal width = after->window()->width();
        const auto place = [&](const QQuickItem *item) {
            const QRectF rect = pageRect(item);
            const qreal start = mirrored ? width - rect.right() : rect.left();
            const bool second = twoColumns && regionOf(item) == 0 && start > width * leadShare;
            return std::tuple(regionOf(item), second ? 1 : 0, rect);
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
        // Once round: the focus had started in the middle.
        const bool again = firstRegion == 0 && secondRegion == 0 && after == stops.constFirst();
        if (!inOrder && !again)
            wrong.append(describe(after) + QStringLiteral(" comes after ") + describe(before));
    }
    return wrong;
}

} // namespace luotsi::screens
