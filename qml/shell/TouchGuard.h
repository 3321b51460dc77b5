#pragma once

#include <QElapsedTimer>
#include <QPointF>
#include <QPointer>
#include <QQuickItem>
#include <QQuickWindow>
#include <QtQml/qqmlregistration.h>

namespace luotsi::shell {

/// A trembling hand touches twice: in the window it stands in, a second touch at the spot of the one before,
/// or a second Enter or Space, within half a second does not reach a button (EN 301 549 5.8), whatever has
/// come there meanwhile; nor does any touch reach one within half a second of the window coming to the front.
/// Buttons say by their property `guarded` that they want this; keys for typing and scrolling do not. Lengths
/// in device-independent pixels. Threading: GUI thread.
class TouchGuard : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT
    /// How far apart two touches are still one spot.
    Q_PROPERTY(qreal spot MEMBER m_spot)

public:
    explicit TouchGuard(QQuickItem *parent = nullptr);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void watch(QQuickWindow *window);
    [[nodiscard]] bool dropsTouch(const QPointF &at);
    [[nodiscard]] bool dropsKey(int key);

    QPointer<QQuickWindow> m_window;
    qreal m_spot = 0;
    QElapsedTimer m_sinceFront;
    QElapsedTimer m_sinceTouch;
    QElapsedTimer m_sinceKey;
    QPointF m_lastTouch;
    int m_lastKey = 0;
};

} // namespace luotsi::shell
