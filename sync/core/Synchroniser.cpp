#include "sync/core/Synchroniser.h"

#include <algorithm>

namespace luotsi::sync::core {

Synchroniser::Synchroniser(base::Random &random) : m_random(random), m_upkeep(random) {}

std::vector<Action> Synchroniser::on(const Event &event, Instant now)
{
    m_now = now;
    Actions actions = std::visit([this](const auto &content) { return handle(content); }, event);
    actions.insert(actions.begin(), std::make_move_iterator(m_reports.begin()),
                   std::make_move_iterator(m_reports.end()));
    m_reports.clear();
    return actions;
}

bool Synchroniser::answers(Step step, Operation operation) const
{
    return m_step == step && m_awaited == operation;
}

// Hints from outside: while something is under way they only mark that it is worth looking again.

Synchroniser::Actions Synchroniser::wake()
{
    if (resting())
        return look();
    m_lookAgain = true;
    return {};
}

Synchroniser::Actions Synchroniser::handle(const event::Started &event)
{
    if (m_step != Step::NotStarted)
        return {};
    m_certificate = event.certificate;
    m_upkeep.enable(event.duties);
    m_epochWord = m_now.monotonic;
    return look();
}

Synchroniser::Actions Synchroniser::handle(const event::WorkAdded &)
{
    return noteWork();
}

Synchroniser::Actions Synchroniser::handle(const event::Submitted &)
{
    hurry();
    return noteWork();
}

Synchroniser::Actions Synchroniser::handle(const event::TimerElapsed &)
{
    return wake();
}

Synchroniser::Actions Synchroniser::handle(const event::NetworkChanged &)
{
    hurry();
    m_upkeep.hurry(m_now.monotonic);
    return wake();
}

void Synchroniser::hurry()
{
    m_hurryAgain = !resting();
    m_lanes.hurry(m_now.monotonic);
}

void Synchroniser::hurryOnceMore()
{
    if (std::exchange(m_hurryAgain, false))
        m_lanes.hurry(m_now.monotonic);
}

// Choosing what to do.

Synchroniser::Actions Synchroniser::look()
{
    m_lookAgain = false;
    return begin(Step::ReadingQueue, action::ReadQueue{});
}

Synchroniser::Actions Synchroniser::handle(const event::QueueRead &event)
{
    if (!answers(Step::ReadingQueue, event.operation))
        return {};
    m_counts = event.counts;
    m_storedAttempt = event.stored;
    m_storeTrouble.succeed();
    if (!m_restored) {
        m_restored = true;
        if (!m_counts.empty() && event.stored.tries > 0)
            m_lanes.connection().restore(m_now.monotonic, event.stored.tries,
                                         event.stored.nextAttemptAt - m_now.wall, event.stored.lastError);
        hurryOnceMore();
    }
    return choose();
}

Synchroniser::Actions Synchroniser::choose()
{
    const bool reachable = m_lanes.connection().ready(m_now.monotonic);
    const std::optional<Lane> lane = m_lanes.next(m_counts, m_now.monotonic);
    if (reachable && renewalDue() && m_renewal.ready(m_now.monotonic) && lane != Lane::Records)
        return begin(Step::Renewing, action::RenewCertificate{});
    // A round is one small request at most before the next look, so nothing long waits for it either.
    const auto round = reachable ? m_upkeep.next(m_now.monotonic) : std::nullopt;
    if (round && lane != Lane::Records)
        return startRound(*round);
    if (reachable && epochWordIsOld() && lane != Lane::Records)
        return askTime();
    if (lane)
        return beginLane(*lane);
    if (reachable && contactIsOld())
        return askTime();
    Actions actions;
    if (housekeepingDue()) {
        m_lastHousekeeping = m_now.monotonic;
        actions.push_back(action::Expire{*serverNow()});
    }
    const Actions atRest = rest();
    actions.insert(actions.end(), atRest.begin(), atRest.end());
    return actions;
}

Synchroniser::Actions Synchroniser::askTime()
{
    m_epochWord = m_now.monotonic;
    return begin(Step::AskingTime, action::AskTime{});
}

Synchroniser::Actions Synchroniser::beginLane(Lane lane)
{
    switch (lane) {
    case Lane::Records:
        return begin(Step::ReadingBatch, action::ReadBatch{0, m_batchLimit});
    case Lane::Codes:
        return begin(Step::ReadingCode, action::ReadCode{});
    case Lane::Attachments:
        return begin(Step::ReadingAttachment, action::ReadAttachment{});
    case Lane::Receipts:
        return m_toAsk.empty() ? begin(Step::ReadingIncomplete, action::ReadIncomplete{}) : askNextReceipt();
    }
    return rest();
}

Synchroniser::Actions Synchroniser::rest()
{
    if (m_lookAgain && m_storeTrouble.ready(m_now.monotonic))
        return look();
    m_step = Step::Resting;
    m_hurryAgain = false;
    std::int64_t wakeAt = m_now.monotonic + heartbeat;
    if (const auto attempt = m_lanes.nextAttempt(m_counts))
        wakeAt = std::min(wakeAt, *attempt);
    if (!m_lanes.connection().ready(m_now.monotonic))
        wakeAt = std::min(wakeAt, m_lanes.connection().notBefore());
    if (!m_storeTrouble.ready(m_now.monotonic))
        wakeAt = m_storeTrouble.notBefore();
    if (renewalDue() && !m_renewal.ready(m_now.monotonic))
        wakeAt = std::min(wakeAt, std::max(m_renewal.notBefore(), m_lanes.connection().notBefore()));
    const auto due = m_upkeep.nextDue();
    if (due && m_storeTrouble.ready(m_now.monotonic))
        wakeAt = std::min(wakeAt, std::max(*due, m_lanes.connection().notBefore()));
    Actions actions;
    scheduleChanged(actions);
    actions.push_back(action::SetTimer{std::max(wakeAt - m_now.monotonic, std::int64_t{1})});
    return actions;
}

/// What the store keeps is written only when it changes something for a restart: one write per wait.
void Synchroniser::scheduleChanged(Actions &actions)
{
    const Backoff *wait = m_lanes.deciding(m_counts);
    StoredAttempt attempt;
    if (wait != nullptr && wait->tries() > 0) {
        attempt.nextAttemptAt = m_now.wall + std::max(wait->notBefore() - m_now.monotonic, std::int64_t{0});
        attempt.tries = wait->tries();
        attempt.lastError = wait->lastError();
    } else if (wait != nullptr) {
        attempt.nextAttemptAt = m_now.wall;
    }
    const bool same = attempt.tries == m_storedAttempt.tries &&
                      attempt.lastError == m_storedAttempt.lastError &&
                      (attempt.nextAttemptAt == 0) == (m_storedAttempt.nextAttemptAt == 0);
    if (same)
        return;
    m_storedAttempt = attempt;
    actions.push_back(action::ScheduleAttempt{attempt.nextAttemptAt, attempt.tries, attempt.lastError});
}

// Facts.

void Synchroniser::contact(std::optional<std::int64_t> serverTime)
{
    m_lastContact = m_now.monotonic;
    m_lanes.connection().succeed();
    if (serverTime && *serverTime > 0) {
        m_serverTime = serverTime;
        m_lastServerTime = m_now.monotonic;
    }
}

void Synchroniser::online()
{
    report(Connection::State::Online, std::nullopt);
}

void Synchroniser::report(Connection::State state, std::optional<base::ErrorCode> reason)
{
    if (m_connection.state == state && m_connection.reason == reason)
        return;
    m_connection = {state, reason, m_now.wall};
    m_reports.push_back(action::ReportConnection{m_connection});
}

std::optional<std::int64_t> Synchroniser::serverNow() const
{
    if (!m_serverTime)
        return std::nullopt;
    return *m_serverTime + (m_now.monotonic - m_lastServerTime);
}

/// Judged by the centre's clock, because the device's may be years off (faults, F8): at two thirds of its
/// life.
bool Synchroniser::renewalDue() const
{
    if (m_renewNow)
        return true;
    const auto now = serverNow();
    if (!m_certificate || !now)
        return false;
    const std::int64_t lifetime = m_certificate->notAfter - m_certificate->notBefore;
    return *now >= m_certificate->notAfter - lifetime / 3;
}

bool Synchroniser::housekeepingDue() const
{
    const auto now = serverNow();
    if (!now || std::abs(*now - m_now.wall) > oddClock)
        return false;
    return !m_lastHousekeeping || m_now.monotonic - *m_lastHousekeeping >= housekeepingInterval;
}

/// A lane that always has something, or is always refused, must not keep a device from hearing that the
/// centre was restored.
bool Synchroniser::epochWordIsOld() const
{
    return m_now.monotonic - m_epochWord >= heartbeat;
}

bool Synchroniser::contactIsOld() const
{
    return !m_lastContact || m_connection.state != Connection::State::Online ||
           m_now.monotonic - *m_lastContact >= heartbeat;
}

} // namespace luotsi::sync::core
