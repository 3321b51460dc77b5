#include "ChildRun.h"

#include <QTest>

using namespace luotsi;
using namespace std::chrono_literals;

class ChildRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waiting_costsWallTimeAndNoCpuTime()
    {
        const auto cost = bench::runAndMeasure({"sleep", "0.3"});
        QVERIFY(cost);
        QVERIFY(cost->wall >= 300ms);
        QVERIFY(cost->cpu < 100ms);
    }

    void work_isCountedAsCpuTime()
    {
        const auto cost = bench::runAndMeasure({"sh", "-c", busy});
        QVERIFY(cost);
        QVERIFY(cost->cpu > 50ms);
        QVERIFY(cost->cpu <= cost->wall + 10ms);
    }

    void workOfAChild_isCountedApart()
    {
        const auto cost = bench::runAndMeasure({"sh", "-c", QByteArray("sh -c '") + busy + "'; exit 0"});
        QVERIFY(cost);
        QVERIFY(cost->cpu < 50ms);
        QVERIFY(cost->cpuWithChildren > 50ms);
    }

    void failingProgram_isAnErrorWithItsWords()
    {
        const auto cost = bench::runAndMeasure({"sh", "-c", "echo out of service >&2; exit 3"});
        QVERIFY(!cost);
        QVERIFY(cost.error().detail.contains(QStringLiteral("out of service")));
    }

    void killedProgram_isAnError() { QVERIFY(!bench::runAndMeasure({"sh", "-c", "kill -9 $$"})); }

    void missingProgram_isAnError() { QVERIFY(!bench::runAndMeasure({"/nowhere/luotsi"})); }

private:
    static constexpr auto busy = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done";
};

QTEST_GUILESS_MAIN(ChildRunTest)
#include "ChildRunTest.moc"
