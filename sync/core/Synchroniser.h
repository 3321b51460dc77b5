#pragma once

#include "base/Random.h"
#include "sync/core/Action.h"
#include "sync/core/Connection.h"
#include "sync/core/Event.h"
#include "sync/core/Instant.h"
#include "sync/core/Lanes.h"
#include "sync/core/ReadAhead.h"
#include "sync/core/Upkeep.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace luotsi::sync::core {

inline constexpr std::uint32_t attachmentSegmentBytes = 256 * 1024;
inline constexpr std::int64_t heartbeat = 60 * 1'000; ///< milliseconds without contact before it is asked for
inline constexpr std::int64_t housekeepingInterval = 60 * 60 * 1'000;
inline constexpr std::int64_t oddClock = 24 * 60 * 60 * 1'000; ///< a device clock further off expires nothing

/// Brings what waits in the store to the centre: a pure state machine over events and actions.
/// Invariants: one request at most is on the wire and one action of the store at most under way, both at once
/// only while a push travels (ReadAhead), so that an urgent record waits for one batch or one attachment
/// segment at most; nothing leaves the store but by applying the centre's own answer; at rest there is always
/// a timer, and with a non-empty queue a stored next attempt; it never gives up; no decision depends on the
/// wall clock. It knows no store: a crash between any two events loses nothing, and a new
/// object goes on from what the store says. Threading: none of its own; call from one thread.
class Synchroniser
{
public:
    explicit Synchroniser(base::Random &random);

    [[nodiscard]] std::vector<Action> on(const Event &event, Instant now);

    [[nodiscard]] const Connection &connection() const { return m_connection; }
    /// True between SetTimer and the next event: nothing is under way.
    [[nodiscard]] bool resting() const { return m_step == Step::Resting; }

private:
    enum class Step : std::uint8_t {
        NotStarted,
        Resting,
        ReadingQueue,
        ReadingBatch,
        Pushing,
        ApplyingPush,
        ReadingAttachment,
        OpeningAttachment,
        SendingSegment,
        ApplyingAttachment,
        ReadingCode,
        SendingCode,
        ApplyingCode,
        ReadingIncomplete,
        AskingReceipt,
        ApplyingReceipt,
        AskingTime,
        Renewing,
        NotingFeedEpoch,
        Upkeeping,
    };
    using Actions = std::vector<Action>;

    // Hints from outside.
    Actions handle(const event::Started &event);
    Actions handle(const event::WorkAdded &event);
    Actions handle(const event::Submitted &event);
    Actions handle(const event::TimerElapsed &event);
    Actions handle(const event::NetworkChanged &event);
    // Answers of the store.
    Actions handle(const event::QueueRead &event);
    Actions handle(const event::BatchRead &event);
    Actions handle(const event::AttachmentRead &event);
    Actions handle(const event::CodeRead &event);
    Actions handle(const event::IncompleteRead &event);
    Actions handle(const event::Stored &event);
    Actions handle(const event::StoreFailed &event);
    // Answers of the centre.
    Actions handle(const event::PushReplied &event);
    Actions handle(const event::AttachmentReplied &event);
    Actions handle(const event::CodeReplied &event);
    Actions handle(const event::ReceiptReplied &event);
    Actions handle(const event::TimeReplied &event);
    Actions handle(const event::CertificateRenewed &event);
    // Answers of either to a round beside the queue.
    template<typename Answer>
    requires UpkeepAnswer<Answer> Actions handle(const Answer &event);
    Actions handle(const event::RequestFailed &event);

    // Pushing, and what the store does meanwhile.
    Actions push(std::vector<protocol::Record> batch, std::optional<action::ApplyPush> meanwhile);
    Actions noteWork();
    Actions readAhead();
    Actions storeIsFree();
    Actions answered(const ReadAhead::Answer &answer);
    Actions replied(const protocol::PushReply &reply);
    Actions applied();
    [[nodiscard]] bool carriesOn(const protocol::PushReply &reply) const;

    // Choosing and resting.
    Actions look();
    Actions choose();
    Actions beginLane(Lane lane);
    Actions askTime();
    Actions startRound(Round round);
    Actions goOn(Upkeep::Next next);
    Actions askNextReceipt();
    Actions receiptsAsked(std::optional<base::ErrorCode> error, std::optional<std::int64_t> retryAfter);
    Actions rest();
    Actions wake();
    void hurry();
    void hurryOnceMore();

    // Consequences of failures.
    Actions failed(const event::RequestFailed &failure);
    Actions laneFailed(Lane lane, std::optional<base::ErrorCode> error,
                       std::optional<std::int64_t> retryAfter = {});
    Actions connectionFailed(const event::RequestFailed &failure);
    Actions pushFailed(const event::RequestFailed &failure);
    Actions attachmentFailed(const event::RequestFailed &failure);
    Actions codeFailed(const event::RequestFailed &failure);
    Actions roundFailed(const event::RequestFailed &failure);
    Actions refuseAttachment(base::ErrorCode reason);
    [[nodiscard]] std::optional<Lane> currentLane() const;

    // Facts.
    void contact(std::optional<std::int64_t> serverTime = {});
    void online();
    void report(Connection::State state, std::optional<base::ErrorCode> reason);
    void scheduleChanged(Actions &actions);
    [[nodiscard]] std::optional<std::int64_t> serverNow() const;
    [[nodiscard]] bool renewalDue() const;
    [[nodiscard]] bool housekeepingDue() const;
    [[nodiscard]] bool contactIsOld() const;
    [[nodiscard]] bool epochWordIsOld() const;

    template<typename Operated> Actions begin(Step step, Operated action)
    {
        m_step = step;
        action.operation = m_awaited = ++m_operation;
        Actions actions;
        actions.emplace_back(std::move(action));
        return actions;
    }
    [[nodiscard]] bool answers(Step step, Operation operation) const;

    base::Random &m_random;
    Instant m_now;
    Step m_step = Step::NotStarted;
    Operation m_operation = 0; ///< the last one given
    Operation m_awaited = 0;   ///< of the step
    bool m_hurryAgain = false; ///< somebody pressed send while something was under way
    bool m_lookAgain = false;  ///< something was committed after the queue was last read

    Lanes m_lanes;
    QueueCounts m_counts;
    bool m_restored = false;       ///< the stored attempt has been taken up
    StoredAttempt m_storedAttempt; ///< what the store is known to keep
    Backoff m_storeTrouble;

    std::vector<protocol::Record> m_batch;
    std::vector<protocol::ChangeId>
        m_lastBatch; ///< answered for good already: to see it again is no progress
    std::vector<protocol::ChangeId> m_batchBefore; ///< so too: it may still be being applied
    ReadAhead m_ahead;
    std::optional<protocol::FeedEpochId> m_toldEpoch; ///< with the reply being applied
    std::size_t m_batchLimit = protocol::maximumBatchRecords;
    std::uint32_t m_fruitlessPushes = 0;

    std::optional<AttachmentFacts> m_attachment;
    bool m_attachmentOpen = false;  ///< the centre has said where it stands with this one
    std::uint32_t m_setbacks = 0;   ///< how often the centre's offset fell behind for this attachment
    std::uint32_t m_reopenings = 0; ///< how often in a row the centre did not know it
    std::optional<protocol::BlobId> m_lastRefused;

    std::optional<protocol::LookupId> m_code;
    std::optional<protocol::LookupId> m_lastCode;
    std::vector<protocol::SubmissionId> m_toAsk; ///< of this round of asking
    bool m_stillIncomplete = false;

    Upkeep m_upkeep;
    std::optional<protocol::FeedEpochId> m_feedEpoch; ///< as the store is known to keep it
    std::int64_t m_epochWord = 0; ///< monotonic: the centre has named its storage, or was asked to

    Connection m_connection;
    std::vector<Action> m_reports;                  ///< put before the actions of the same event
    std::optional<std::int64_t> m_lastContact;      ///< monotonic
    std::optional<std::int64_t> m_serverTime;       ///< at m_lastServerTime
    std::int64_t m_lastServerTime = 0;              ///< monotonic
    std::optional<std::int64_t> m_lastHousekeeping; ///< monotonic
    std::optional<CertificateTimes> m_certificate;
    bool m_renewNow = false;
    Backoff m_renewal;
};

} // namespace luotsi::sync::core
