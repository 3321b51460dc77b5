#pragma once

#include <QPointer>
#include <QQuickItem>
#include <QQuickWindow>
#include <QtQml/qqmlregistration.h>

namespace luotsi::shell {

/// Tells that somebody touches the glass or the keys of the window it stands in, before any item takes the
/// event and without taking it away. Says that something happened, never what. Threading: GUI thread.
class ActivityWatch : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT

public:
    explicit ActivityWatch(QQuickItem *parent = nullptr);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void active();

private:
    void watch(QQuickWindow *window);

    QPointer<QQuickWindow> m_window;
};

} // namespace luotsi::shell
