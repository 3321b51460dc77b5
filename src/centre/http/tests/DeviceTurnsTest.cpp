#include "centre/http/DeviceTurns.h"

#include <QTest>

using namespace luotsi::centre::http;

class DeviceTurnsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeviceHasOneTurn_howeverOftenItAsks()
    {
        const DeviceTurns::Turn first = m_turns.take("one");
        QVERIFY(first != nullptr);
        QVERIFY(m_turns.take("one") == nullptr);
    }

    void another_isNotKeptWaiting()
    {
        const DeviceTurns::Turn first = m_turns.take("one");
        QVERIFY(m_turns.take("two") != nullptr);
    }

    void theTurnEnds_withTheLastCopy()
    {
        DeviceTurns::Turn first = m_turns.take("one");
        const DeviceTurns::Turn copy = first;
        first.reset();
        QVERIFY(copy != nullptr);
        QVERIFY(m_turns.take("one") == nullptr);
    }

    void whoeverHasEnded_mayComeAgain()
    {
        for (int round = 0; round < 3; ++round)
            QVERIFY(m_turns.take("one") != nullptr);
    }

private:
    DeviceTurns m_turns;
};

QTEST_GUILESS_MAIN(DeviceTurnsTest)
#include "DeviceTurnsTest.moc"
