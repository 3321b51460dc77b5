#include "qml/shell/ActivityWatch.h"

#include <QEvent>

namespace luotsi::shell {

ActivityWatch::ActivityWatch(QQuickItem *parent) : QQuickItem(parent)
{
    connect(this, &QQuickItem::windowChanged, this, &ActivityWatch::watch);
}

void ActivityWatch::watch(QQuickWindow *window)
{
    if (m_window)
        m_window->removeEventFilter(this);
    m_window = window;
    if (m_window)
        m_window->installEventFilter(this);
}

bool ActivityWatch::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
    case QEvent::Wheel:
        Q_EMIT active();
        break;
    default:
        break;
    }
    return QQuickItem::eventFilter(watched, event);
}

} // namespace luotsi::shell
