#pragma once

#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/Push.h"
#include "sync/protocol/Receipt.h"

#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace luotsi::sync::core {

/// Defects a simulation can be given, to show that it notices them. They live in the models only.
enum class SeededBug : std::uint8_t {
    None,
    OutboxClearedAtSend,     ///< device: a record leaves the outbox when it is sent, not when it is answered
    RetryNotArmed,           ///< device: the wait after a failure is forgotten
    AnswerToAnotherBatch,    ///< device: applies an answer to the batch that left last
    ReadAheadAfterFork,      ///< device: what was read ahead goes on its way in spite of a fork or gap
    AttachmentDoneAtSend,    ///< device: counts an attachment by what it sent, not by what was acknowledged
    NoDuplicateCheck,        ///< centre: a record sent again counts again
    AckBeforeCommit,         ///< centre: answers before the commit, which may not come
    SubmissionNotIdempotent, ///< centre: every submit is a submission of its own
    CompleteBeforeAttachments, ///< centre: says complete without looking
    NoForkCheck,               ///< centre: takes an envelope for another of the same place
    StopAtFirstBadRecord ///< centre: what stands behind a bad record is thrown away with it, and acknowledged
};

/// The centre as the protocol describes it, in memory. What is in here is committed.
class ModelCentre
{
public:
    explicit ModelCentre(SeededBug bug) : m_bug(bug) {}

    struct Submission
    {
        protocol::SubmissionId id;
        std::vector<protocol::BlobId> attachments;
        int accepted = 0;
    };
    using Round = std::pair<protocol::DraftId, std::uint32_t>;
    struct Upload
    {
        std::uint64_t size = 0;
        std::uint64_t offset = 0;
    };

    /// `commits` false: the process dies before its commit.
    protocol::PushReply push(const std::vector<protocol::Record> &records, bool commits);
    std::uint64_t open(const protocol::BlobId &blob, std::uint64_t size);
    /// Compare-and-set; gives the offset that holds.
    std::uint64_t append(const protocol::BlobId &blob, std::uint64_t offset, std::uint32_t length);
    [[nodiscard]] protocol::Receipt receipt(const Round &round) const;
    [[nodiscard]] bool isComplete(const Submission &submission) const;

    std::map<protocol::ChangeId, int> changes; ///< how often each took effect
    std::set<protocol::ChangeId> quarantined;
    std::map<Round, Submission> submissions;
    std::map<protocol::BlobId, Upload> uploads;
    std::map<std::tuple<protocol::DraftId, protocol::DeviceId, protocol::EpochId, std::uint64_t>,
             std::set<protocol::ChangeId>>
        places; ///< what was ever taken for one place of a chain

private:
    using Chain = std::tuple<protocol::DraftId, protocol::DeviceId, protocol::EpochId>;
    struct ChainEnd
    {
        std::uint64_t sequence = 0;
        protocol::EnvelopeHash hash;
        std::map<std::uint64_t, protocol::EnvelopeHash> seen;
    };

    protocol::PushResult take(const protocol::Record &record);
    protocol::PushResult accept(const protocol::Record &record);

    SeededBug m_bug;
    std::map<Chain, ChainEnd> m_chains;
};

} // namespace luotsi::sync::core
