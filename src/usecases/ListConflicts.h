#pragma once

#include "usecases/OpenDraft.h"

#include <optional>
#include <vector>

namespace luotsi::usecases {

/// One conflict as a list tells of it. `owner` is who has to see to it: the worker who has the draft in hand,
/// or none for the client who opened it.
struct ListedConflict
{
    protocol::DraftId draft;
    Conflict conflict;
    QString question; ///< label in the draft's language; of a row: of its repeat
    QString task;     ///< label of the form's part in which it stands
    bool required = false;
    std::optional<protocol::ActorId> owner;
    ConflictAge age;
};

/// The conflicts of drafts that are open, oldest first, those with an unsure age after the others. Only what
/// somebody can be asked about now: a question that is not relevant waits until it is. Reads only.
class ListConflicts
{
public:
    explicit ListConflicts(std::optional<protocol::ActorId> owner = {}) : m_owner(owner) {}

    /// Of one draft, in the order of the form.
    [[nodiscard]] std::vector<ListedConflict> execute(const OpenDraft &draft) const;
    [[nodiscard]] std::vector<ListedConflict> execute(const std::vector<const OpenDraft *> &drafts) const;

private:
    std::optional<protocol::ActorId> m_owner;
};

} // namespace luotsi::usecases
