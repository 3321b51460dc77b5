#include "store/SqlCipherStore.h"
#include "store/StoreParts.h"

namespace luotsi::store {

using base::ErrorCode;
using base::Result;

Result<ports::QueueState> SqlCipherStore::queue()
{
    return m_parts->database->read([&] { return m_parts->outbox.queue(m_parts->codesCanGo()); });
}

Result<std::vector<protocol::Record>>
SqlCipherStore::nextBatch(const std::vector<protocol::ChangeId> &underWay)
{
    // Making envelopes writes, and what was offered has to stay the same after a crash.
    return m_parts->database->write([&] { return m_parts->outbox.nextBatch(underWay); });
}

Result<void> SqlCipherStore::applyPush(const std::vector<protocol::Record> &sent,
                                       const protocol::PushReply &reply)
{
    return m_parts->database->write([&] {
        m_parts->outbox.applyPush(sent, reply);
        m_parts->outbox.settle(m_parts->codesCanGo());
    });
}

Result<void> SqlCipherStore::applyReceipt(const protocol::Receipt &receipt)
{
    return m_parts->database->write([&] { m_parts->outbox.applyReceipt(receipt); });
}

Result<std::vector<protocol::SubmissionId>> SqlCipherStore::incompleteSubmissions()
{
    return m_parts->database->read([&] { return m_parts->outbox.incompleteSubmissions(); });
}

Result<std::optional<ports::BlobUpload>> SqlCipherStore::nextBlob()
{
    return m_parts->database->read([&] { return m_parts->blobs.nextUpload(); });
}

Result<QByteArray> SqlCipherStore::readBlobRange(const protocol::BlobId &blob, std::uint64_t offset,
                                                 std::uint32_t size)
{
    return m_parts->database->read([&] { return m_parts->blobs.readRange(blob, offset, size); });
}

Result<void> SqlCipherStore::applyBlobOffset(const protocol::BlobId &blob, std::uint64_t offset)
{
    return m_parts->database->write([&] {
        m_parts->blobs.setOffset(blob, offset);
        m_parts->outbox.settle(m_parts->codesCanGo());
    });
}

Result<void> SqlCipherStore::applyBlobRefused(const protocol::BlobId &blob, ErrorCode reason)
{
    return m_parts->database->write([&] {
        m_parts->blobs.putAside(blob, reason);
        m_parts->outbox.settle(m_parts->codesCanGo());
    });
}

Result<std::optional<ports::CodeUpload>> SqlCipherStore::nextCode()
{
    using Upload = std::optional<ports::CodeUpload>;
    if (!m_parts->codesCanGo())
        return Upload();
    const auto code = m_parts->database->read([&] { return m_parts->codes.nextUpload(); });
    if (!code)
        return code.error();
    if (!code->has_value())
        return Upload();
    auto wrap = m_parts->options.peelCode(**code);
    if (!wrap)
        return wrap.error();
    return Upload({(*code)->lookup, std::move(*wrap), (*code)->createdAt + m_parts->options.codeLifetime});
}

Result<void> SqlCipherStore::applyCodeStored(const protocol::LookupId &lookup)
{
    return m_parts->database->write([&] {
        m_parts->codes.setUpload(lookup, UploadState::Done, std::nullopt);
        m_parts->orders.codeArrived();
        m_parts->outbox.settle(m_parts->codesCanGo());
    });
}

Result<void> SqlCipherStore::applyCodeRefused(const protocol::LookupId &lookup, ErrorCode reason)
{
    return m_parts->database->write([&] {
        m_parts->codes.setUpload(lookup, UploadState::Stuck, reason);
        m_parts->outbox.settle(m_parts->codesCanGo());
    });
}

Result<void> SqlCipherStore::takeOver(const ports::ClaimedDraft &claimed)
{
    const protocol::DraftId &id = claimed.code.draft;
    for (const protocol::Change &change : claimed.changes) {
        if (change.header.draft != id)
            return {ErrorCode::MalformedInput, QStringLiteral("a claimed change of another draft")};
    }
    if (claimed.receipt && claimed.receipt->draft != id)
        return {ErrorCode::MalformedInput, QStringLiteral("a claimed receipt of another draft")};
    const auto free = freeBytes();
    if (!free)
        return free.error();
    if (static_cast<std::int64_t>(*free) < m_parts->options.draftReserve)
        return {ErrorCode::StoreFull, QStringLiteral("less than the reserve of a new draft is free")};
    return m_parts->database->write(
        [&] {
            const std::int64_t number = m_parts->drafts.takeOver(claimed);
            if (!m_parts->codes.find(claimed.code.lookup))
                m_parts->codes.addKnownAtCentre(number, claimed.code);
            if (claimed.receipt)
                m_parts->outbox.applyReceipt(*claimed.receipt);
        },
        OnFullDisk::Refuse);
}

Result<void> SqlCipherStore::dropCode(const protocol::LookupId &lookup)
{
    auto dropped = m_parts->database->write([&] {
        m_parts->codes.drop(lookup);
        m_parts->outbox.settle(m_parts->codesCanGo());
    });
    // The wrap must not stay readable in the log.
    return dropped ? m_parts->database->checkpoint() : dropped;
}

Result<void> SqlCipherStore::scheduleAttempt(std::int64_t at, std::uint32_t tries,
                                             std::optional<ErrorCode> lastError)
{
    return m_parts->database->write([&] { m_parts->outbox.scheduleAttempt(at, tries, lastError); });
}

Result<void> SqlCipherStore::expire(std::int64_t now, std::int64_t unsentLifetime)
{
    const auto removed = m_parts->database->write([&] { return m_parts->expiry.run(now, unsentLifetime); });
    if (!removed)
        return removed.error();
    if (const auto swept = m_parts->writings.sweep(); !swept)
        return swept.error();
    // What went must not stay readable in the log.
    return *removed ? m_parts->database->checkpoint() : Result<void>();
}

Result<std::optional<ports::DeviceIdentity>> SqlCipherStore::identity()
{
    return m_parts->database->read([&] { return m_parts->device.identity(); });
}

Result<void> SqlCipherStore::saveIdentity(const ports::DeviceIdentity &identity)
{
    return m_parts->database->write([&] {
        const auto old = m_parts->device.identity();
        m_parts->device.saveIdentity(identity);
        // An envelope names its device: those of another one mean nothing any more.
        if (old && old->device != identity.device) {
            m_parts->outbox.openEpoch();
            m_parts->device.gainReaders();
        }
    });
}

Result<std::uint64_t> SqlCipherStore::acceptedBundleVersion(const QByteArray &bundleName)
{
    return m_parts->database->read([&] { return m_parts->device.bundleVersion(bundleName); });
}

Result<void> SqlCipherStore::acceptBundleVersion(const QByteArray &bundleName, std::uint64_t version)
{
    return m_parts->database->write([&] { m_parts->device.acceptBundle(bundleName, version); });
}

} // namespace luotsi::store
