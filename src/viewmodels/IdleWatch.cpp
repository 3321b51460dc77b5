#include "viewmodels/IdleWatch.h"

namespace luotsi::viewmodels {

namespace {

constexpr int tickMilliseconds = 250;

} // namespace

IdleWatch::IdleWatch(const base::Clock &clock, const session::IdleSettings &settings, QObject *parent)
    : QObject(parent), m_clock(clock), m_policy(settings, clock.monotonicMilliseconds()),
      m_secondsLeft(m_policy.warningSeconds())
{
    m_timer.setInterval(tickMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &IdleWatch::tick);
    m_timer.start();
}

void IdleWatch::noteActivity(session::Activity kind)
{
    m_policy.noteActivity(kind, m_clock.monotonicMilliseconds());
}

bool IdleWatch::extend()
{
    const bool extended = m_policy.extend(m_clock.monotonicMilliseconds());
    tick();
    return extended;
}

void IdleWatch::tick()
{
    const std::int64_t now = m_clock.monotonicMilliseconds();
    const session::IdleState before = m_state;
    m_state = m_policy.state(now);
    if (const int left = m_policy.secondsLeft(now); left != m_secondsLeft) {
        m_secondsLeft = left;
        Q_EMIT secondsLeftChanged();
    }
    if ((before == session::IdleState::Warning) != isWarning())
        Q_EMIT warningChanged();
    Q_EMIT ticked();
    if (m_state == session::IdleState::Expired && before != session::IdleState::Expired) {
        m_timer.stop();
        Q_EMIT expired();
    }
}

} // namespace luotsi::viewmodels
