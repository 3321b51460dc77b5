#include "ForwardingTransaction.h"

namespace luotsi::sim {

Result<std::optional<storage::Device>> ForwardingTransaction::device(const protocol::DeviceId &id)
{
    return m_rows.device(id);
}

Result<std::optional<storage::Device>> ForwardingTransaction::lockDevice(const protocol::DeviceId &id)
{
    return m_rows.lockDevice(id);
}

Result<std::optional<storage::Device>> ForwardingTransaction::deviceByRequestKey(const QByteArray &requestKey)
{
    return m_rows.deviceByRequestKey(requestKey);
}

Result<void> ForwardingTransaction::putDevice(const storage::Device &device)
{
    return m_rows.putDevice(device);
}

Result<std::vector<storage::Device>> ForwardingTransaction::devices()
{
    return m_rows.devices();
}

Result<std::optional<storage::EnrolmentCode>> ForwardingTransaction::enrolmentCode(const QByteArray &codeHash)
{
    return m_rows.enrolmentCode(codeHash);
}

Result<void> ForwardingTransaction::putEnrolmentCode(const storage::EnrolmentCode &code)
{
    return m_rows.putEnrolmentCode(code);
}

Result<std::int64_t> ForwardingTransaction::raiseCounter(const QByteArray &name, std::int64_t window,
                                                         std::int64_t by)
{
    return m_rows.raiseCounter(name, window, by);
}

Result<void> ForwardingTransaction::dropCountersBefore(std::int64_t window)
{
    return m_rows.dropCountersBefore(window);
}

Result<std::optional<QByteArray>> ForwardingTransaction::setting(const QByteArray &name)
{
    return m_rows.setting(name);
}

Result<void> ForwardingTransaction::addSetting(const QByteArray &name, const QByteArray &value)
{
    return m_rows.addSetting(name, value);
}

Result<void> ForwardingTransaction::putSetting(const QByteArray &name, const QByteArray &value)
{
    return m_rows.putSetting(name, value);
}

Result<std::optional<storage::Draft>> ForwardingTransaction::draft(const protocol::DraftId &id)
{
    return m_rows.draft(id);
}

Result<void> ForwardingTransaction::addDraft(const storage::Draft &draft)
{
    return m_rows.addDraft(draft);
}

Result<void> ForwardingTransaction::addDraftScope(const protocol::DraftId &id, const QString &scope)
{
    return m_rows.addDraftScope(id, scope);
}

Result<std::vector<protocol::BlobId>> ForwardingTransaction::eraseDraft(const protocol::DraftId &id,
                                                                        std::int64_t at)
{
    return m_rows.eraseDraft(id, at);
}

Result<storage::ChainHead> ForwardingTransaction::chain(const storage::ChainName &name)
{
    return m_rows.chain(name);
}

Result<void> ForwardingTransaction::appendEnvelope(const storage::ChainName &name,
                                                   const storage::EnvelopeEntry &entry)
{
    return m_rows.appendEnvelope(name, entry);
}

Result<std::optional<storage::EnvelopeEntry>> ForwardingTransaction::envelope(const storage::ChainName &name,
                                                                              std::uint64_t sequence)
{
    return m_rows.envelope(name, sequence);
}

Result<bool> ForwardingTransaction::addChange(const storage::StoredChange &change)
{
    return m_rows.addChange(change);
}

Result<std::optional<storage::StoredChange>> ForwardingTransaction::change(const protocol::ChangeId &id)
{
    return m_rows.change(id);
}

Result<std::vector<storage::StoredChange>> ForwardingTransaction::changesOf(const protocol::DraftId &draft)
{
    return m_rows.changesOf(draft);
}

Result<void> ForwardingTransaction::addQuarantined(const storage::QuarantinedChange &change)
{
    return m_rows.addQuarantined(change);
}

Result<std::vector<storage::QuarantinedChange>>
ForwardingTransaction::quarantined(const protocol::DraftId &draft, const protocol::DeviceId &device)
{
    return m_rows.quarantined(draft, device);
}

Result<std::vector<storage::QuarantineCount>> ForwardingTransaction::quarantineCounts()
{
    return m_rows.quarantineCounts();
}

Result<void> ForwardingTransaction::dropQuarantined(const protocol::ChangeId &id,
                                                    const protocol::DeviceId &device)
{
    return m_rows.dropQuarantined(id, device);
}

Result<std::vector<protocol::DraftId>> ForwardingTransaction::drafts()
{
    return m_rows.drafts();
}

Result<std::uint64_t> ForwardingTransaction::raiseScope(const QString &scope, std::uint64_t by)
{
    return m_rows.raiseScope(scope, by);
}

Result<void> ForwardingTransaction::addFeedEntry(const QString &scope, const storage::FeedEntry &entry)
{
    return m_rows.addFeedEntry(scope, entry);
}

Result<std::vector<storage::FeedEntry>> ForwardingTransaction::feed(const QString &scope, std::uint64_t after,
                                                                    std::uint32_t limit)
{
    return m_rows.feed(scope, after, limit);
}

Result<void> ForwardingTransaction::putWrap(const protocol::Wrap &wrap)
{
    return m_rows.putWrap(wrap);
}

Result<std::vector<protocol::Wrap>> ForwardingTransaction::wraps(const protocol::DraftId &draft)
{
    return m_rows.wraps(draft);
}

Result<void> ForwardingTransaction::putCode(const storage::ResumeCode &code)
{
    return m_rows.putCode(code);
}

Result<std::optional<storage::ResumeCode>> ForwardingTransaction::code(const protocol::LookupId &lookup)
{
    return m_rows.code(lookup);
}

Result<void> ForwardingTransaction::retireCodesBefore(const protocol::DraftId &draft, std::int64_t createdAt)
{
    return m_rows.retireCodesBefore(draft, createdAt);
}

Result<void> ForwardingTransaction::addAccess(const protocol::DraftId &draft,
                                              const storage::DraftAccess &access)
{
    return m_rows.addAccess(draft, access);
}

Result<std::vector<storage::DraftAccess>> ForwardingTransaction::accesses(const protocol::DraftId &draft,
                                                                          std::uint32_t limit)
{
    return m_rows.accesses(draft, limit);
}

Result<std::optional<storage::Submission>> ForwardingTransaction::submission(const protocol::SubmissionId &id)
{
    return m_rows.submission(id);
}

Result<std::optional<storage::Submission>> ForwardingTransaction::submissionOf(const protocol::DraftId &draft,
                                                                               std::uint32_t round)
{
    return m_rows.submissionOf(draft, round);
}

Result<bool> ForwardingTransaction::hasSubmission(const protocol::DraftId &draft)
{
    return m_rows.hasSubmission(draft);
}

Result<bool> ForwardingTransaction::referenceTaken(const QString &reference)
{
    return m_rows.referenceTaken(reference);
}

Result<void> ForwardingTransaction::addSubmission(const storage::Submission &submission)
{
    return m_rows.addSubmission(submission);
}

Result<void> ForwardingTransaction::updateSubmission(const storage::Submission &submission)
{
    return m_rows.updateSubmission(submission);
}

Result<std::vector<storage::Submission>> ForwardingTransaction::submissions()
{
    return m_rows.submissions();
}

Result<std::vector<storage::Submission>> ForwardingTransaction::incompleteWith(const protocol::BlobId &blob)
{
    return m_rows.incompleteWith(blob);
}

Result<std::vector<storage::Submission>> ForwardingTransaction::deliveriesDue(std::int64_t now,
                                                                              std::uint32_t limit)
{
    return m_rows.deliveriesDue(now, limit);
}

Result<void> ForwardingTransaction::addSupplement(const storage::Supplement &supplement)
{
    return m_rows.addSupplement(supplement);
}

Result<std::vector<storage::Supplement>> ForwardingTransaction::supplements(const protocol::DraftId &draft)
{
    return m_rows.supplements(draft);
}

Result<std::optional<storage::Blob>> ForwardingTransaction::blob(const protocol::BlobId &id)
{
    return m_rows.blob(id);
}

Result<void> ForwardingTransaction::addBlob(const storage::Blob &blob)
{
    return m_rows.addBlob(blob);
}

Result<bool> ForwardingTransaction::moveBlob(const protocol::BlobId &id, std::uint64_t from, std::uint64_t to)
{
    return m_rows.moveBlob(id, from, to);
}

Result<void> ForwardingTransaction::markBlobVerified(const protocol::BlobId &id)
{
    return m_rows.markBlobVerified(id);
}

Result<void> ForwardingTransaction::restartBlob(const protocol::BlobId &id)
{
    return m_rows.restartBlob(id);
}

Result<std::vector<storage::FeedLine>> ForwardingTransaction::feedPage(const QString &scope,
                                                                       std::uint64_t after,
                                                                       std::uint32_t limit,
                                                                       std::uint64_t bytes)
{
    return m_rows.feedPage(scope, after, limit, bytes);
}

Result<std::uint64_t> ForwardingTransaction::scopeHead(const QString &scope)
{
    return m_rows.scopeHead(scope);
}

Result<void> ForwardingTransaction::addCommand(const storage::DeviceCommand &command)
{
    return m_rows.addCommand(command);
}

Result<std::optional<storage::DeviceCommand>> ForwardingTransaction::command(const protocol::CommandId &id)
{
    return m_rows.command(id);
}

Result<std::vector<storage::DeviceCommand>>
ForwardingTransaction::openCommands(const protocol::DeviceId &device, std::uint32_t limit)
{
    return m_rows.openCommands(device, limit);
}

Result<void> ForwardingTransaction::ackCommand(const protocol::CommandId &id, std::int64_t at)
{
    return m_rows.ackCommand(id, at);
}

Result<storage::AuditHead> ForwardingTransaction::auditHead(const protocol::DeviceId &device)
{
    return m_rows.auditHead(device);
}

Result<storage::AuditHead> ForwardingTransaction::auditEntry(const protocol::DeviceId &device,
                                                             std::uint64_t number)
{
    return m_rows.auditEntry(device, number);
}

Result<void> ForwardingTransaction::addAudit(const protocol::DeviceId &device,
                                             const storage::AuditHead &place, std::int64_t receivedAt,
                                             const QByteArray &bytes)
{
    return m_rows.addAudit(device, place, receivedAt, bytes);
}

Result<std::vector<QByteArray>> ForwardingTransaction::auditOf(const protocol::DeviceId &device,
                                                               std::uint64_t after, std::uint32_t limit)
{
    return m_rows.auditOf(device, after, limit);
}

} // namespace luotsi::sim
