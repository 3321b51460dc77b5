#pragma once

#include "usecases/OpenDraft.h"

#include <memory>

namespace luotsi::usecases {

/// Moves an open draft to a newer version of its form, because a person or staff said so: never by itself.
/// The map is the one the newer form's pack has signed, and stands in the change, so that every device reads
/// the same draft from it. Answers stay under their old paths; what has no place in the newer form is kept
/// and named in `DraftFacts::unplaced`. One commit, after which the draft is opened anew. Errors: NotFound
/// when the pack has no map from the draft's version, AlreadySubmitted for a sent draft, and the store's.
class MigrateDraft
{
public:
    MigrateDraft(Tools tools, const FormShelf &forms) : m_tools(tools), m_forms(forms) {}

    [[nodiscard]] base::Result<std::unique_ptr<OpenDraft>> execute(OpenDraft &draft, const KnownForm &newer,
                                                                   const forms::Environment &environment);

private:
    Tools m_tools;
    const FormShelf &m_forms;
};

} // namespace luotsi::usecases
