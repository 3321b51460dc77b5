#pragma once

#include "base/Clock.h"

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

namespace luotsi::sim {

inline constexpr std::int64_t second = 1000;
inline constexpr std::int64_t minute = 60 * second;
inline constexpr std::int64_t hour = 60 * minute;

/// Wall time at which every history begins.
inline constexpr std::int64_t beginning = 1'764'000'000'000;

/// What happens when: the one clock of a run. Things of the same moment happen in the order they were put in.
class Agenda
{
public:
    void at(std::int64_t delay, std::function<void()> what)
    {
        m_moments.emplace(std::pair(m_now + delay, ++m_order), std::move(what));
    }
    [[nodiscard]] std::int64_t now() const { return m_now; }
    [[nodiscard]] bool empty() const { return m_moments.empty(); }
    void step()
    {
        const auto next = m_moments.begin();
        m_now = next->first.first;
        const auto what = std::move(next->second);
        m_moments.erase(next);
        what();
    }

private:
    std::map<std::pair<std::int64_t, std::uint64_t>, std::function<void()>> m_moments;
    std::int64_t m_now = 0;
    std::uint64_t m_order = 0;
};

/// A machine's clock: the agenda's time and this machine's error. The monotonic side is always right.
class MachineClock final : public base::Clock
{
public:
    explicit MachineClock(const Agenda &agenda) : m_agenda(agenda) {}
    [[nodiscard]] std::int64_t wallMilliseconds() const override
    {
        return beginning + m_agenda.now() + error;
    }
    [[nodiscard]] std::int64_t monotonicMilliseconds() const override { return m_agenda.now(); }

    std::int64_t error = 0;

private:
    const Agenda &m_agenda;
};

} // namespace luotsi::sim
