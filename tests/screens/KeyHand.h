#pragma once

#include <QQuickItem>
#include <QQuickWindow>
#include <QStringList>

namespace luotsi::screens {

/// A person who has keys and no pointer: goes to things by Tab and arrows, presses them with Space, and
/// watches whether the focus can be seen wherever it goes. Threading: GUI thread.
class KeyHand
{
public:
    explicit KeyHand(QQuickWindow &window) : m_window(window) {}

    /// Tab by Tab until the thing of that objectName has the focus; "group>row" by arrows inside the group.
    /// False when keys never get there.
    [[nodiscard]] bool goTo(const QString &name);
    /// Goes there and presses it.
    [[nodiscard]] bool press(const QString &name);
    /// Goes there, takes away what stands in it, and types.
    [[nodiscard]] bool write(const QString &name, const QString &text);
    void key(int code, Qt::KeyboardModifiers modifiers = Qt::NoModifier);

    /// Where Tab leads from here, once round, in order.
    [[nodiscard]] QList<QQuickItem *> stops();
    /// Every stop at which the focus could not be seen.
    [[nodiscard]] const QStringList &unseen() const { return m_unseen; }

private:
    void noteFocus();
    [[nodiscard]] bool walk(int arrow, const QString &name);

    QQuickWindow &m_window;
    QStringList m_unseen;
};

/// Stops that stand before the one reached earlier, as a reader's eye goes: down a column, then the next
/// column.
[[nodiscard]] QStringList outOfReadingOrder(QList<QQuickItem *> stops, bool twoColumns, bool mirrored);

} // namespace luotsi::screens
