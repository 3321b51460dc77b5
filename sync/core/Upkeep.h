#pragma once

#include "base/Random.h"
#include "sync/core/Action.h"
#include "sync/core/Backoff.h"
#include "sync/core/Event.h"
#include "sync/core/FeedReader.h"
#include "sync/core/Instant.h"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace luotsi::sync::core {

/// What a device does now and then beside its queue, in the order of their turns.
enum class Round : std::uint8_t { Commands, Feed, Status, Audit };
inline constexpr std::array allRounds{Round::Commands, Round::Feed, Round::Status, Round::Audit};

/// Milliseconds from the end of a round to the next one.
[[nodiscard]] std::int64_t intervalOf(Round round);

/// The rounds: what the centre orders, the feed of the device's scope, what is safe or erased of the drafts
/// here, and the device's own record. Invariants: a command is acknowledged only after what it orders is
/// durable; a page counts only with its cursor, in one transaction; a round that fails waits with full jitter
/// and holds up no other and no record. `start` and the `on` functions give the next action of the round
/// under way, or nothing when it is over. Threading: a value; one thread at a time.
class Upkeep
{
public:
    using Next = std::optional<Action>;

    explicit Upkeep(base::Random &random) : m_random(random) {}

    void enable(const Duties &duties);
    [[nodiscard]] std::optional<Round> next(std::int64_t monotonic) const;
    /// Monotonic moment at which a round is due; nothing without duties.
    [[nodiscard]] std::optional<std::int64_t> nextDue() const;
    /// The network came or changed: look at once.
    void hurry(std::int64_t monotonic);

    [[nodiscard]] Action start(Round round);
    [[nodiscard]] Next on(const event::FeedPositionRead &event, Instant now);
    [[nodiscard]] Next on(const event::FeedReplied &event, Instant now);
    [[nodiscard]] Next on(const event::CommandsReplied &event, Instant now);
    [[nodiscard]] Next on(const event::CommandAcked &event, Instant now);
    [[nodiscard]] Next on(const event::HeldRead &event, Instant now);
    [[nodiscard]] Next on(const event::StatusReplied &event, Instant now);
    [[nodiscard]] Next on(const event::AuditRead &event, Instant now);
    [[nodiscard]] Next on(const event::AuditReplied &event, Instant now);
    [[nodiscard]] Next on(const event::AuditPlaced &event, Instant now);
    /// The certificate a command ordered is there and durable.
    [[nodiscard]] Next renewed();
    [[nodiscard]] Next stored(Instant now);
    /// The round is over, and comes again after a wait.
    void failed(base::ErrorCode error, std::optional<std::int64_t> retryAfter, Instant now);
    /// The centre restarted its feed: read from the start. Nothing when it does so again and again.
    [[nodiscard]] Next feedReset();

    [[nodiscard]] Round underWay() const { return m_round; }

private:
    struct Turn
    {
        bool enabled = false;
        std::int64_t dueAt = 0; ///< monotonic
        Backoff trouble;
    };

    [[nodiscard]] Turn &turn(Round round) { return m_turns[static_cast<std::size_t>(round)]; }
    [[nodiscard]] Next over(bool more, Instant now);
    [[nodiscard]] Next nextCommand(Instant now);

    base::Random &m_random;
    std::array<Turn, allRounds.size()> m_turns;
    Round m_round = Round::Commands;

    QString m_scope;
    std::optional<FeedReader> m_reader;
    std::optional<FeedStep> m_step; ///< being applied
    bool m_reset = false;           ///< the last round of the feed ended in a reset
    std::deque<protocol::Command> m_commands;
    std::optional<protocol::DraftId> m_lastHeld;
    std::size_t m_held = 0;
    std::size_t m_entries = 0;
    bool m_placed = false; ///< the last answer to the record was another place in the chain
};

/// An answer to something Upkeep asked for, and to nothing else.
template<typename Event>
concept UpkeepAnswer = requires(Upkeep &upkeep, const Event &event, Instant now)
{
    upkeep.on(event, now);
};

} // namespace luotsi::sync::core
