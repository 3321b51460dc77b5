#pragma once

#include "SeededBug.h"

#include <cstdint>

namespace luotsi::sim {

struct RunOptions
{
    std::uint64_t seeds = 100;
    std::uint64_t from = 1;
    SeededBug bug = SeededBug::None;
    bool json = false;
    /// Instead of a storm: of each seed's fair history the N-th request, then the N-th reply is lost, for
    /// every N until nothing is lost any more.
    bool everyMessage = false;
};

/// Runs histories until one breaks a promise, and says what was checked how often. The result is the
/// program's exit status: 0 kept, 1 broken, 2 it could not begin.
[[nodiscard]] int runSeeds(const RunOptions &options);

} // namespace luotsi::sim
