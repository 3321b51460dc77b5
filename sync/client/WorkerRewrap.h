#pragma once

#include "base/Result.h"
#include "sync/client/CentreConnection.h"
#include "sync/protocol/Rewrap.h"

#include <functional>
#include <vector>

namespace luotsi::sync::client {

using Rewrapped = std::function<void(const base::Result<std::vector<protocol::Wrap>> &)>;

/// Asks the key desk for a draft with a request the worker has signed (POST /v1/keydesk/rewrap). The wraps
/// are for that worker on this device alone, one per key of the draft, and at least one; anything else in the
/// reply is MalformedInput. Asking again with the same request is the same opening. Errors: NotFound (no such
/// draft, or not for this worker), Erased, QuotaExceeded for the day, StoreKeyUnavailable while the desk is
/// away, and the connection's reasons. Threading: the connection's thread.
void requestRewrap(CentreConnection &connection, const protocol::RewrapRequest &request, Rewrapped done);

} // namespace luotsi::sync::client
