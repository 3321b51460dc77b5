#include "session/IdlePolicy.h"

#include <algorithm>

namespace luotsi::session {

IdlePolicy::IdlePolicy(const IdleSettings &settings, std::int64_t now)
    : m_settings{std::clamp(settings.untilWarning, shortestUntilWarning, longestUntilWarning),
                 std::max(settings.warning, shortestWarning)},
      m_last(now)
{
}

void IdlePolicy::noteActivity(Activity, std::int64_t now)
{
    if (state(now) == IdleState::Active)
        m_last = std::max(m_last, now);
}

bool IdlePolicy::extend(std::int64_t now)
{
    if (state(now) != IdleState::Warning)
        return false;
    m_last = now;
    ++m_extensions;
    return true;
}

IdleState IdlePolicy::state(std::int64_t now) const
{
    const std::int64_t quiet = now - m_last;
    if (quiet < m_settings.untilWarning)
        return IdleState::Active;
    return quiet < m_settings.untilWarning + m_settings.warning ? IdleState::Warning : IdleState::Expired;
}

int IdlePolicy::secondsLeft(std::int64_t now) const
{
    const std::int64_t end = m_last + m_settings.untilWarning + m_settings.warning;
    const std::int64_t left = std::clamp<std::int64_t>(end - now, 0, m_settings.warning);
    return static_cast<int>((left + 999) / 1000);
}

int IdlePolicy::warningSeconds() const
{
    return static_cast<int>(m_settings.warning / 1000);
}

} // namespace luotsi::session
