#pragma once

#include <cstdint>

namespace luotsi::sync::core {

/// When an event happened, told by whoever feeds it in. Waiting is measured on `monotonic` alone; `wall` only
/// turns a waiting time into the moment the store keeps across a restart. Both in milliseconds.
struct Instant
{
    std::int64_t wall = 0;
    std::int64_t monotonic = 0;
};

} // namespace luotsi::sync::core
