#include "qml/shell/TouchGuard.h"

#include <QKeyEvent>
#include <QLineF>
#include <QMouseEvent>
#include <QTouchEvent>

#include <algorithm>

namespace luotsi::shell {

namespace {

constexpr qint64 doubleTouchMilliseconds = 500;

bool isGuarded(const QQuickItem *item)
{
    return item->property("guarded").toBool();
}

bool within(const QElapsedTimer &since)
{
    return since.isValid() && !since.hasExpired(doubleTouchMilliseconds);
}

/// Whether a touch there would press something that is guarded.
bool guardedAt(const QQuickItem *item, const QPointF &at)
{
    if (!item->isVisible() || !item->isEnabled())
        return false;
    const bool inside = item->contains(item->mapFromScene(at));
    if (item->clip() && !inside)
        return false;
    if (inside && isGuarded(item))
        return true;
    const auto children = item->childItems();
    return std::any_of(children.begin(), children.end(),
                       [&at](const QQuickItem *child) { return guardedAt(child, at); });
}

bool isPressKey(int key)
{
    return key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space;
}

} // namespace

TouchGuard::TouchGuard(QQuickItem *parent) : QQuickItem(parent)
{
    connect(this, &QQuickItem::windowChanged, this, &TouchGuard::watch);
}

void TouchGuard::watch(QQuickWindow *window)
{
    if (m_window)
        m_window->removeEventFilter(this);
    m_window = window;
    if (m_window)
        m_window->installEventFilter(this);
}

bool TouchGuard::dropsTouch(const QPointF &at)
{
    const bool again = within(m_sinceTouch) && QLineF(at, m_lastTouch).length() < m_spot;
    m_lastKey = 0;
    if ((again || within(m_sinceFront)) && guardedAt(m_window->contentItem(), at))
        return true;
    m_lastTouch = at;
    m_sinceTouch.start();
    return false;
}

bool TouchGuard::dropsKey(int key)
{
    const bool again = key == m_lastKey && within(m_sinceKey);
    const QQuickItem *focused = m_window->activeFocusItem();
    if (again && isPressKey(key) && focused && isGuarded(focused))
        return true;
    m_lastKey = key;
    m_sinceKey.start();
    return false;
}

bool TouchGuard::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Show:
    case QEvent::FocusIn:
        m_sinceFront.start();
        break;
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
        return dropsTouch(static_cast<QMouseEvent *>(event)->scenePosition());
    case QEvent::TouchBegin: {
        const auto &points = static_cast<QTouchEvent *>(event)->points();
        return !points.isEmpty() && dropsTouch(points.first().scenePosition());
    }
    case QEvent::KeyPress: {
        const auto *key = static_cast<QKeyEvent *>(event);
        return !key->isAutoRepeat() && dropsKey(key->key());
    }
    default:
        break;
    }
    return QQuickItem::eventFilter(watched, event);
}

} // namespace luotsi::shell
