#include "LostDisk.h"

#include <sqlcipher/sqlite3.h>

#include <QTest>

using namespace luotsi;
using namespace luotsi::store::testing;
using luotsi::tests::LostDisk;

namespace {

/// SQLite's allocations, of which one from the chosen on fails.
struct Allocations
{
    sqlite3_mem_methods real{};
    std::int64_t countdown = -1; ///< negative: none fails
    bool once = true;

    [[nodiscard]] bool fails()
    {
        if (countdown < 0)
            return false;
        if (countdown > 0) {
            --countdown;
            return false;
        }
        countdown = once ? -1 : 0;
        return true;
    }
};
Allocations allocations;

void *allocate(int size)
{
    return allocations.fails() ? nullptr : allocations.real.xMalloc(size);
}

void *reallocate(void *block, int size)
{
    return allocations.fails() ? nullptr : allocations.real.xRealloc(block, size);
}

} // namespace

/// The N-th write, fsync, read or allocation fails, for every N until the scenario passes untouched: what was
/// acknowledged before is there afterwards, the failure is said, nothing ends the process.
class NthFailureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        sqlite3_shutdown();
        QCOMPARE(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &allocations.real), SQLITE_OK);
        sqlite3_mem_methods failing = allocations.real;
        failing.xMalloc = allocate;
        failing.xRealloc = reallocate;
        QCOMPARE(sqlite3_config(SQLITE_CONFIG_MALLOC, &failing), SQLITE_OK);
        QCOMPARE(sqlite3_initialize(), SQLITE_OK);
        m_disk = std::make_unique<LostDisk>();
        QVERIFY(m_disk->prepare());
    }

    void everyFailureIsSaidAndLosesNothing_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("stride");
        QTest::newRow("write") << static_cast<int>(DiskFault::WriteError) << 3;
        QTest::newRow("full disk") << static_cast<int>(DiskFault::Full) << 3;
        QTest::newRow("fsync") << static_cast<int>(DiskFault::SyncError) << 3;
        QTest::newRow("read") << static_cast<int>(DiskFault::ReadError) << 1;
    }

    void everyFailureIsSaidAndLosesNothing()
    {
        QFETCH(int, fault);
        QFETCH(int, stride);
        int failures = 0;
        for (std::uint64_t step = 1;; step += static_cast<std::uint64_t>(thorough() ? 1 : stride)) {
            const bool passed =
                m_disk->run([&] { m_disk->disk.failFrom(static_cast<DiskFault>(fault), step); });
            const std::size_t saved = m_disk->acknowledged;
            const base::ErrorCode said = m_disk->lastError;
            reopen(PowerCut::KeepAll);
            QVERIFY2(m_disk->keepsAll(),
                     qPrintable(QStringLiteral("step %1, %2 saved").arg(step).arg(saved)));
            if (passed)
                break;
            ++failures;
            QVERIFY(said != base::ErrorCode::Internal);
            QVERIFY2(step < 20'000, "the scenario never passes");
        }
        qInfo("%d failures", failures);
        QVERIFY(failures > 3);
    }

    void everyAllocationThatFails_isSaidAndLosesNothing()
    {
        int failures = 0;
        const std::int64_t stride = thorough() ? 1 : 41;
        for (std::int64_t number = 0;; number += stride) {
            const bool passed = m_disk->run([&] { allocations.countdown = number; });
            const bool struck = allocations.countdown < 0;
            allocations.countdown = -1;
            reopen(PowerCut::LoseAll);
            QVERIFY2(m_disk->keepsAll(), qPrintable(QStringLiteral("allocation %1").arg(number)));
            if (passed && !struck)
                break;
            failures += passed ? 0 : 1;
        }
        qInfo("%d failures", failures);
        QVERIFY(failures > 3);
    }

private:
    static bool thorough() { return qEnvironmentVariableIsSet("LUOTSI_EVERY_FAILURE"); }

    void reopen(PowerCut cut)
    {
        m_disk->store.reset();
        m_disk->disk.restore(m_disk->disk.imageAfter(cut, m_disk->random()));
        QVERIFY(m_disk->open());
    }

    std::unique_ptr<LostDisk> m_disk;
};

QTEST_GUILESS_MAIN(NthFailureTest)
#include "NthFailureTest.moc"
