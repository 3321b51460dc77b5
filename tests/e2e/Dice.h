#pragma once

#include "ports/testing/TestRecords.h"

namespace luotsi::e2e {

/// Draws that are the same for the same seed.
class Dice
{
public:
    explicit Dice(std::uint64_t seed) : m_random(seed) {}

    /// From 0 to `sides` - 1.
    [[nodiscard]] int below(int sides)
    {
        std::uint32_t draw = 0;
        m_random.fill(reinterpret_cast<std::uint8_t *>(&draw), sizeof draw);
        return static_cast<int>(draw % static_cast<std::uint32_t>(sides));
    }
    [[nodiscard]] bool once(int in) { return below(in) == 0; }

private:
    ports::testing::SeededRandom m_random;
};

} // namespace luotsi::e2e
