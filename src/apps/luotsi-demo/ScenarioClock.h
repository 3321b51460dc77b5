#pragma once

#include "base/Clock.h"

#include <atomic>

namespace luotsi::demo {

/// The operating system's clock, set to the scenario's day: wall time is moved by a fixed difference,
/// monotonic time is real. Exists in the demo program only. Threading: any.
class ScenarioClock final : public base::Clock
{
public:
    explicit ScenarioClock(std::int64_t difference = 0) : m_difference(difference) {}

    [[nodiscard]] std::int64_t wallMilliseconds() const override
    {
        return m_system.wallMilliseconds() + m_difference.load();
    }
    [[nodiscard]] std::int64_t monotonicMilliseconds() const override
    {
        return m_system.monotonicMilliseconds();
    }

    [[nodiscard]] std::int64_t difference() const { return m_difference.load(); }
    void moveTo(std::int64_t wallMilliseconds)
    {
        m_difference = wallMilliseconds - m_system.wallMilliseconds();
    }

private:
    base::SystemClock m_system;
    std::atomic<std::int64_t> m_difference;
};

} // namespace luotsi::demo
