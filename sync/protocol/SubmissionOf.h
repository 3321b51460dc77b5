#pragma once

#include "sync/protocol/Ids.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace luotsi::sync::protocol {

/// Name of a submission: hash of draft, round, heads and attachments, whatever the order they are given in.
/// The same again is the same submission; a different one for the same round is refused (protocol notes,
/// Submit). Pure; any thread.
[[nodiscard]] SubmissionId submissionOf(const DraftId &draft, std::uint32_t round,
                                        std::vector<ChangeId> heads, std::vector<BlobId> attachments);

/// The instanceID of a round, derived so that a repeat has the same one: a version 8 UUID (RFC 9562 section
/// 5.8) with prefix "uuid:".
[[nodiscard]] QString instanceIdOf(const DraftId &draft, std::uint32_t round);

/// Short reference a person can read out ("7KQ4-M2RD"), derived from the submission; opens nothing.
[[nodiscard]] QString referenceOf(const SubmissionId &submission);

} // namespace luotsi::sync::protocol
