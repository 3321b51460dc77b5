#include "centre/http/CommandLanes.h"
#include "centre/http/Arrivals.h"

#include <QTest>

#include <atomic>
#include <mutex>
#include <semaphore>
#include <vector>

using namespace luotsi::centre::http;
using namespace std::chrono_literals;
using Lane = CommandLanes::Lane;

/// Who goes first, how many wait, and how fast people come in.
class CommandLanesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPromptCommand_startsBeforeBulkThatCameEarlier()
    {
        CommandLanes lanes({1, 1, 100});
        std::binary_semaphore gate(0);
        std::vector<char> order;
        QVERIFY(lanes.post(Lane::Bulk, [&] { gate.acquire(); }));
        for (int count = 0; count < 5; ++count)
            QVERIFY(lanes.post(Lane::Bulk, [&] { order.push_back('b'); }));
        QVERIFY(lanes.post(Lane::Prompt, [&] { order.push_back('p'); }));
        gate.release();
        lanes.join();
        QCOMPARE(order.size(), std::size_t{6});
        QCOMPARE(order.front(), 'p');
    }

    void bulkNeverTakesEveryThread()
    {
        CommandLanes lanes({3, 1, 100});
        std::counting_semaphore<100> gate(0);
        std::atomic<int> running = 0;
        std::atomic<int> most = 0;
        for (int count = 0; count < 10; ++count) {
            QVERIFY(lanes.post(Lane::Bulk, [&] {
                most = std::max<int>(most, ++running);
                gate.acquire();
                --running;
            }));
        }
        std::binary_semaphore done(0);
        QVERIFY(lanes.post(Lane::Prompt, [&] { done.release(); }));
        QVERIFY2(done.try_acquire_for(5s), "a thread is free for what is prompt");
        gate.release(10);
        lanes.join();
        QCOMPARE(most.load(), 1);
    }

    void bulkHasItsTurn_howeverMuchIsPrompt()
    {
        CommandLanes lanes({1, 1, 1000});
        std::binary_semaphore gate(0);
        std::vector<char> order;
        QVERIFY(lanes.post(Lane::Prompt, [&] { gate.acquire(); }));
        for (int count = 0; count < 100; ++count)
            QVERIFY(lanes.post(Lane::Prompt, [&] { order.push_back('p'); }));
        QVERIFY(lanes.post(Lane::Bulk, [&] { order.push_back('b'); }));
        gate.release();
        lanes.join();
        const auto place = std::find(order.begin(), order.end(), 'b') - order.begin();
        QVERIFY2(place > 5 && place < 20, qPrintable(QString::number(place)));
    }

    void aFullLane_saysSoAndTheOtherStillTakes()
    {
        CommandLanes lanes({1, 1, 2});
        std::binary_semaphore begun(0);
        std::binary_semaphore gate(0);
        QVERIFY(lanes.post(Lane::Bulk, [&] {
            begun.release();
            gate.acquire();
        }));
        begun.acquire();
        std::atomic<int> ran = 0;
        QVERIFY(lanes.post(Lane::Bulk, [&] { ++ran; }));
        QVERIFY(lanes.post(Lane::Bulk, [&] { ++ran; }));
        QVERIFY(!lanes.post(Lane::Bulk, [&] { ++ran; }));
        QVERIFY(lanes.post(Lane::Prompt, [&] { ++ran; }));
        gate.release();
        lanes.join();
        QCOMPARE(ran.load(), 3);
        QVERIFY(!lanes.post(Lane::Prompt, [] {}));
    }

    void arrivals_comeNoFasterThanSaid()
    {
        const auto begin = Arrivals::Clock::time_point(1h);
        Arrivals arrivals(100, 5, begin);
        for (int count = 0; count < 5; ++count)
            QCOMPARE(arrivals.admit(begin).count(), 0);
        auto now = begin;
        int admitted = 0;
        while (now < begin + 1s) {
            const auto wait = arrivals.admit(now);
            admitted += wait.count() == 0 ? 1 : 0;
            QVERIFY(wait < 11ms);
            now += wait.count() == 0 ? 100us : wait;
        }
        QVERIFY2(admitted >= 98 && admitted <= 101, qPrintable(QString::number(admitted)));
        // Who waited long finds no larger crowd let in at once.
        now += 1h;
        for (int count = 0; count < 5; ++count)
            QCOMPARE(arrivals.admit(now).count(), 0);
        QVERIFY(arrivals.admit(now).count() > 0);
    }
};

QTEST_GUILESS_MAIN(CommandLanesTest)
#include "CommandLanesTest.moc"
