#include "LostDisk.h"

#include <QTest>

using namespace luotsi;
using namespace luotsi::store::testing;
using luotsi::tests::LostDisk;

/// What a disk may hold after the power went at any step: nothing acknowledged is missing, and it opens. The
/// number of states comes from LUOTSI_CRASH_STATES.
class CrashStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_disk = std::make_unique<LostDisk>();
        QVERIFY(m_disk->prepare());
        const std::uint64_t before = m_disk->disk.steps();
        QVERIFY(m_disk->run());
        QVERIFY(m_disk->keepsAll());
        m_steps = m_disk->disk.steps() - before;
        QVERIFY(m_steps > 60);
    }

    void powerCutAtAnyStep_losesNothingAcknowledgedAndOpens()
    {
        const int wanted = qEnvironmentVariableIntValue("LUOTSI_CRASH_STATES");
        const Tally tally = states(wanted > 0 ? wanted : 160, DiskFault::PowerOff);
        qInfo("%d states: %d unopenable, %d with acknowledged answers lost, %llu steps", tally.states,
              tally.unopenable, tally.lost, static_cast<unsigned long long>(m_steps));
        QCOMPARE(tally.unopenable, 0);
        QCOMPARE(tally.lost, 0);
    }

    /// The negative control: the same search on a disk whose fsync does nothing finds losses.
    void withoutFsync_lossesAreFound()
    {
        const Tally tally = states(80, DiskFault::SyncIgnored);
        qInfo("%d states: %d unopenable, %d with acknowledged answers lost", tally.states, tally.unopenable,
              tally.lost);
        QVERIFY(tally.unopenable + tally.lost > 20);
    }

private:
    struct Tally
    {
        int states = 0;
        int unopenable = 0;
        int lost = 0;
    };

    /// Runs to a step, and looks at what four kinds of cuts would leave there.
    Tally states(int wanted, DiskFault fault)
    {
        Tally tally;
        const PowerCut cuts[] = {PowerCut::LoseAll, PowerCut::LoseSome, PowerCut::TearSectors,
                                 PowerCut::KeepAll};
        std::uint64_t step = 0;
        while (tally.states < wanted) {
            // Prime to the number of steps, near enough: all of them are met before one is met again.
            step = (step + 37) % m_steps;
            runTo(step + 1, fault);
            std::vector<SimulatedDisk::Image> images;
            for (const PowerCut cut : cuts)
                images.push_back(m_disk->disk.imageAfter(cut, m_disk->random()));
            for (const SimulatedDisk::Image &image : images)
                judge(image, tally);
        }
        return tally;
    }

    void runTo(std::uint64_t step, DiskFault fault)
    {
        // Without fsync the run goes on to the step and stops there by itself.
        const std::uint64_t from = fault == DiskFault::SyncIgnored ? 0 : step;
        (void)m_disk->run([this, from, fault] { m_disk->disk.failFrom(fault, from); });
    }

    void judge(const SimulatedDisk::Image &image, Tally &tally)
    {
        m_disk->disk.restore(image);
        ++tally.states;
        if (!m_disk->open())
            ++tally.unopenable;
        else if (!m_disk->keepsAll())
            ++tally.lost;
        m_disk->store.reset();
    }

    std::unique_ptr<LostDisk> m_disk;
    std::uint64_t m_steps = 0;
};

QTEST_GUILESS_MAIN(CrashStateTest)
#include "CrashStateTest.moc"
