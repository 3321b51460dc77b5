#pragma once

#include "sync/protocol/Body.h"
#include "sync/protocol/Change.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace luotsi::sync::core {

/// One of the values of a slot nobody has replaced yet. `body` is empty when its key is not here.
struct Head
{
    protocol::ChangeId change;
    protocol::ChangeKind kind = protocol::ChangeKind::Answer;
    std::optional<protocol::ActorId> actor;
    std::int64_t deviceTime = 0; ///< wall milliseconds, for display only
    std::optional<protocol::Body> body;

    friend bool operator==(const Head &, const Head &) = default;
};

enum class Settlement : std::uint8_t {
    Settled,   ///< one head, or several with equal values
    Conflict,  ///< heads with different values; a person settles it
    Unreadable ///< a head cannot be opened here, so nothing may be said about the value
};

/// The multi-value register of one question: an Answer or an Attach is its value, the empty Answer clears it.
/// Invariant: `heads` are exactly the changes of the slot that no other change of the slot names as parent,
/// sorted by id, never empty.
struct SlotState
{
    protocol::SlotId slot;
    QString path; ///< stable path; empty when no head can be opened
    std::vector<Head> heads;
    Settlement settlement = Settlement::Settled;

    /// The value all heads agree on; null in conflict and when unreadable.
    [[nodiscard]] const protocol::Body *settled() const;

    friend bool operator==(const SlotState &, const SlotState &) = default;
};

enum class Presence : std::uint8_t {
    Present,
    Removed,
    Disputed ///< removed by one, edited or kept by another: stays on the screen until a person settles it
};

/// One row of a repeat.
struct RowState
{
    QString repeat; ///< stable path of the repeat
    protocol::RowId row;
    QString path; ///< repeat with the row's id: everything in the row begins with this and "/"
    std::uint32_t position = 0;
    Presence presence = Presence::Present;
    std::vector<protocol::ChangeId> heads; ///< of the row's own slot, sorted
    std::vector<protocol::ChangeId>
        unseen; ///< heads inside the row whose edit the remover had not seen, sorted

    friend bool operator==(const RowState &, const RowState &) = default;
};

/// One pressed "send". Not a register: the centre accepts one per round, the rest are supplements.
struct SubmitState
{
    protocol::ChangeId change;
    std::uint32_t round = 1;
    std::optional<protocol::SubmissionId> submission;
    std::optional<protocol::Body> body;

    friend bool operator==(const SubmitState &, const SubmitState &) = default;
};

/// A draft as its changes say, whoever merges them and in whatever order they came.
/// Order: `registers` by path, then slot; `rows` outer before inner, then repeat, position, row id;
/// `submissions` by round, then id; `notes` by device time, then id; `others` by id.
struct DraftState
{
    std::optional<protocol::CreateBody> create;
    std::vector<SlotState> registers;
    std::vector<RowState> rows; ///< removed ones too
    std::vector<SubmitState> submissions;
    std::vector<Head> notes;
    std::vector<protocol::ChangeId>
        others; ///< kinds that do not make the draft's content, and unknown ones: kept
    /// Changes that others name, so that their authors had them, and that are not here; sorted. Whoever gave
    /// the draft has kept something back, or put it aside.
    std::vector<protocol::ChangeId> missing;

    /// Null when there is none.
    [[nodiscard]] const SlotState *find(const QString &path) const;
    [[nodiscard]] const RowState *findRow(const QString &rowPath) const;
    /// Anything a person has to settle? A required slot in conflict blocks unattended submission only.
    [[nodiscard]] bool hasConflict() const;

    friend bool operator==(const DraftState &, const DraftState &) = default;
};

/// Stable path of a row: "/data/costs/cost" and its id give "/data/costs/cost{0011223344556677}".
[[nodiscard]] QString rowPath(const QString &repeat, const protocol::RowId &row);

/// What the next change of a question names as parents: what its author was shown. Sorted.
[[nodiscard]] std::vector<protocol::ChangeId> parentsOf(const DraftState &state, const QString &path);

/// What a change of the row itself names as parents: a RepeatRemove, or a RepeatAdd that keeps a disputed
/// row. The row's own heads and every head inside the row, because a removal counts only against edits its
/// author had seen. Sorted; at most protocol::maximumParents. A removal also covers what the removals before
/// it named, so a row with more than that is removed by several in a chain.
[[nodiscard]] std::vector<protocol::ChangeId> parentsOfRow(const DraftState &state, const QString &rowPath);

/// Position of a row added at the end.
[[nodiscard]] std::uint32_t nextPosition(const DraftState &state, const QString &repeat);

/// Attachments that are values now, both sides of a conflict included, those of removed rows left out.
[[nodiscard]] std::vector<protocol::AttachmentRef> attachmentsOf(const DraftState &state);

} // namespace luotsi::sync::core
