#pragma once

#include "base/Result.h"
#include "sync/client/CentreConnection.h"
#include "sync/protocol/Change.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Receipt.h"
#include "sync/protocol/Wrap.h"

#include <functional>
#include <optional>
#include <vector>

namespace luotsi::sync::client {

/// A draft made on another device, as the centre has it: still sealed, opened by the person's code alone.
struct ClaimedDraft
{
    protocol::Wrap wrap; ///< opens with the key derived from the code
    protocol::FormHash form;
    std::vector<protocol::Change> changes;
    std::optional<protocol::Receipt> receipt; ///< its signature has been checked
    std::vector<protocol::Access> accesses;   ///< who has opened it, newest first
};

using Claimed = std::function<void(const base::Result<ClaimedDraft> &)>;

inline constexpr std::size_t maximumClaimedChanges = 20'000;

/// Fetches the draft behind a resume code's lookup id, page by page (POST /v1/codes/{lookup}/claim). Errors:
/// CodeRefused when there is nothing, CodeReplaced and CodeExpired for codes that are over, NotHereYet when
/// the draft itself has not come to the centre, TooManyTries, and the connection's reasons. All or nothing: a
/// failure in the middle gives no draft. Threading: the connection's thread.
void claimDraft(CentreConnection &connection, const protocol::LookupId &lookup, const QByteArray &receiptKey,
                Claimed done);

} // namespace luotsi::sync::client
