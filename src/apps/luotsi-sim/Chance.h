#pragma once

#include "base/Random.h"

#include <cstdint>

namespace luotsi::sim {

/// All the randomness of a run (splitmix64): the same seed is the same history on every machine.
class Chance final : public base::Random
{
public:
    /// Mixed first: neighbouring seeds must not be the same history a step apart.
    explicit Chance(std::uint64_t seed) : m_state(seed ^ 0xD1B54A32D192ED03U)
    {
        m_state = next() ^ (seed << 32U);
    }

    void fill(std::uint8_t *target, std::size_t size) override
    {
        for (std::size_t index = 0; index < size; ++index)
            target[index] = static_cast<std::uint8_t>(next() >> 56U);
    }
    std::uint64_t next()
    {
        m_state += 0x9E3779B97F4A7C15U;
        std::uint64_t value = m_state;
        value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
        value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
        return value ^ (value >> 31U);
    }
    /// From 0 to `bound` - 1.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }
    std::int64_t within(std::int64_t bound)
    {
        return static_cast<std::int64_t>(below(static_cast<std::uint64_t>(bound)));
    }
    bool percent(std::uint64_t chance) { return below(100) < chance; }
    template<typename List> auto &oneOf(List &list) { return list[below(list.size())]; }

private:
    std::uint64_t m_state;
};

} // namespace luotsi::sim
