#pragma once

#include "base/Clock.h"

namespace luotsi::ports::testing {

/// A clock that stands still until a test moves it. Wall and monotonic time move apart on purpose.
class ManualClock final : public base::Clock
{
public:
    [[nodiscard]] std::int64_t wallMilliseconds() const override { return wall; }
    [[nodiscard]] std::int64_t monotonicMilliseconds() const override { return monotonic; }
    void advance(std::int64_t milliseconds)
    {
        wall += milliseconds;
        monotonic += milliseconds;
    }

    std::int64_t wall = 1'900'000'000'000;
    std::int64_t monotonic = 1'000'000;
};

} // namespace luotsi::ports::testing
