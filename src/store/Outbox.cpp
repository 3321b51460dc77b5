#include "store/Outbox.h"

#include "base/Log.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/PushCodec.h"

#include <algorithm>
#include <set>

namespace luotsi::store {

using base::ErrorCode;

namespace {

// More than a batch is never told apart from more still: to count them all would cost the more the more wait.
constexpr char waitingCountSql[] = "SELECT count(*) FROM (SELECT 1 FROM change WHERE state = 1 LIMIT ?1 + 1)";
// The first of each urgency (0 to 4) is the oldest of its own.
constexpr char oldestSql[] =
    "SELECT min(at) FROM (SELECT (SELECT stored_at FROM change WHERE state = 1 AND urgency = each.column1 "
    "ORDER BY number LIMIT 1) AS at FROM (VALUES(0), (1), (2), (3), (4)) AS each "
    "UNION ALL SELECT min(written_at) FROM blob WHERE upload = 1 "
    "UNION ALL SELECT min(created_at) FROM code WHERE upload = 1)";
constexpr char attemptSql[] = "SELECT at, tries, last_error FROM attempt";
constexpr char saveAttemptSql[] =
    "INSERT OR REPLACE INTO attempt(one, at, tries, last_error) VALUES(1, ?1, ?2, ?3)";
constexpr char clearAttemptSql[] = "DELETE FROM attempt";
// A draft goes as a whole and in the order of its chain; the most urgent thing in it says when.
constexpr char draftsInOrderSql[] =
    "SELECT draft, urgency FROM change WHERE state = 1 ORDER BY urgency, number";
constexpr char waitingSql[] =
    "SELECT change.number, change.draft, draft.id, change.epoch, change.sequence, change.previous, "
    "change.bytes, change.id "
    "FROM change JOIN draft ON draft.number = change.draft "
    "WHERE change.state = 1 AND change.draft = ?1 ORDER BY change.number LIMIT ?2";
constexpr char chainSql[] = "SELECT chain_epoch, chain_sequence, chain_hash FROM draft WHERE number = ?1";
constexpr char saveChainSql[] =
    "UPDATE draft SET chain_epoch = ?2, chain_sequence = ?3, chain_hash = ?4 WHERE number = ?1";
constexpr char setEnvelopeSql[] =
    "UPDATE change SET epoch = ?2, sequence = ?3, previous = ?4 WHERE number = ?1";
constexpr char setStateSql[] =
    "UPDATE change SET state = ?2, reason = ?3, put_aside_at = ?4 WHERE id = ?1 AND state = 1";
constexpr char setStableSql[] = "UPDATE change SET state = 3 WHERE id = ?1 AND state = 2";
constexpr char acknowledgedFromSql[] =
    "SELECT 1 FROM change WHERE draft = ?1 AND epoch = ?2 AND sequence >= ?3 AND state = 2";
// Also what was refused: the verdict went with the storage, and without it the chain behind has a gap.
constexpr char unacknowledgeSql[] = "UPDATE change SET state = 1, reason = NULL, put_aside_at = NULL WHERE "
                                    "state = 2 OR (state = 4 AND sequence IS NOT NULL)";
// The device's record too, under the places it has: what is there already is a repeat.
constexpr char recordAgainSql[] = "UPDATE audit SET sent = 0 WHERE number IS NOT NULL";
constexpr char rewindSql[] = "UPDATE change SET state = 1, reason = NULL, put_aside_at = NULL "
                             "WHERE draft = ?1 AND epoch = ?2 AND sequence >= ?3";
constexpr char forgetEnvelopesSql[] = "UPDATE change SET epoch = NULL, sequence = NULL, previous = NULL "
                                      "WHERE draft = ?1 AND state = 1";
constexpr char forgetAllEnvelopesSql[] = "UPDATE change SET epoch = NULL, sequence = NULL, previous = NULL "
                                         "WHERE state = 1 AND sequence IS NOT NULL";
constexpr char restartAllChainsSql[] =
    "UPDATE draft SET chain_epoch = NULL, chain_sequence = 0, chain_hash = NULL";
constexpr char notYetErasedSql[] = "SELECT number FROM draft WHERE id = ?1 AND gone <> 2";
constexpr char draftNumberSql[] = "SELECT number FROM draft WHERE id = ?1";
constexpr char saveReceiptSql[] =
    "INSERT OR REPLACE INTO receipt(submission, draft, round, complete, bytes) VALUES(?1, ?2, ?3, ?4, ?5)";
constexpr char incompleteSql[] = "SELECT submission FROM receipt WHERE complete = 0 ORDER BY submission";

/// What a record takes in a batch beside its own bytes.
constexpr std::size_t recordOverhead = 16;
constexpr std::size_t batchOverhead = 64;

} // namespace

Outbox::Outbox(Database &database, const base::Clock &clock, base::Random &random, DraftTable &drafts,
               BlobTable &blobs, CodeTable &codes, DeviceTable &device, AuditTable &audit)
    : m_database(database), m_clock(clock), m_random(random), m_drafts(drafts), m_blobs(blobs),
      m_codes(codes), m_device(device), m_audit(audit), m_waitingCount(database, waitingCountSql),
      m_oldest(database, oldestSql), m_attempt(database, attemptSql), m_saveAttempt(database, saveAttemptSql),
      m_clearAttempt(database, clearAttemptSql), m_draftsInOrder(database, draftsInOrderSql),
      m_waiting(database, waitingSql), m_chain(database, chainSql), m_saveChain(database, saveChainSql),
      m_setEnvelope(database, setEnvelopeSql), m_setState(database, setStateSql),
      m_setStable(database, setStableSql), m_acknowledgedFrom(database, acknowledgedFromSql),
      m_unacknowledge(database, unacknowledgeSql), m_rewind(database, rewindSql),
      m_forgetEnvelopes(database, forgetEnvelopesSql), m_forgetAllEnvelopes(database, forgetAllEnvelopesSql),
      m_restartAllChains(database, restartAllChainsSql), m_draftNumber(database, draftNumberSql),
      m_notYetErased(database, notYetErasedSql), m_saveReceipt(database, saveReceiptSql),
      m_incomplete(database, incompleteSql)
{
}

ports::QueueState Outbox::queue(bool codesCanGo)
{
    ports::QueueState state;
    state.records = static_cast<std::uint32_t>(m_waitingCount.number(protocol::maximumBatchRecords));
    state.blobs = static_cast<std::uint32_t>(m_blobs.waitingUploads());
    state.codes = codesCanGo ? static_cast<std::uint32_t>(m_codes.waitingUploads()) : 0;
    if (state.empty())
        return state;
    // At least 1: 0 would say that nothing waits.
    state.oldestAt = std::max<std::int64_t>(1, m_oldest.number());
    state.nextAttemptAt = state.oldestAt;
    if (Query query = m_attempt.run(); query.next()) {
        state.nextAttemptAt = std::max<std::int64_t>(1, query.integer(0));
        state.tries = static_cast<std::uint32_t>(query.integer(1));
        state.lastError = query.reason(2);
    }
    return state;
}

std::vector<Outbox::Waiting> Outbox::waiting(const std::set<protocol::ChangeId> &except)
{
    std::vector<Waiting> found;
    std::set<std::int64_t> taken;
    std::size_t bytes = 0;
    std::int64_t urgency = 0;
    Query drafts = m_draftsInOrder.run();
    while (found.size() < protocol::maximumBatchRecords && bytes < protocol::maximumBatchBytes &&
           drafts.next()) {
        // On a narrow link an urgent draft would wait long for what rides along.
        if (!found.empty() && drafts.integer(1) != urgency)
            break;
        urgency = drafts.integer(1);
        if (const std::int64_t draft = drafts.integer(0); taken.insert(draft).second)
            bytes += addWaitingOf(draft, except, protocol::maximumBatchBytes - bytes, found);
    }
    return found;
}

/// Until `room` bytes are full: more than a batch holds is not read, however long the queue is.
std::size_t Outbox::addWaitingOf(std::int64_t draft, const std::set<protocol::ChangeId> &except,
                                 std::size_t room, std::vector<Waiting> &found)
{
    std::size_t bytes = 0;
    Query query = m_waiting.run(draft, protocol::maximumBatchRecords - found.size() + except.size());
    while (found.size() < protocol::maximumBatchRecords && bytes < room && query.next()) {
        const auto id = query.fixed<protocol::ChangeId>(7);
        if (except.contains(id))
            continue;
        Waiting one{query.integer(0), query.integer(1), query.fixed<protocol::DraftId>(2),
                    std::nullopt,     query.bytes(6),   id};
        if (!query.isNull(4)) {
            one.envelope.emplace();
            one.envelope->epoch = query.fixed<protocol::EpochId>(3);
            one.envelope->sequence = static_cast<std::uint64_t>(query.integer(4));
            one.envelope->previous = query.fixed<protocol::EnvelopeHash>(5);
        }
        bytes += static_cast<std::size_t>(one.bytes.size());
        found.push_back(std::move(one));
    }
    return bytes;
}

Outbox::Chain Outbox::chainOf(std::int64_t draft)
{
    Query query = m_chain.run(draft);
    if (!query.next())
        throw Failure(ErrorCode::StoreCorrupt);
    Chain chain;
    chain.epoch = query.isNull(0) ? m_device.epoch() : query.fixed<protocol::EpochId>(0);
    chain.sequence = static_cast<std::uint64_t>(query.integer(1));
    if (!query.isNull(2))
        chain.last = query.fixed<protocol::EnvelopeHash>(2);
    return chain;
}

protocol::Envelope Outbox::makeEnvelope(const Waiting &waiting, const protocol::Change &change,
                                        const protocol::DeviceId &device)
{
    if (waiting.envelope) {
        protocol::Envelope known = *waiting.envelope;
        known.device = device;
        known.draft = waiting.draftId;
        known.change = change.id;
        return known;
    }
    const Chain chain = chainOf(waiting.draft);
    const protocol::Envelope envelope{device,     chain.epoch,     chain.sequence + 1,
                                      chain.last, waiting.draftId, change.id};
    m_setEnvelope.execute(waiting.number, envelope.epoch, envelope.sequence, envelope.previous);
    m_saveChain.execute(waiting.draft, envelope.epoch, envelope.sequence, protocol::hashOf(envelope));
    return envelope;
}

std::vector<protocol::Record> Outbox::nextBatch(const std::vector<protocol::ChangeId> &underWay)
{
    const auto identity = m_device.identity();
    if (!identity)
        return {};
    const std::set<protocol::ChangeId> except(underWay.begin(), underWay.end());
    for (;;) {
        const std::vector<Waiting> waiting = this->waiting(except);
        auto batch = batchOf(waiting, identity->device);
        if (!batch.empty() || waiting.empty())
            return batch;
    }
}

/// What cannot be read could not be sent either: it is put aside with its reason and its bytes, and blocks no
/// other. Empty when all of them were put aside.
std::vector<protocol::Record> Outbox::batchOf(const std::vector<Waiting> &waiting,
                                              const protocol::DeviceId &device)
{
    std::vector<protocol::Record> batch;
    std::size_t bytes = batchOverhead;
    for (const Waiting &one : waiting) {
        auto change = protocol::decodeChange(one.bytes);
        if (!change) {
            putAside(one.id, change.error().code);
            continue;
        }
        // Counted before the envelope is made: what does not fit has no place in the chain yet.
        const auto guess = static_cast<std::size_t>(one.bytes.size()) + 256 + recordOverhead;
        if (!batch.empty() && bytes + guess > protocol::maximumBatchBytes)
            break;
        bytes += guess;
        protocol::Envelope envelope = makeEnvelope(one, *change, device);
        batch.push_back({envelope, std::move(*change)});
    }
    return batch;
}

void Outbox::applyPush(const std::vector<protocol::Record> &sent, const protocol::PushReply &reply)
{
    if (reply.results.size() != sent.size())
        throw Failure(ErrorCode::MalformedInput, QStringLiteral("a reply to another batch"));
    // Before the results: they are promises of the storage that is there now.
    if (reply.feedEpoch)
        noteFeedEpoch(*reply.feedEpoch);
    bool forked = false;
    for (std::size_t index = 0; index < sent.size(); ++index) {
        applyResult(sent[index], reply.results[index]);
        forked = forked || reply.results[index].outcome == protocol::PushOutcome::Fork;
    }
    if (forked)
        openEpoch();
    for (const protocol::DraftId &draft : reply.erased)
        applyTombstone(draft);
}

void Outbox::applyStatus(const protocol::DraftsStatusReply &reply)
{
    if (reply.feedEpoch)
        noteFeedEpoch(*reply.feedEpoch);
    for (const protocol::DraftsStatusReply::Stable &entry : reply.stable) {
        for (const protocol::ChangeId &change : entry.changes)
            m_setStable.execute(change);
    }
    for (const protocol::DraftId &draft : reply.erased)
        applyTombstone(draft);
}

void Outbox::noteFeedEpoch(const protocol::FeedEpochId &epoch)
{
    const auto known = m_device.feedEpoch();
    if (known == epoch)
        return;
    m_device.setFeedEpoch(epoch);
    if (known)
        offerAgain();
}

void Outbox::offerAgain()
{
    base::logEvent("centre-restored-offering-again");
    m_unacknowledge.execute();
    m_blobs.sendAllAgain();
    m_codes.sendAllAgain();
    Statement(m_database, recordAgainSql).execute();
    // The old chains may have holes here and there; what is offered again begins new ones.
    openEpoch();
    m_drafts.wake();
}

void Outbox::applyResult(const protocol::Record &record, const protocol::PushResult &result)
{
    using protocol::PushOutcome;
    switch (result.outcome) {
    case PushOutcome::Stored:
    case PushOutcome::Duplicate:
        m_setState.execute(record.change.id, result.stable ? ChangeState::Stable : ChangeState::Acknowledged,
                           nullptr, nullptr);
        break;
    case PushOutcome::Quarantined:
    case PushOutcome::Refused:
        putAside(record.change.id, result.reason);
        break;
    case PushOutcome::Gap:
        rewind(record, result.expectedSequence);
        break;
    case PushOutcome::Fork:
        break;
    }
    if (result.receipt)
        applyReceipt(*result.receipt);
}

void Outbox::putAside(const protocol::ChangeId &change, ErrorCode reason)
{
    m_setState.execute(change, ChangeState::Stuck, reason, m_clock.wallMilliseconds());
    base::logEvent("record-put-aside", {{"reason", reason}});
}

void Outbox::rewind(const protocol::Record &record, std::uint64_t expected)
{
    const std::int64_t draft = draftNumber(record.envelope.draft);
    if (draft == 0)
        return;
    const Chain chain = chainOf(draft);
    if (record.envelope.epoch != chain.epoch)
        return; // a reply to envelopes that have been forgotten since
    if (m_acknowledgedFrom.number(draft, chain.epoch, expected) != 0) {
        // What it acknowledged it does not have: it was restored, and nobody has said so yet.
        offerAgain();
        return;
    }
    m_rewind.execute(draft, chain.epoch, expected);
    const auto offeredAgain = static_cast<std::uint64_t>(changedRows(m_database));
    if (expected >= 1 && expected + offeredAgain == chain.sequence + 1)
        return;
    // Not everything the centre misses is still here under its envelope: the chain begins anew.
    m_forgetEnvelopes.execute(draft);
    m_drafts.restartChain(draft, m_random.make<protocol::EpochId>());
}

void Outbox::openEpoch()
{
    base::logEvent("epoch-opened");
    m_device.setEpoch(m_random.make<protocol::EpochId>());
    m_forgetAllEnvelopes.execute();
    m_restartAllChains.execute();
}

void Outbox::applyTombstone(const protocol::DraftId &draft)
{
    // The centre says it as often as it is asked.
    const std::int64_t number = m_notYetErased.number(draft);
    if (number == 0)
        return;
    m_drafts.empty(number, Gone::ErasedAtCentre);
    m_audit.add(QStringLiteral("draft-erased"), draft.toByteArray());
}

std::int64_t Outbox::draftNumber(const protocol::DraftId &draft)
{
    return m_draftNumber.number(draft);
}

void Outbox::applyReceipt(const protocol::Receipt &receipt)
{
    const std::int64_t draft = draftNumber(receipt.draft);
    if (draft == 0)
        throw Failure(ErrorCode::NotFound);
    // The centre's last word counts, also when it takes "complete" back: after it was restored it misses
    // attachments it had. Should it have been an older word that came late, it is asked again and says so.
    m_saveReceipt.execute(receipt.submission, draft, receipt.round, receipt.complete,
                          protocol::encodeReceipt(receipt));
    for (const protocol::BlobId &blob : receipt.missing)
        m_blobs.sendAgain(blob);
}

std::vector<protocol::SubmissionId> Outbox::incompleteSubmissions()
{
    std::vector<protocol::SubmissionId> found;
    Query query = m_incomplete.run();
    while (query.next())
        found.push_back(query.fixed<protocol::SubmissionId>(0));
    return found;
}

void Outbox::scheduleAttempt(std::int64_t at, std::uint32_t tries, std::optional<ErrorCode> lastError)
{
    m_saveAttempt.execute(at, tries, lastError);
}

void Outbox::settle(bool codesCanGo)
{
    if (queue(codesCanGo).empty())
        m_clearAttempt.execute();
}

} // namespace luotsi::store
