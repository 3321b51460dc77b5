#include "InMemorySyncStore.h"

#include "sync/protocol/ChangeCodec.h"

#include <QCryptographicHash>

#include <algorithm>

namespace luotsi::tests {

void InMemorySyncStore::add(const protocol::Change &change)
{
    const auto last = m_chains.find(change.header.draft);
    protocol::Envelope envelope{m_device, protocol::EpochId({1}), 1, {}, change.header.draft, change.id};
    if (last != m_chains.end()) {
        envelope.sequence = last->second.sequence + 1;
        envelope.previous = protocol::hashOf(last->second);
    }
    m_chains[change.header.draft] = envelope;
    m_outbox.push_back({envelope, change});
}

protocol::BlobId InMemorySyncStore::addBlob(const protocol::DraftId &draft, const QByteArray &bytes)
{
    const auto id = *protocol::BlobId::fromBytes(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
    m_blobs.push_back({{id, draft, static_cast<std::uint64_t>(bytes.size()), 0}, bytes});
    return id;
}

base::Result<ports::QueueState> InMemorySyncStore::queue()
{
    ports::QueueState state = attempt;
    state.records = static_cast<std::uint32_t>(m_outbox.size());
    state.codes = static_cast<std::uint32_t>(m_codes.size());
    state.blobs =
        static_cast<std::uint32_t>(std::count_if(m_blobs.begin(), m_blobs.end(), [](const Blob &blob) {
            return blob.upload.offset < blob.upload.size;
        }));
    return state;
}

base::Result<std::vector<protocol::Record>>
InMemorySyncStore::nextBatch(const std::vector<protocol::ChangeId> &underWay)
{
    readsAhead += underWay.empty() ? 0 : 1;
    std::vector<protocol::Record> batch;
    for (const protocol::Record &record : m_outbox) {
        if (batch.size() < protocol::maximumBatchRecords &&
            std::find(underWay.begin(), underWay.end(), record.change.id) == underWay.end())
            batch.push_back(record);
    }
    return batch;
}

base::Result<void> InMemorySyncStore::applyPush(const std::vector<protocol::Record> &sent,
                                                const protocol::PushReply &reply)
{
    for (std::size_t index = 0; index < sent.size(); ++index) {
        outcomes.push_back(reply.results[index].outcome);
        std::erase_if(m_outbox,
                      [&](const auto &record) { return record.change.id == sent[index].change.id; });
        if (reply.results[index].receipt)
            receipts[reply.results[index].receipt->submission] = *reply.results[index].receipt;
    }
    return {};
}

base::Result<void> InMemorySyncStore::applyReceipt(const protocol::Receipt &receipt)
{
    receipts[receipt.submission] = receipt;
    return {};
}

base::Result<std::vector<protocol::SubmissionId>> InMemorySyncStore::incompleteSubmissions()
{
    std::vector<protocol::SubmissionId> incomplete;
    for (const auto &[id, receipt] : receipts) {
        if (!receipt.complete)
            incomplete.push_back(id);
    }
    return incomplete;
}

base::Result<std::optional<ports::BlobUpload>> InMemorySyncStore::nextBlob()
{
    for (const Blob &blob : m_blobs) {
        if (blob.upload.offset < blob.upload.size)
            return std::optional(blob.upload);
    }
    return std::optional<ports::BlobUpload>();
}

base::Result<QByteArray> InMemorySyncStore::readBlobRange(const protocol::BlobId &blob, std::uint64_t offset,
                                                          std::uint32_t size)
{
    for (const Blob &known : m_blobs) {
        if (known.upload.blob == blob)
            return known.bytes.mid(static_cast<qsizetype>(offset), size);
    }
    return base::ErrorCode::NotFound;
}

base::Result<void> InMemorySyncStore::applyBlobOffset(const protocol::BlobId &blob, std::uint64_t offset)
{
    offsets.push_back(offset);
    for (Blob &known : m_blobs) {
        if (known.upload.blob == blob)
            known.upload.offset = offset;
    }
    return {};
}

base::Result<void> InMemorySyncStore::applyBlobRefused(const protocol::BlobId &blob, base::ErrorCode reason)
{
    refusedBlobs[blob] = reason;
    std::erase_if(m_blobs, [&](const Blob &known) { return known.upload.blob == blob; });
    return {};
}

base::Result<std::optional<ports::CodeUpload>> InMemorySyncStore::nextCode()
{
    return m_codes.empty() ? std::optional<ports::CodeUpload>() : std::optional(m_codes.front());
}

base::Result<void> InMemorySyncStore::applyCodeStored(const protocol::LookupId &lookup)
{
    std::erase_if(m_codes, [&](const ports::CodeUpload &code) { return code.lookup == lookup; });
    return {};
}

base::Result<void> InMemorySyncStore::applyCodeRefused(const protocol::LookupId &lookup, base::ErrorCode)
{
    return applyCodeStored(lookup);
}

base::Result<void> InMemorySyncStore::scheduleAttempt(std::int64_t at, std::uint32_t tries,
                                                      std::optional<base::ErrorCode> lastError)
{
    ++schedules;
    attempt.nextAttemptAt = at;
    attempt.tries = tries;
    attempt.lastError = lastError;
    return {};
}

base::Result<void> InMemorySyncStore::expire(std::int64_t, std::int64_t)
{
    return {};
}

base::Result<void> InMemorySyncStore::saveIdentity(const ports::DeviceIdentity &identity)
{
    savedIdentity = identity;
    return {};
}

} // namespace luotsi::tests
