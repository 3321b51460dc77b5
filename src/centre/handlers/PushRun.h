#pragma once

#include "centre/handlers/FeedBook.h"
#include "centre/handlers/Services.h"
#include "centre/handlers/SubmissionBook.h"
#include "sync/protocol/PushCodec.h"

#include <map>
#include <set>
#include <vector>

namespace luotsi::centre::handlers {

/// A batch, or a piece of one, inside one transaction. For every record the chain of (draft, device, epoch)
/// decides first: only the next envelope is judged, a repeated one gets its first answer again. A judged
/// record always advances its chain, whatever the judgement, so that nothing behind it turns into a gap.
/// `finish` numbers the feed. Threading: as its transaction.
class PushRun
{
public:
    PushRun(storage::Transaction &rows, const Services &services, const storage::Device &device,
            std::int64_t now)
        : m_rows(rows), m_services(services), m_device(device), m_now(now), m_book(rows, services, now),
          m_feed(rows)
    {
    }

    Result<void> take(const protocol::ReceivedRecord &record);
    /// A change that had been kept apart, without looking at who sent it. False when it is not what
    /// a device may say.
    [[nodiscard]] Result<bool> release(const protocol::Change &change);
    Result<protocol::PushReply> finish();

    /// Attachments whose bytes may go once the transaction has been committed.
    [[nodiscard]] const std::vector<protocol::BlobId> &freedBlobs() const { return m_freedBlobs; }
    /// Drafts this batch has erased.
    [[nodiscard]] const std::vector<protocol::DraftId> &erasedNow() const { return m_erasedNow; }
    [[nodiscard]] int newSubmissions() const { return m_newSubmissions; }
    [[nodiscard]] int newSupplements() const { return m_newSupplements; }

private:
    Result<protocol::PushResult> judgeEnvelope(const protocol::ReceivedRecord &record);
    Result<protocol::PushResult> answerAgain(const storage::EnvelopeEntry &entry,
                                             const protocol::ReceivedRecord &record);
    Result<protocol::PushResult> judgeChange(const protocol::ReceivedRecord &record);
    Result<protocol::PushResult> judgeForDraft(const protocol::Change &change, const storage::Draft &draft);
    Result<protocol::PushResult> enterSubmission(const protocol::Change &change);
    Result<protocol::PushResult> enterWrap(const protocol::Change &change);
    Result<protocol::PushResult> erase(const storage::Draft &draft);
    Result<protocol::PushResult> quarantine(const protocol::Change &change, base::ErrorCode reason);
    Result<protocol::PushResult> store(const protocol::Change &change);
    Result<storage::Draft> draftFor(const protocol::Change &change);
    Result<void> addReceipt(const protocol::ReceivedRecord &record, protocol::PushResult &result);

    storage::Transaction &m_rows;
    const Services &m_services;
    const storage::Device &m_device;
    std::int64_t m_now;
    SubmissionBook m_book;
    protocol::PushReply m_reply;
    FeedBook m_feed;
    std::set<protocol::DraftId> m_erased;
    std::vector<protocol::BlobId> m_freedBlobs;
    std::vector<protocol::DraftId> m_erasedNow;
    int m_newSubmissions = 0;
    int m_newSupplements = 0;
};

} // namespace luotsi::centre::handlers
