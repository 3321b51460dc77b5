#include "Device.h"

#include "sync/protocol/ChangeCodec.h"

#include <algorithm>

// Reads and writes of the store, as sync::client does them, and what is promised with each.

namespace luotsi::sim {

namespace event = core::event;
namespace action = core::action;

void Device::storeFailed(core::Operation operation, base::ErrorCode error)
{
    if (survived())
        feed(event::StoreFailed{operation, error});
}

void Device::stored(core::Operation operation, const Result<void> &result)
{
    if (!result) {
        storeFailed(operation, result.error().code);
        return;
    }
    if (m_disk.isDown()) {
        survived();
        return;
    }
    feed(event::Stored{operation});
}

void Device::run(const action::ReadQueue &action)
{
    const auto queue = m_store->queue();
    const auto incomplete = m_store->incompleteSubmissions();
    if (!queue || !incomplete) {
        storeFailed(action.operation, base::ErrorCode::StoreFailed);
        return;
    }
    const core::QueueCounts counts{queue->records, queue->codes, queue->blobs,
                                   static_cast<std::uint32_t>(incomplete->size())};
    core::QueueCounts waiting = counts;
    const auto &stranded = m_around.ledger.stranded;
    waiting.incompleteSubmissions = static_cast<std::uint32_t>(
        std::count_if(incomplete->begin(), incomplete->end(), [&](const protocol::SubmissionId &submission) {
            return !stranded.contains(submission);
        }));
    // Codes and attachments of a revoked device wait for ever, with their reason; its records are heard.
    if (revoked)
        waiting = {counts.records, 0, 0, 0};
    m_idle = waiting.empty();
    feed(event::QueueRead{action.operation, counts, {queue->nextAttemptAt, queue->tries, queue->lastError}});
}

void Device::run(const action::ReadBatch &action)
{
    auto batch = m_store->nextBatch(action.underWay);
    if (!batch) {
        storeFailed(action.operation, batch.error().code);
        return;
    }
    // Smaller than any real batch, so that queues have several and what comes behind is read ahead.
    constexpr std::size_t small = 5;
    if (const std::size_t limit = std::min(action.limit, small); batch->size() > limit)
        batch->resize(limit);
    if (!action.underWay.empty() && !batch->empty())
        ++m_around.ledger.events[QStringLiteral("batch read ahead")];
    feed(event::BatchRead{action.operation, *batch});
}

void Device::run(const action::ReadAttachment &action)
{
    const auto blob = m_store->nextBlob();
    if (!blob) {
        storeFailed(action.operation, blob.error().code);
        return;
    }
    std::optional<core::AttachmentFacts> facts;
    if (*blob)
        facts = core::AttachmentFacts{(*blob)->blob, (*blob)->draft, (*blob)->size, (*blob)->offset};
    feed(event::AttachmentRead{action.operation, facts});
}

void Device::run(const action::ReadCode &action)
{
    const auto code = m_store->nextCode();
    if (!code) {
        storeFailed(action.operation, code.error().code);
        return;
    }
    m_code = *code;
    feed(event::CodeRead{action.operation, m_code ? std::optional(m_code->lookup) : std::nullopt});
}

void Device::run(const action::ReadIncomplete &action)
{
    const auto incomplete = m_store->incompleteSubmissions();
    if (incomplete)
        feed(event::IncompleteRead{action.operation, *incomplete});
    else
        storeFailed(action.operation, incomplete.error().code);
}

void Device::run(const action::ApplyPush &action)
{
    protocol::PushReply reply = action.reply;
    if (m_around.bug == SeededBug::TombstoneIgnored)
        reply.erased.clear();
    const auto applied = m_store->applyPush(action.records, reply);
    if (applied)
        noteErased(action.reply.erased);
    stored(action.operation, applied);
}

void Device::run(const action::ApplyReceipt &action)
{
    noteReceipt(action.receipt);
    stored(action.operation, m_store->applyReceipt(action.receipt));
}

void Device::run(const action::ApplyAttachmentOffset &action)
{
    stored(action.operation, m_store->applyBlobOffset(action.blob, action.offset));
}

void Device::run(const action::ApplyAttachmentRefused &action)
{
    // Only an erased draft or a revoked device makes the centre refuse an honest attachment.
    const bool expected =
        revoked || action.reason == base::ErrorCode::Erased || action.reason == base::ErrorCode::NotFound;
    m_around.ledger.check(
        2, expected,
        QStringLiteral("device %1 put an attachment aside that the centre should have taken (%2)")
            .arg(m_number)
            .arg(base::name(action.reason)));
    stored(action.operation, m_store->applyBlobRefused(action.blob, action.reason));
}

void Device::run(const action::ApplyCodeStored &action)
{
    stored(action.operation, m_store->applyCodeStored(action.lookup));
}

void Device::run(const action::ApplyCodeRefused &action)
{
    stored(action.operation, m_store->applyCodeRefused(action.lookup, action.reason));
}

void Device::run(const action::ScheduleAttempt &action)
{
    m_afterFailure = action.lastError.has_value();
    (void)m_store->scheduleAttempt(action.at, action.tries, action.lastError);
    survived();
}

void Device::run(const action::Expire &action)
{
    constexpr std::int64_t unsentLifetime = 14 * 24 * hour;
    (void)m_store->expire(action.now, unsentLifetime);
    survived();
}

void Device::notePush(const std::vector<protocol::Record> &records, const protocol::PushReply &reply)
{
    using protocol::PushOutcome;
    if (reply.results.size() != records.size())
        return;
    for (std::size_t index = 0; index < records.size(); ++index) {
        const auto fact = m_around.ledger.changes.find(records[index].change.id);
        const protocol::PushResult &result = reply.results[index];
        if (result.receipt)
            noteReceipt(*result.receipt);
        if (fact == m_around.ledger.changes.end())
            continue;
        m_around.ledger.write(m_around.agenda.now(), QStringLiteral("device %1 hears of %2: outcome %3 %4")
                                                         .arg(m_number)
                                                         .arg(QLatin1String(fact->first.toHex().left(8)))
                                                         .arg(static_cast<int>(result.outcome))
                                                         .arg(base::name(result.reason)));
        if (result.outcome == PushOutcome::Stored || result.outcome == PushOutcome::Duplicate)
            fact->second.acknowledged = true;
        if (result.outcome == PushOutcome::Refused || result.outcome == PushOutcome::Quarantined)
            fact->second.refused = true;
        if (result.outcome == PushOutcome::Fork)
            ++m_around.ledger.events[QStringLiteral("fork told")];
        if (result.outcome == PushOutcome::Gap)
            ++m_around.ledger.events[QStringLiteral("gap told")];
    }
}

void Device::noteReceipt(const protocol::Receipt &receipt)
{
    auto &receipts = m_around.ledger.receipts;
    const auto known = receipts.emplace(std::pair(receipt.draft, receipt.round), receipt).first;
    const bool same = known->second.submission == receipt.submission &&
                      known->second.reference == receipt.reference &&
                      known->second.receivedAt == receipt.receivedAt;
    m_around.ledger.check(
        5, same,
        QStringLiteral("two receipts that differ for one round of a draft: %1 of %2, %3 of %4 to device %5")
            .arg(known->second.reference)
            .arg(known->second.receivedAt - beginning)
            .arg(receipt.reference)
            .arg(receipt.receivedAt - beginning)
            .arg(m_number));
    if (!receipt.complete)
        return;
    for (const auto &[id, fact] : m_around.ledger.changes) {
        if (fact.change.header.submission != receipt.submission)
            continue;
        for (const protocol::BlobId &blob : fact.change.header.attachments)
            m_around.ledger.check(6, m_around.ledger.isWhole(blob),
                                  QStringLiteral("a receipt says complete and an attachment is not there"));
    }
}

} // namespace luotsi::sim
