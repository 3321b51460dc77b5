#pragma once

#include "base/Error.h"
#include "base/Random.h"

#include <cstdint>
#include <optional>

namespace luotsi::sync::core {

inline constexpr std::int64_t shortestBackoff = 1'000; ///< milliseconds
inline constexpr std::int64_t longestBackoff = 5 * 60 * 1'000;
inline constexpr std::int64_t longestRetryAfter = 60 * 60 * 1'000;

/// Full-jitter waiting time before the next try (architecture, section 5): anything between one second and
/// the doubling bound of `tries` failures, never above five minutes. Milliseconds.
[[nodiscard]] std::int64_t fullJitterDelay(std::uint32_t tries, base::Random &random);

/// Failures in a row of one thing, and until when it rests. Invariant: a failed thing always has a moment at
/// which it is tried again, at most longestRetryAfter away; there is no last try.
/// Threading: a value.
class Backoff
{
public:
    /// `retryAfter` is the centre's own wish and is honoured as a lower bound, up to longestRetryAfter.
    /// Without an error it is an ordinary wait (asking again for a receipt).
    void fail(std::int64_t monotonic, std::optional<base::ErrorCode> error,
              std::optional<std::int64_t> retryAfter, base::Random &random);
    void succeed();
    /// A person waits: only what the centre asked for still holds.
    void hurry(std::int64_t monotonic);
    /// Takes up what was stored before a restart; a stored moment further away than any wait can be (a clock
    /// was moved) is drawn near.
    void restore(std::int64_t monotonic, std::uint32_t tries, std::int64_t waiting,
                 std::optional<base::ErrorCode> error);

    [[nodiscard]] bool ready(std::int64_t monotonic) const { return monotonic >= m_notBefore; }
    [[nodiscard]] std::int64_t notBefore() const { return m_notBefore; }
    [[nodiscard]] std::uint32_t tries() const { return m_tries; }
    [[nodiscard]] std::optional<base::ErrorCode> lastError() const { return m_lastError; }

private:
    std::uint32_t m_tries = 0;
    std::int64_t m_notBefore = 0;   ///< monotonic
    std::int64_t m_askedToWait = 0; ///< monotonic; Retry-After
    std::optional<base::ErrorCode> m_lastError;
};

} // namespace luotsi::sync::core
