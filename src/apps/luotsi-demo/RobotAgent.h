#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QJsonObject>
#include <QLocalSocket>
#include <QObject>
#include <QPoint>

#include <functional>

class QQuickItem;
class QQuickWindow;

namespace luotsi::demo {

/// The robot's hand and eye inside one process of the demo: finds what is on the screen, presses it with a
/// pointer, types with keys and photographs the window, on orders that arrive as one JSON object a line. It
/// reaches nothing a person could not: an item that is hidden, disabled or scrolled away is first brought
/// into view with the page's own buttons, or the order fails with a reason. Exists in the demo program only.
/// Threading: GUI thread.
class RobotAgent : public QObject
{
    Q_OBJECT

public:
    using Order = std::function<QJsonObject(const QJsonObject &)>;

    /// `role` tells the player which process speaks: "start" or "session".
    RobotAgent(QQuickWindow &window, const QString &role, const QString &socketName,
               QObject *parent = nullptr);

    /// Adds an order of the process's own, e.g. to move the scenario's clock.
    void addOrder(const QString &name, const Order &order);

private:
    void readOrders();
    QJsonObject obey(const QJsonObject &order);
    QJsonObject look();
    QJsonObject press(const QJsonObject &order);
    QJsonObject type(const QJsonObject &order);
    QJsonObject key(const QJsonObject &order);
    QJsonObject grab(const QJsonObject &order);
    QJsonObject read(const QJsonObject &order);

    [[nodiscard]] QQuickItem *find(const QString &name) const;
    void settle();
    void waitUntilStill(const QQuickItem *item);
    bool bringIntoView(QQuickItem *item);
    void avoidDoubleTouch(const QQuickItem *item);
    bool eventFilter(QObject *watched, QEvent *event) override;
    void click(const QQuickItem *item);

    QQuickWindow &m_window;
    QLocalSocket m_socket;
    QHash<QString, Order> m_orders;
    QPoint m_lastTouch;
    QElapsedTimer m_sinceTouch;
    QElapsedTimer m_sinceFront;
};

} // namespace luotsi::demo
