#include "storelink/ThreadedSyncStore.h"

namespace luotsi::storelink {

namespace protocol = ports::protocol;
using base::ErrorCode;
using base::Result;

Result<ports::QueueState> ThreadedSyncStore::queue()
{
    return m_thread.call([&] { return m_store.queue(); }).get();
}

Result<std::vector<protocol::Record>>
ThreadedSyncStore::nextBatch(const std::vector<protocol::ChangeId> &underWay)
{
    return m_thread.call([&] { return m_store.nextBatch(underWay); }).get();
}

Result<void> ThreadedSyncStore::applyPush(const std::vector<protocol::Record> &sent,
                                          const protocol::PushReply &reply)
{
    return m_thread.call([&] { return m_store.applyPush(sent, reply); }).get();
}

Result<void> ThreadedSyncStore::applyReceipt(const protocol::Receipt &receipt)
{
    return m_thread.call([&] { return m_store.applyReceipt(receipt); }).get();
}

Result<std::vector<protocol::SubmissionId>> ThreadedSyncStore::incompleteSubmissions()
{
    return m_thread.call([&] { return m_store.incompleteSubmissions(); }).get();
}

Result<std::optional<ports::BlobUpload>> ThreadedSyncStore::nextBlob()
{
    return m_thread.call([&] { return m_store.nextBlob(); }).get();
}

Result<QByteArray> ThreadedSyncStore::readBlobRange(const protocol::BlobId &blob, std::uint64_t offset,
                                                    std::uint32_t size)
{
    return m_thread.call([&] { return m_store.readBlobRange(blob, offset, size); }).get();
}

Result<void> ThreadedSyncStore::applyBlobOffset(const protocol::BlobId &blob, std::uint64_t offset)
{
    return m_thread.call([&] { return m_store.applyBlobOffset(blob, offset); }).get();
}

Result<void> ThreadedSyncStore::applyBlobRefused(const protocol::BlobId &blob, ErrorCode reason)
{
    return m_thread.call([&] { return m_store.applyBlobRefused(blob, reason); }).get();
}

Result<std::optional<ports::CodeUpload>> ThreadedSyncStore::nextCode()
{
    return m_thread.call([&] { return m_store.nextCode(); }).get();
}

Result<void> ThreadedSyncStore::applyCodeStored(const protocol::LookupId &lookup)
{
    return m_thread.call([&] { return m_store.applyCodeStored(lookup); }).get();
}

Result<void> ThreadedSyncStore::applyCodeRefused(const protocol::LookupId &lookup, ErrorCode reason)
{
    return m_thread.call([&] { return m_store.applyCodeRefused(lookup, reason); }).get();
}

Result<void> ThreadedSyncStore::takeOver(const ports::ClaimedDraft &draft)
{
    return m_thread.call([&] { return m_store.takeOver(draft); }).get();
}

Result<void> ThreadedSyncStore::dropCode(const protocol::LookupId &lookup)
{
    return m_thread.call([&] { return m_store.dropCode(lookup); }).get();
}

Result<void> ThreadedSyncStore::scheduleAttempt(std::int64_t at, std::uint32_t tries,
                                                std::optional<ErrorCode> lastError)
{
    return m_thread.call([&] { return m_store.scheduleAttempt(at, tries, lastError); }).get();
}

Result<void> ThreadedSyncStore::expire(std::int64_t now, std::int64_t unsentLifetime)
{
    return m_thread.call([&] { return m_store.expire(now, unsentLifetime); }).get();
}

} // namespace luotsi::storelink
