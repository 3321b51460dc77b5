#pragma once

#include "sync/protocol/Push.h"

#include <QByteArrayView>

#include <optional>
#include <vector>

namespace luotsi::sync::protocol {

/// One record as it came in. A record whose change cannot be used still names its envelope where that can be
/// read, so that its chain goes on and nothing behind it turns into a gap; one bad record never blocks
/// another.
struct ReceivedRecord
{
    base::Result<Envelope> envelope{base::ErrorCode::MalformedInput};
    /// The change, checked to be the one the envelope names; MalformedInput otherwise.
    base::Result<Change> change{base::ErrorCode::MalformedInput};

    [[nodiscard]] bool whole() const { return envelope.ok() && change.ok(); }
};

struct ReceivedBatch
{
    std::vector<ReceivedRecord> records; ///< by index of the request
};

/// QuotaExceeded when the batch is over its limits. Pure; any thread.
[[nodiscard]] base::Result<QByteArray> encodePushRequest(const PushRequest &request);
/// MalformedInput when the batch as a whole cannot be read or is over its limits.
[[nodiscard]] base::Result<ReceivedBatch> decodePushRequest(QByteArrayView bytes);

[[nodiscard]] QByteArray encodePushReply(const PushReply &reply);
[[nodiscard]] base::Result<PushReply> decodePushReply(QByteArrayView bytes);

/// What the centre's receipt key signs: every field but the signature, after a fixed prefix.
[[nodiscard]] QByteArray receiptSignedBytes(const Receipt &receipt);
[[nodiscard]] QByteArray encodeReceipt(const Receipt &receipt);
[[nodiscard]] base::Result<Receipt> decodeReceipt(QByteArrayView bytes);

} // namespace luotsi::sync::protocol
