#pragma once

#include <cstdint>

namespace luotsi::base {

/// The only source of time. Wall time is for display, legal stamps and audit; no merge, cursor or queue
/// decision may depend on it. Monotonic time drives every timer and back-off.
/// Threading: implementations are safe to call from any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Milliseconds since 1970-01-01T00:00:00 UTC as the device believes.
    [[nodiscard]] virtual std::int64_t wallMilliseconds() const = 0;
    /// Milliseconds since an arbitrary start; never goes back, goes on during suspend.
    [[nodiscard]] virtual std::int64_t monotonicMilliseconds() const = 0;
};

/// The operating system's clocks.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] std::int64_t wallMilliseconds() const override;
    [[nodiscard]] std::int64_t monotonicMilliseconds() const override;
};

} // namespace luotsi::base
