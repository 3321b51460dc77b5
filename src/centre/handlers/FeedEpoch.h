#pragma once

#include "base/Random.h"
#include "centre/storage/Transaction.h"

#include <optional>

namespace luotsi::centre::handlers {

namespace protocol = sync::protocol;
using base::Result;

// The life of this storage, as devices know it. It stands in every answer that promises something to a
// device; another one than before tells the device that what it was promised may be gone. Threading: as the
// transaction.

/// Nothing while nobody has asked for it yet.
[[nodiscard]] Result<std::optional<protocol::FeedEpochId>> feedEpochOf(storage::Transaction &rows);
/// Makes it when there is none.
[[nodiscard]] Result<protocol::FeedEpochId> ensureFeedEpoch(storage::Transaction &rows, base::Random &random);
/// After the storage was restored: cursors of before are of another feed, and devices offer again what was
/// not stable. `now` in wall milliseconds.
[[nodiscard]] Result<void> beginFeedEpoch(storage::Transaction &rows, base::Random &random, std::int64_t now);
/// When that was done last; nothing for a storage that never was restored.
[[nodiscard]] Result<std::optional<std::int64_t>> feedEpochBegunAt(storage::Transaction &rows);

} // namespace luotsi::centre::handlers
