#pragma once

#include "sealing/DraftKeys.h"
#include "sync/core/Merge.h"
#include "sync/protocol/Body.h"

#include <QString>

#include <vector>

namespace luotsi::usecases {

namespace protocol = sync::protocol;

/// Special slots: not questions of the form.
inline constexpr char requestSlot[] = "#request";
inline constexpr char custodySlot[] = "#custody";
inline constexpr char migrateSlot[] = "#migrate";

/// Something the authority asks for; `answered` by a round that is here.
struct AuthorityRequest
{
    protocol::ChangeId id;
    protocol::RequestBody body;
    bool answered = false;
};

/// Who says they have the draft in hand.
struct Custody
{
    protocol::ChangeId change;
    protocol::HandoverBody body;
};

/// What a draft's changes say beside its answers.
struct DraftRecords
{
    protocol::FormHash
        form; ///< the version of the form it goes on in: the first one, or the last it moved to
    std::vector<protocol::MigrateBody> migrations = {}; ///< from the first form to that one, in order
    std::vector<protocol::ChangeId> migrateHeads = {};  ///< what the next migration replaces
    std::vector<AuthorityRequest> requests = {};        ///< by the time they were made, then id
    std::vector<Custody> custody = {}; ///< usually one; several said so without having seen each other
};

/// Opens what these keys open, and lets no body reach another slot than its header's. Pure.
[[nodiscard]] std::vector<sync::core::OpenedChange> openAll(const std::vector<protocol::Change> &changes,
                                                            const sealing::DraftKeys &keys);

/// `begun` is the form's hash as the draft was begun. Of two migrations away from one form the one with the
/// lower id holds, wherever it is read. Pure.
[[nodiscard]] DraftRecords recordsOf(const std::vector<sync::core::OpenedChange> &changes,
                                     const protocol::FormHash &begun);

/// The changes as they stand in the form the draft goes on in: what an earlier form's author wrote moves to
/// the path, and so to the slot, that took its place. Nothing is written: a later answer names the earlier
/// one as its parent across the slots, and one that nobody has seen is a conflict like any other. Pure.
[[nodiscard]] base::Result<std::vector<sync::core::OpenedChange>>
movedChanges(std::vector<sync::core::OpenedChange> changes, const DraftRecords &records,
             const sealing::DraftKeys &keys);

/// A stable path after the moves: the longest moved beginning decides, row ids stay with their repeats. A
/// path whose rows would have no repeat to stand in stays as it is. Pure.
[[nodiscard]] QString movedPath(const QString &path, const std::vector<protocol::MovedPath> &moves);

} // namespace luotsi::usecases
