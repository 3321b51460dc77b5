#pragma once

#include <cstdint>

namespace luotsi::session {

/// What counts as somebody being there. Machine activity (reading aloud, the camera, a print job the person
/// asked for) keeps the warning away but never answers it: only a person can (privacy.md, Session end).
enum class Activity : std::uint8_t { Press, Key, Speech, Camera, Printing };

/// As the profile says; milliseconds. Values outside what the law of accessibility allows are drawn to the
/// limit (WCAG 2.2.1: warn at least 20 s before; kiosk K9: 30 to 300 s before the warning).
struct IdleSettings
{
    std::int64_t untilWarning = 90'000;
    std::int64_t warning = 60'000;
};

enum class IdleState : std::uint8_t { Active, Warning, Expired };

/// Decides when a session warns and when it ends. There is no limit on how often a warning is answered, so
/// the "at least ten times" of WCAG 2.2.1 always holds. Once expired it stays expired. Times are monotonic
/// milliseconds. A value; pure.
class IdlePolicy
{
public:
    static constexpr std::int64_t shortestUntilWarning = 30'000;
    static constexpr std::int64_t longestUntilWarning = 300'000;
    static constexpr std::int64_t shortestWarning = 20'000;

    IdlePolicy(const IdleSettings &settings, std::int64_t now);

    /// Ignored while a warning stands or after the end.
    void noteActivity(Activity kind, std::int64_t now);
    /// The person answered the warning. True when there was one to answer.
    bool extend(std::int64_t now);

    [[nodiscard]] IdleState state(std::int64_t now) const;
    /// Left of the warning, rounded up to whole seconds; the whole length while active.
    [[nodiscard]] int secondsLeft(std::int64_t now) const;
    [[nodiscard]] int warningSeconds() const;
    [[nodiscard]] int extensions() const { return m_extensions; }

private:
    IdleSettings m_settings;
    std::int64_t m_last = 0;
    int m_extensions = 0;
};

} // namespace luotsi::session
