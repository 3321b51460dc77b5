#pragma once

#include "centre/ports/KeyDesk.h"
#include "centre/storage/Storage.h"

namespace luotsi::centre::handlers {

using base::Result;

/// Stores a change the centre itself has made, and gives it to every scope that reads the draft. Whoever
/// opens the draft with its code is given it too. NotFound for a draft that is not here, Erased for a
/// tombstone.
[[nodiscard]] Result<void> addCentreChange(storage::Transaction &rows, const sync::protocol::Change &change,
                                           std::int64_t now);

/// A received submission with what the key desk needs to open it.
[[nodiscard]] Result<ports::Delivery> loadDelivery(storage::Storage &storage,
                                                   const storage::Submission &submission);

} // namespace luotsi::centre::handlers
