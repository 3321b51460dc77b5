#include "sync/core/Upkeep.h"

#include <algorithm>

namespace luotsi::sync::core {

using base::ErrorCode;
using protocol::CommandKind;

std::int64_t intervalOf(Round round)
{
    constexpr std::int64_t minute = 60 * 1'000;
    switch (round) {
    case Round::Feed:
    case Round::Audit:
        return minute;
    case Round::Commands:
        return 5 * minute;
    case Round::Status:
        break;
    }
    return 60 * minute;
}

void Upkeep::enable(const Duties &duties)
{
    m_scope = duties.scope;
    turn(Round::Feed).enabled = !m_scope.isEmpty();
    for (const Round round : {Round::Commands, Round::Status, Round::Audit})
        turn(round).enabled = duties.kept;
}

std::optional<Round> Upkeep::next(std::int64_t monotonic) const
{
    for (const Round round : allRounds) {
        const Turn &turn = m_turns[static_cast<std::size_t>(round)];
        if (turn.enabled && turn.dueAt <= monotonic && turn.trouble.ready(monotonic))
            return round;
    }
    return std::nullopt;
}

std::optional<std::int64_t> Upkeep::nextDue() const
{
    std::optional<std::int64_t> soonest;
    for (const Turn &turn : m_turns) {
        const std::int64_t due = std::max(turn.dueAt, turn.trouble.notBefore());
        if (turn.enabled && (!soonest || due < *soonest))
            soonest = due;
    }
    return soonest;
}

void Upkeep::hurry(std::int64_t monotonic)
{
    for (Turn &turn : m_turns) {
        turn.dueAt = std::min(turn.dueAt, monotonic);
        turn.trouble.hurry(monotonic);
    }
}

Action Upkeep::start(Round round)
{
    m_round = round;
    switch (round) {
    case Round::Feed:
        if (m_reader)
            return action::AskFeed{0, m_reader->question()};
        return action::ReadFeedPosition{0, m_scope};
    case Round::Status:
        return action::ReadHeld{0, m_lastHeld};
    case Round::Audit:
        return action::ReadAudit{};
    case Round::Commands:
        break;
    }
    m_commands.clear();
    return action::AskCommands{};
}

Upkeep::Next Upkeep::over(bool more, Instant now)
{
    Turn &turn = this->turn(m_round);
    turn.trouble.succeed();
    turn.dueAt = now.monotonic + (more ? 0 : intervalOf(m_round));
    return std::nullopt;
}

void Upkeep::failed(ErrorCode error, std::optional<std::int64_t> retryAfter, Instant now)
{
    turn(m_round).trouble.fail(now.monotonic, error, retryAfter, m_random);
    // What the store holds now is not known: it is asked again.
    m_reader.reset();
    m_step.reset();
}

// The feed.

Upkeep::Next Upkeep::on(const event::FeedPositionRead &event, Instant)
{
    m_reader.emplace(m_scope, event.position);
    return action::AskFeed{0, m_reader->question()};
}

Upkeep::Next Upkeep::on(const event::FeedReplied &event, Instant now)
{
    auto step = m_reader->read(event.page);
    if (!step && step.error().code == ErrorCode::FeedReset) {
        if (auto restart = feedReset())
            return restart;
    }
    if (!step) {
        failed(step.error().code, {}, now);
        return std::nullopt;
    }
    m_step = std::move(*step);
    return action::ApplyFeed{0, m_scope, *m_step};
}

Upkeep::Next Upkeep::feedReset()
{
    if (m_round != Round::Feed || !m_reader || m_reset)
        return std::nullopt;
    m_reset = true;
    m_step = m_reader->restart();
    return action::RestartFeed{0, m_scope};
}

// Commands.

Upkeep::Next Upkeep::on(const event::CommandsReplied &event, Instant now)
{
    m_commands.assign(event.commands.begin(), event.commands.end());
    // Of a later protocol: left alone, so that a later program finds it.
    std::erase_if(m_commands,
                  [](const protocol::Command &command) { return command.kind == CommandKind::Unknown; });
    return nextCommand(now);
}

Upkeep::Next Upkeep::nextCommand(Instant now)
{
    if (m_commands.empty())
        return over(false, now);
    if (m_commands.front().kind == CommandKind::Rotate)
        return action::RenewCertificate{};
    return action::ExecuteCommand{0, m_commands.front()};
}

Upkeep::Next Upkeep::renewed()
{
    return action::ExecuteCommand{0, m_commands.front()};
}

Upkeep::Next Upkeep::on(const event::CommandAcked &, Instant now)
{
    m_commands.pop_front();
    return nextCommand(now);
}

// What is safe or erased of the drafts here.

Upkeep::Next Upkeep::on(const event::HeldRead &event, Instant now)
{
    m_held = event.drafts.size();
    m_lastHeld = event.drafts.empty() ? std::nullopt : std::optional(event.drafts.back());
    if (event.drafts.empty())
        return over(false, now);
    return action::AskStatus{0, event.drafts};
}

Upkeep::Next Upkeep::on(const event::StatusReplied &event, Instant)
{
    return action::ApplyStatus{0, event.reply};
}

// The device's own record.

Upkeep::Next Upkeep::on(const event::AuditRead &event, Instant now)
{
    m_entries = event.entries.size();
    if (event.entries.empty())
        return over(false, now);
    return action::SendAudit{0, event.entries};
}

Upkeep::Next Upkeep::on(const event::AuditReplied &event, Instant)
{
    m_placed = false;
    return action::ApplyAudit{0, event.last};
}

/// Sent again at once, in its new places; a centre that never takes it is waited for.
Upkeep::Next Upkeep::on(const event::AuditPlaced &event, Instant now)
{
    m_placed = !m_placed;
    if (!m_placed) {
        failed(ErrorCode::Fork, {}, now);
        return std::nullopt;
    }
    return action::ReplaceAudit{0, event.last, event.hash};
}

// The store has done what was asked.

Upkeep::Next Upkeep::stored(Instant now)
{
    switch (m_round) {
    case Round::Feed: {
        const bool more = m_step->more;
        m_reset = !m_step->cursor.epoch.has_value();
        m_reader->applied(*m_step);
        m_step.reset();
        return over(more, now);
    }
    case Round::Commands:
        // It may have taken what was read, and the right to read on: the store is asked again.
        m_reader.reset();
        return action::AckCommand{0, m_commands.front().id};
    case Round::Status:
        if (m_held < heldPerQuestion)
            m_lastHeld.reset();
        return over(m_held >= heldPerQuestion, now);
    case Round::Audit:
        break;
    }
    return over(m_placed || m_entries >= protocol::maximumAuditEntries, now);
}

} // namespace luotsi::sync::core
