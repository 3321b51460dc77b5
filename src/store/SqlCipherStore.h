#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"
#include "ports/DraftStore.h"
#include "ports/SyncStore.h"
#include "ports/UpkeepStore.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace luotsi::store {

namespace ports = luotsi::ports;
namespace protocol = sync::protocol;

/// Takes the outer layer (device's vault key) off a code's wrap, so that the inner wrap can go to the centre.
using CodePeeler = std::function<base::Result<protocol::Wrap>(const ports::CodeEntry &code)>;

/// How a store is opened. Sizes are bytes, times milliseconds. `key` is 32 raw bytes from a KeyVault.
struct StoreOptions
{
    QString folder; ///< made (mode 0700) when absent
    QByteArray key;
    std::int64_t draftReserve = std::int64_t{200} << 20;  ///< free space below which no draft begins
    std::int64_t reserveFile = std::int64_t{16} << 20;    ///< kept back so that a running draft can be ended
    std::int64_t checkpointAbove = std::int64_t{4} << 20; ///< size of the log that a commit no longer leaves
    std::int64_t codeLifetime = std::int64_t{14} * 24 * 3600 * 1000;
    CodePeeler peelCode; ///< without it no code is offered for upload
    QByteArray vfs;      ///< SQLite VFS to use; empty means the system's
};

/// A draft as it was found in another, damaged store.
struct FoundDraft
{
    protocol::DraftId draft;
    protocol::FormHash form;
    ports::CentreCopy copy = ports::CentreCopy::WhenSent;
    bool submitted = false;
    std::int64_t submittedAt = 0; ///< wall milliseconds, 0 when not known
    bool erased = false;          ///< by its person; only its Erase change still has to leave
    std::vector<protocol::Change> changes;
    std::vector<protocol::Wrap> wraps; ///< of resume codes; the others are among the changes
    std::vector<ports::CodeEntry> codes;
    std::vector<QByteArray> blobs; ///< sealed
};

/// The device's encrypted database. Invariants: a call that returned ok is on the disk; no table holds an
/// answer, path, name or code in clear; a file that cannot be opened is kept as it is, never made anew.
/// Refuses to open with StoreNotEncrypted (library without encryption), StoreWrongKey, StoreCorrupt,
/// StoreBusy (another process has it), StoreTooNew, StoreFailed. After a failed write or fsync the store is
/// closed and every call says StoreFailed: what the page cache holds then cannot be trusted.
/// Threading: one thread at a time (see storelink::StoreThread).
class SqlCipherStore final : public ports::DraftStore,
                             public ports::SyncStore,
                             public ports::DeviceStore,
                             public ports::UpkeepStore
{
public:
    static constexpr int schemaVersion = 5;

    /// `clock` and `random` outlive the store.
    [[nodiscard]] static base::Result<std::unique_ptr<SqlCipherStore>>
    open(StoreOptions options, base::Clock &clock, base::Random &random);

    ~SqlCipherStore() override;
    SqlCipherStore(const SqlCipherStore &) = delete;
    SqlCipherStore &operator=(const SqlCipherStore &) = delete;

    /// At start: every answer that was being typed when the last process ended becomes a change. Needs no
    /// key.
    base::Result<void> promoteAllOpenChanges();
    /// Takes in a draft from another store, whole or not at all; all of it is sent anew under this store's
    /// epoch. False when a draft of that id is here already: it is left as it is.
    base::Result<bool> adopt(const FoundDraft &found);
    /// In a quiet moment: moves the log into the file, empties the log, and makes the reserve anew.
    base::Result<void> tidy();

    // DraftStore
    base::Result<void> createDraft(const ports::NewDraft &draft) override;
    base::Result<void> commit(const ports::DraftCommit &commit) override;
    base::Result<void> putOpenChange(const ports::OpenChange &open) override;
    base::Result<void> promoteOpenChanges(const protocol::DraftId &draft) override;
    base::Result<ports::DraftRecords> load(const protocol::DraftId &draft) override;
    base::Result<ports::DraftStatus> status(const protocol::DraftId &draft) override;
    base::Result<std::optional<ports::CodeEntry>> findCode(const protocol::LookupId &lookup) override;
    base::Result<void> addCode(const ports::CodeEntry &code) override;
    base::Result<void> markCodeUsed(const protocol::LookupId &lookup) override;
    base::Result<std::int64_t> countFailedTry() override;
    base::Result<std::int64_t> tryDelay() override;
    base::Result<void> addWraps(const protocol::DraftId &draft,
                                const std::vector<protocol::Wrap> &wraps) override;
    base::Result<void> eraseDraft(const protocol::DraftId &draft,
                                  const std::optional<protocol::Change> &erase) override;
    base::Result<ports::BlobWriting> beginBlob(const protocol::DraftId &draft, std::uint64_t size) override;
    base::Result<void> appendBlob(ports::BlobWriting writing, const QByteArray &piece) override;
    base::Result<protocol::BlobId> finishBlob(ports::BlobWriting writing) override;
    base::Result<void> abandonBlob(ports::BlobWriting writing) override;
    base::Result<QByteArray> readBlob(const protocol::BlobId &blob) override;
    base::Result<std::uint64_t> freeBytes() override;

    // SyncStore
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
    base::Result<void> takeOver(const ports::ClaimedDraft &draft) override;
    base::Result<void> dropCode(const protocol::LookupId &lookup) override;
    base::Result<void> scheduleAttempt(std::int64_t at, std::uint32_t tries,
                                       std::optional<base::ErrorCode> lastError) override;
    base::Result<void> expire(std::int64_t now, std::int64_t unsentLifetime) override;

    // DeviceStore
    base::Result<std::optional<ports::DeviceIdentity>> identity() override;
    base::Result<void> saveIdentity(const ports::DeviceIdentity &identity) override;
    base::Result<std::uint64_t> acceptedBundleVersion(const QByteArray &bundleName) override;
    base::Result<void> acceptBundleVersion(const QByteArray &bundleName, std::uint64_t version) override;

    // UpkeepStore
    base::Result<ports::FeedPosition> feedPosition(const QString &scope) override;
    base::Result<void> applyFeed(const ports::FeedPart &part) override;
    base::Result<void> restartFeed(const QString &scope) override;
    base::Result<void> noteFeedEpoch(const protocol::FeedEpochId &epoch) override;
    base::Result<std::vector<protocol::DraftId>> heldDrafts(const std::optional<protocol::DraftId> &after,
                                                            std::size_t limit) override;
    base::Result<void> applyStatus(const protocol::DraftsStatusReply &reply) override;
    base::Result<void> execute(const protocol::Command &command) override;
    base::Result<void> record(const QString &event, const QByteArray &subject) override;
    base::Result<std::vector<protocol::AuditEntry>> nextAudit() override;
    base::Result<void> applyAudit(std::uint64_t last) override;
    base::Result<void> replaceAudit(std::uint64_t last, const protocol::AuditHash &hash) override;

private:
    struct Parts;
    explicit SqlCipherStore(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace luotsi::store
