#pragma once

#include "usecases/OpenDraft.h"

#include <memory>

namespace luotsi::usecases {

/// A draft of a withdrawn version is finished with staff; it is kept and nothing of it is lost.
enum class WithdrawnForms : std::uint8_t { Refuse, Open };

/// Makes a live draft of what the store has of it: in the version of the form it was begun with, or moved to
/// since, whatever newer one is installed. UnknownForm when this device has no such version: the draft stays
/// and is passed on as it is. FormWithdrawn when the pack has withdrawn it and `withdrawn` refuses.
[[nodiscard]] base::Result<std::unique_ptr<OpenDraft>>
restoreDraft(const Tools &tools, const FormShelf &forms, const protocol::DraftId &id, sealing::DraftKeys keys,
             const forms::Environment &environment, WithdrawnForms withdrawn = WithdrawnForms::Refuse);

/// The same of records that are in hand, of which the last may not be in the store yet. The store tells
/// where the draft stands.
[[nodiscard]] base::Result<std::unique_ptr<OpenDraft>>
restoreRecords(const Tools &tools, const FormShelf &forms, const protocol::DraftId &id,
               const ports::DraftRecords &records, sealing::DraftKeys keys,
               const forms::Environment &environment, WithdrawnForms withdrawn = WithdrawnForms::Refuse);

/// Answers and rows of a merged draft as the form engine takes them. A conflict stands with its first answer
/// until a person chooses. Pure.
[[nodiscard]] forms::StoredState storedStateOf(const sync::core::DraftState &state);

} // namespace luotsi::usecases
