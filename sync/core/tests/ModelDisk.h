#pragma once

#include "ModelCentre.h"
#include "SeededRandom.h"
#include "sync/core/Event.h"

#include <map>
#include <optional>
#include <vector>

namespace luotsi::sync::core {

/// What a device has durably: a value, so that a disk image is a copy. Every member function is one
/// transaction.
class ModelDisk
{
public:
    struct Waiting
    {
        protocol::Change change;
        std::optional<protocol::Envelope> envelope; ///< made once; the same is sent again
    };

    ModelDisk(protocol::DeviceId device, protocol::EpochId epoch) : m_device(device), m_epoch(epoch) {}

    void commit(const protocol::Change &change);
    void addAttachment(const protocol::BlobId &blob, const protocol::DraftId &draft, std::uint64_t size);

    [[nodiscard]] QueueCounts counts() const;
    /// Urgent ones first, then in order of their chain.
    [[nodiscard]] std::vector<protocol::Record> nextBatch(std::size_t limit,
                                                          const std::vector<protocol::ChangeId> &underWay);
    void applyPush(const std::vector<protocol::Record> &sent, const protocol::PushReply &reply,
                   SeededRandom &random);
    void applyReceipt(const protocol::Receipt &receipt);
    [[nodiscard]] std::optional<AttachmentFacts> nextAttachment() const;
    void applyOffset(const protocol::BlobId &blob, std::uint64_t offset);
    [[nodiscard]] std::vector<protocol::SubmissionId> incomplete() const;
    void forgetOutbox(const std::vector<protocol::Record> &sent);

    [[nodiscard]] const std::vector<Waiting> &outbox() const { return m_outbox; }
    [[nodiscard]] const std::vector<AttachmentFacts> &attachments() const { return m_attachments; }
    /// Waiting, and in this very envelope.
    [[nodiscard]] bool offers(const protocol::Record &record) const;
    [[nodiscard]] bool isWaiting(const protocol::ChangeId &change) const;
    [[nodiscard]] bool knows(const protocol::BlobId &blob) const;

    StoredAttempt attempt;
    std::vector<protocol::ChangeId> refused; ///< stuck with a visible reason

private:
    struct ChainEnd
    {
        std::uint64_t sequence = 0;
        protocol::EnvelopeHash hash;
    };

    void drop(const protocol::ChangeId &change);

    protocol::DeviceId m_device;
    protocol::EpochId m_epoch;
    std::vector<Waiting> m_outbox;
    std::map<protocol::DraftId, ChainEnd> m_chains;
    std::vector<AttachmentFacts> m_attachments;
    std::map<protocol::SubmissionId, protocol::Receipt> m_receipts;
};

} // namespace luotsi::sync::core
