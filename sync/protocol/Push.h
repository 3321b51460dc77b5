#pragma once

#include "base/Error.h"
#include "sync/protocol/Change.h"
#include "sync/protocol/Receipt.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <vector>

namespace luotsi::sync::protocol {

/// Limits checked before parsing (protocol notes, Sizes and limits).
inline constexpr std::size_t maximumRecordBytes = 65'536;
inline constexpr std::size_t maximumBatchRecords = 500;
inline constexpr std::size_t maximumBatchBytes = 1'048'576;
inline constexpr std::size_t maximumBlobBytes = 1'073'741'824; // sealed; forms allow less

/// What the centre did with one record.
enum class PushOutcome : std::uint8_t {
    Stored = 1,
    Duplicate = 2,
    Quarantined = 3,
    Gap = 4,
    Fork = 5,
    Refused = 6
};

/// Result of the record at the same index of the batch. `reason` is set for Quarantined and Refused.
/// For Gap, `expectedSequence` says where the centre's chain stands.
struct PushResult
{
    PushOutcome outcome = PushOutcome::Stored;
    base::ErrorCode reason = base::ErrorCode::Internal;
    std::uint64_t expectedSequence = 0;
    std::optional<Receipt> receipt; ///< for a submit change, also when it is a duplicate
    /// Of a stored change or a duplicate: it is safe at the centre for good, the device may drop its bytes.
    bool stable = false;
};

/// Body of POST /v1/changes: at most maximumBatchRecords records and maximumBatchBytes bytes.
struct PushRequest
{
    std::vector<Record> records;
};

/// Reply, sent after the commit. One result per record, in its place.
struct PushReply
{
    std::vector<PushResult> results;
    std::vector<DraftId> erased; ///< tombstones for drafts in the batch
    std::int64_t serverTime = 0;
    /// Of the storage these records were committed to. Another one than before: the centre was restored from
    /// a backup, and everything that was not stable has to be offered again.
    std::optional<FeedEpochId> feedEpoch;
};

} // namespace luotsi::sync::protocol
