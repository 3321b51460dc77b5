#pragma once

#include "centre/storage/Transaction.h"

namespace luotsi::sim {

namespace storage = centre::storage;
namespace protocol = sync::protocol;
using base::Result;

/// Hands every call on to the rows of a real transaction: what a seeded defect begins with.
class ForwardingTransaction : public storage::Transaction
{
public:
    explicit ForwardingTransaction(storage::Transaction &rows) : m_rows(rows) {}

    [[nodiscard]] bool isCrowded() const override { return m_rows.isCrowded(); }

    Result<std::optional<storage::Device>> device(const protocol::DeviceId &id) override;
    Result<std::optional<storage::Device>> lockDevice(const protocol::DeviceId &id) override;
    Result<std::optional<storage::Device>> deviceByRequestKey(const QByteArray &requestKey) override;
    Result<void> putDevice(const storage::Device &device) override;
    Result<std::vector<storage::Device>> devices() override;
    Result<std::optional<storage::EnrolmentCode>> enrolmentCode(const QByteArray &codeHash) override;
    Result<void> putEnrolmentCode(const storage::EnrolmentCode &code) override;
    Result<std::int64_t> raiseCounter(const QByteArray &name, std::int64_t window, std::int64_t by) override;
    Result<void> dropCountersBefore(std::int64_t window) override;
    Result<std::optional<QByteArray>> setting(const QByteArray &name) override;
    Result<void> addSetting(const QByteArray &name, const QByteArray &value) override;
    Result<void> putSetting(const QByteArray &name, const QByteArray &value) override;
    Result<std::optional<storage::Draft>> draft(const protocol::DraftId &id) override;
    Result<std::vector<protocol::DraftId>> drafts() override;
    Result<void> addDraft(const storage::Draft &draft) override;
    Result<void> addDraftScope(const protocol::DraftId &id, const QString &scope) override;
    Result<std::vector<protocol::BlobId>> eraseDraft(const protocol::DraftId &id, std::int64_t at) override;
    Result<storage::ChainHead> chain(const storage::ChainName &name) override;
    Result<void> appendEnvelope(const storage::ChainName &name, const storage::EnvelopeEntry &entry) override;
    Result<std::optional<storage::EnvelopeEntry>> envelope(const storage::ChainName &name,
                                                           std::uint64_t sequence) override;
    Result<bool> addChange(const storage::StoredChange &change) override;
    Result<std::optional<storage::StoredChange>> change(const protocol::ChangeId &id) override;
    Result<std::vector<storage::StoredChange>> changesOf(const protocol::DraftId &draft) override;
    Result<void> addQuarantined(const storage::QuarantinedChange &change) override;
    Result<std::vector<storage::QuarantinedChange>> quarantined(const protocol::DraftId &draft,
                                                                const protocol::DeviceId &device) override;
    Result<std::vector<storage::QuarantineCount>> quarantineCounts() override;
    Result<void> dropQuarantined(const protocol::ChangeId &id, const protocol::DeviceId &device) override;
    Result<std::uint64_t> raiseScope(const QString &scope, std::uint64_t by) override;
    Result<void> addFeedEntry(const QString &scope, const storage::FeedEntry &entry) override;
    Result<std::vector<storage::FeedEntry>> feed(const QString &scope, std::uint64_t after,
                                                 std::uint32_t limit) override;
    Result<void> putWrap(const protocol::Wrap &wrap) override;
    Result<std::vector<protocol::Wrap>> wraps(const protocol::DraftId &draft) override;
    Result<void> putCode(const storage::ResumeCode &code) override;
    Result<std::optional<storage::ResumeCode>> code(const protocol::LookupId &lookup) override;
    Result<void> retireCodesBefore(const protocol::DraftId &draft, std::int64_t createdAt) override;
    Result<void> addAccess(const protocol::DraftId &draft, const storage::DraftAccess &access) override;
    Result<std::vector<storage::DraftAccess>> accesses(const protocol::DraftId &draft,
                                                       std::uint32_t limit) override;
    Result<std::optional<storage::Submission>> submission(const protocol::SubmissionId &id) override;
    Result<std::optional<storage::Submission>> submissionOf(const protocol::DraftId &draft,
                                                            std::uint32_t round) override;
    Result<bool> hasSubmission(const protocol::DraftId &draft) override;
    Result<bool> referenceTaken(const QString &reference) override;
    Result<void> addSubmission(const storage::Submission &submission) override;
    Result<void> updateSubmission(const storage::Submission &submission) override;
    Result<std::vector<storage::Submission>> submissions() override;
    Result<std::vector<storage::Submission>> incompleteWith(const protocol::BlobId &blob) override;
    Result<std::vector<storage::Submission>> deliveriesDue(std::int64_t now, std::uint32_t limit) override;
    Result<void> addSupplement(const storage::Supplement &supplement) override;
    Result<std::vector<storage::Supplement>> supplements(const protocol::DraftId &draft) override;
    Result<std::optional<storage::Blob>> blob(const protocol::BlobId &id) override;
    Result<void> addBlob(const storage::Blob &blob) override;
    Result<bool> moveBlob(const protocol::BlobId &id, std::uint64_t from, std::uint64_t to) override;
    Result<void> markBlobVerified(const protocol::BlobId &id) override;
    Result<void> restartBlob(const protocol::BlobId &id) override;
    Result<std::vector<storage::FeedLine>> feedPage(const QString &scope, std::uint64_t after,
                                                    std::uint32_t limit, std::uint64_t bytes) override;
    Result<std::uint64_t> scopeHead(const QString &scope) override;
    Result<void> addCommand(const storage::DeviceCommand &command) override;
    Result<std::optional<storage::DeviceCommand>> command(const protocol::CommandId &id) override;
    Result<std::vector<storage::DeviceCommand>> openCommands(const protocol::DeviceId &device,
                                                             std::uint32_t limit) override;
    Result<void> ackCommand(const protocol::CommandId &id, std::int64_t at) override;
    Result<storage::AuditHead> auditHead(const protocol::DeviceId &device) override;
    Result<storage::AuditHead> auditEntry(const protocol::DeviceId &device, std::uint64_t number) override;
    Result<void> addAudit(const protocol::DeviceId &device, const storage::AuditHead &place,
                          std::int64_t receivedAt, const QByteArray &bytes) override;
    Result<std::vector<QByteArray>> auditOf(const protocol::DeviceId &device, std::uint64_t after,
                                            std::uint32_t limit) override;

protected:
    storage::Transaction &m_rows;
};

} // namespace luotsi::sim
