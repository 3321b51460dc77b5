#pragma once

#include <cstddef>
#include <functional>

namespace luotsi::forms::tests {

/// Counts what this program holds on the heap, also of Qt: the program's own malloc stands before the C
/// library's. Not with sanitizers, which bring theirs.
[[nodiscard]] bool countsAllocations();
[[nodiscard]] std::size_t heldBytes();
/// The most that was held at one time during `work`, above what was held before.
[[nodiscard]] std::size_t peakBytes(const std::function<void()> &work);

} // namespace luotsi::forms::tests
