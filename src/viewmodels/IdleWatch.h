#pragma once

#include "base/Clock.h"
#include "session/IdlePolicy.h"

#include <QObject>
#include <QTimer>

namespace luotsi::viewmodels {

/// Asks the idle rule at every tick and says when something changed. The timer is a tick only: all times are
/// the clock's, so tests move the clock and call `tick`. Threading: GUI thread.
class IdleWatch : public QObject
{
    Q_OBJECT

public:
    IdleWatch(const base::Clock &clock, const session::IdleSettings &settings, QObject *parent = nullptr);

    void noteActivity(session::Activity kind);
    /// True when a warning stood and was answered.
    bool extend();
    void stop() { m_timer.stop(); }
    void tick();

    [[nodiscard]] bool isWarning() const { return m_state == session::IdleState::Warning; }
    [[nodiscard]] int secondsLeft() const { return m_secondsLeft; }
    [[nodiscard]] int secondsTotal() const { return m_policy.warningSeconds(); }

Q_SIGNALS:
    void ticked();
    void warningChanged();
    void secondsLeftChanged();
    void expired();

private:
    const base::Clock &m_clock;
    session::IdlePolicy m_policy;
    session::IdleState m_state = session::IdleState::Active;
    int m_secondsLeft = 0;
    QTimer m_timer;
};

} // namespace luotsi::viewmodels
