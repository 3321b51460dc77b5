#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "forms/FormInstance.h"

#include <optional>

namespace luotsi::form {

/// The surroundings the conformance corpus was recorded in, so that a run can be compared and repeated.
class Surroundings
{
public:
    Surroundings();
    [[nodiscard]] forms::Environment environment(const QString &language = {});
    /// The time at which it stands still, where a run was recorded at another.
    void setWallMilliseconds(std::int64_t time) { m_clock.time = time; }

private:
    struct FixedClock final : base::Clock
    {
        [[nodiscard]] std::int64_t wallMilliseconds() const override { return time; }
        [[nodiscard]] std::int64_t monotonicMilliseconds() const override { return 0; }
        std::int64_t time = 1'736'967'600'000;
    };
    struct CountingRandom final : base::Random
    {
        void fill(std::uint8_t *target, std::size_t size) override;
        std::uint64_t state = 1;
    };

    FixedClock m_clock;
    CountingRandom m_random;
    std::int64_t m_lehmer = 1;
};

} // namespace luotsi::form
