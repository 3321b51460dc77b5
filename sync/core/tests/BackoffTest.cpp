#include "sync/core/Backoff.h"
#include "SeededRandom.h"
#include "sync/core/Lanes.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::sync::core;
using base::ErrorCode;

class BackoffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitIsFromOneSecondToFiveMinutes_howeverOftenItFailed()
    {
        SeededRandom random(1);
        for (std::uint32_t tries = 0; tries < 100; ++tries) {
            for (int draw = 0; draw < 50; ++draw) {
                const std::int64_t delay = fullJitterDelay(tries, random);
                QVERIFY(delay >= shortestBackoff);
                QVERIFY(delay <= longestBackoff);
                QVERIFY(delay <= shortestBackoff << std::min(tries, 20U));
            }
        }
    }

    void waitIsSpreadOverTheWholeRange_soThatDevicesDoNotComeTogether()
    {
        SeededRandom random(2);
        int early = 0;
        int late = 0;
        for (int draw = 0; draw < 1000; ++draw) {
            const std::int64_t delay = fullJitterDelay(20, random);
            early += delay < longestBackoff / 4 ? 1 : 0;
            late += delay > longestBackoff * 3 / 4 ? 1 : 0;
        }
        QVERIFY2(early > 180 && early < 320, qPrintable(QString::number(early)));
        QVERIFY2(late > 180 && late < 320, qPrintable(QString::number(late)));
    }

    void retryAfter_isTheLeastWait()
    {
        SeededRandom random(3);
        Backoff backoff;
        backoff.fail(1000, ErrorCode::ServerBusy, 90'000, random);
        QVERIFY(backoff.notBefore() >= 91'000);
        QVERIFY(!backoff.ready(90'999));
    }

    void absurdRetryAfter_isNotGivingUp()
    {
        SeededRandom random(4);
        Backoff backoff;
        backoff.fail(0, ErrorCode::ServerBusy, std::int64_t{1} << 60, random);
        QVERIFY(backoff.notBefore() <= longestRetryAfter);
    }

    void somebodyPressesSend_endsTheWaitButNotTheCentresWish()
    {
        SeededRandom random(5);
        Backoff own;
        for (int tries = 0; tries < 12; ++tries)
            own.fail(0, ErrorCode::NetworkUnreachable, {}, random);
        own.hurry(10);
        QVERIFY(own.ready(10));

        Backoff asked;
        asked.fail(0, ErrorCode::ServerBusy, 60'000, random);
        asked.hurry(10);
        QVERIFY(!asked.ready(59'999));
        QVERIFY(asked.ready(60'000));
    }

    void storedMomentYearsAhead_isDrawnNear()
    {
        Backoff backoff;
        backoff.restore(500, 7, std::int64_t{1} << 50, ErrorCode::NetworkUnreachable);
        QCOMPARE(backoff.notBefore(), 500 + longestBackoff);
        QCOMPARE(backoff.tries(), 7U);
        backoff.restore(500, 7, -1000, ErrorCode::NetworkUnreachable);
        QVERIFY(backoff.ready(500));
    }

    void storedWishOfTheCentre_holdsAfterARestart()
    {
        Backoff backoff;
        backoff.restore(0, 1, 20 * 60'000, ErrorCode::ServerBusy);
        backoff.hurry(0);
        QVERIFY(!backoff.ready(20 * 60'000 - 1));
    }

    void recordsGoBeforeCodesBeforeAttachmentsBeforeReceipts()
    {
        Lanes lanes;
        QCOMPARE(lanes.next({1, 1, 1, 1}, 0), std::optional(Lane::Records));
        QCOMPARE(lanes.next({0, 1, 1, 1}, 0), std::optional(Lane::Codes));
        QCOMPARE(lanes.next({0, 0, 1, 1}, 0), std::optional(Lane::Attachments));
        QCOMPARE(lanes.next({0, 0, 0, 1}, 0), std::optional(Lane::Receipts));
        QCOMPARE(lanes.next({0, 0, 0, 0}, 0), std::optional<Lane>());
    }

    void failingAttachments_doNotHoldUpRecords()
    {
        SeededRandom random(6);
        Lanes lanes;
        lanes.of(Lane::Attachments).fail(0, ErrorCode::Internal, {}, random);
        QCOMPARE(lanes.next({1, 0, 1, 0}, 0), std::optional(Lane::Records));
        lanes.of(Lane::Records).fail(0, ErrorCode::Internal, {}, random);
        QCOMPARE(lanes.next({1, 1, 1, 0}, 0), std::optional(Lane::Codes));
    }

    void failedConnection_holdsUpEverything()
    {
        SeededRandom random(7);
        Lanes lanes;
        lanes.connection().fail(0, ErrorCode::NetworkUnreachable, {}, random);
        QCOMPARE(lanes.next({1, 1, 1, 1}, 0), std::optional<Lane>());
    }

    /// Invariant 13 of the architecture.
    void nonEmptyQueue_hasANextAttempt()
    {
        SeededRandom random(8);
        for (int run = 0; run < 5000; ++run) {
            Lanes lanes;
            const auto now = static_cast<std::int64_t>(random.below(1'000'000));
            for (const Lane lane : allLanes) {
                for (std::uint64_t failures = random.below(4); failures > 0; --failures)
                    lanes.of(lane).fail(now, ErrorCode::Internal, {}, random);
            }
            if (random.percent(50))
                lanes.connection().fail(now, ErrorCode::NetworkUnreachable, {}, random);
            const auto amount = [&random] { return static_cast<std::uint32_t>(random.below(2)); };
            const QueueCounts counts{amount(), amount(), amount(), amount()};
            const auto attempt = lanes.nextAttempt(counts);
            QCOMPARE(attempt.has_value(), !counts.empty());
            if (!attempt)
                continue;
            QVERIFY(*attempt <= now + longestRetryAfter);
            QVERIFY(lanes.next(counts, std::max(*attempt, now)).has_value());
            if (*attempt > now)
                QVERIFY(!lanes.next(counts, *attempt - 1).has_value());
        }
    }
};

QTEST_APPLESS_MAIN(BackoffTest)
#include "BackoffTest.moc"
