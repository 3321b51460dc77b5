#pragma once

#include "sync/core/DraftState.h"
#include "sync/protocol/Change.h"

#include <functional>
#include <optional>
#include <vector>

namespace luotsi::sync::core {

/// One change as merge sees it. `body` is empty when its key is not here. Who opens a body has checked that
/// its path belongs to the header's slot.
struct OpenedChange
{
    protocol::ChangeId id;
    protocol::ChangeHeader header;
    std::optional<protocol::Body> body;
};

using OpenBody = std::function<std::optional<protocol::Body>(const protocol::Change &)>;

/// Merges the changes of one draft. A pure function of the *set* of changes (architecture, invariant 3): the
/// order does not matter, a change given twice counts once, and no clock takes part. A change replaces only
/// changes of its own slot that it names as parents; no value goes away unless somebody who had seen it
/// replaced it (invariant 4). Removing a row is a value like any other: against an edit inside the row which
/// its author had not seen it is a conflict and the row stays. Kinds this program does not know are kept in
/// `others` and replace nothing. Threading: pure.
[[nodiscard]] DraftState mergeDraft(const std::vector<OpenedChange> &changes);
[[nodiscard]] DraftState mergeDraft(const std::vector<protocol::Change> &changes, const OpenBody &open);

} // namespace luotsi::sync::core
