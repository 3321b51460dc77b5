#pragma once

#include "screens/KeyHand.h"

#include <QElapsedTimer>
#include <QQuickWindow>
#include <QString>

namespace luotsi::screens {

/// How a person sets answers: with a pointer, or with keys alone. Things are named as in KeyHand. Each act is
/// false when it could not be done. Threading: GUI thread.
class Hand
{
public:
    virtual ~Hand() = default;
    [[nodiscard]] virtual bool press(const QString &name) = 0;
    [[nodiscard]] virtual bool write(const QString &name, const QString &text) = 0;
    /// Sets a scale of that many steps to one of them.
    [[nodiscard]] virtual bool slide(const QString &name, int place, int steps) = 0;
    /// Something on a sheet; words where there is no pointer.
    [[nodiscard]] virtual bool draw(const QString &field) = 0;
};

class PointerHand final : public Hand
{
public:
    explicit PointerHand(QQuickWindow &window) : m_window(window) {}

    bool press(const QString &name) override;
    bool write(const QString &name, const QString &text) override;
    bool slide(const QString &name, int place, int steps) override;
    bool draw(const QString &field) override;

private:
    [[nodiscard]] QQuickItem *bring(const QString &name);
    void click(const QPointF &at);

    QQuickWindow &m_window;
    QPointF m_last;
    QElapsedTimer m_since;
};

class KeysOnly final : public Hand
{
public:
    explicit KeysOnly(QQuickWindow &window) : m_window(window), m_hand(window) {}

    bool press(const QString &name) override;
    bool write(const QString &name, const QString &text) override;
    bool slide(const QString &name, int place, int steps) override;
    bool draw(const QString &field) override;
    [[nodiscard]] const QStringList &unseen() const { return m_hand.unseen(); }

private:
    QQuickWindow &m_window;
    KeyHand m_hand;
    QElapsedTimer m_since;
};

} // namespace luotsi::screens
