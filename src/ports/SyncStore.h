#pragma once

#include "base/Result.h"
#include "ports/DraftStore.h"
#include "sync/protocol/Push.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <vector>

namespace luotsi::ports {

/// Work waiting to leave the device. A non-empty queue always has a next attempt.
struct QueueState
{
    std::uint32_t records = 0; ///< counted up to one more than a batch takes
    std::uint32_t blobs = 0;
    std::uint32_t codes = 0;
    std::int64_t oldestAt = 0;      ///< wall milliseconds of the oldest waiting item, 0 when empty
    std::int64_t nextAttemptAt = 0; ///< wall milliseconds, 0 when nothing waits
    std::uint32_t tries = 0;
    std::optional<base::ErrorCode> lastError;

    [[nodiscard]] bool empty() const { return records == 0 && blobs == 0 && codes == 0; }
};

/// An attachment on its way; `offset` is what the centre has acknowledged.
struct BlobUpload
{
    protocol::BlobId blob;
    protocol::DraftId draft;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;
};

/// A resume code's wrap on its way to the centre, outer layer already peeled with the vault key.
struct CodeUpload
{
    protocol::LookupId lookup;
    protocol::Wrap wrap;
    std::int64_t expiresAt = 0;
};

/// A draft of another device as the centre has given it to whoever typed its code: still sealed.
struct ClaimedDraft
{
    CodeEntry code; ///< the centre's wrap, inside this device's own outer layer
    protocol::FormHash form;
    std::vector<protocol::Change> changes; ///< all of one draft, in the centre's order, wraps too
    std::optional<protocol::Receipt> receipt;
};

/// The store as the synchroniser sees it. UI and synchroniser meet only here.
/// Every result is applied in one transaction. Threading: as DraftStore.
class SyncStore
{
public:
    virtual ~SyncStore() = default;

    virtual base::Result<QueueState> queue() = 0;
    /// Records in order of sending (Urgency, then chain order), at most maximumBatchRecords and
    /// maximumBatchBytes. Drafts of one urgency alone: what can wait makes nobody wait. Records a person
    /// keeps from the centre are not among them, nor those `underWay`: so what follows a batch can be read
    /// while that one travels. What was given once and is not answered is given again in the same envelopes,
    /// also after a restart.
    virtual base::Result<std::vector<protocol::Record>>
    nextBatch(const std::vector<protocol::ChangeId> &underWay) = 0;
    base::Result<std::vector<protocol::Record>> nextBatch() { return nextBatch({}); }
    /// Applies a reply to exactly the records nextBatch gave. A record leaves the outbox only here:
    /// Stored and Duplicate are acknowledged, Quarantined and Refused stay with their reason, Fork opens a
    /// new epoch and re-issues the envelopes of what is unsent, Gap rewinds the chain. Receipts are kept.
    virtual base::Result<void> applyPush(const std::vector<protocol::Record> &sent,
                                         const protocol::PushReply &reply) = 0;
    virtual base::Result<void> applyReceipt(const protocol::Receipt &receipt) = 0;
    virtual base::Result<std::vector<protocol::SubmissionId>> incompleteSubmissions() = 0;

    virtual base::Result<std::optional<BlobUpload>> nextBlob() = 0;
    virtual base::Result<QByteArray> readBlobRange(const protocol::BlobId &blob, std::uint64_t offset,
                                                   std::uint32_t size) = 0;
    /// `offset` as the centre acknowledged it; equal to the size means done.
    virtual base::Result<void> applyBlobOffset(const protocol::BlobId &blob, std::uint64_t offset) = 0;
    /// The centre will not take this attachment, or its bytes here do not verify: it is put aside with its
    /// reason (DraftStatus::stuck), nextBlob goes on with the others, and its bytes stay.
    virtual base::Result<void> applyBlobRefused(const protocol::BlobId &blob, base::ErrorCode reason) = 0;

    virtual base::Result<std::optional<CodeUpload>> nextCode() = 0;
    virtual base::Result<void> applyCodeStored(const protocol::LookupId &lookup) = 0;
    /// As applyBlobRefused: the code stays usable on this device.
    virtual base::Result<void> applyCodeRefused(const protocol::LookupId &lookup, base::ErrorCode reason) = 0;

    /// Takes a draft over from the centre, or what this device does not have of it yet; nothing of it is sent
    /// back. What the device has beyond that stays and stays on its way. The code works here from now on.
    /// Erased for a draft that was erased here; StoreFull as createDraft; MalformedInput for changes of
    /// several drafts.
    virtual base::Result<void> takeOver(const ClaimedDraft &draft) = 0;
    /// The centre says that a newer code is in use: this one opens nothing here any more.
    virtual base::Result<void> dropCode(const protocol::LookupId &lookup) = 0;

    /// Stores when to try again, how often it was tried and why it failed.
    virtual base::Result<void> scheduleAttempt(std::int64_t at, std::uint32_t tries,
                                               std::optional<base::ErrorCode> lastError) = 0;

    /// Removes what may go: acknowledged and stable ciphertext of sent drafts, never-sent drafts older than
    /// `unsentLifetime` milliseconds. Never touches anything unacknowledged.
    virtual base::Result<void> expire(std::int64_t now, std::int64_t unsentLifetime) = 0;
};

/// What a device knows about itself. The private key leaves it only for the TLS handshake.
struct DeviceIdentity
{
    protocol::DeviceId device;
    QByteArray certificatePem; ///< chain, leaf first
    QByteArray privateKeyPem;
    QByteArray authorityPem; ///< the centre's root; while it changes, the new one before the old
    QByteArray centreUrl;
    QByteArray receiptKey; ///< Ed25519 public key, 32 bytes
    QByteArray intakeKey;  ///< X25519 public key, 32 bytes
    protocol::KeyId intakeKeyId;
};

/// Identity and installed signed bundles of the device.
class DeviceStore
{
public:
    virtual ~DeviceStore() = default;
    virtual base::Result<std::optional<DeviceIdentity>> identity() = 0;
    virtual base::Result<void> saveIdentity(const DeviceIdentity &identity) = 0;
    /// Highest version of a bundle ever accepted, so that rollback is refused after a restart too.
    virtual base::Result<std::uint64_t> acceptedBundleVersion(const QByteArray &bundleName) = 0;
    virtual base::Result<void> acceptBundleVersion(const QByteArray &bundleName, std::uint64_t version) = 0;
};

} // namespace luotsi::ports
