#pragma once

#include "SeededBug.h"
#include "centre/storage/Storage.h"
#include "sync/protocol/PushCodec.h"

#include <map>
#include <optional>

namespace luotsi::sim {

namespace storage = centre::storage;
namespace protocol = sync::protocol;
using base::Result;

/// What a defect of the centre has to know of the request under way.
struct RequestFacts
{
    std::vector<protocol::ReceivedRecord> records; ///< of a push
    std::size_t next = 0;                          ///< which of them is being judged
    std::optional<std::uint64_t> uploadOffset;
    std::map<QString, std::uint64_t> reserved; ///< last feed number given out before the commit, by scope
};

/// The real rows with one seeded defect in front of them; everything else goes through as it is.
class FaultyTransaction final : public storage::Transaction
{
public:
    FaultyTransaction(storage::Transaction &rows, SeededBug bug, RequestFacts &facts)
        : m_rows(rows), m_bug(bug), m_facts(facts)
    {
    }

    Result<std::optional<storage::Device>> device(const protocol::DeviceId &id) override;
    Result<std::optional<storage::Device>> lockDevice(const protocol::DeviceId &id) override;
    Result<std::optional<storage::Device>> deviceByRequestKey(const QByteArray &requestKey) override
    {
        return m_rows.deviceByRequestKey(requestKey);
    }
    Result<void> putDevice(const storage::Device &device) override { return m_rows.putDevice(device); }
    Result<std::vector<storage::Device>> devices() override { return m_rows.devices(); }
    Result<std::optional<storage::EnrolmentCode>> enrolmentCode(const QByteArray &codeHash) override
    {
        return m_rows.enrolmentCode(codeHash);
    }
    Result<void> putEnrolmentCode(const storage::EnrolmentCode &code) override
    {
        return m_rows.putEnrolmentCode(code);
    }
    Result<std::int64_t> raiseCounter(const QByteArray &name, std::int64_t window, std::int64_t by) override
    {
        return m_rows.raiseCounter(name, window, by);
    }
    Result<void> dropCountersBefore(std::int64_t window) override
    {
        return m_rows.dropCountersBefore(window);
    }
    Result<std::optional<QByteArray>> setting(const QByteArray &name) override
    {
        return m_rows.setting(name);
    }
    Result<void> putSetting(const QByteArray &name, const QByteArray &value) override
    {
        return m_rows.putSetting(name, value);
    }
    Result<std::optional<storage::Draft>> draft(const protocol::DraftId &id) override
    {
        return m_rows.draft(id);
    }
    Result<void> addDraft(const storage::Draft &draft) override { return m_rows.addDraft(draft); }
    Result<void> addDraftScope(const protocol::DraftId &id, const QString &scope) override
    {
        return m_rows.addDraftScope(id, scope);
    }
    Result<std::vector<protocol::BlobId>> eraseDraft(const protocol::DraftId &id, std::int64_t at) override
    {
        return m_rows.eraseDraft(id, at);
    }
    Result<storage::ChainHead> chain(const storage::ChainName &name) override;
    Result<void> appendEnvelope(const storage::ChainName &name, const storage::EnvelopeEntry &entry) override;
    Result<std::optional<storage::EnvelopeEntry>> envelope(const storage::ChainName &name,
                                                           std::uint64_t sequence) override
    {
        return m_rows.envelope(name, sequence);
    }
    Result<bool> addChange(const storage::StoredChange &change) override;
    Result<std::optional<storage::StoredChange>> change(const protocol::ChangeId &id) override;
    Result<std::vector<storage::StoredChange>> changesOf(const protocol::DraftId &draft) override
    {
        return m_rows.changesOf(draft);
    }
    Result<void> addQuarantined(const storage::QuarantinedChange &change) override
    {
        return m_rows.addQuarantined(change);
    }
    Result<std::vector<storage::QuarantinedChange>> quarantined() override { return m_rows.quarantined(); }
    Result<std::uint64_t> raiseScope(const QString &scope, std::uint64_t by) override;
    Result<void> addFeedEntry(const QString &scope, const storage::FeedEntry &entry) override
    {
        return m_rows.addFeedEntry(scope, entry);
    }
    Result<std::vector<storage::FeedEntry>> feed(const QString &scope, std::uint64_t after,
                                                 std::uint32_t limit) override
    {
        return m_rows.feed(scope, after, limit);
    }
    Result<void> putWrap(const protocol::Wrap &wrap) override { return m_rows.putWrap(wrap); }
    Result<std::vector<protocol::Wrap>> wraps(const protocol::DraftId &draft) override
    {
        return m_rows.wraps(draft);
    }
    Result<void> putCode(const storage::ResumeCode &code) override { return m_rows.putCode(code); }
    Result<std::optional<storage::ResumeCode>> code(const protocol::LookupId &lookup) override
    {
        return m_rows.code(lookup);
    }
    Result<void> retireCodesBefore(const protocol::DraftId &draft, std::int64_t createdAt) override
    {
        return m_rows.retireCodesBefore(draft, createdAt);
    }
    Result<void> addAccess(const protocol::DraftId &draft, const storage::DraftAccess &access) override
    {
        return m_rows.addAccess(draft, access);
    }
    Result<std::vector<storage::DraftAccess>> accesses(const protocol::DraftId &draft,
                                                       std::uint32_t limit) override
    {
        return m_rows.accesses(draft, limit);
    }
    Result<std::optional<storage::Submission>> submission(const protocol::SubmissionId &id) override
    {
        return m_rows.submission(id);
    }
    Result<std::optional<storage::Submission>> submissionOf(const protocol::DraftId &draft,
                                                            std::uint32_t round) override
    {
        return m_rows.submissionOf(draft, round);
    }
    Result<bool> hasSubmission(const protocol::DraftId &draft) override
    {
        return m_rows.hasSubmission(draft);
    }
    Result<bool> referenceTaken(const QString &reference) override
    {
        return m_rows.referenceTaken(reference);
    }
    Result<void> addSubmission(const storage::Submission &submission) override
    {
        return m_rows.addSubmission(submission);
    }
    Result<void> updateSubmission(const storage::Submission &submission) override
    {
        return m_rows.updateSubmission(submission);
    }
    Result<std::vector<storage::Submission>> submissions() override { return m_rows.submissions(); }
    Result<std::vector<storage::Submission>> incompleteWith(const protocol::BlobId &blob) override
    {
        return m_rows.incompleteWith(blob);
    }
    Result<std::vector<storage::Submission>> deliveriesDue(std::int64_t now, std::uint32_t limit) override
    {
        return m_rows.deliveriesDue(now, limit);
    }
    Result<void> addSupplement(const storage::Supplement &supplement) override
    {
        return m_rows.addSupplement(supplement);
    }
    Result<std::vector<storage::Supplement>> supplements(const protocol::DraftId &draft) override
    {
        return m_rows.supplements(draft);
    }
    Result<std::optional<storage::Blob>> blob(const protocol::BlobId &id) override;
    Result<void> addBlob(const storage::Blob &blob) override { return m_rows.addBlob(blob); }
    Result<bool> moveBlob(const protocol::BlobId &id, std::uint64_t from, std::uint64_t to) override;
    Result<void> markBlobVerified(const protocol::BlobId &id) override { return m_rows.markBlobVerified(id); }
    Result<void> restartBlob(const protocol::BlobId &id) override { return m_rows.restartBlob(id); }

private:
    Result<std::optional<storage::Device>> unrevoked(Result<std::optional<storage::Device>> device) const;

    storage::Transaction &m_rows;
    SeededBug m_bug;
    RequestFacts &m_facts;
};

/// The real storage behind such transactions.
class FaultyStorage final : public storage::Storage
{
public:
    FaultyStorage(storage::Storage &real, SeededBug bug, RequestFacts &facts)
        : m_real(real), m_bug(bug), m_facts(facts)
    {
    }
    Result<void> write(const Work &work) override;
    Result<void> read(const Work &work) override;

private:
    storage::Storage &m_real;
    SeededBug m_bug;
    RequestFacts &m_facts;
};

} // namespace luotsi::sim
