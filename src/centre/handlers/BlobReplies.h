#pragma once

#include "centre/handlers/Access.h"
#include "centre/handlers/Request.h"
#include "centre/handlers/Services.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"

namespace luotsi::centre::handlers {

/// Where an upload stands, as body and as headers.
[[nodiscard]] Response blobReply(const storage::Blob &blob, int status = 200);

/// The attachment of the path, if the caller may touch its draft; NotFound otherwise.
[[nodiscard]] Result<storage::Blob> blobOf(storage::Transaction &rows, const Request &request,
                                           const Caller &caller);

} // namespace luotsi::centre::handlers
