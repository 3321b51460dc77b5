#pragma once

#include "centre/handlers/Services.h"
#include "sync/protocol/Receipt.h"

#include <optional>

namespace luotsi::centre::handlers {

/// Keeps the promise "exactly once": at most one submission per (draft, round), one signed receipt for it,
/// and `complete` only when every attachment is verified. Works inside the caller's transaction. Threading:
/// as its transaction.
class SubmissionBook
{
public:
    SubmissionBook(storage::Transaction &rows, const Services &services, std::int64_t now)
        : m_rows(rows), m_services(services), m_now(now)
    {
    }

    struct Entered
    {
        bool accepted = false; ///< false: the round has another submission already; `receipt` is that one's
        bool fresh = false;    ///< accepted now, not a repeat
        protocol::Receipt receipt;
    };
    /// `change` is a submit change that is stored, or will be in the same transaction.
    Result<Entered> enter(const protocol::Change &change, const protocol::DeviceId &device);
    /// The receipt of a round, if it has one.
    Result<std::optional<protocol::Receipt>> receiptOf(const protocol::DraftId &draft, std::uint32_t round);
    /// Completes the submissions that waited for this attachment; says how many.
    Result<int> attachmentVerified(const protocol::BlobId &blob);
    /// The intake wrap has come: submissions of the draft may go to the key desk now.
    Result<void> wrapArrived(const protocol::DraftId &draft);

private:
    Result<protocol::Receipt> signedReceipt(const storage::Submission &submission, std::int64_t deviceTime);
    Result<std::vector<protocol::BlobId>> missingOf(const storage::Submission &submission);
    Result<QString> freeReference(const protocol::SubmissionId &submission);

    storage::Transaction &m_rows;
    const Services &m_services;
    std::int64_t m_now;
};

} // namespace luotsi::centre::handlers
