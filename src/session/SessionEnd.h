#pragma once

#include <QLatin1String>

#include <cstdint>

namespace luotsi::session {

/// Why a session ends. In every case the process ends and a fresh one is waiting.
enum class EndReason : std::uint8_t {
    Stopped,      ///< the person pressed Stop and keeps what there is
    Deleted,      ///< the person pressed Stop, delete, and confirmed
    TimedOut,     ///< nobody answered the warning; the draft is kept
    LockedOut,    ///< too many wrong tries to unlock; the draft is kept
    NothingBegun, ///< looked around, read the notice, asked for help
    Failed        ///< the session could not go on
};

/// What becomes of the draft. Sent work is never removed here (architecture, Sync): deleting is for what was
/// never sent.
enum class DraftFate : std::uint8_t { None, Kept, Erased };

[[nodiscard]] DraftFate fateOf(EndReason reason, bool hasDraft, bool submitted);
/// May the person be offered to delete?
[[nodiscard]] bool mayDelete(bool hasDraft, bool submitted);
/// Short name for the log and the supervisor, e.g. "timed-out".
[[nodiscard]] QLatin1String name(EndReason reason);

} // namespace luotsi::session
