#pragma once

#include "centre/storage/Transaction.h"

#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace luotsi::centre::storage {

/// Everything the in-memory storage holds; a plain value.
struct InMemoryState
{
    using WrapName = std::tuple<protocol::DraftId, protocol::WrapPurpose, protocol::KeyId, protocol::KeyId>;

    std::map<protocol::DeviceId, Device> devices;
    std::map<QByteArray, EnrolmentCode> enrolmentCodes;
    std::map<std::pair<QByteArray, std::int64_t>, std::int64_t> counters;
    std::map<QByteArray, QByteArray> settings;
    std::map<protocol::DraftId, Draft> drafts;
    std::map<ChainName, std::vector<EnvelopeEntry>> chains;
    std::vector<StoredChange> changes;
    std::vector<QuarantinedChange> quarantined;
    std::map<QString, std::uint64_t> scopes;
    std::map<QString, std::vector<FeedEntry>> feeds;
    std::map<WrapName, protocol::Wrap> wraps;
    std::map<protocol::LookupId, ResumeCode> codes;
    std::vector<std::pair<protocol::DraftId, DraftAccess>> accesses; ///< oldest first
    std::vector<Submission> submissions;
    std::vector<Supplement> supplements;
    std::map<protocol::BlobId, Blob> blobs;
    std::map<protocol::CommandId, DeviceCommand> commands;
    std::map<protocol::DeviceId, std::vector<std::pair<AuditHead, QByteArray>>> audits;
};

/// A transaction on a state its owner keeps or throws away. Threading: its owner's lock.
class InMemoryTransaction final : public Transaction
{
public:
    explicit InMemoryTransaction(InMemoryState &state, bool isCrowded = false)
        : m_state(state), m_isCrowded(isCrowded)
    {
    }

    [[nodiscard]] bool isCrowded() const override { return m_isCrowded; }

    Result<std::optional<Device>> device(const protocol::DeviceId &id) override;
    Result<std::optional<Device>> lockDevice(const protocol::DeviceId &id) override;
    Result<std::optional<Device>> deviceByRequestKey(const QByteArray &requestKey) override;
    Result<void> putDevice(const Device &device) override;
    Result<std::vector<Device>> devices() override;
    Result<std::optional<EnrolmentCode>> enrolmentCode(const QByteArray &codeHash) override;
    Result<void> putEnrolmentCode(const EnrolmentCode &code) override;
    Result<std::int64_t> raiseCounter(const QByteArray &name, std::int64_t window, std::int64_t by) override;
    Result<void> dropCountersBefore(std::int64_t window) override;
    Result<std::optional<QByteArray>> setting(const QByteArray &name) override;
    Result<void> putSetting(const QByteArray &name, const QByteArray &value) override;
    Result<void> addSetting(const QByteArray &name, const QByteArray &value) override;

    Result<std::optional<Draft>> draft(const protocol::DraftId &id) override;
    Result<std::vector<protocol::DraftId>> drafts() override;
    Result<void> addDraft(const Draft &draft) override;
    Result<void> addDraftScope(const protocol::DraftId &id, const QString &scope) override;
    Result<std::vector<protocol::BlobId>> eraseDraft(const protocol::DraftId &id, std::int64_t at) override;
    Result<ChainHead> chain(const ChainName &name) override;
    Result<void> appendEnvelope(const ChainName &name, const EnvelopeEntry &entry) override;
    Result<std::optional<EnvelopeEntry>> envelope(const ChainName &name, std::uint64_t sequence) override;
    Result<bool> addChange(const StoredChange &change) override;
    Result<std::optional<StoredChange>> change(const protocol::ChangeId &id) override;
    Result<std::vector<StoredChange>> changesOf(const protocol::DraftId &draft) override;
    Result<void> addQuarantined(const QuarantinedChange &change) override;
    Result<std::vector<QuarantinedChange>> quarantined(const protocol::DraftId &draft,
                                                       const protocol::DeviceId &device) override;
    Result<std::vector<QuarantineCount>> quarantineCounts() override;
    Result<void> dropQuarantined(const protocol::ChangeId &id, const protocol::DeviceId &device) override;
    Result<std::uint64_t> raiseScope(const QString &scope, std::uint64_t by) override;
    Result<void> addFeedEntry(const QString &scope, const FeedEntry &entry) override;
    Result<std::vector<FeedEntry>> feed(const QString &scope, std::uint64_t after,
                                        std::uint32_t limit) override;
    Result<std::vector<FeedLine>> feedPage(const QString &scope, std::uint64_t after, std::uint32_t limit,
                                           std::uint64_t bytes) override;
    Result<std::uint64_t> scopeHead(const QString &scope) override;

    Result<void> putWrap(const protocol::Wrap &wrap) override;
    Result<std::vector<protocol::Wrap>> wraps(const protocol::DraftId &draft) override;
    Result<void> putCode(const ResumeCode &code) override;
    Result<std::optional<ResumeCode>> code(const protocol::LookupId &lookup) override;
    Result<void> retireCodesBefore(const protocol::DraftId &draft, std::int64_t createdAt) override;
    Result<void> addAccess(const protocol::DraftId &draft, const DraftAccess &access) override;
    Result<std::vector<DraftAccess>> accesses(const protocol::DraftId &draft, std::uint32_t limit) override;
    Result<std::optional<Submission>> submission(const protocol::SubmissionId &id) override;
    Result<std::optional<Submission>> submissionOf(const protocol::DraftId &draft,
                                                   std::uint32_t round) override;
    Result<bool> hasSubmission(const protocol::DraftId &draft) override;
    Result<bool> referenceTaken(const QString &reference) override;
    Result<void> addSubmission(const Submission &submission) override;
    Result<void> updateSubmission(const Submission &submission) override;
    Result<std::vector<Submission>> submissions() override;
    Result<std::vector<Submission>> incompleteWith(const protocol::BlobId &blob) override;
    Result<std::vector<Submission>> deliveriesDue(std::int64_t now, std::uint32_t limit) override;
    Result<void> addSupplement(const Supplement &supplement) override;
    Result<std::vector<Supplement>> supplements(const protocol::DraftId &draft) override;
    Result<std::optional<Blob>> blob(const protocol::BlobId &id) override;
    Result<void> addBlob(const Blob &blob) override;
    Result<bool> moveBlob(const protocol::BlobId &id, std::uint64_t from, std::uint64_t to) override;
    Result<void> markBlobVerified(const protocol::BlobId &id) override;
    Result<void> restartBlob(const protocol::BlobId &id) override;

    Result<void> addCommand(const DeviceCommand &command) override;
    Result<std::optional<DeviceCommand>> command(const protocol::CommandId &id) override;
    Result<std::vector<DeviceCommand>> openCommands(const protocol::DeviceId &device,
                                                    std::uint32_t limit) override;
    Result<void> ackCommand(const protocol::CommandId &id, std::int64_t at) override;
    Result<AuditHead> auditHead(const protocol::DeviceId &device) override;
    Result<AuditHead> auditEntry(const protocol::DeviceId &device, std::uint64_t number) override;
    Result<void> addAudit(const protocol::DeviceId &device, const AuditHead &place, std::int64_t receivedAt,
                          const QByteArray &bytes) override;
    Result<std::vector<QByteArray>> auditOf(const protocol::DeviceId &device, std::uint64_t after,
                                            std::uint32_t limit) override;

private:
    InMemoryState &m_state;
    const bool m_isCrowded;
};

} // namespace luotsi::centre::storage
