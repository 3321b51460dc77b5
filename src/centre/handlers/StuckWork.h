#pragma once

#include "centre/storage/Transaction.h"

#include <vector>

namespace luotsi::centre::handlers {

namespace protocol = sync::protocol;
using base::Result;

/// A submission that has been received and is not done with.
struct StuckSubmission
{
    storage::Submission submission;
    std::vector<protocol::BlobId> missing; ///< attachments that have not arrived whole
    std::uint64_t missingBytes = 0;        ///< of those whose size is known
    std::uint32_t failures = 0;            ///< how often their bytes were others than promised
};

/// What waits at the centre or was kept apart, and since when: what staff have to see so that nothing stays
/// behind in silence. Lists are in order of time, the oldest first.
struct StuckWork
{
    std::vector<storage::QuarantineCount> quarantine;
    std::vector<StuckSubmission> submissions;   ///< incomplete, not yet checked, or unreadable
    std::vector<storage::DeviceCommand> orders; ///< no device has said that it did them

    [[nodiscard]] bool empty() const { return quarantine.empty() && submissions.empty() && orders.empty(); }
};

/// Threading: as the transaction.
[[nodiscard]] Result<StuckWork> stuckWork(storage::Transaction &rows);

} // namespace luotsi::centre::handlers
