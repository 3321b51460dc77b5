#pragma once

#include <algorithm>
#include <chrono>

namespace luotsi::centre::http {

/// How fast connections are let in. A handshake costs a thousand times what an idle connection does: devices
/// that all come back at once wait at the door, where they cost nothing, and those inside are served
/// meanwhile. Invariant: in any span of time no more are let in than `burst` and `perSecond` allow.
/// Threading: a value.
class Arrivals
{
public:
    using Clock = std::chrono::steady_clock;

    Arrivals(double perSecond, double burst, Clock::time_point now)
        : m_perSecond(perSecond), m_burst(burst), m_room(burst), m_at(now)
    {
    }

    /// Takes the place of one; zero: it may come in now, else when to ask again.
    [[nodiscard]] std::chrono::microseconds admit(Clock::time_point now)
    {
        const std::chrono::duration<double> passed = now - m_at;
        m_at = now;
        m_room = std::min(m_burst, m_room + passed.count() * m_perSecond);
        if (m_room >= 1) {
            m_room -= 1;
            return std::chrono::microseconds(0);
        }
        const std::chrono::duration<double> wait((1 - m_room) / m_perSecond);
        return std::chrono::duration_cast<std::chrono::microseconds>(wait) + std::chrono::microseconds(1);
    }

private:
    double m_perSecond;
    double m_burst;
    double m_room;
    Clock::time_point m_at;
};

} // namespace luotsi::centre::http
