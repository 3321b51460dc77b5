#pragma once

#include "usecases/OpenDraft.h"

#include <memory>

namespace luotsi::usecases {

/// Moves an open draft to a newer version of its form, because a person or staff said so: never by itself.
/// The map is the one the newer form's pack has signed, and stands in the change, so that every device reads
/// the same draft from it. Answers stay under their old paths; what has no place in the newer form is kept
/// and named in `DraftFacts::unplaced`. One commit, and none before the moved draft has been opened: after an
/// error the draft is what it was, and goes on.
class MigrateDraft
{
public:
    MigrateDraft(Tools tools, const FormShelf &forms) : m_tools(tools), m_forms(forms) {}

    /// Where execute() would move it. NotFound when the pack has no map from the draft's version,
    /// AlreadySubmitted for a sent draft, FormWithdrawn when the pack has withdrawn either version: such a
    /// draft is finished with staff.
    [[nodiscard]] base::Result<KnownForm> target(const OpenDraft &draft) const;
    /// The draft as it goes on; `draft` is of no more use then. Errors: those of target(), of opening a
    /// draft, and the store's.
    [[nodiscard]] base::Result<std::unique_ptr<OpenDraft>> execute(OpenDraft &draft,
                                                                   const forms::Environment &environment);

private:
    [[nodiscard]] base::Result<protocol::Change> sealed(const OpenDraft &draft, const KnownForm &newer) const;

    Tools m_tools;
    const FormShelf &m_forms;
};

} // namespace luotsi::usecases
