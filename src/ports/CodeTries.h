#pragma once

#include <algorithm>
#include <cstdint>

namespace luotsi::ports {

/// Limits on wrong resume codes, in one place for every store. Five tries are free; from then on each wrong
/// one is followed by a pause that doubles. Whoever has one right code gains nothing by typing it in between:
/// wrong tries are also counted in total, and that count goes down only as time passes.
/// Only monotonic time takes part, so that setting the clock back opens nothing; after a restart of the
/// machine a pause that was running starts over. A plain value; times are milliseconds.
struct CodeTries
{
    static constexpr std::uint32_t freeTries = 5;
    static constexpr std::uint32_t freeTotal = 25;
    static constexpr std::int64_t firstPause = 30'000;
    static constexpr std::int64_t longestPause = 3'600'000;
    static constexpr std::int64_t forgetEvery = 600'000; ///< one try of the total is forgotten

    std::uint32_t failed = 0; ///< since the last code that opened something
    std::uint32_t total = 0;
    std::int64_t pause = 0; ///< running since `since`
    std::int64_t since = 0; ///< monotonic
    std::int64_t totalSince = 0;

    /// Monotonic time began anew: what had passed is unknown, so nothing has.
    void restart(std::int64_t now)
    {
        since = now < since ? now : since;
        totalSince = now < totalSince ? now : totalSince;
    }

    [[nodiscard]] std::int64_t remaining(std::int64_t now) const
    {
        const std::int64_t passed = std::max<std::int64_t>(0, now - since);
        return std::max<std::int64_t>(0, pause - passed);
    }

    void fail(std::int64_t now)
    {
        forget(now);
        const std::int64_t running = remaining(now);
        failed = std::min(failed + 1, limit);
        total = std::min(total + 1, limit);
        pause = std::max({running, pauseFor(failed, freeTries), pauseFor(total, freeTotal)});
        since = now;
    }

    /// A code opened something: the total stays.
    void succeed() { failed = 0; }

private:
    static constexpr std::uint32_t limit = 1000;

    [[nodiscard]] static std::int64_t pauseFor(std::uint32_t count, std::uint32_t free)
    {
        if (count < free)
            return 0;
        const std::uint32_t doublings = std::min<std::uint32_t>(count - free, 10);
        return std::min(longestPause, firstPause << doublings);
    }

    void forget(std::int64_t now)
    {
        const std::int64_t passed = std::max<std::int64_t>(0, now - totalSince);
        if (total == 0) {
            totalSince = now;
            return;
        }
        const auto times = static_cast<std::uint32_t>(std::min<std::int64_t>(passed / forgetEvery, total));
        total -= times;
        totalSince += times * forgetEvery;
    }
};

} // namespace luotsi::ports
