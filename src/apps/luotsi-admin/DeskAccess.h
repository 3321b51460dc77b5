#pragma once

#include "CentreAccess.h"

#include "centre/keydesk/IntakeDesk.h"
#include "centre/keydesk/Proposals.h"

#include <memory>
#include <vector>

namespace luotsi::apps {

/// The key desk's keys and the centre's packs, opened by the tool itself for staff. The keys are read when
/// something is opened: without them every opening is StoreKeyUnavailable.
[[nodiscard]] base::Result<std::unique_ptr<centre::keydesk::IntakeDesk>>
openDesk(const QCommandLineParser &parser, const base::Clock &clock);

/// Everything the centre has of a draft, still sealed. NotFound when there is none, Erased for a tombstone.
[[nodiscard]] base::Result<centre::keydesk::DraftFile>
loadDraft(centre::storage::Storage &storage, const centre::storage::protocol::DraftId &draft);

/// What a list of received drafts is made from.
struct ReceivedDrafts
{
    std::unique_ptr<centre::storage::Storage> storage;
    std::unique_ptr<centre::keydesk::IntakeDesk> desk;
    std::vector<centre::storage::protocol::DraftId> drafts; ///< each once, in order of their first arrival
};

/// Opens storage and desk. The clock outlives the desk.
[[nodiscard]] base::Result<ReceivedDrafts> openReceived(const QCommandLineParser &parser,
                                                        const base::Clock &clock);

/// Repeats of the forms this desk has definitions of.
[[nodiscard]] centre::keydesk::RepeatsOf repeatsOf(const centre::keydesk::IntakeDesk &desk);

} // namespace luotsi::apps
