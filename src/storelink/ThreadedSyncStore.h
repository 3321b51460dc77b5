#pragma once

#include "ports/SyncStore.h"
#include "storelink/StoreThread.h"

namespace luotsi::storelink {

/// A SyncStore for the synchroniser's thread: every call runs on the store's thread and waits for it.
/// Threading: one thread at a time, not the store's own (there it runs at once).
class ThreadedSyncStore final : public ports::SyncStore
{
public:
    /// Both outlive this.
    ThreadedSyncStore(StoreThread &thread, ports::SyncStore &store) : m_thread(thread), m_store(store) {}

    base::Result<ports::QueueState> queue() override;
    using SyncStore::nextBatch;
    base::Result<std::vector<ports::protocol::Record>>
    nextBatch(const std::vector<ports::protocol::ChangeId> &underWay) override;
    base::Result<void> applyPush(const std::vector<ports::protocol::Record> &sent,
                                 const ports::protocol::PushReply &reply) override;
    base::Result<void> applyReceipt(const ports::protocol::Receipt &receipt) override;
    base::Result<std::vector<ports::protocol::SubmissionId>> incompleteSubmissions() override;
    base::Result<std::optional<ports::BlobUpload>> nextBlob() override;
    base::Result<QByteArray> readBlobRange(const ports::protocol::BlobId &blob, std::uint64_t offset,
                                           std::uint32_t size) override;
    base::Result<void> applyBlobOffset(const ports::protocol::BlobId &blob, std::uint64_t offset) override;
    base::Result<void> applyBlobRefused(const ports::protocol::BlobId &blob, base::ErrorCode reason) override;
    base::Result<std::optional<ports::CodeUpload>> nextCode() override;
    base::Result<void> applyCodeStored(const ports::protocol::LookupId &lookup) override;
    base::Result<void> applyCodeRefused(const ports::protocol::LookupId &lookup,
                                        base::ErrorCode reason) override;
    base::Result<void> takeOver(const ports::ClaimedDraft &draft) override;
    base::Result<void> dropCode(const ports::protocol::LookupId &lookup) override;
    base::Result<void> scheduleAttempt(std::int64_t at, std::uint32_t tries,
                                       std::optional<base::ErrorCode> lastError) override;
    base::Result<void> expire(std::int64_t now, std::int64_t unsentLifetime) override;

private:
    StoreThread &m_thread;
    ports::SyncStore &m_store;
};

} // namespace luotsi::storelink
