#pragma once

#include "sync/protocol/Change.h"
#include "sync/protocol/Ids.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <vector>

namespace luotsi::sync::protocol {

/// Proof that the centre holds a submission. `receivedAt` is the legal arrival (act 13/2003): the commit at
/// the centre, in wall milliseconds of the centre. The same submission always yields the same receipt bytes,
/// but for `missing` and `complete`, which are a separate signed statement made when they change.
struct Receipt
{
    SubmissionId submission;
    DraftId draft;
    std::uint32_t round = 1;
    QString reference; ///< short reference a person can read out, e.g. "7KQ4-M2RD"
    std::int64_t receivedAt = 0;
    std::int64_t deviceTime = 0; ///< when the person pressed send, by the device's clock
    bool complete = false;       ///< every attachment is there and verified
    std::vector<BlobId> missing;
    QByteArray signature; ///< Ed25519 of the centre's receipt key over the receipt's other fields

    /// The device's clock was wrong: it said a later moment than the centre did when it arrived. One that is
    /// behind looks like a device that was away.
    [[nodiscard]] bool clockWasAhead() const { return deviceTime > receivedAt + ordinaryDrift; }
    friend bool operator==(const Receipt &, const Receipt &) = default;
};

} // namespace luotsi::sync::protocol
