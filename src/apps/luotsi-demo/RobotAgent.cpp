#include "RobotAgent.h"

#include <QAbstractItemModel>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QMetaProperty>
#include <QPointer>
#include <QQuickItem>
#include <QQuickWindow>
#include <QtTest/qtestmouse.h>

#include <algorithm>
#include <utility>

namespace luotsi::demo {

namespace {

constexpr int frameMilliseconds = 200;
constexpr int patienceMilliseconds = 5000;
constexpr int stillMilliseconds = 30;
constexpr int quickCompression = 80;         // of 0 to 100, the higher the larger and quicker
constexpr int doubleTouchMilliseconds = 600; // nobody means two acts by two touches at one spot within this
constexpr int doubleTouchPixels = 160;       // more than the largest fingertip of the theme
constexpr int mostScrolls = 60;

QJsonObject failure(const QString &reason)
{
    return {{QStringLiteral("error"), reason}};
}

bool shown(const QQuickItem *item)
{
    return item->isVisible() && item->opacity() > 0 && item->width() > 0 && item->height() > 0;
}

QQuickItem *findBelow(QQuickItem *item, const QString &name)
{
    if (!item->isVisible())
        return nullptr;
    if (item->objectName() == name && shown(item))
        return item;
    // Later siblings lie on top, so that an overlay is found before what it covers.
    const QList<QQuickItem *> children = item->childItems();
    for (auto child = children.crbegin(); child != children.crend(); ++child) {
        if (QQuickItem *found = findBelow(*child, name))
            return found;
    }
    return nullptr;
}

QQuickItem *flickableAround(QQuickItem *item)
{
    for (QQuickItem *parent = item->parentItem(); parent; parent = parent->parentItem()) {
        if (parent->inherits("QQuickFlickable"))
            return parent;
    }
    return nullptr;
}

QJsonValue plain(const QVariant &value);

QJsonArray plainRows(const QAbstractItemModel &model)
{
    QJsonArray rows;
    const QHash<int, QByteArray> roles = model.roleNames();
    for (int row = 0; row < model.rowCount(); ++row) {
        QJsonObject object;
        for (auto role = roles.begin(); role != roles.end(); ++role)
            object.insert(QString::fromLatin1(role.value()),
                          plain(model.data(model.index(row, 0), role.key())));
        rows.append(object);
    }
    return rows;
}

QJsonObject plainObject(const QObject &object)
{
    QJsonObject result;
    const QMetaObject *meta = object.metaObject();
    for (int index = 1; index < meta->propertyCount(); ++index)
        result.insert(QString::fromLatin1(meta->property(index).name()),
                      plain(meta->property(index).read(&object)));
    return result;
}

QJsonValue plain(const QVariant &value)
{
    if (const auto *object = value.value<QObject *>()) {
        if (const auto *model = qobject_cast<const QAbstractItemModel *>(object)) {
            QJsonObject listed = plainObject(*object);
            listed.insert(QStringLiteral("rows"), plainRows(*model));
            return listed;
        }
        return plainObject(*object);
    }
    if (value.metaType().flags().testFlag(QMetaType::IsEnumeration))
        return value.toInt();
    return QJsonValue::fromVariant(value);
}

} // namespace

RobotAgent::RobotAgent(QQuickWindow &window, const QString &role, const QString &socketName, QObject *parent)
    : QObject(parent), m_window(window)
{
    m_orders = {{QStringLiteral("look"), [this](const QJsonObject &) { return look(); }},
                {QStringLiteral("press"), [this](const QJsonObject &order) { return press(order); }},
                {QStringLiteral("type"), [this](const QJsonObject &order) { return type(order); }},
                {QStringLiteral("key"), [this](const QJsonObject &order) { return key(order); }},
                {QStringLiteral("grab"), [this](const QJsonObject &order) { return grab(order); }},
                {QStringLiteral("read"), [this](const QJsonObject &order) { return read(order); }}};
    m_window.installEventFilter(this);
    m_sinceFront.start();
    connect(&m_socket, &QLocalSocket::readyRead, this, &RobotAgent::readOrders);
    m_socket.connectToServer(socketName);
    m_socket.write(role.toUtf8() + '\n');
}

void RobotAgent::addOrder(const QString &name, const Order &order)
{
    m_orders.insert(name, order);
}

void RobotAgent::readOrders()
{
    while (m_socket.canReadLine()) {
        const QJsonObject order = QJsonDocument::fromJson(m_socket.readLine()).object();
        QJsonObject reply = obey(order);
        reply.insert(QStringLiteral("id"), order.value(QStringLiteral("id")));
        m_socket.write(QJsonDocument(reply).toJson(QJsonDocument::Compact) + '\n');
        m_socket.flush();
    }
}

QJsonObject RobotAgent::obey(const QJsonObject &order)
{
    const auto known = m_orders.constFind(order.value(QStringLiteral("order")).toString());
    return known == m_orders.constEnd() ? failure(QStringLiteral("unknown order")) : (*known)(order);
}

QJsonObject RobotAgent::look()
{
    return {{QStringLiteral("visible"), m_window.isVisible()}};
}

QQuickItem *RobotAgent::find(const QString &name) const
{
    // "field:home>option:yes" means the option inside that field.
    QQuickItem *item = m_window.contentItem();
    for (const QString &step : name.split(u'>')) {
        item = findBelow(item, step);
        if (!item)
            return nullptr;
    }
    return item;
}

/// Until what has been asked for is laid out and drawn.
void RobotAgent::settle()
{
    for (int frame = 0; frame < 2 && m_window.isVisible(); ++frame) {
        bool drawn = false;
        const auto connection =
            connect(&m_window, &QQuickWindow::frameSwapped, this, [&drawn] { drawn = true; });
        m_window.update();
        (void)QTest::qWaitFor([&drawn] { return drawn; }, frameMilliseconds);
        disconnect(connection);
    }
}

/// A person aims at what stands still.
void RobotAgent::waitUntilStill(const QQuickItem *item)
{
    const QPointer<const QQuickItem> watched(item);
    QPointF before(-1, -1);
    (void)QTest::qWaitFor(
        [&] {
            const QPointF now = watched ? watched->mapToScene(QPointF()) : before;
            const bool still = now == before;
            before = now;
            settle();
            return still;
        },
        patienceMilliseconds);
}

/// As a finger does it: with the page's own buttons "up" and "further down".
bool RobotAgent::bringIntoView(QQuickItem *item)
{
    const QQuickItem *flickable = flickableAround(item);
    if (!flickable)
        return true;
    for (int tries = 0; tries < mostScrolls; ++tries) {
        const QRectF inside = item->mapRectToItem(flickable, QRectF(0, 0, item->width(), item->height()));
        const qreal middle = inside.center().y();
        const bool fits = inside.top() >= 0 && inside.bottom() <= flickable->height();
        const bool tall = inside.height() > flickable->height() && middle > 0 && middle < flickable->height();
        if (fits || tall)
            return true;
        const QString towards = inside.top() < 0 ? QStringLiteral("scrollUp") : QStringLiteral("scrollDown");
        QQuickItem *button = findBelow(flickable->parentItem(), towards);
        if (!button && middle > 0 && middle < flickable->height())
            return true;
        // A page that has just grown says a moment later that it goes on.
        if (button && button->isEnabled())
            click(button);
        waitUntilStill(item);
    }
    return false;
}

void RobotAgent::click(const QQuickItem *item)
{
    const QPoint centre = item->mapToScene(QPointF(item->width() / 2, item->height() / 2)).toPoint();
    m_lastTouch = centre;
    m_sinceTouch.start();
    QTest::mouseClick(&m_window, Qt::LeftButton, Qt::NoModifier, centre);
}

/// A person has seen the window before touching it.
bool RobotAgent::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::FocusIn)
        m_sinceFront.start();
    return QObject::eventFilter(watched, event);
}

/// Lets the time pass within which a touch is taken for a trembling hand: at the spot of the one before, or
/// right after the window came to the front.
void RobotAgent::avoidDoubleTouch(const QQuickItem *item)
{
    const QPoint centre = item->mapToScene(QPointF(item->width() / 2, item->height() / 2)).toPoint();
    const bool sameSpot = (centre - m_lastTouch).manhattanLength() < doubleTouchPixels;
    const auto left = [](const QElapsedTimer &since) {
        return since.isValid() ? doubleTouchMilliseconds - since.elapsed() : 0;
    };
    const auto wait = [&] { return std::max(left(m_sinceFront), sameSpot ? left(m_sinceTouch) : 0); };
    // The window may come to the front once more meanwhile: a starting one is shown first and active later.
    for (qint64 rest = wait(); rest > 0; rest = wait())
        QTest::qWait(static_cast<int>(rest));
}

QJsonObject RobotAgent::press(const QJsonObject &order)
{
    const QString name = order.value(QStringLiteral("name")).toString();
    QPointer<QQuickItem> item;
    // A list that has just changed may show the same thing anew: aim until it is the one that stands there.
    const bool ready = QTest::qWaitFor(
        [&] {
            item = find(name);
            if (!item || !item->isEnabled())
                return false;
            waitUntilStill(item);
            return item && bringIntoView(item) && find(name) == item;
        },
        patienceMilliseconds);
    if (!item)
        return failure(QStringLiteral("nothing called %1 on the screen").arg(name));
    if (!ready)
        return failure(QStringLiteral("%1 cannot be reached").arg(name));
    avoidDoubleTouch(item);
    if (!item)
        return failure(QStringLiteral("%1 has gone").arg(name));
    click(item);
    settle();
    return {};
}

QJsonObject RobotAgent::type(const QJsonObject &order)
{
    const QString text = order.value(QStringLiteral("text")).toString();
    for (const QChar character : text) {
        const bool newLine = character == u'\n';
        const int code = newLine ? Qt::Key_Return : Qt::Key_unknown;
        const QString written = newLine ? QStringLiteral("\r") : QString(character);
        QKeyEvent down(QEvent::KeyPress, code, Qt::NoModifier, written);
        QCoreApplication::sendEvent(&m_window, &down);
        QKeyEvent up(QEvent::KeyRelease, code, Qt::NoModifier, written);
        QCoreApplication::sendEvent(&m_window, &up);
    }
    settle();
    return {};
}

QJsonObject RobotAgent::key(const QJsonObject &order)
{
    const int code = order.value(QStringLiteral("key")).toInt();
    const auto modifiers =
        static_cast<Qt::KeyboardModifiers>(order.value(QStringLiteral("modifiers")).toInt());
    QKeyEvent down(QEvent::KeyPress, code, modifiers);
    QCoreApplication::sendEvent(&m_window, &down);
    QKeyEvent up(QEvent::KeyRelease, code, modifiers);
    QCoreApplication::sendEvent(&m_window, &up);
    settle();
    return {};
}

/// The picture a person would take: once nothing on it moves any more.
QJsonObject RobotAgent::grab(const QJsonObject &order)
{
    settle();
    QImage picture = m_window.grabWindow();
    (void)QTest::qWaitFor(
        [&] {
            QTest::qWait(stillMilliseconds);
            const QImage before = std::exchange(picture, m_window.grabWindow());
            return picture == before;
        },
        patienceMilliseconds);
    const QString file = order.value(QStringLiteral("file")).toString();
    if (!picture.save(file, "PNG", quickCompression))
        return failure(QStringLiteral("the picture could not be written"));
    return {};
}

QJsonObject RobotAgent::read(const QJsonObject &order)
{
    QObject *object = &m_window;
    const QStringList path = order.value(QStringLiteral("path")).toString().split(u'.', Qt::SkipEmptyParts);
    QVariant value;
    for (const QString &step : path) {
        if (!object)
            return failure(QStringLiteral("no such property"));
        value = object->property(step.toLatin1().constData());
        object = value.value<QObject *>();
    }
    return {{QStringLiteral("value"), plain(value)}};
}

} // namespace luotsi::demo
