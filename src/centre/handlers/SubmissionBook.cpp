#include "centre/handlers/SubmissionBook.h"

#include "sealing/ReceiptSigning.h"
#include "sync/protocol/PushCodec.h"
#include "sync/protocol/SubmissionOf.h"

#include <QCryptographicHash>

namespace luotsi::centre::handlers {

using base::ErrorCode;

Result<SubmissionBook::Entered> SubmissionBook::enter(const protocol::Change &change,
                                                      const protocol::DeviceId &device)
{
    const protocol::ChangeHeader &header = change.header;
    if (header.round == 0 || !header.submission)
        return base::Error{ErrorCode::MalformedInput, QStringLiteral("a submit change names no round"), {}};

    const auto existing = m_rows.submissionOf(header.draft, header.round);
    if (!existing)
        return existing.error();
    if (existing->has_value()) {
        const auto receipt = protocol::decodeReceipt((*existing)->receipt);
        if (!receipt)
            return receipt.error();
        return Entered{(*existing)->id == *header.submission, false, *receipt};
    }
    const auto elsewhere = m_rows.submission(*header.submission);
    if (!elsewhere)
        return elsewhere.error();
    if (elsewhere->has_value())
        return base::Error{
            ErrorCode::MalformedInput, QStringLiteral("the submission belongs to another draft"), {}};

    auto reference = freeReference(*header.submission);
    if (!reference)
        return reference.error();
    storage::Submission row;
    row.id = *header.submission;
    row.draft = header.draft;
    row.round = header.round;
    row.change = change.id;
    row.device = device;
    row.reference = *reference;
    row.receivedAt = m_now;
    row.attachments = header.attachments;
    row.nextDeliveryAt = m_now;
    const auto receipt = signedReceipt(row, header.deviceTime);
    if (!receipt)
        return receipt.error();
    row.receipt = protocol::encodeReceipt(*receipt);
    row.completedAt = receipt->complete ? m_now : 0;
    if (auto added = m_rows.addSubmission(row); !added)
        return added.error();
    return Entered{true, true, *receipt};
}

Result<std::optional<protocol::Receipt>> SubmissionBook::receiptOf(const protocol::DraftId &draft,
                                                                   std::uint32_t round)
{
    const auto row = m_rows.submissionOf(draft, round);
    if (!row)
        return row.error();
    if (!row->has_value())
        return std::optional<protocol::Receipt>();
    auto receipt = protocol::decodeReceipt((*row)->receipt);
    if (!receipt)
        return receipt.error();
    return std::optional(std::move(*receipt));
}

Result<int> SubmissionBook::attachmentVerified(const protocol::BlobId &blob)
{
    auto waiting = m_rows.incompleteWith(blob);
    if (!waiting)
        return waiting.error();
    int completed = 0;
    for (storage::Submission &row : *waiting) {
        const auto old = protocol::decodeReceipt(row.receipt);
        if (!old)
            return old.error();
        const auto receipt = signedReceipt(row, old->deviceTime);
        if (!receipt)
            return receipt.error();
        row.receipt = protocol::encodeReceipt(*receipt);
        if (receipt->complete) {
            row.completedAt = m_now;
            ++completed;
        }
        if (auto updated = m_rows.updateSubmission(row); !updated)
            return updated.error();
    }
    return completed;
}

Result<void> SubmissionBook::wrapArrived(const protocol::DraftId &draft)
{
    // A submission that was tried without its wrap waits for its next attempt; the wrap is what it waited
    // for.
    for (std::uint32_t round = 1;; ++round) {
        auto row = m_rows.submissionOf(draft, round);
        if (!row)
            return row.error();
        if (!row->has_value())
            return {};
        if ((*row)->check != storage::CheckState::Waiting || (*row)->nextDeliveryAt <= m_now)
            continue;
        (*row)->nextDeliveryAt = m_now;
        if (auto updated = m_rows.updateSubmission(**row); !updated)
            return updated;
    }
}

Result<protocol::Receipt> SubmissionBook::signedReceipt(const storage::Submission &submission,
                                                        std::int64_t deviceTime)
{
    auto missing = missingOf(submission);
    if (!missing)
        return missing.error();
    protocol::Receipt receipt;
    receipt.submission = submission.id;
    receipt.draft = submission.draft;
    receipt.round = submission.round;
    receipt.reference = submission.reference;
    receipt.receivedAt = submission.receivedAt;
    receipt.deviceTime = deviceTime;
    receipt.complete = missing->empty();
    receipt.missing = std::move(*missing);
    return sealing::signReceipt(std::move(receipt), m_services.identity.receiptKey());
}

Result<std::vector<protocol::BlobId>> SubmissionBook::missingOf(const storage::Submission &submission)
{
    std::vector<protocol::BlobId> missing;
    for (const protocol::BlobId &id : submission.attachments) {
        const auto blob = m_rows.blob(id);
        if (!blob)
            return blob.error();
        if (!blob->has_value() || !(*blob)->verified)
            missing.push_back(id);
    }
    return missing;
}

Result<QString> SubmissionBook::freeReference(const protocol::SubmissionId &submission)
{
    // Derived, so that a repeated transaction finds the same one; hashed on when two submissions would share
    // it.
    protocol::SubmissionId seed = submission;
    for (;;) {
        QString reference = protocol::referenceOf(seed);
        const auto taken = m_rows.referenceTaken(reference);
        if (!taken)
            return taken.error();
        if (!*taken)
            return reference;
        seed = *protocol::SubmissionId::fromBytes(
            QCryptographicHash::hash(seed.view(), QCryptographicHash::Sha256));
    }
}

} // namespace luotsi::centre::handlers
