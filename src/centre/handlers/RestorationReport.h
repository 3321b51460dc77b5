#pragma once

#include "centre/storage/Transaction.h"

#include <optional>
#include <vector>

namespace luotsi::centre::handlers {

namespace protocol = sync::protocol;
using base::Result;

/// What one device has brought since the storage was restored.
struct BroughtBack
{
    storage::Device device;
    std::uint64_t changes = 0;
    std::uint64_t madeBefore = 0; ///< of these by the device's clock before the restoration: they came back
    std::uint64_t drafts = 0;
};

/// A draft in which something is named that is not here.
struct IncompleteDraft
{
    protocol::DraftId draft;
    std::vector<protocol::ChangeId> changes;   ///< named by others as what they follow
    std::vector<protocol::BlobId> attachments; ///< not here whole
    std::int64_t since = 0;                    ///< when the first that names one of them came
};

/// What came back from the devices after the storage was restored, and what is named and has not. As long as
/// nothing has come from a device, it may still hold what is missing; what is missing when all have delivered
/// is on none of them. What nothing names cannot be seen to be missing: a draft of which the backup knew
/// nothing and which no device has.
struct RestorationReport
{
    std::int64_t restoredAt = 0;      ///< wall milliseconds
    std::vector<BroughtBack> devices; ///< every one that may still deliver
    std::vector<IncompleteDraft> incomplete;

    /// Devices that nothing has come from since.
    [[nodiscard]] std::size_t silent() const;
};

/// Nothing when nobody has said that the storage was restored. Reads everything the centre has. Threading: as
/// the transaction.
[[nodiscard]] Result<std::optional<RestorationReport>> restorationReport(storage::Transaction &rows);

} // namespace luotsi::centre::handlers
