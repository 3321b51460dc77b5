#include "centre/handlers/PushRun.h"

#include "centre/handlers/FeedEpoch.h"
#include "sync/protocol/ChangeCodec.h"

#include <algorithm>

namespace luotsi::centre::handlers {

using base::ErrorCode;
using protocol::PushOutcome;
using protocol::PushResult;

namespace {

PushResult refused(ErrorCode reason)
{
    return {PushOutcome::Refused, reason, 0, std::nullopt};
}

PushResult outcome(PushOutcome value)
{
    return {value, ErrorCode::Internal, 0, std::nullopt};
}

/// As a tombstone, or as a proposal beside the submission.
bool isToldElsewhere(ErrorCode reason)
{
    return reason == ErrorCode::Erased || reason == ErrorCode::AlreadySubmitted;
}

bool isSafeHere(PushOutcome outcome)
{
    return outcome == PushOutcome::Stored || outcome == PushOutcome::Duplicate;
}

} // namespace

Result<void> PushRun::take(const protocol::ReceivedRecord &record)
{
    auto result = judgeEnvelope(record);
    if (!result)
        return result.error();
    if (record.envelope) {
        const auto draft = m_rows.draft(record.envelope->draft);
        if (!draft)
            return draft.error();
        if (draft->has_value() && (*draft)->erasedAt != 0)
            m_erased.insert(record.envelope->draft);
    }
    m_reply.results.push_back(std::move(*result));
    return {};
}

Result<PushResult> PushRun::judgeEnvelope(const protocol::ReceivedRecord &record)
{
    if (!record.envelope)
        return refused(record.envelope.error().code);
    const protocol::Envelope &envelope = *record.envelope;
    // A chain is one device's own: nobody else may advance it.
    if (envelope.device != m_device.id)
        return refused(ErrorCode::CertificateRefused);
    const storage::ChainName chain{envelope.draft, envelope.device, envelope.epoch};
    const auto head = m_rows.chain(chain);
    if (!head)
        return head.error();
    const protocol::EnvelopeHash hash = hashOf(envelope);
    if (envelope.sequence <= head->sequence) {
        const auto entry = m_rows.envelope(chain, envelope.sequence);
        if (!entry)
            return entry.error();
        if (!entry->has_value() || (*entry)->hash != hash)
            return outcome(PushOutcome::Fork);
        return answerAgain(**entry, record);
    }
    if (envelope.sequence > head->sequence + 1) {
        PushResult gap = outcome(PushOutcome::Gap);
        gap.expectedSequence = head->sequence + 1;
        return gap;
    }
    if (envelope.previous != head->hash)
        return outcome(PushOutcome::Fork);

    auto result = judgeChange(record);
    if (!result)
        return result;
    const storage::EnvelopeEntry entry{envelope.sequence, hash, envelope.change, result->outcome,
                                       result->reason};
    if (auto appended = m_rows.appendEnvelope(chain, entry); !appended)
        return appended.error();
    if (result->outcome == PushOutcome::Refused && !isToldElsewhere(result->reason)) {
        // It stays on its device: staff see that it does, though there is nothing to let in.
        const storage::QuarantinedChange row{envelope.change, envelope.draft, m_device.id,
                                             result->reason,  m_now,          QByteArrayLiteral("")};
        if (auto noted = m_rows.addQuarantined(row); !noted)
            return noted.error();
    }
    return result;
}

Result<PushResult> PushRun::answerAgain(const storage::EnvelopeEntry &entry,
                                        const protocol::ReceivedRecord &record)
{
    bool isSafe = isSafeHere(entry.outcome);
    if (entry.outcome == PushOutcome::Quarantined) {
        const auto released = m_rows.change(entry.change);
        if (!released)
            return released.error();
        isSafe = released->has_value();
    }
    PushResult result = outcome(isSafe ? PushOutcome::Duplicate : entry.outcome);
    result.reason = entry.reason;
    if (auto added = addReceipt(record, result); !added)
        return added.error();
    return result;
}

Result<PushResult> PushRun::judgeChange(const protocol::ReceivedRecord &record)
{
    if (!record.change)
        return refused(record.change.error().code);
    const protocol::Change &change = *record.change;
    auto draft = m_rows.draft(change.header.draft);
    if (!draft)
        return draft.error();
    if (draft->has_value() && (*draft)->erasedAt != 0)
        return refused(ErrorCode::Erased);
    if (m_device.revoked)
        return quarantine(change, ErrorCode::Revoked);
    auto known = draftFor(change);
    if (!known)
        return known.error();
    const auto &scopes = known->scopes;
    if (!std::binary_search(scopes.begin(), scopes.end(), m_device.scope))
        return quarantine(change, ErrorCode::Quarantined);

    const auto stored = m_rows.change(change.id);
    if (!stored)
        return stored.error();
    if (stored->has_value()) {
        PushResult result = outcome(PushOutcome::Duplicate);
        if (auto added = addReceipt(record, result); !added)
            return added.error();
        return result;
    }
    return judgeForDraft(change, *known);
}

Result<bool> PushRun::release(const protocol::Change &change)
{
    auto stored = m_rows.change(change.id);
    if (!stored)
        return stored.error();
    if (stored->has_value())
        return true;
    const auto draft = draftFor(change);
    if (!draft)
        return draft.error();
    if (auto judged = judgeForDraft(change, *draft); !judged)
        return judged.error();
    stored = m_rows.change(change.id);
    if (!stored)
        return stored.error();
    return stored->has_value();
}

Result<PushResult> PushRun::judgeForDraft(const protocol::Change &change, const storage::Draft &draft)
{
    auto result = [&]() -> Result<PushResult> {
        switch (change.header.kind) {
        case protocol::ChangeKind::Submit:
            return enterSubmission(change);
        case protocol::ChangeKind::Wrap:
            return enterWrap(change);
        case protocol::ChangeKind::Erase:
            return erase(draft);
        case protocol::ChangeKind::Request:
        case protocol::ChangeKind::Status:
            // Nobody but the centre speaks for the authority.
            return quarantine(change, ErrorCode::Quarantined);
        default:
            // Unknown kinds too: kept and forwarded as they are.
            return store(change);
        }
    }();
    const bool kept = result && (result->outcome == PushOutcome::Stored || result->receipt.has_value());
    if (kept && change.header.kind != protocol::ChangeKind::Erase) {
        for (const QString &scope : draft.scopes)
            m_feed.addChange(scope, change.id);
    }
    return result;
}

Result<PushResult> PushRun::enterSubmission(const protocol::Change &change)
{
    const auto entered = m_book.enter(change, m_device.id);
    if (!entered) {
        if (entered.error().code == ErrorCode::MalformedInput)
            return refused(ErrorCode::MalformedInput);
        return entered.error();
    }
    // Stored either way: a second submission of the round is a proposal for staff, never lost.
    auto result = store(change);
    if (!result)
        return result;
    result->receipt = entered->receipt;
    if (entered->fresh)
        ++m_newSubmissions;
    if (!entered->accepted) {
        ++m_newSupplements;
        result->outcome = PushOutcome::Refused;
        result->reason = ErrorCode::AlreadySubmitted;
        const storage::Supplement supplement{change.header.draft, change.header.round,
                                             *change.header.submission, change.id, m_now};
        if (auto added = m_rows.addSupplement(supplement); !added)
            return added.error();
    }
    return result;
}

Result<PushResult> PushRun::enterWrap(const protocol::Change &change)
{
    const auto wrap = protocol::wrapOf(change);
    if (!wrap)
        return refused(wrap.error().code);
    if (auto put = m_rows.putWrap(*wrap); !put)
        return put.error();
    if (wrap->purpose == protocol::WrapPurpose::Intake) {
        if (auto noted = m_book.wrapArrived(wrap->draft); !noted)
            return noted.error();
    }
    return store(change);
}

Result<PushResult> PushRun::erase(const storage::Draft &draft)
{
    const auto submitted = m_rows.hasSubmission(draft.id);
    if (!submitted)
        return submitted.error();
    // What has arrived is the authority's record; taking it back is a withdrawal, not an erasure.
    if (*submitted)
        return refused(ErrorCode::AlreadySubmitted);
    auto freed = m_feed.erase(draft, m_now);
    if (!freed)
        return freed.error();
    m_freedBlobs.insert(m_freedBlobs.end(), freed->begin(), freed->end());
    m_erasedNow.push_back(draft.id);
    return outcome(PushOutcome::Stored);
}

Result<PushResult> PushRun::quarantine(const protocol::Change &change, ErrorCode reason)
{
    const storage::QuarantinedChange row{change.id, change.header.draft, m_device.id, reason,
                                         m_now,     change.bytes};
    if (auto added = m_rows.addQuarantined(row); !added)
        return added.error();
    return PushResult{PushOutcome::Quarantined, reason, 0, std::nullopt};
}

Result<PushResult> PushRun::store(const protocol::Change &change)
{
    const auto submitted = m_rows.hasSubmission(change.header.draft);
    if (!submitted)
        return submitted.error();
    storage::StoredChange row;
    row.id = change.id;
    row.draft = change.header.draft;
    row.kind = static_cast<std::uint64_t>(change.header.kind);
    row.device = m_device.id;
    row.receivedAt = m_now;
    row.afterSubmission = *submitted && change.header.kind != protocol::ChangeKind::Submit;
    row.bytes = change.bytes;
    const auto added = m_rows.addChange(row);
    if (!added)
        return added.error();
    return outcome(*added ? PushOutcome::Stored : PushOutcome::Duplicate);
}

Result<storage::Draft> PushRun::draftFor(const protocol::Change &change)
{
    auto known = m_rows.draft(change.header.draft);
    if (!known)
        return known.error();
    if (known->has_value())
        return std::move(**known);
    storage::Draft draft{change.header.draft, m_device.id, m_now, 0, {m_device.scope}};
    if (auto added = m_rows.addDraft(draft); !added)
        return added.error();
    return draft;
}

Result<void> PushRun::addReceipt(const protocol::ReceivedRecord &record, PushResult &result)
{
    if (!record.change || record.change->header.kind != protocol::ChangeKind::Submit)
        return {};
    auto receipt = m_book.receiptOf(record.change->header.draft, record.change->header.round);
    if (!receipt)
        return receipt.error();
    result.receipt = std::move(*receipt);
    return {};
}

Result<protocol::PushReply> PushRun::finish()
{
    if (auto numbered = m_feed.number(); !numbered)
        return numbered.error();
    const auto epoch = ensureFeedEpoch(m_rows, m_services.random);
    if (!epoch)
        return epoch.error();
    m_reply.feedEpoch = *epoch;
    m_reply.erased.assign(m_erased.begin(), m_erased.end());
    m_reply.serverTime = m_now;
    return std::move(m_reply);
}

} // namespace luotsi::centre::handlers
