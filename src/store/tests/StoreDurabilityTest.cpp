#include "store/tests/FaultVfs.h"
#include "store/tests/StoreFixture.h"

#include <QFile>
#include <QTest>

using namespace luotsi;
using base::ErrorCode;
using ports::testing::TestRecords;
using store::testing::FaultVfs;

/// What a disk may do, and what is promised then.
class StoreDurabilityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_vfs = std::make_unique<FaultVfs>();
        m_fixture = std::make_unique<store::testing::StoreFixture>(m_clock);
        m_fixture->options.vfs = FaultVfs::name;
        m_store = m_fixture->open();
        QVERIFY(m_store != nullptr);
        m_draft = m_records.draft();
        QVERIFY(m_store->createDraft(m_draft).ok());
    }

    void cleanup()
    {
        m_fixture.reset();
        m_vfs.reset();
    }

    void oneCommit_isOneSync()
    {
        // The first write after the log was emptied also syncs the log's head.
        QVERIFY(commitOne());
        for (int number = 0; number < 50; ++number) {
            const int before = m_vfs->syncs;
            QVERIFY(commitOne());
            QCOMPARE(m_vfs->syncs - before, 1);
        }
    }

    void submitWithManyChanges_isOneSync()
    {
        QVERIFY(commitOne());
        ports::DraftCommit commit;
        commit.draft = m_draft.first.draft;
        for (int number = 0; number < 100; ++number)
            commit.changes.push_back(m_records.change(commit.draft));
        commit.changes.push_back(m_records.submit(commit.draft));
        commit.submits = true;
        const int before = m_vfs->syncs;
        QVERIFY(m_store->commit(commit).ok());
        QCOMPARE(m_vfs->syncs - before, 1);
    }

    void openChange_isOneSync()
    {
        QVERIFY(commitOne());
        const auto change = m_records.change(m_draft.first.draft);
        const int before = m_vfs->syncs;
        QVERIFY(m_store->putOpenChange({m_draft.first.draft, change.header.slot, change}).ok());
        QCOMPARE(m_vfs->syncs - before, 1);
    }

    void largeLog_isMovedIntoTheFile()
    {
        m_fixture->options.checkpointAbove = 256 * 1024;
        m_store = m_fixture->open();
        for (int number = 0; number < 400; ++number)
            QVERIFY(commitOne());
        QVERIFY(QFile(m_fixture->path("luotsi.db-wal")).size() < 512 * 1024);
        QVERIFY(m_store->tidy().ok());
        QCOMPARE(QFile(m_fixture->path("luotsi.db-wal")).size(), 0);
    }

    void failedSync_closesTheStoreForGood()
    {
        m_vfs->failFrom(FaultVfs::Fault::SyncError, 1);
        QVERIFY(!commitOne());
        QCOMPARE(m_lastError, ErrorCode::StoreFailed);
        m_vfs->heal();
        const int writes = m_vfs->writes;
        QVERIFY(!commitOne());
        QCOMPARE(m_lastError, ErrorCode::StoreFailed);
        QCOMPARE(m_store->load(m_draft.first.draft).error().code, ErrorCode::StoreFailed);
        QCOMPARE(m_store->freeBytes().error().code, ErrorCode::StoreFailed);
        QCOMPARE(m_store->tidy().error().code, ErrorCode::StoreFailed);
        QCOMPARE(m_vfs->writes, writes);
        // Closing writes nothing either: the cache may not be what the disk holds.
        m_fixture->store.reset();
        QCOMPARE(m_vfs->writes, writes);
        m_store = m_fixture->open();
        QVERIFY(m_store != nullptr);
        QVERIFY(m_store->load(m_draft.first.draft).ok());
    }

    void writeFailingAtAnyPoint_losesNothingAcknowledged()
    {
        for (int failing = 1; failing < 40; ++failing) {
            const auto before = m_store->load(m_draft.first.draft)->changes.size();
            m_vfs->failFrom(FaultVfs::Fault::WriteError, failing);
            std::size_t acknowledged = 0;
            while (acknowledged < 10 && commitOne())
                ++acknowledged;
            m_vfs->heal();
            m_store = m_fixture->open();
            QVERIFY(m_store != nullptr);
            QCOMPARE(m_store->load(m_draft.first.draft)->changes.size(), before + acknowledged);
        }
    }

    void fullDisk_usesTheReserveForARunningDraft()
    {
        QVERIFY(QFile::exists(m_fixture->path("luotsi.reserve")));
        QVERIFY(commitOne());
        const auto size = m_store->load(m_draft.first.draft)->changes.size();
        // Full until the reserve is released, as a real disk would be.
        m_vfs->fullWhileThereIs = m_fixture->path("luotsi.reserve");
        QVERIFY(commitOne());
        QVERIFY(!QFile::exists(m_fixture->path("luotsi.reserve")));
        m_vfs->fullWhileThereIs.clear();
        QCOMPARE(m_store->load(m_draft.first.draft)->changes.size(), size + 1);
        QVERIFY(m_store->tidy().ok());
        QVERIFY(QFile::exists(m_fixture->path("luotsi.reserve")));
    }

    void fullDisk_isNoReasonToClose()
    {
        m_vfs->failFrom(FaultVfs::Fault::DiskFull, 1);
        for (int number = 0; number < 5; ++number)
            QVERIFY(!commitOne());
        QVERIFY(m_store->load(m_draft.first.draft).ok());
        m_vfs->heal();
        QVERIFY(commitOne());
    }

    void newDraft_neverTouchesTheReserve()
    {
        m_vfs->failFrom(FaultVfs::Fault::DiskFull, 1);
        QCOMPARE(m_store->createDraft(m_records.draft()).error().code, ErrorCode::StoreFull);
        QVERIFY(QFile::exists(m_fixture->path("luotsi.reserve")));
        QCOMPARE(m_store->writeBlob(m_draft.first.draft, m_records.noise(500)).error().code,
                 ErrorCode::StoreFull);
        QVERIFY(QFile::exists(m_fixture->path("luotsi.reserve")));
    }

    void belowTheReserve_noDraftBegins()
    {
        m_fixture->options.draftReserve = std::int64_t{1} << 60;
        m_store = m_fixture->open();
        QCOMPARE(m_store->createDraft(m_records.draft()).error().code, ErrorCode::StoreFull);
        QVERIFY(commitOne());
    }

private:
    bool commitOne()
    {
        const auto done = m_store->commit(TestRecords::commitOf(m_records.change(m_draft.first.draft)));
        m_lastError = done.ok() ? ErrorCode::Internal : done.error().code;
        return done.ok();
    }

    ports::testing::ManualClock m_clock;
    ports::testing::SeededRandom m_random{7};
    TestRecords m_records{m_random};
    std::unique_ptr<FaultVfs> m_vfs;
    std::unique_ptr<store::testing::StoreFixture> m_fixture;
    store::SqlCipherStore *m_store = nullptr;
    ports::NewDraft m_draft;
    ErrorCode m_lastError = ErrorCode::Internal;
};

QTEST_GUILESS_MAIN(StoreDurabilityTest)
#include "StoreDurabilityTest.moc"
