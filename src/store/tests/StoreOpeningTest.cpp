#include "store/tests/StoreFixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <sqlcipher/sqlite3.h>

using namespace luotsi;
using base::ErrorCode;
using ports::testing::TestRecords;

/// What a store says about a file it cannot open, and that it leaves the file alone.
class StoreOpeningTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<store::testing::StoreFixture>(m_clock);
        auto *store = m_fixture->open();
        QVERIFY(store != nullptr);
        m_draft = m_records.draft();
        QVERIFY(store->createDraft(m_draft).ok());
        ports::DraftCommit commit;
        commit.draft = m_draft.first.draft;
        for (int number = 0; number < 300; ++number)
            commit.changes.push_back(m_records.change(commit.draft));
        QVERIFY(store->commit(commit).ok());
        m_fixture->store.reset();
    }

    void rightKey_opensWhatWasStored()
    {
        QVERIFY(m_fixture->open() != nullptr);
        QCOMPARE(m_fixture->store->load(m_draft.first.draft)->changes.size(), std::size_t{301});
    }

    void wrongKey_saysSoAndKeepsTheFile()
    {
        const QByteArray before = content();
        m_fixture->options.key = QByteArray(32, 'w');
        QVERIFY(m_fixture->open() == nullptr);
        QCOMPARE(m_fixture->error, ErrorCode::StoreWrongKey);
        QVERIFY(content() == before);
        m_fixture->options.key = QByteArray(32, 'k');
        QVERIFY(m_fixture->open() != nullptr);
    }

    void wrongKeyWithoutKeyCheck_isStillNoOpening()
    {
        const QByteArray before = content();
        QVERIFY(QFile::remove(m_fixture->path("luotsi.key-check")));
        m_fixture->options.key = QByteArray(32, 'w');
        QVERIFY(m_fixture->open() == nullptr);
        QCOMPARE(m_fixture->error, ErrorCode::StoreWrongKey);
        QVERIFY(content() == before);
        QVERIFY(!QFile::exists(m_fixture->path("luotsi.key-check")));
        m_fixture->options.key = QByteArray(32, 'k');
        QVERIFY(m_fixture->open() != nullptr);
        QVERIFY(QFile::exists(m_fixture->path("luotsi.key-check")));
    }

    void shortKey_isNoKey()
    {
        m_fixture->options.key = QByteArray(16, 'k');
        QVERIFY(m_fixture->open() == nullptr);
        QCOMPARE(m_fixture->error, ErrorCode::StoreKeyUnavailable);
    }

    void damagedFirstPage_isCorruptNotAWrongKey()
    {
        damage(100);
        const QByteArray before = content();
        QVERIFY(m_fixture->open() == nullptr);
        QCOMPARE(m_fixture->error, ErrorCode::StoreCorrupt);
        QVERIFY(content() == before);
    }

    void truncatedFile_isCorruptAndKept_data()
    {
        QTest::addColumn<int>("keptBytes");
        QTest::newRow("empty") << 0;
        QTest::newRow("less than a page") << 1000;
        QTest::newRow("one page") << 4096;
        QTest::newRow("ten pages") << 40960;
    }

    void truncatedFile_isCorruptAndKept()
    {
        QFETCH(int, keptBytes);
        QVERIFY(QFile::resize(m_fixture->path("luotsi.db"), keptBytes));
        QVERIFY(m_fixture->open() == nullptr);
        QCOMPARE(m_fixture->error, ErrorCode::StoreCorrupt);
        QCOMPARE(QFile(m_fixture->path("luotsi.db")).size(), keptBytes);
    }

    void missingFile_isNotMadeAnew()
    {
        QVERIFY(QFile::remove(m_fixture->path("luotsi.db")));
        QVERIFY(m_fixture->open() == nullptr);
        QCOMPARE(m_fixture->error, ErrorCode::StoreCorrupt);
        QVERIFY(!QFile::exists(m_fixture->path("luotsi.db")));
    }

    void anyDamagedPage_isNoticedWhereItIsRead()
    {
        const qint64 size = QFile(m_fixture->path("luotsi.db")).size();
        const QByteArray whole = content();
        int noticed = 0;
        for (qint64 page = 1; page < size / 4096; ++page) {
            restore(whole);
            damage(page * 4096 + 2000);
            const bool opened = m_fixture->open() != nullptr;
            const auto loaded = opened ? m_fixture->store->load(m_draft.first.draft)
                                       : base::Result<ports::DraftRecords>(m_fixture->error);
            if (loaded.ok()) {
                QCOMPARE(loaded->changes.size(), std::size_t{301});
                continue;
            }
            QCOMPARE(loaded.error().code, ErrorCode::StoreCorrupt);
            ++noticed;
        }
        m_fixture->store.reset();
        // Pages of indexes that reading a draft does not need may pass.
        QVERIFY(noticed > size / 4096 / 2);
    }

    void secondOpening_isBusy()
    {
        QVERIFY(m_fixture->open() != nullptr);
        ports::testing::SeededRandom random;
        const auto second = store::SqlCipherStore::open(m_fixture->options, m_clock, random);
        QVERIFY(!second.ok());
        QCOMPARE(second.error().code, ErrorCode::StoreBusy);
        QVERIFY(m_fixture->store->load(m_draft.first.draft).ok());
    }

    void newerFile_isRefusedAndKept()
    {
        sqlite3 *database = openRaw();
        QCOMPARE(sqlite3_exec(database, "PRAGMA user_version = 99", nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(database);
        QVERIFY(m_fixture->open() == nullptr);
        QCOMPARE(m_fixture->error, ErrorCode::StoreTooNew);
        database = openRaw();
        QCOMPARE(sqlite3_exec(database, "SELECT count(*) FROM change", nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(database);
    }

    void file_isNotPlain()
    {
        QVERIFY(!content().startsWith("SQLite format 3"));
        QVERIFY(!content().contains("CREATE TABLE"));
    }

    void folder_isTheOwnersOnly()
    {
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(m_fixture->options.folder) & others));
    }

private:
    [[nodiscard]] QByteArray content() const
    {
        QFile file(m_fixture->path("luotsi.db"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void restore(const QByteArray &whole)
    {
        m_fixture->store.reset();
        QFile::remove(m_fixture->path("luotsi.db-wal"));
        QFile file(m_fixture->path("luotsi.db"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(whole), whole.size());
    }

    void damage(qint64 at)
    {
        QFile file(m_fixture->path("luotsi.db"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(at);
        char byte = 0;
        QVERIFY(file.getChar(&byte));
        file.seek(at);
        QVERIFY(file.putChar(static_cast<char>(byte ^ 1)));
    }

    [[nodiscard]] sqlite3 *openRaw() const
    {
        sqlite3 *database = nullptr;
        sqlite3_open(m_fixture->path("luotsi.db").toUtf8().constData(), &database);
        const QByteArray key = "PRAGMA key = \"x'" + m_fixture->options.key.toHex() + "'\"";
        sqlite3_exec(database, key.constData(), nullptr, nullptr, nullptr);
        return database;
    }

    ports::testing::ManualClock m_clock;
    ports::testing::SeededRandom m_random{3};
    TestRecords m_records{m_random};
    std::unique_ptr<store::testing::StoreFixture> m_fixture;
    ports::NewDraft m_draft;
};

QTEST_GUILESS_MAIN(StoreOpeningTest)
#include "StoreOpeningTest.moc"
