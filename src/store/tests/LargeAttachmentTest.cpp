#include "store/tests/FaultVfs.h"
#include "store/tests/StoreFixture.h"
#include "sync/protocol/Push.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace luotsi;
using base::ErrorCode;
using ports::testing::TestRecords;
using store::testing::FaultVfs;

namespace {

constexpr qsizetype megabyte = 1024 * 1024;

} // namespace

/// An attachment comes in pieces: what a crash, a full disk or a change of mind leaves, and what all of it
/// costs.
class LargeAttachmentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_vfs = std::make_unique<FaultVfs>();
        m_fixture = std::make_unique<store::testing::StoreFixture>(m_clock);
        m_fixture->options.vfs = FaultVfs::name;
        m_fixture->options.checkpointAbove = megabyte;
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

    void aPage_isOneCommit()
    {
        const QByteArray page = m_records.noise(megabyte);
        QVERIFY(m_store->writeBlob(m_draft.first.draft, m_records.noise(10)).ok());
        const int before = m_vfs->syncs;
        QVERIFY(m_store->writeBlob(m_draft.first.draft, page).ok());
        QCOMPARE(m_vfs->syncs - before, 1);
    }

    void whatADeathLeftUnfinished_givesItsRoomBack()
    {
        QVERIFY(begin(12 * megabyte, 10));
        m_store = m_fixture->open();
        QVERIFY(m_store != nullptr);
        QVERIFY(m_store->nextBlob().ok());
        QVERIFY(m_store->tidy().ok());
        QVERIFY(m_store->writeBlob(m_draft.first.draft, m_records.noise(10 * megabyte)).ok());
        QVERIFY(m_store->tidy().ok());
        QVERIFY2(databaseBytes() < 13 * megabyte, qPrintable(QString::number(databaseBytes())));
    }

    void aChangeOfMind_givesTheRoomBackAtOnce()
    {
        QVERIFY(begin(12 * megabyte, 10));
        QVERIFY(m_store->abandonBlob(*m_writing).ok());
        QVERIFY(m_store->writeBlob(m_draft.first.draft, m_records.noise(10 * megabyte)).ok());
        QVERIFY(m_store->tidy().ok());
        QVERIFY2(databaseBytes() < 13 * megabyte, qPrintable(QString::number(databaseBytes())));
    }

    void whatIsStillBeingWritten_isNotSweptAway()
    {
        const QByteArray sealed = m_records.noise(6 * megabyte);
        const auto writing = m_store->beginBlob(m_draft.first.draft, sealed.size());
        QVERIFY(m_store->appendBlob(*writing, sealed.first(3 * megabyte)).ok());
        QVERIFY(m_store->tidy().ok());
        QVERIFY(m_store->expire(m_clock.wallMilliseconds(), 1000).ok());
        QVERIFY(m_store->appendBlob(*writing, sealed.sliced(3 * megabyte)).ok());
        const auto blob = m_store->finishBlob(*writing);
        QVERIFY(blob.ok());
        QVERIFY(m_store->readBlob(*blob).value() == sealed);
    }

    void aDiskThatFillsUp_isSaidAndThePiecesGoWhenThereIsRoom()
    {
        QVERIFY(begin(12 * megabyte, 5));
        m_vfs->failFrom(FaultVfs::Fault::DiskFull, 3);
        const auto full = m_store->appendBlob(*m_writing, m_records.noise(2 * megabyte));
        QVERIFY(!full);
        QCOMPARE(full.error().code, ErrorCode::StoreFull);
        QCOMPARE(m_store->finishBlob(*m_writing).error().code, ErrorCode::NotFound);
        m_vfs->heal();
        QVERIFY(m_store->commit(TestRecords::commitOf(m_records.change(m_draft.first.draft))).ok());
        QVERIFY(m_store->tidy().ok());
        QVERIFY(m_store->writeBlob(m_draft.first.draft, m_records.noise(6 * megabyte)).ok());
        QVERIFY(m_store->tidy().ok());
        QVERIFY2(databaseBytes() < 9 * megabyte, qPrintable(QString::number(databaseBytes())));
    }

    void theLog_staysSmallWhateverComesAndGoes()
    {
        QVERIFY(begin(30 * megabyte, 30));
        QVERIFY2(logBytes() < 5 * megabyte, qPrintable(QString::number(logBytes())));
        QVERIFY(m_store->abandonBlob(*m_writing).ok());
        QVERIFY2(logBytes() < 6 * megabyte, qPrintable(QString::number(logBytes())));
    }

    void notTooManyAtOnce()
    {
        std::vector<ports::BlobWriting> begun;
        for (int count = 0; count < 8; ++count)
            begun.push_back(*m_store->beginBlob(m_draft.first.draft, 10));
        QCOMPARE(m_store->beginBlob(m_draft.first.draft, 10).error().code, ErrorCode::StoreBusy);
        QVERIFY(m_store->abandonBlob(begun.front()).ok());
        QVERIFY(m_store->beginBlob(m_draft.first.draft, 10).ok());
    }

    void withoutRoomForAllOfIt_itIsNotBegun()
    {
        const auto free = m_store->freeBytes();
        if (*free > ports::protocol::maximumBlobBytes)
            QSKIP("this disk has room for the largest attachment there is");
        QCOMPARE(m_store->beginBlob(m_draft.first.draft, *free).error().code, ErrorCode::StoreFull);
    }

private:
    bool begin(qsizetype size, int megabytes)
    {
        const auto writing = m_store->beginBlob(m_draft.first.draft, static_cast<std::uint64_t>(size));
        if (!writing)
            return false;
        m_writing = *writing;
        for (int count = 0; count < megabytes; ++count) {
            if (!m_store->appendBlob(*writing, m_records.noise(megabyte)))
                return false;
        }
        return true;
    }

    [[nodiscard]] qint64 databaseBytes() const { return QFileInfo(m_fixture->path("luotsi.db")).size(); }
    [[nodiscard]] qint64 logBytes() const { return QFileInfo(m_fixture->path("luotsi.db-wal")).size(); }

    ports::testing::ManualClock m_clock;
    ports::testing::SeededRandom m_random{4};
    TestRecords m_records{m_random};
    std::unique_ptr<FaultVfs> m_vfs;
    std::unique_ptr<store::testing::StoreFixture> m_fixture;
    store::SqlCipherStore *m_store = nullptr;
    ports::NewDraft m_draft;
    std::optional<ports::BlobWriting> m_writing;
};

QTEST_GUILESS_MAIN(LargeAttachmentTest)
#include "LargeAttachmentTest.moc"
