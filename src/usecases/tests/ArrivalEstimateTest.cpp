#include "usecases/ArrivalEstimate.h"

#include <QtTest>

using namespace luotsi::usecases;

namespace {

constexpr std::int64_t second = 1000;
constexpr std::int64_t minute = 60 * second;
constexpr std::uint64_t kilobyte = 1000;

/// An upload as its device sees it.
class Upload
{
public:
    explicit Upload(std::uint64_t total) { bytes.total = total; }

    /// For so many steps, `bytesInStep` arrive in `time` each.
    void move(int steps, std::uint64_t bytesInStep, std::int64_t time)
    {
        for (int step = 0; step < steps; ++step) {
            now += time;
            bytes.acknowledged = std::min(bytes.acknowledged + bytesInStep, bytes.total);
            note();
        }
    }
    void note() { estimate.note(now, bytes); }
    [[nodiscard]] std::optional<std::int64_t> remaining() const { return estimate.remainingSeconds(now); }

    ArrivalEstimate estimate;
    BytesOnTheWay bytes;
    std::int64_t now = 5'000'000;
};

/// 100 kB each second, ten minutes' worth; one has been going for a while.
Upload steady()
{
    Upload upload(60'000 * kilobyte);
    upload.note();
    upload.move(20, 100 * kilobyte, second);
    return upload;
}

} // namespace

/// How long an upload will still take, told from what has been acknowledged and when.
class ArrivalEstimateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steadyWay_isToldAsItIs()
    {
        Upload upload = steady();
        QCOMPARE(upload.remaining(), 580);
        upload.move(280, 100 * kilobyte, second);
        QCOMPARE(upload.remaining(), 300);
    }

    void beforeEnoughIsSeen_nothingIsSaid()
    {
        Upload few(60'000 * kilobyte);
        few.note();
        QVERIFY(!few.remaining());
        few.move(3, 1000 * kilobyte, 10 * second);
        QVERIFY(!few.remaining());
        few.move(1, 1000 * kilobyte, 10 * second);
        QCOMPARE(few.remaining(), 560);

        Upload brief(60'000 * kilobyte);
        brief.note();
        brief.move(5, 100 * kilobyte, second);
        QVERIFY(!brief.remaining());
        brief.move(1, 100 * kilobyte, second);
        QCOMPARE(brief.remaining(), 594);
    }

    void waitingForTheFirstByte_doesNotCount()
    {
        Upload upload(60'000 * kilobyte);
        for (int times = 0; times < 10; ++times) {
            upload.now += minute;
            upload.note();
        }
        upload.move(10, 100 * kilobyte, second);
        QCOMPARE(upload.remaining(), 590);
    }

    void whileNothingMoves_nothingIsSaid()
    {
        Upload upload = steady();
        upload.now += 20 * second;
        upload.note();
        QVERIFY(upload.remaining());
        upload.now += second;
        QVERIFY(!upload.remaining());
        upload.note();
        QVERIFY(!upload.remaining());
    }

    void afterAPause_onlyWhatMovesSinceCounts()
    {
        Upload upload = steady();
        upload.now += 10 * minute;
        upload.move(5, 100 * kilobyte, second);
        QVERIFY(!upload.remaining());
        upload.move(1, 100 * kilobyte, second);
        QCOMPARE(upload.remaining(), 574);
    }

    void betweenTwoSteps_theTimeGoesOn_butNotPastTheNext()
    {
        Upload upload(60'000 * kilobyte);
        upload.note();
        upload.move(6, 1000 * kilobyte, 10 * second);
        QCOMPARE(upload.remaining(), 540);
        upload.now += 4 * second;
        QCOMPARE(upload.remaining(), 536);
        upload.now += 20 * second;
        QCOMPARE(upload.remaining(), 530);
    }

    void whatIsSlowerNow_isToldWithinAMinute()
    {
        Upload upload = steady();
        upload.move(61, 10 * kilobyte, second);
        QCOMPARE(upload.remaining(), (60'000 - 2000 - 610) / 10);
    }

    void moreToSend_countsAtOnce()
    {
        Upload upload = steady();
        upload.bytes.total += 6000 * kilobyte;
        upload.note();
        QCOMPARE(upload.remaining(), 640);
    }

    void anEarlierOffset_isAnotherWay()
    {
        Upload upload = steady();
        upload.bytes.acknowledged = 200 * kilobyte;
        upload.now += second;
        upload.note();
        QVERIFY(!upload.remaining());
        upload.move(5, 50 * kilobyte, second);
        QVERIFY(!upload.remaining());
        upload.move(1, 50 * kilobyte, second);
        QCOMPARE(upload.remaining(), (60'000 - 500) / 50);
    }

    void shortWay_isNeverTold()
    {
        Upload upload(5900 * kilobyte);
        upload.note();
        while (upload.bytes.acknowledged < upload.bytes.total) {
            upload.move(1, 100 * kilobyte, second);
            QVERIFY(!upload.remaining());
        }
    }

    void longWay_isToldToItsEnd()
    {
        Upload upload = steady();
        while (upload.bytes.acknowledged + 100 * kilobyte < upload.bytes.total) {
            upload.move(1, 100 * kilobyte, second);
            QCOMPARE(upload.remaining(), (upload.bytes.total - upload.bytes.acknowledged) / kilobyte / 100);
        }
        upload.move(1, 100 * kilobyte, second);
        QVERIFY(!upload.remaining());
        // What is added later is a way of its own, and a short one.
        upload.bytes.total += 900 * kilobyte;
        upload.move(8, 100 * kilobyte, second);
        QVERIFY(!upload.remaining());
    }

    void narrowLink_isToldToo()
    {
        Upload upload(100'000 * kilobyte);
        upload.note();
        upload.move(3, 256 * kilobyte, 40 * second);
        QVERIFY(!upload.remaining());
        upload.move(7, 256 * kilobyte, 40 * second);
        QCOMPARE(upload.remaining(), ((100'000 - 2560) * 40 + 255) / 256);
        upload.now += 150 * second;
        QVERIFY(upload.remaining());
        upload.now += 30 * second;
        QVERIFY(!upload.remaining());
    }

    void whatComesInOneGo_isOneStep()
    {
        Upload upload(100'000 * kilobyte);
        upload.note();
        for (int go = 0; go < 6; ++go) {
            upload.move(1, 100 * kilobyte, minute);
            upload.move(9, 100 * kilobyte, 10);
        }
        const auto told = upload.remaining();
        QVERIFY(told.has_value());
        QVERIFY2(std::abs(*told - 94 * 60) < 10, qPrintable(QString::number(*told)));
    }

    void fastLink_isToldByTheLastMinuteToo()
    {
        Upload upload(10'000'000 * kilobyte);
        upload.note();
        upload.move(60'000, 20 * kilobyte, 5);
        const auto told = upload.remaining();
        QVERIFY(told.has_value());
        QVERIFY2(std::abs(*told - 2200) <= 20, qPrintable(QString::number(*told)));
    }

    void moreThanTwoDays_areNotSaid()
    {
        Upload upload(100'000 * kilobyte);
        upload.note();
        upload.move(6, 1, 10 * second);
        QVERIFY(!upload.remaining());
    }

    void whateverHappens_itIsNeverNegative()
    {
        std::uint32_t state = 1;
        const auto any = [&state](std::uint32_t below) {
            state = state * 1664525U + 1013904223U;
            return (state >> 8U) % below;
        };
        int told = 0;
        for (int way = 0; way < 200; ++way) {
            Upload upload((any(100'000) + 1) * kilobyte);
            for (int step = 0; step < 200; ++step) {
                upload.move(1, any(8) == 0 ? 0 : any(1000) * kilobyte, any(20) == 0 ? minute : any(9000));
                if (any(60) == 0)
                    upload.bytes.acknowledged /= 2;
                upload.now += any(3000);
                const auto remaining = upload.remaining();
                told += remaining ? 1 : 0;
                QVERIFY(remaining.value_or(0) >= 0);
            }
        }
        QVERIFY(told > 1000);
    }

    void timesAreSaidAsPeopleSayThem_data()
    {
        using Unit = RoughTime::Unit;
        QTest::addColumn<std::int64_t>("seconds");
        QTest::addColumn<int>("unit");
        QTest::addColumn<int>("count");
        const auto row = [](std::int64_t seconds, Unit unit, int count) {
            QTest::addRow("%lld s", static_cast<long long>(seconds))
                << seconds << static_cast<int>(unit) << count;
        };
        row(0, Unit::LessThanAMinute, 0);
        row(59, Unit::LessThanAMinute, 0);
        row(60, Unit::Minutes, 1);
        row(89, Unit::Minutes, 1);
        row(90, Unit::Minutes, 2);
        row(600, Unit::Minutes, 10);
        row(629, Unit::Minutes, 10);
        row(640, Unit::Minutes, 10);
        row(760, Unit::Minutes, 15);
        row(5399, Unit::Minutes, 90);
        row(5400, Unit::Hours, 2);
        row(8999, Unit::Hours, 2);
        row(9000, Unit::Hours, 3);
        row(48 * 3600, Unit::Hours, 48);
    }

    void timesAreSaidAsPeopleSayThem()
    {
        QFETCH(const std::int64_t, seconds);
        QFETCH(const int, unit);
        QFETCH(const int, count);
        QVERIFY(roughly(seconds) == (RoughTime{static_cast<RoughTime::Unit>(unit), count}));
    }
};

QTEST_GUILESS_MAIN(ArrivalEstimateTest)
#include "ArrivalEstimateTest.moc"
