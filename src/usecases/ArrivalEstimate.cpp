#include "usecases/ArrivalEstimate.h"

#include <algorithm>
#include <cmath>

namespace luotsi::usecases {

namespace {

constexpr std::int64_t second = 1000;
constexpr std::int64_t minute = 60 * second;

constexpr std::int64_t lately = minute;
constexpr std::size_t enoughSteps = 4;
constexpr std::int64_t enoughTime = 5 * second;
// What comes in one go is one step; a fast link would make thousands.
constexpr std::int64_t oneStep = second / 2;
// A segment may take long on a narrow link: whoever waits for it waits in proportion.
constexpr std::int64_t leastPatience = 20 * second;
constexpr std::int64_t mostPatience = 3 * minute;
constexpr std::int64_t patientSteps = 4;

constexpr std::int64_t worthSaying = minute;
// Whatever is said of a link that slow is a guess.
constexpr double mostToSay = 48.0 * 60 * minute;

} // namespace

void ArrivalEstimate::note(std::int64_t now, const BytesOnTheWay &bytes)
{
    m_total = bytes.total;
    if (!m_acknowledged || bytes.acknowledged < *m_acknowledged || bytes.acknowledged >= bytes.total) {
        forget();
        m_acknowledged = bytes.acknowledged;
        return;
    }
    if (bytes.acknowledged == *m_acknowledged)
        return;
    m_acknowledged = bytes.acknowledged;
    // What moved during a pause says nothing of how fast it goes.
    if (!m_steps.empty() && (now < m_steps.back().at || now - m_steps.back().at > patience()))
        m_steps.clear();
    if (!m_steps.empty() && now - m_steps.back().at < oneStep)
        m_steps.back().acknowledged = bytes.acknowledged;
    else
        m_steps.push_back({now, bytes.acknowledged});
    keepLately();
    m_takesLong = m_takesLong || reckon(now).value_or(0) * second >= worthSaying;
}

std::optional<std::int64_t> ArrivalEstimate::remainingSeconds(std::int64_t now) const
{
    return m_takesLong ? reckon(now) : std::nullopt;
}

void ArrivalEstimate::forget()
{
    m_steps.clear();
    m_takesLong = false;
}

/// Also on a link so narrow that few steps fall into that time.
void ArrivalEstimate::keepLately()
{
    while (m_steps.size() > enoughSteps && m_steps.back().at - m_steps[1].at >= lately)
        m_steps.pop_front();
}

std::int64_t ArrivalEstimate::pace() const
{
    return (m_steps.back().at - m_steps.front().at) / static_cast<std::int64_t>(m_steps.size() - 1);
}

std::int64_t ArrivalEstimate::patience() const
{
    return m_steps.size() < 2 ? mostPatience : std::clamp(patientSteps * pace(), leastPatience, mostPatience);
}

std::optional<std::int64_t> ArrivalEstimate::reckon(std::int64_t now) const
{
    if (m_steps.size() < enoughSteps)
        return std::nullopt;
    const Step &first = m_steps.front();
    const Step &last = m_steps.back();
    const std::int64_t took = last.at - first.at;
    const std::int64_t since = now - last.at;
    if (took < enoughTime || since < 0 || since > patience())
        return std::nullopt;
    const auto moved = static_cast<double>(last.acknowledged - first.acknowledged);
    const auto left = static_cast<double>(m_total - last.acknowledged) * static_cast<double>(took) / moved;
    // Between two steps the time goes on, but never past the next.
    const double still = left - static_cast<double>(std::min(since, pace()));
    if (still > mostToSay)
        return std::nullopt;
    return static_cast<std::int64_t>(std::ceil(std::max(still, 0.0) / static_cast<double>(second)));
}

RoughTime roughly(std::int64_t seconds)
{
    constexpr std::int64_t inMinute = 60;
    constexpr std::int64_t inHour = 60 * inMinute;
    constexpr std::int64_t exactMinutes = 10;
    constexpr std::int64_t coarse = 5;
    using Unit = RoughTime::Unit;
    if (seconds < inMinute)
        return {};
    const auto nearest = [seconds](std::int64_t unit) { return (seconds + unit / 2) / unit; };
    if (seconds >= inHour + inHour / 2)
        return {Unit::Hours, static_cast<int>(nearest(inHour))};
    const std::int64_t minutes = nearest(inMinute);
    if (minutes <= exactMinutes)
        return {Unit::Minutes, static_cast<int>(minutes)};
    return {Unit::Minutes, static_cast<int>(nearest(coarse * inMinute) * coarse)};
}

} // namespace luotsi::usecases
