#pragma once

#include <cstdint>
#include <deque>
#include <optional>

namespace luotsi::usecases {

/// Bytes of attachments on their way to the centre.
struct BytesOnTheWay
{
    std::uint64_t acknowledged = 0;
    std::uint64_t total = 0;
};

/// How long what is on its way will still take, told by how fast the centre has acknowledged bytes lately.
/// Says nothing rather than something wrong: before it has seen enough, while nothing moves, of what takes no
/// longer than a minute in all, and of more than two days. A way that begins anew at an earlier offset is
/// another way. Reads no clock: all times are monotonic milliseconds of the caller's. Threading: pure, one
/// thread at a time.
class ArrivalEstimate
{
public:
    /// What is known at `now`; the more often, the better. Nothing is to be lost by saying the same twice.
    void note(std::int64_t now, const BytesOnTheWay &bytes);

    /// At least 0. Nothing while there is nothing to say.
    [[nodiscard]] std::optional<std::int64_t> remainingSeconds(std::int64_t now) const;

private:
    /// Bytes have moved.
    struct Step
    {
        std::int64_t at = 0;
        std::uint64_t acknowledged = 0;
    };

    void forget();
    void keepLately();
    /// Mean time between two steps.
    [[nodiscard]] std::int64_t pace() const;
    /// For so long after a step the next one may be awaited.
    [[nodiscard]] std::int64_t patience() const;
    [[nodiscard]] std::optional<std::int64_t> reckon(std::int64_t now) const;

    std::deque<Step> m_steps; ///< lately, oldest first
    std::optional<std::uint64_t> m_acknowledged;
    std::uint64_t m_total = 0;
    bool m_takesLong = false; ///< it has been more than a minute
};

/// A time as people say it to each other.
struct RoughTime
{
    enum class Unit : std::uint8_t { LessThanAMinute, Minutes, Hours };

    Unit unit = Unit::LessThanAMinute;
    int count = 0; ///< minutes or hours

    friend bool operator==(const RoughTime &, const RoughTime &) = default;
};

/// To the nearest minute, above ten to the nearest five, from an hour and a half on to the nearest hour.
[[nodiscard]] RoughTime roughly(std::int64_t seconds);

} // namespace luotsi::usecases
