#pragma once

#include "base/Random.h"

#include <cstdint>

namespace luotsi::sync::core {

/// Repeatable randomness for tests (splitmix64): the same seed gives the same run on every machine.
class SeededRandom final : public base::Random
{
public:
    explicit SeededRandom(std::uint64_t seed) : m_state(seed) {}

    void fill(std::uint8_t *target, std::size_t size) override
    {
        for (std::size_t index = 0; index < size; ++index)
            target[index] = static_cast<std::uint8_t>(next());
    }
    std::uint64_t next()
    {
        m_state += 0x9E3779B97F4A7C15U;
        std::uint64_t value = m_state;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9U;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBU;
        return value ^ (value >> 31);
    }
    /// From 0 to `bound` - 1.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }
    bool percent(std::uint64_t chance) { return below(100) < chance; }

private:
    std::uint64_t m_state;
};

} // namespace luotsi::sync::core
