#include "sync/core/Synchroniser.h"
#include "SeededRandom.h"

#include <QtTest>

#include <algorithm>

using namespace luotsi;
using namespace luotsi::sync::core;
namespace protocol = luotsi::sync::protocol;
using base::ErrorCode;
using protocol::PushOutcome;

namespace {

constexpr std::int64_t day = 24LL * 60 * 60 * 1000;

/// One synchroniser led step by step: what it asks for is answered by hand.
class Bench
{
public:
    Instant now{1'000'000, 1'000};
    std::vector<Action> actions;
    QueueCounts counts;
    StoredAttempt stored;

    Bench() : m_random(11), m_machine(m_random) {}

    void tell(const Event &event)
    {
        actions = m_machine.on(event, now);
        if (const auto *schedule = find<action::ScheduleAttempt>())
            stored = {schedule->at, schedule->tries, schedule->lastError};
    }

    template<typename Wanted> const Wanted *find() const
    {
        for (const Action &action : actions) {
            if (const auto *wanted = std::get_if<Wanted>(&action))
                return wanted;
        }
        return nullptr;
    }

    /// The operation of the wanted action; 0 when it is not what was asked for.
    template<typename Wanted> Operation operation() const
    {
        const Wanted *wanted = find<Wanted>();
        return wanted != nullptr ? wanted->operation : 0;
    }

    void answerQueue() { tell(event::QueueRead{operation<action::ReadQueue>(), counts, stored}); }
    void start(const std::optional<CertificateTimes> &certificate = {})
    {
        tell(event::Started{certificate});
        answerQueue();
    }
    void startOnline()
    {
        start();
        tell(event::TimeReplied{operation<action::AskTime>(), now.wall});
        answerQueue();
    }
    void wakeAtTimer()
    {
        const std::int64_t delay = find<action::SetTimer>()->delay;
        now.monotonic += delay;
        now.wall += delay;
        tell(event::TimerElapsed{});
        answerQueue();
    }
    void store() { tell(event::Stored{lastOperation()}); }
    void fail(ErrorCode error, std::optional<std::int64_t> retryAfter = {})
    {
        tell(event::RequestFailed{lastOperation(), error, retryAfter});
        if (find<action::ReadQueue>() != nullptr)
            answerQueue();
    }
    Operation lastOperation() const
    {
        Operation last = 0;
        for (const Action &action : actions) {
            std::visit(
                [&last](const auto &content) {
                    if constexpr (requires { content.operation; })
                        last = content.operation;
                },
                action);
        }
        return last;
    }
    Connection connection() const { return m_machine.connection(); }
    bool resting() const { return m_machine.resting(); }

private:
    SeededRandom m_random;
    Synchroniser m_machine;
};

std::vector<protocol::Record> records(std::uint8_t count)
{
    std::vector<protocol::Record> batch(count);
    for (std::uint8_t index = 0; index < count; ++index)
        batch[index].change.id = protocol::ChangeId({static_cast<std::uint8_t>(index + 1)});
    return batch;
}

protocol::PushReply replyWith(const std::vector<PushOutcome> &outcomes)
{
    protocol::PushReply reply;
    for (const PushOutcome outcome : outcomes)
        reply.results.push_back({outcome, ErrorCode::Internal, 0, {}});
    return reply;
}

const AttachmentFacts photo{protocol::BlobId({9}), {}, 3 * attachmentSegmentBytes, 0};

/// Up to the point where the batch is on its way.
void pushing(Bench &bench, std::uint8_t count)
{
    bench.counts.records = count;
    bench.start();
    bench.tell(event::BatchRead{bench.operation<action::ReadBatch>(), records(count)});
    QVERIFY(bench.find<action::SendPush>() != nullptr);
}

void sendingPhoto(Bench &bench)
{
    bench.counts.attachments = 1;
    bench.start();
    bench.tell(event::AttachmentRead{bench.operation<action::ReadAttachment>(), photo});
    QVERIFY(bench.find<action::OpenAttachment>() != nullptr);
}

void nextSegment(Bench &bench, std::uint64_t offset)
{
    bench.store();
    bench.answerQueue();
    AttachmentFacts facts = photo;
    facts.offset = offset;
    bench.tell(event::AttachmentRead{bench.operation<action::ReadAttachment>(), facts});
}

} // namespace

class SynchroniserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsLeaveTheStore_onlyByTheCentresOwnAnswer()
    {
        Bench bench;
        pushing(bench, 2);
        bench.tell(event::PushReplied{bench.operation<action::SendPush>(),
                                      replyWith({PushOutcome::Stored, PushOutcome::Refused})});
        const auto *apply = bench.find<action::ApplyPush>();
        QVERIFY(apply != nullptr);
        QCOMPARE(apply->records.size(), 2U);
        QCOMPARE(apply->reply.results[1].outcome, PushOutcome::Refused);
        QVERIFY(!bench.resting());
    }

    void lostReply_isSentAgainUnchangedAfterAWait()
    {
        Bench bench;
        pushing(bench, 2);
        bench.fail(ErrorCode::NetworkUnreachable);
        QVERIFY(bench.resting());
        QVERIFY(bench.find<action::SetTimer>()->delay >= shortestBackoff);
        bench.wakeAtTimer();
        QVERIFY(bench.find<action::ReadBatch>() != nullptr);
    }

    void everyWaitWithWork_isStoredWithItsReason()
    {
        Bench bench;
        pushing(bench, 1);
        bench.fail(ErrorCode::CaptivePortal);
        QCOMPARE(bench.stored.tries, 1U);
        QCOMPARE(bench.stored.lastError, std::optional(ErrorCode::CaptivePortal));
        QVERIFY(bench.stored.nextAttemptAt > bench.now.wall);
    }

    void answersOfEarlierOperations_areDropped()
    {
        Bench bench;
        pushing(bench, 1);
        const Operation old = bench.operation<action::SendPush>();
        bench.fail(ErrorCode::NetworkUnreachable);
        bench.tell(event::PushReplied{old, replyWith({PushOutcome::Stored})});
        QVERIFY(bench.actions.empty());
        bench.tell(event::Stored{old});
        QVERIFY(bench.actions.empty());
    }

    void pressingSend_endsTheWait()
    {
        Bench bench;
        pushing(bench, 1);
        bench.fail(ErrorCode::NetworkUnreachable);
        bench.tell(event::Submitted{});
        bench.answerQueue();
        QVERIFY(bench.find<action::ReadBatch>() != nullptr);
    }

    void pressingSendWhileARequestFails_triesOnceMoreAtOnce()
    {
        Bench bench;
        pushing(bench, 1);
        const Operation push = bench.lastOperation();
        bench.tell(event::Submitted{});
        QVERIFY(bench.actions.empty());
        bench.tell(event::RequestFailed{push, ErrorCode::NetworkUnreachable, {}});
        bench.answerQueue();
        QVERIFY(bench.find<action::ReadBatch>() != nullptr);
        bench.tell(event::BatchRead{bench.lastOperation(), records(1)});
        bench.fail(ErrorCode::NetworkUnreachable);
        QVERIFY(bench.resting());
    }

    void retryAfter_isHonouredAlsoWhenSomebodyPressesSend()
    {
        Bench bench;
        pushing(bench, 1);
        bench.fail(ErrorCode::ServerBusy, 90'000);
        QCOMPARE(bench.connection().reason, std::optional(ErrorCode::ServerBusy));
        bench.tell(event::Submitted{});
        bench.answerQueue();
        QVERIFY(bench.resting());
        bench.now.monotonic += 90'000;
        bench.tell(event::Submitted{});
        bench.answerQueue();
        QVERIFY(bench.find<action::ReadBatch>() != nullptr);
    }

    void workCommittedDuringARequest_isLookedForBeforeResting()
    {
        Bench bench;
        bench.start();
        const Operation time = bench.operation<action::AskTime>();
        bench.tell(event::WorkAdded{});
        bench.tell(event::RequestFailed{time, ErrorCode::NetworkUnreachable, {}});
        QVERIFY(bench.find<action::ReadQueue>() != nullptr);
    }

    void urgentRecord_waitsForOneSegmentAtMost()
    {
        Bench bench;
        sendingPhoto(bench);
        bench.tell(event::AttachmentReplied{bench.lastOperation(), 0});
        nextSegment(bench, 0);
        const Operation segment = bench.operation<action::SendAttachmentSegment>();
        bench.counts.records = 1;
        bench.tell(event::Submitted{});
        QVERIFY(bench.actions.empty());
        bench.tell(event::AttachmentReplied{segment, attachmentSegmentBytes});
        bench.store();
        bench.answerQueue();
        QVERIFY(bench.find<action::ReadBatch>() != nullptr);
    }

    void attachment_goesOnWhereTheCentreStands()
    {
        Bench bench;
        sendingPhoto(bench);
        bench.tell(event::AttachmentReplied{bench.lastOperation(), 100});
        QCOMPARE(bench.find<action::ApplyAttachmentOffset>()->offset, 100U);
        nextSegment(bench, 100);
        const auto *segment = bench.find<action::SendAttachmentSegment>();
        QCOMPARE(segment->attachment.offset, 100U);
        QCOMPARE(segment->length, attachmentSegmentBytes);
    }

    void attachmentTheCentreForgot_isOpenedAgain()
    {
        Bench bench;
        sendingPhoto(bench);
        bench.tell(event::AttachmentReplied{bench.lastOperation(), 100});
        nextSegment(bench, 100);
        bench.fail(ErrorCode::NotFound);
        QVERIFY(bench.find<action::OpenAttachment>() != nullptr);
    }

    void attachmentTheCentreForgot_isNotPutAsideBecauseOpeningsAreLost()
    {
        Bench bench;
        sendingPhoto(bench);
        bench.tell(event::AttachmentReplied{bench.lastOperation(), 100});
        nextSegment(bench, 100);
        bench.fail(ErrorCode::NotFound);
        for (int lost = 0; lost < 6; ++lost) {
            QVERIFY(bench.find<action::OpenAttachment>() != nullptr);
            bench.fail(ErrorCode::NetworkUnreachable);
            bench.wakeAtTimer();
            AttachmentFacts facts = photo;
            facts.offset = 100;
            bench.tell(event::AttachmentRead{bench.operation<action::ReadAttachment>(), facts});
        }
        bench.tell(event::AttachmentReplied{bench.lastOperation(), 0});
        QVERIFY(bench.find<action::ApplyAttachmentRefused>() == nullptr);
    }

    void codeOfADraftNobodyHasAnyMore_isPutAsideWithItsReason()
    {
        for (const bool somethingMayBringIt : {false, true}) {
            Bench bench;
            bench.counts.codes = 1;
            bench.counts.records = somethingMayBringIt ? 1 : 0;
            bench.start();
            if (somethingMayBringIt) {
                bench.tell(event::BatchRead{bench.operation<action::ReadBatch>(), records(1)});
                bench.fail(ErrorCode::Internal);
            }
            bench.tell(event::CodeRead{bench.operation<action::ReadCode>(), protocol::LookupId({7})});
            QVERIFY(bench.find<action::SendCode>() != nullptr);
            bench.fail(ErrorCode::NotFound);
            QCOMPARE(bench.find<action::ApplyCodeRefused>() != nullptr, !somethingMayBringIt);
        }
    }

    void attachmentThatNeverVerifies_isPutAsideWithItsReason()
    {
        Bench bench;
        sendingPhoto(bench);
        bench.tell(event::AttachmentReplied{bench.lastOperation(), 0});
        int sent = 0;
        while (bench.find<action::ApplyAttachmentRefused>() == nullptr && sent < 20) {
            nextSegment(bench, 2 * attachmentSegmentBytes);
            ++sent;
            bench.tell(event::AttachmentReplied{bench.lastOperation(), 0});
        }
        QVERIFY(sent < 20);
        QCOMPARE(bench.find<action::ApplyAttachmentRefused>()->reason, ErrorCode::AttachmentUnreadable);
    }

    void attachmentWhoseBytesAreGone_isPutAside()
    {
        Bench bench;
        sendingPhoto(bench);
        bench.tell(event::AttachmentReplied{bench.lastOperation(), 0});
        nextSegment(bench, 0);
        bench.tell(event::StoreFailed{bench.lastOperation(), ErrorCode::NotFound});
        QVERIFY(bench.find<action::ApplyAttachmentRefused>() != nullptr);
    }

    void centreWithoutRoomForAttachments_stillTakesRecords()
    {
        Bench bench;
        sendingPhoto(bench);
        bench.counts.records = 1;
        bench.fail(ErrorCode::QuotaExceeded, 60'000);
        QVERIFY(bench.find<action::ReadBatch>() != nullptr);
        QCOMPARE(bench.connection().state, Connection::State::Online);
    }

    void batchTheCentreCannotRead_isHalvedUntilOneRecordIsSetAside()
    {
        Bench bench;
        pushing(bench, 4);
        bench.fail(ErrorCode::MalformedInput);
        QCOMPARE(bench.find<action::ReadBatch>()->limit, 2U);
        bench.tell(event::BatchRead{bench.lastOperation(), records(2)});
        bench.fail(ErrorCode::MalformedInput);
        QCOMPARE(bench.find<action::ReadBatch>()->limit, 1U);
        bench.tell(event::BatchRead{bench.lastOperation(), records(1)});
        bench.fail(ErrorCode::MalformedInput);
        const auto *apply = bench.find<action::ApplyPush>();
        QVERIFY(apply != nullptr);
        QCOMPARE(apply->reply.results.at(0).outcome, PushOutcome::Quarantined);
        QCOMPARE(apply->reply.results.at(0).reason, ErrorCode::MalformedInput);
        // A store that would not let go of it is not asked in a circle.
        bench.store();
        bench.answerQueue();
        bench.tell(event::BatchRead{bench.lastOperation(), records(1)});
        bench.fail(ErrorCode::MalformedInput);
        QVERIFY(bench.resting());
    }

    void forkIsTriedAtOnceOnce_thenWaits()
    {
        Bench bench;
        pushing(bench, 1);
        bench.tell(event::PushReplied{bench.lastOperation(), replyWith({PushOutcome::Fork})});
        bench.store();
        bench.answerQueue();
        bench.tell(event::BatchRead{bench.operation<action::ReadBatch>(), records(1)});
        bench.tell(event::PushReplied{bench.operation<action::SendPush>(), replyWith({PushOutcome::Fork})});
        bench.store();
        bench.answerQueue();
        QVERIFY(bench.resting());
    }

    void sameBatchAfterItWasAcknowledged_isNoProgress()
    {
        Bench bench;
        pushing(bench, 1);
        for (int round = 0; round < 5 && !bench.resting(); ++round) {
            bench.tell(
                event::PushReplied{bench.operation<action::SendPush>(), replyWith({PushOutcome::Stored})});
            bench.store();
            bench.answerQueue();
            if (bench.find<action::ReadBatch>() != nullptr)
                bench.tell(event::BatchRead{bench.lastOperation(), records(1)});
        }
        QVERIFY(bench.resting());
    }

    void replyThatDoesNotFitTheBatch_changesNothing()
    {
        Bench bench;
        pushing(bench, 2);
        bench.tell(event::PushReplied{bench.lastOperation(), replyWith({PushOutcome::Stored})});
        QVERIFY(bench.find<action::ApplyPush>() == nullptr);
        bench.answerQueue();
        QVERIFY(bench.find<action::ReadBatch>() == nullptr); // and is not asked again at once
    }

    void revokedDevice_saysSoAndStillSends()
    {
        Bench bench;
        pushing(bench, 1);
        protocol::PushReply reply = replyWith({PushOutcome::Quarantined});
        reply.results[0].reason = ErrorCode::Revoked;
        bench.tell(event::PushReplied{bench.lastOperation(), reply});
        QCOMPARE(bench.find<action::ReportConnection>()->connection.reason,
                 std::optional(ErrorCode::Revoked));
        QVERIFY(bench.find<action::ApplyPush>() != nullptr);
    }

    void expiredCertificate_isRenewedAtOnceAndTheWorkGoesOn()
    {
        Bench bench;
        pushing(bench, 1);
        bench.fail(ErrorCode::CertificateExpired);
        QVERIFY(bench.find<action::RenewCertificate>() != nullptr);
        bench.tell(event::CertificateRenewed{bench.lastOperation(), {0, 90 * day}});
        bench.answerQueue();
        QVERIFY(bench.find<action::ReadBatch>() != nullptr);
    }

    void refusedRenewal_waitsAndTriesAgain()
    {
        Bench bench;
        pushing(bench, 1);
        bench.fail(ErrorCode::CertificateExpired);
        bench.fail(ErrorCode::CertificateExpired);
        QVERIFY(bench.resting());
        QCOMPARE(bench.connection().reason, std::optional(ErrorCode::CertificateExpired));
        bench.wakeAtTimer();
        QVERIFY(!bench.resting());
    }

    void certificate_isRenewedAtTwoThirdsOfItsLifeByTheCentresClock()
    {
        Bench bench;
        bench.now.wall = 0; // the device believes it is 1970
        bench.start(CertificateTimes{0, 90 * day});
        bench.tell(event::TimeReplied{bench.lastOperation(), 59 * day});
        bench.answerQueue();
        QVERIFY(bench.resting());
        bench.now.monotonic += 2 * day;
        bench.tell(event::TimerElapsed{});
        bench.answerQueue();
        QVERIFY(bench.find<action::RenewCertificate>() != nullptr);
    }

    void clockSetBack_doesNotStopTheQueue()
    {
        Bench bench;
        bench.counts.records = 1;
        bench.stored = {bench.now.wall + 400 * day, 3, ErrorCode::NetworkUnreachable};
        bench.start();
        QVERIFY(bench.resting());
        QVERIFY(bench.find<action::SetTimer>()->delay <= longestBackoff);
    }

    void storedWait_holdsAfterARestart()
    {
        Bench bench;
        bench.counts.records = 1;
        bench.stored = {bench.now.wall + 30'000, 3, ErrorCode::NetworkUnreachable};
        bench.start();
        QVERIFY(bench.resting());
        QCOMPARE(bench.find<action::SetTimer>()->delay, 30'000);
    }

    void oddClock_expiresNothing()
    {
        Bench right;
        right.startOnline();
        QVERIFY(right.find<action::Expire>() != nullptr);
        Bench odd;
        odd.start();
        odd.tell(event::TimeReplied{odd.lastOperation(), odd.now.wall + 2 * day});
        odd.answerQueue();
        QVERIFY(odd.find<action::Expire>() == nullptr);
    }

    void storeThatCannotBeRead_isTriedAgainLater()
    {
        Bench bench;
        bench.tell(event::Started{});
        bench.tell(event::StoreFailed{bench.lastOperation(), ErrorCode::StoreFailed});
        QVERIFY(bench.resting());
        QVERIFY(bench.find<action::SetTimer>()->delay >= shortestBackoff);
        bench.wakeAtTimer();
        QVERIFY(bench.find<action::AskTime>() != nullptr);
    }

    void connection_isReportedWhenItChangesAndOnlyThen()
    {
        Bench bench;
        bench.start();
        bench.tell(event::RequestFailed{bench.lastOperation(), ErrorCode::NetworkUnreachable, {}});
        QVERIFY(bench.find<action::ReportConnection>() != nullptr);
        bench.answerQueue();
        bench.wakeAtTimer();
        bench.tell(event::RequestFailed{bench.lastOperation(), ErrorCode::NetworkUnreachable, {}});
        QVERIFY(bench.find<action::ReportConnection>() == nullptr);
        bench.answerQueue();
        bench.wakeAtTimer();
        bench.tell(event::TimeReplied{bench.lastOperation(), 5});
        QCOMPARE(bench.find<action::ReportConnection>()->connection.state, Connection::State::Online);
    }

    void idleDevice_asksForContactEveryMinute()
    {
        Bench bench;
        bench.startOnline();
        QVERIFY(bench.find<action::SetTimer>()->delay <= heartbeat);
        bench.wakeAtTimer();
        QVERIFY(bench.find<action::AskTime>() != nullptr);
    }

    void receipt_isAskedForUntilItIsComplete()
    {
        Bench bench;
        bench.counts.incompleteSubmissions = 1;
        bench.start();
        const protocol::SubmissionId submission({5});
        for (int round = 0; round < 4; ++round) {
            bench.tell(event::IncompleteRead{bench.operation<action::ReadIncomplete>(), {submission}});
            QCOMPARE(bench.find<action::AskReceipt>()->submission, submission);
            protocol::Receipt receipt;
            receipt.complete = round == 3;
            bench.tell(event::ReceiptReplied{bench.lastOperation(), receipt});
            QCOMPARE(bench.find<action::ApplyReceipt>()->receipt.complete, round == 3);
            if (round == 3)
                bench.counts.incompleteSubmissions = 0;
            bench.store();
            bench.answerQueue();
            QVERIFY(bench.resting());
            while (round < 3 && bench.find<action::ReadIncomplete>() == nullptr) {
                bench.wakeAtTimer();
                if (bench.find<action::AskTime>() != nullptr) {
                    bench.tell(event::TimeReplied{bench.lastOperation(), 5});
                    bench.answerQueue();
                }
            }
        }
    }

    /// Invariants 2 and 13 of the architecture: whatever fails, there is a timer, and the queue is tried
    /// again.
    void whateverFails_itIsTriedAgain()
    {
        for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
            Bench bench;
            pushing(bench, 1);
            bench.fail(static_cast<ErrorCode>(code));
            if (bench.find<action::RenewCertificate>() != nullptr)
                bench.fail(ErrorCode::EnrolmentRefused);
            if (bench.find<action::ApplyPush>() != nullptr)
                continue; // set aside with a visible reason
            for (int step = 0; bench.resting() && step < 20; ++step) {
                QVERIFY(bench.find<action::SetTimer>() != nullptr);
                QVERIFY(bench.stored.nextAttemptAt > 0);
                bench.wakeAtTimer();
                if (bench.find<action::AskTime>() != nullptr) {
                    bench.tell(event::TimeReplied{bench.lastOperation(), 5});
                    bench.answerQueue();
                }
            }
            QVERIFY2(bench.find<action::ReadBatch>() != nullptr ||
                         bench.find<action::RenewCertificate>() != nullptr,
                     qPrintable(QString(base::name(static_cast<ErrorCode>(code)))));
        }
    }
};

QTEST_APPLESS_MAIN(SynchroniserTest)
#include "SynchroniserTest.moc"
