#pragma once

#include "ports/SyncStore.h"

#include <map>
#include <set>
#include <vector>

namespace luotsi::tests {

namespace protocol = sync::protocol;

/// The outbox of one device in memory, for tests of the network side. Threading: the test's.
class InMemorySyncStore final : public ports::SyncStore, public ports::DeviceStore
{
public:
    explicit InMemorySyncStore(const protocol::DeviceId &device) : m_device(device) {}

    void add(const protocol::Change &change);
    protocol::BlobId addBlob(const protocol::DraftId &draft, const QByteArray &bytes);
    void addCode(const ports::CodeUpload &code) { m_codes.push_back(code); }

    base::Result<ports::QueueState> queue() override;
    using SyncStore::nextBatch;
    base::Result<std::vector<protocol::Record>>
    nextBatch(const std::vector<protocol::ChangeId> &underWay) override;
    base::Result<void> applyPush(const std::vector<protocol::Record> &sent,
                                 const protocol::PushReply &reply) override;
    base::Result<void> applyReceipt(const protocol::Receipt &receipt) override;
    base::Result<std::vector<protocol::SubmissionId>> incompleteSubmissions() override;
    base::Result<std::optional<ports::BlobUpload>> nextBlob() override;
    base::Result<QByteArray> readBlobRange(const protocol::BlobId &blob, std::uint64_t offset,
                                           std::uint32_t size) override;
    base::Result<void> applyBlobOffset(const protocol::BlobId &blob, std::uint64_t offset) override;
    base::Result<void> applyBlobRefused(const protocol::BlobId &blob, base::ErrorCode reason) override;
    base::Result<std::optional<ports::CodeUpload>> nextCode() override;
    base::Result<void> applyCodeStored(const protocol::LookupId &lookup) override;
    base::Result<void> applyCodeRefused(const protocol::LookupId &lookup, base::ErrorCode reason) override;
    base::Result<void> takeOver(const ports::ClaimedDraft &) override { return {}; }
    base::Result<void> dropCode(const protocol::LookupId &) override { return {}; }
    base::Result<void> scheduleAttempt(std::int64_t at, std::uint32_t tries,
                                       std::optional<base::ErrorCode> lastError) override;
    base::Result<void> expire(std::int64_t now, std::int64_t unsentLifetime) override;

    base::Result<std::optional<ports::DeviceIdentity>> identity() override { return savedIdentity; }
    base::Result<void> saveIdentity(const ports::DeviceIdentity &identity) override;
    base::Result<std::uint64_t> acceptedBundleVersion(const QByteArray &) override
    {
        return std::uint64_t{0};
    }
    base::Result<void> acceptBundleVersion(const QByteArray &, std::uint64_t) override { return {}; }

    std::vector<protocol::PushOutcome> outcomes; ///< every result that was applied
    std::map<protocol::SubmissionId, protocol::Receipt> receipts;
    std::map<protocol::BlobId, base::ErrorCode> refusedBlobs;
    std::vector<std::uint64_t> offsets; ///< every offset that was applied
    ports::QueueState attempt;
    int schedules = 0;
    int readsAhead = 0; ///< batches asked for while another was on its way
    std::optional<ports::DeviceIdentity> savedIdentity;

private:
    struct Blob
    {
        ports::BlobUpload upload;
        QByteArray bytes;
    };

    protocol::DeviceId m_device;
    std::vector<protocol::Record> m_outbox;
    std::map<protocol::DraftId, protocol::Envelope> m_chains;
    std::vector<Blob> m_blobs;
    std::vector<ports::CodeUpload> m_codes;
};

} // namespace luotsi::tests
