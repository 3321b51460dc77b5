#pragma once

#include <cstdint>

namespace luotsi::store {

// Numbers stand in the database: never reuse one.

/// Where a change is on its way.
enum class ChangeState : std::uint8_t {
    Held = 0,         ///< the person keeps it from the centre until sending
    Waiting = 1,      ///< in the outbox (SQL and an index name this number)
    Acknowledged = 2, ///< at the centre
    Stable = 3,       ///< safe there for good: its bytes may go
    Stuck = 4,        ///< the centre refused or quarantined it; reason beside it
};

enum class UploadState : std::uint8_t {
    Held = 0, ///< a blob nothing names yet; a code whose draft is kept from the centre
    Waiting = 1,
    Done = 2,
    Stuck = 3, ///< put aside with its reason
    LetGo = 4, ///< a blob that is unfinished or not needed any more: its parts go a few at a time
};

/// Is a draft still there?
enum class Gone : std::uint8_t {
    No = 0,
    ErasedHere = 1,     ///< by the person; the row stays until the centre knows
    ErasedAtCentre = 2, ///< the centre's tombstone
};

} // namespace luotsi::store
