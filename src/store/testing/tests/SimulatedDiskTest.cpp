#include "ports/testing/ManualClock.h"
#include "ports/testing/TestRecords.h"
#include "store/testing/SimulatedVfs.h"

#include <sqlcipher/sqlite3.h>

#include <QTest>

using namespace luotsi;
using namespace luotsi::store::testing;

/// The instrument itself: what a simulated disk keeps and loses, and that SQLite trusts it for the right
/// reasons.
class SimulatedDiskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unsyncedBytes_areLostAndSyncedOnesStay()
    {
        SimulatedDisk disk;
        const auto file = disk.open(path, true);
        QCOMPARE(disk.write(*file, 0, "synced"), SimulatedDisk::Outcome::Ok);
        QCOMPARE(disk.sync(*file), SimulatedDisk::Outcome::Ok);
        QCOMPARE(disk.write(*file, 6, " and not"), SimulatedDisk::Outcome::Ok);
        QCOMPARE(disk.imageAfter(PowerCut::KeepAll, m_random).value(path), QByteArray("synced and not"));
        QCOMPARE(disk.imageAfter(PowerCut::LoseAll, m_random).value(path), QByteArray("synced"));
    }

    void tornSectors_areWholeOrOldEach()
    {
        SimulatedDisk disk;
        const auto file = disk.open(path, true);
        QCOMPARE(disk.write(*file, 0, QByteArray(4096, 'a')), SimulatedDisk::Outcome::Ok);
        QCOMPARE(disk.sync(*file), SimulatedDisk::Outcome::Ok);
        QCOMPARE(disk.write(*file, 100, QByteArray(3000, 'b')), SimulatedDisk::Outcome::Ok);
        bool mixed = false;
        for (int tries = 0; tries < 20; ++tries) {
            const QByteArray content = disk.imageAfter(PowerCut::TearSectors, m_random).value(path);
            QCOMPARE(content.size(), 4096);
            for (int sector = 0; sector < 8; ++sector) {
                const qsizetype from = std::max<qsizetype>(100, qsizetype{512} * sector);
                const qsizetype to = std::min<qsizetype>(3100, qsizetype{512} * (sector + 1));
                if (from < to)
                    QCOMPARE(content.mid(from, to - from).count(content[from]), to - from);
            }
            mixed = mixed || (content.mid(100, 3000).contains('a') && content.contains('b'));
        }
        QVERIFY(mixed);
    }

    void ignoredSync_losesWhatItPromised()
    {
        SimulatedDisk disk;
        disk.failFrom(DiskFault::SyncIgnored, 0);
        const auto file = disk.open(path, true);
        QCOMPARE(disk.write(*file, 0, "gone"), SimulatedDisk::Outcome::Ok);
        QCOMPARE(disk.sync(*file), SimulatedDisk::Outcome::Ok);
        QCOMPARE(disk.imageAfter(PowerCut::LoseAll, m_random).value(path), QByteArray());
    }

    void powerOffAtAStep_stopsEverythingUntilPowerOn()
    {
        SimulatedDisk disk;
        disk.failFrom(DiskFault::PowerOff, 2);
        const auto file = disk.open(path, true);
        QCOMPARE(disk.write(*file, 0, "one"), SimulatedDisk::Outcome::Ok);
        QCOMPARE(disk.write(*file, 3, "two"), SimulatedDisk::Outcome::Failed);
        QVERIFY(disk.isDown());
        QCOMPARE(disk.read(), SimulatedDisk::Outcome::Failed);
        disk.powerOff(PowerCut::LoseAll, m_random);
        disk.powerOn();
        QCOMPARE(disk.read(), SimulatedDisk::Outcome::Ok);
    }

    void twoConnections_shareOneLog()
    {
        SimulatedVfs vfs(m_clock, m_random);
        SimulatedDisk disk;
        vfs.mount(QStringLiteral("/disk"), disk);
        sqlite3 *writer = open();
        sqlite3 *reader = open();
        QVERIFY(run(writer, "PRAGMA journal_mode = WAL; CREATE TABLE t(a); INSERT INTO t VALUES(1)"));
        QVERIFY(run(reader, "BEGIN"));
        QCOMPARE(rows(reader), 1);
        QVERIFY(run(writer, "INSERT INTO t VALUES(2)"));
        QCOMPARE(rows(reader), 1); // its snapshot
        QVERIFY(run(reader, "COMMIT"));
        QCOMPARE(rows(reader), 2);
        QVERIFY(run(writer, "BEGIN IMMEDIATE"));
        QVERIFY(!run(reader, "BEGIN IMMEDIATE"));
        sqlite3_close(reader);
        sqlite3_close(writer);
        QVERIFY(disk.image().contains(QStringLiteral("/disk/file.db")));
    }

    void committedRows_surviveACutAndAnOldHandleIsDead()
    {
        SimulatedVfs vfs(m_clock, m_random);
        SimulatedDisk disk;
        vfs.mount(QStringLiteral("/disk"), disk);
        sqlite3 *before = open();
        QVERIFY(run(before, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t(a);"
                            "INSERT INTO t VALUES(1)"));
        disk.powerOff(PowerCut::LoseAll, m_random);
        disk.powerOn();
        QVERIFY(!run(before, "INSERT INTO t VALUES(2)"));
        sqlite3_close(before);
        sqlite3 *after = open();
        QCOMPARE(rows(after), 1);
        sqlite3_close(after);
    }

private:
    static sqlite3 *open()
    {
        sqlite3 *database = nullptr;
        sqlite3_open_v2("/disk/file.db", &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
        return database;
    }
    static bool run(sqlite3 *database, const char *sql)
    {
        return sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    static int rows(sqlite3 *database)
    {
        int count = -1;
        const auto take = [](void *target, int, char **values, char **) {
            *static_cast<int *>(target) = QByteArray(values[0]).toInt();
            return 0;
        };
        sqlite3_exec(database, "SELECT count(*) FROM t", take, &count, nullptr);
        return count;
    }

    const QString path = QStringLiteral("/disk/file.db");
    ports::testing::SeededRandom m_random{5};
    ports::testing::ManualClock m_clock;
};

QTEST_APPLESS_MAIN(SimulatedDiskTest)
#include "SimulatedDiskTest.moc"
