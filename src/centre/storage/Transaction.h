#pragma once

#include "base/Result.h"
#include "centre/storage/Values.h"

#include <optional>
#include <vector>

namespace luotsi::centre::storage {

using base::Result;

/// Devices, one-time codes and counters.
class DeviceRows
{
public:
    virtual ~DeviceRows() = default;
    virtual Result<std::optional<Device>> device(const protocol::DeviceId &id) = 0;
    /// The same, and locks the row until the transaction ends, so that two pushes of one device follow each
    /// other.
    virtual Result<std::optional<Device>> lockDevice(const protocol::DeviceId &id) = 0;
    virtual Result<std::optional<Device>> deviceByRequestKey(const QByteArray &requestKey) = 0;
    virtual Result<void> putDevice(const Device &device) = 0;
    virtual Result<std::vector<Device>> devices() = 0;

    virtual Result<std::optional<EnrolmentCode>> enrolmentCode(const QByteArray &codeHash) = 0;
    virtual Result<void> putEnrolmentCode(const EnrolmentCode &code) = 0;

    /// Adds to the counter of (name, window) and returns its new value; for quotas and tries.
    virtual Result<std::int64_t> raiseCounter(const QByteArray &name, std::int64_t window,
                                              std::int64_t by) = 0;
    virtual Result<void> dropCountersBefore(std::int64_t window) = 0;

    virtual Result<std::optional<QByteArray>> setting(const QByteArray &name) = 0;
    virtual Result<void> putSetting(const QByteArray &name, const QByteArray &value) = 0;
    /// Without effect when there is one: of several who come at the same time one wins.
    virtual Result<void> addSetting(const QByteArray &name, const QByteArray &value) = 0;
};

/// Drafts, chains, changes and the feed.
class RecordRows
{
public:
    virtual ~RecordRows() = default;
    virtual Result<std::optional<Draft>> draft(const protocol::DraftId &id) = 0;
    /// Those that have not been erased, in no order.
    virtual Result<std::vector<protocol::DraftId>> drafts() = 0;
    /// Without effect when the draft is known.
    virtual Result<void> addDraft(const Draft &draft) = 0;
    virtual Result<void> addDraftScope(const protocol::DraftId &id, const QString &scope) = 0;
    /// Wraps first, also those in the codes, then changes, quarantine, submissions, attachments' rows. The
    /// tombstone stays, and the codes without their wraps, so that whoever has one is told what became of it;
    /// feed lines of the draft become tombstones under their numbers.
    /// Returns the attachments whose bytes may go after the commit.
    virtual Result<std::vector<protocol::BlobId>> eraseDraft(const protocol::DraftId &id,
                                                             std::int64_t at) = 0;

    virtual Result<ChainHead> chain(const ChainName &name) = 0;
    /// Adds the envelope and makes it the chain's head.
    virtual Result<void> appendEnvelope(const ChainName &name, const EnvelopeEntry &entry) = 0;
    virtual Result<std::optional<EnvelopeEntry>> envelope(const ChainName &name, std::uint64_t sequence) = 0;

    /// False when the centre has that change already.
    virtual Result<bool> addChange(const StoredChange &change) = 0;
    virtual Result<std::optional<StoredChange>> change(const protocol::ChangeId &id) = 0;
    /// In the order they were stored.
    virtual Result<std::vector<StoredChange>> changesOf(const protocol::DraftId &draft) = 0;
    virtual Result<void> addQuarantined(const QuarantinedChange &change) = 0;
    /// What the device has kept apart of the draft, in order of arrival.
    virtual Result<std::vector<QuarantinedChange>> quarantined(const protocol::DraftId &draft,
                                                               const protocol::DeviceId &device) = 0;
    /// Longest kept first; says how much there is without reading it.
    virtual Result<std::vector<QuarantineCount>> quarantineCounts() = 0;
    virtual Result<void> dropQuarantined(const protocol::ChangeId &id, const protocol::DeviceId &device) = 0;

    /// Raises a scope's counter by `by` and returns its new value. Last in a transaction, scopes ascending.
    virtual Result<std::uint64_t> raiseScope(const QString &scope, std::uint64_t by) = 0;
    virtual Result<void> addFeedEntry(const QString &scope, const FeedEntry &entry) = 0;
    virtual Result<std::vector<FeedEntry>> feed(const QString &scope, std::uint64_t after,
                                                std::uint32_t limit) = 0;
    /// The same with the changes' bytes, in one statement: what it reads follows what it gives, never the
    /// length of the feed. Ends after the line with which `bytes` is reached.
    virtual Result<std::vector<FeedLine>> feedPage(const QString &scope, std::uint64_t after,
                                                   std::uint32_t limit, std::uint64_t bytes) = 0;
    /// The scope's last number; 0 for a scope without a line.
    virtual Result<std::uint64_t> scopeHead(const QString &scope) = 0;
};

/// Wraps, resume codes, submissions and attachments.
class SubmissionRows
{
public:
    virtual ~SubmissionRows() = default;
    /// Keeps one wrap per (draft, purpose, key, reader): a repeat replaces it.
    virtual Result<void> putWrap(const protocol::Wrap &wrap) = 0;
    virtual Result<std::vector<protocol::Wrap>> wraps(const protocol::DraftId &draft) = 0;

    virtual Result<void> putCode(const ResumeCode &code) = 0;
    virtual Result<std::optional<ResumeCode>> code(const protocol::LookupId &lookup) = 0;
    /// Takes the wraps out of the draft's codes made before that time: they open nothing any more, and
    /// whoever has one is told that a newer one is in use.
    virtual Result<void> retireCodesBefore(const protocol::DraftId &draft, std::int64_t createdAt) = 0;

    /// The record of who has opened a draft. Only added to, but for erasing the draft.
    virtual Result<void> addAccess(const protocol::DraftId &draft, const DraftAccess &access) = 0;
    /// Newest first.
    virtual Result<std::vector<DraftAccess>> accesses(const protocol::DraftId &draft,
                                                      std::uint32_t limit) = 0;

    virtual Result<std::optional<Submission>> submission(const protocol::SubmissionId &id) = 0;
    virtual Result<std::optional<Submission>> submissionOf(const protocol::DraftId &draft,
                                                           std::uint32_t round) = 0;
    virtual Result<bool> hasSubmission(const protocol::DraftId &draft) = 0;
    virtual Result<bool> referenceTaken(const QString &reference) = 0;
    virtual Result<void> addSubmission(const Submission &submission) = 0;
    /// Writes what may change: receipt, completion, check and delivery.
    virtual Result<void> updateSubmission(const Submission &submission) = 0;
    /// In order of arrival.
    virtual Result<std::vector<Submission>> submissions() = 0;
    virtual Result<std::vector<Submission>> incompleteWith(const protocol::BlobId &blob) = 0;
    virtual Result<std::vector<Submission>> deliveriesDue(std::int64_t now, std::uint32_t limit) = 0;
    virtual Result<void> addSupplement(const Supplement &supplement) = 0;
    virtual Result<std::vector<Supplement>> supplements(const protocol::DraftId &draft) = 0;

    virtual Result<std::optional<Blob>> blob(const protocol::BlobId &id) = 0;
    /// Without effect when the attachment is known.
    virtual Result<void> addBlob(const Blob &blob) = 0;
    /// Compare-and-set: false when the offset is not `from` any more.
    virtual Result<bool> moveBlob(const protocol::BlobId &id, std::uint64_t from, std::uint64_t to) = 0;
    virtual Result<void> markBlobVerified(const protocol::BlobId &id) = 0;
    /// Back to offset 0 and one failure more.
    virtual Result<void> restartBlob(const protocol::BlobId &id) = 0;
};

/// What the centre asks of devices, and what they record of themselves.
class ControlRows
{
public:
    virtual ~ControlRows() = default;
    /// Without effect when it is known.
    virtual Result<void> addCommand(const DeviceCommand &command) = 0;
    virtual Result<std::optional<DeviceCommand>> command(const protocol::CommandId &id) = 0;
    /// Not yet acknowledged, oldest first.
    virtual Result<std::vector<DeviceCommand>> openCommands(const protocol::DeviceId &device,
                                                            std::uint32_t limit) = 0;
    /// The first time counts.
    virtual Result<void> ackCommand(const protocol::CommandId &id, std::int64_t at) = 0;

    virtual Result<AuditHead> auditHead(const protocol::DeviceId &device) = 0;
    /// Number 0 when there is no such entry.
    virtual Result<AuditHead> auditEntry(const protocol::DeviceId &device, std::uint64_t number) = 0;
    virtual Result<void> addAudit(const protocol::DeviceId &device, const AuditHead &place,
                                  std::int64_t receivedAt, const QByteArray &bytes) = 0;
    virtual Result<std::vector<QByteArray>> auditOf(const protocol::DeviceId &device, std::uint64_t after,
                                                    std::uint32_t limit) = 0;
};

/// One transaction: everything it did becomes durable together or not at all. Only valid inside the
/// function given to Storage; never kept.
class Transaction : public DeviceRows, public RecordRows, public SubmissionRows, public ControlRows
{
public:
    /// Do others, who cannot write before this one has ended, wait for it or come any moment? A long work
    /// then ends what it has and goes on in a transaction of its own.
    [[nodiscard]] virtual bool isCrowded() const { return false; }
};

} // namespace luotsi::centre::storage
