#include "screens/Hand.h"

#include "screens/Audit.h"

#include <QTest>

namespace luotsi::screens {

namespace {

constexpr int guardMilliseconds = 550; // a second press before that is a trembling hand
constexpr qreal spot = 160;
constexpr int frameMilliseconds = 17;

QQuickItem *named(QQuickItem *root, const QString &path)
{
    QQuickItem *item = root;
    for (const QString &step : path.split(u'>')) {
        item = item == nullptr ? nullptr : itemNamed(item, step);
    }
    return item;
}

QQuickItem *viewportOf(QQuickItem *item)
{
    for (; item != nullptr; item = item->parentItem()) {
        if (item->objectName() == QLatin1String("viewport"))
            return item;
    }
    return nullptr;
}

QPointF centre(const QQuickItem *item)
{
    return item->mapToScene(QPointF(item->width() / 2, item->height() / 2));
}

/// As a finger does before it comes down.
void waitUntilStill(const QQuickItem *item)
{
    for (QPointF before(-1, -1); centre(item) != before;) {
        before = centre(item);
        QTest::qWait(frameMilliseconds);
    }
}

} // namespace

/// Moves the page until the thing can be touched.
QQuickItem *PointerHand::bring(const QString &name)
{
    QTest::qWait(1);
    QQuickItem *item = named(m_window.contentItem(), name);
    if (item == nullptr || !item->isEnabled())
        return nullptr;
    waitUntilStill(item);
    if (QQuickItem *viewport = viewportOf(item)) {
        const qreal y = item->mapToItem(viewport, QPointF(0, 0)).y();
        if (y < 0 || y + item->height() > viewport->height()) {
            const qreal limit = viewport->property("contentHeight").toReal() - viewport->height();
            const qreal wanted = viewport->property("contentY").toReal() + y - viewport->height() / 3;
            viewport->setProperty("contentY", std::clamp(wanted, 0.0, std::max(0.0, limit)));
            QTest::qWait(1);
        }
    }
    waitUntilStill(item);
    return item;
}

void PointerHand::click(const QPointF &at)
{
    if (m_since.isValid() && (at - m_last).manhattanLength() < spot && m_since.elapsed() < guardMilliseconds)
        QTest::qWait(guardMilliseconds - static_cast<int>(m_since.elapsed()));
    QTest::mouseClick(&m_window, Qt::LeftButton, Qt::NoModifier, at.toPoint());
    m_last = at;
    m_since.restart();
    QTest::qWait(1);
}

bool PointerHand::press(const QString &name)
{
    const QQuickItem *item = bring(name);
    if (item == nullptr)
        return false;
    click(centre(item));
    return true;
}

bool PointerHand::write(const QString &name, const QString &text)
{
    if (!press(name))
        return false;
    QTest::keyClick(&m_window, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&m_window, Qt::Key_Backspace);
    for (const QChar character : text) {
        QKeyEvent down(QEvent::KeyPress, Qt::Key_unknown, Qt::NoModifier, QString(character));
        QCoreApplication::sendEvent(&m_window, &down);
        QKeyEvent up(QEvent::KeyRelease, Qt::Key_unknown, Qt::NoModifier, QString(character));
        QCoreApplication::sendEvent(&m_window, &up);
    }
    QTest::qWait(1);
    return true;
}

bool PointerHand::slide(const QString &name, int place, int steps)
{
    const QQuickItem *track = bring(name);
    if (track == nullptr)
        return false;
    const qreal lead = track->property("leftPadding").toReal();
    const qreal x = lead + (track->width() - 2 * lead) * place / steps;
    click(track->mapToScene(QPointF(x, track->height() / 2)));
    return true;
}

bool PointerHand::draw(const QString &field)
{
    const QQuickItem *sheet = bring(QStringLiteral("sheet:") + field);
    if (sheet == nullptr)
        return false;
    const auto at = [&](qreal x, qreal y) {
        return sheet->mapToScene(QPointF(x * sheet->width(), y * sheet->height())).toPoint();
    };
    QTest::mousePress(&m_window, Qt::LeftButton, Qt::NoModifier, at(0.2, 0.3));
    for (int step = 1; step <= 10; ++step)
        QTest::mouseMove(&m_window, at(0.2 + 0.05 * step, 0.3 + 0.03 * step));
    QTest::mouseRelease(&m_window, Qt::LeftButton, Qt::NoModifier, at(0.7, 0.6));
    QTest::qWait(1);
    return sheet->property("strokes").toInt() > 0;
}

bool KeysOnly::press(const QString &name)
{
    if (!m_hand.goTo(name))
        return false;
    if (m_since.isValid() && m_since.elapsed() < guardMilliseconds)
        QTest::qWait(guardMilliseconds - static_cast<int>(m_since.elapsed()));
    m_hand.key(Qt::Key_Space);
    m_since.restart();
    return true;
}

bool KeysOnly::write(const QString &name, const QString &text)
{
    return m_hand.write(name, text);
}

bool KeysOnly::slide(const QString &name, int place, int)
{
    if (!m_hand.goTo(name))
        return false;
    m_hand.key(Qt::Key_Home);
    for (int step = 0; step < place; ++step)
        m_hand.key(Qt::Key_Right);
    return true;
}

bool KeysOnly::draw(const QString &field)
{
    return m_hand.write(QStringLiteral("words:") + field, QStringLiteral("Aino Esimerkki"));
}

} // namespace luotsi::screens
