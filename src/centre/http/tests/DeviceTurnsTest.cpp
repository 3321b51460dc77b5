#include "centre/http/DeviceTurns.h"

#include <QTest>

#include <vector>

using namespace luotsi::centre::http;

class DeviceTurnsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeviceHasItsTurns_howeverOftenItAsks()
    {
        DeviceTurns turns(2);
        const DeviceTurns::Turn first = turns.take("one");
        const DeviceTurns::Turn second = turns.take("one");
        QVERIFY(first != nullptr && second != nullptr);
        QVERIFY(turns.take("one") == nullptr);
    }

    void another_isNotKeptWaiting()
    {
        DeviceTurns turns(1);
        const DeviceTurns::Turn first = turns.take("one");
        QVERIFY(turns.take("two") != nullptr);
    }

    void theTurnEnds_withTheLastCopy()
    {
        DeviceTurns turns(1);
        DeviceTurns::Turn first = turns.take("one");
        const DeviceTurns::Turn copy = first;
        first.reset();
        QVERIFY(copy != nullptr);
        QVERIFY(turns.take("one") == nullptr);
    }

    void whoeverHasEnded_mayComeAgain()
    {
        DeviceTurns turns(1);
        for (int round = 0; round < 3; ++round)
            QVERIFY(turns.take("one") != nullptr);
    }

    void whoeverFindsItFree_beginsAtOnce()
    {
        DeviceTurns turns(1);
        DeviceTurns::Turn given;
        turns.take("one", [&given](DeviceTurns::Turn turn) { given = std::move(turn); });
        QVERIFY(given != nullptr);
        QVERIFY(turns.take("one") == nullptr);
    }

    void thoseWhoWait_followInTheOrderOfAsking()
    {
        DeviceTurns turns(1);
        std::vector<int> begun;
        std::vector<DeviceTurns::Turn> held{turns.take("one")};
        for (int number = 1; number <= 3; ++number) {
            turns.take("one", [&, number](DeviceTurns::Turn turn) {
                begun.push_back(number);
                held.push_back(std::move(turn));
            });
        }
        QVERIFY(begun.empty());
        held.front().reset();
        QCOMPARE(begun, std::vector{1});
        QVERIFY(turns.take("one") == nullptr);
        held[1].reset();
        held[2].reset();
        const std::vector<int> all{1, 2, 3};
        QCOMPARE(begun, all);
    }

    void whoeverHasGoneMeanwhile_handsItsTurnOn()
    {
        DeviceTurns turns(1);
        DeviceTurns::Turn first = turns.take("one");
        DeviceTurns::Turn last;
        turns.take("one", [](const DeviceTurns::Turn &) {});
        turns.take("one", [&last](DeviceTurns::Turn turn) { last = std::move(turn); });
        first.reset();
        QVERIFY(last != nullptr);
        last.reset();
        QVERIFY(turns.take("one") != nullptr);
    }
};

QTEST_GUILESS_MAIN(DeviceTurnsTest)
#include "DeviceTurnsTest.moc"
