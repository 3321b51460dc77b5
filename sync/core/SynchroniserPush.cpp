#include "sync/core/Synchroniser.h"

#include <algorithm>
#include <utility>

// Records: while a push travels the store applies the answer before and reads what follows.

namespace luotsi::sync::core {

namespace {

using protocol::PushOutcome;
using protocol::PushResult;

std::vector<protocol::ChangeId> idsOf(const std::vector<protocol::Record> &records)
{
    std::vector<protocol::ChangeId> ids;
    ids.reserve(records.size());
    for (const protocol::Record &record : records)
        ids.push_back(record.change.id);
    return ids;
}

bool settles(const PushResult &result)
{
    return result.outcome != PushOutcome::Gap && result.outcome != PushOutcome::Fork;
}

bool isTaken(const PushResult &result)
{
    return result.outcome == PushOutcome::Stored || result.outcome == PushOutcome::Duplicate;
}

} // namespace

Synchroniser::Actions Synchroniser::handle(const event::BatchRead &event)
{
    if (m_ahead.answers(ReadAhead::Work::Reading, event.operation)) {
        m_ahead.read(event.records);
        return storeIsFree();
    }
    if (!answers(Step::ReadingBatch, event.operation))
        return {};
    // The queue counts something that cannot be had: a defect of the store, not a reason to spin.
    if (event.records.empty())
        return laneFailed(Lane::Records, base::ErrorCode::Internal);
    m_ahead.begin(m_counts.records > event.records.size());
    return push(event.records, {});
}

/// The request comes first: it is to be on its way before the store takes its time.
Synchroniser::Actions Synchroniser::push(std::vector<protocol::Record> batch,
                                         std::optional<action::ApplyPush> meanwhile)
{
    m_batch = std::move(batch);
    Actions actions = begin(Step::Pushing, action::SendPush{0, m_batch});
    if (!meanwhile) {
        const Actions read = readAhead();
        actions.insert(actions.end(), read.begin(), read.end());
        return actions;
    }
    meanwhile->operation = ++m_operation;
    m_ahead.goOn(meanwhile->operation);
    actions.emplace_back(std::move(*meanwhile));
    return actions;
}

/// What was read ahead is read once more, because what was just committed may be more urgent.
Synchroniser::Actions Synchroniser::noteWork()
{
    m_ahead.noteWork();
    const Actions actions = wake();
    return m_step == Step::Pushing ? readAhead() : actions;
}

/// Not while a batch the centre could not read is being halved: then every push is a question of its own.
Synchroniser::Actions Synchroniser::readAhead()
{
    if (m_batchLimit < protocol::maximumBatchRecords || !m_ahead.shouldRead())
        return {};
    m_ahead.reading(++m_operation);
    Actions actions;
    actions.emplace_back(action::ReadBatch{m_operation, m_batchLimit, idsOf(m_batch)});
    return actions;
}

Synchroniser::Actions Synchroniser::storeIsFree()
{
    Actions actions = readAhead();
    if (!actions.empty())
        return actions;
    if (const auto answer = m_ahead.takeHeld())
        return answered(*answer);
    return {};
}

Synchroniser::Actions Synchroniser::handle(const event::PushReplied &event)
{
    if (!answers(Step::Pushing, event.operation))
        return {};
    return answered(event);
}

Synchroniser::Actions Synchroniser::answered(const ReadAhead::Answer &answer)
{
    if (m_ahead.busy()) {
        m_ahead.hold(answer);
        return {};
    }
    if (const auto *reply = std::get_if<event::PushReplied>(&answer))
        return replied(reply->reply);
    return failed(std::get<event::RequestFailed>(answer));
}

Synchroniser::Actions Synchroniser::replied(const protocol::PushReply &reply)
{
    const auto &results = reply.results;
    if (results.size() != m_batch.size())
        return laneFailed(Lane::Records, base::ErrorCode::MalformedInput);
    contact(reply.serverTime);
    const bool revoked = std::any_of(results.begin(), results.end(), [](const PushResult &result) {
        return result.outcome == PushOutcome::Quarantined && result.reason == base::ErrorCode::Revoked;
    });
    if (revoked)
        report(Connection::State::Offline, base::ErrorCode::Revoked);
    else
        online();
    auto ids = idsOf(m_batch);
    const bool settled = std::any_of(results.begin(), results.end(), settles);
    const bool known = ids == m_lastBatch || ids == m_batchBefore;
    m_fruitlessPushes = settled && !known ? 0 : m_fruitlessPushes + 1;
    if (settled)
        m_batchBefore = std::exchange(m_lastBatch, std::move(ids));
    m_batchLimit = std::min(protocol::maximumBatchRecords, m_batchLimit * 2);
    m_toldEpoch = reply.feedEpoch;
    if (reply.feedEpoch)
        m_epochWord = m_now.monotonic;
    action::ApplyPush apply{0, m_batch, reply};
    if (carriesOn(reply)) {
        if (auto next = m_ahead.take(); !next.empty())
            return push(std::move(next), std::move(apply));
    }
    return begin(Step::ApplyingPush, std::move(apply));
}

/// Only an answer that leaves the chains as they are lets the next batch go before it is applied: after a
/// fork or gap, an erased draft or another storage of the centre the envelopes read ahead are void.
bool Synchroniser::carriesOn(const protocol::PushReply &reply) const
{
    return m_fruitlessPushes == 0 && std::all_of(reply.results.begin(), reply.results.end(), isTaken) &&
           reply.erased.empty() && (!reply.feedEpoch || reply.feedEpoch == m_feedEpoch);
}

Synchroniser::Actions Synchroniser::applied()
{
    if (m_toldEpoch)
        m_feedEpoch = m_toldEpoch;
    const bool meanwhile = m_ahead.busy();
    if (meanwhile) {
        m_ahead.applied();
        m_lanes.of(Lane::Records).succeed();
        return storeIsFree();
    }
    m_batch.clear();
    if (m_fruitlessPushes > 1)
        return laneFailed(Lane::Records, base::ErrorCode::Gap);
    m_lanes.of(Lane::Records).succeed();
    return look();
}

} // namespace luotsi::sync::core
