#include "centre/storage-sqlite/SqliteStorage.h"
#include "centre/storage-sql/SqlTransaction.h"
#include "centre/storage/tests/StorageContract.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <thread>

using namespace luotsi;
using namespace luotsi::centre;
using storage_sqlite::SqliteConnection;
using storage_sqlite::SqliteStorage;

namespace {

const QByteArray key(32, 'K');

base::Result<void> raise(storage::Storage &storage, const QByteArray &name)
{
    return storage.write([&](storage::Transaction &rows) -> base::Result<void> {
        const auto raised = rows.raiseCounter(name, 1, 1);
        return raised ? base::Result<void>() : base::Result<void>(raised.error());
    });
}

std::int64_t counter(storage::Storage &storage, const QByteArray &name)
{
    std::int64_t value = -1;
    (void)storage.write([&](storage::Transaction &rows) -> base::Result<void> {
        value = *rows.raiseCounter(name, 1, 0);
        return {};
    });
    return value;
}

} // namespace

class SqliteStorageTest : public storage::StorageContract
{
    Q_OBJECT

protected:
    std::unique_ptr<storage::Storage> makeStorage() override
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = SqliteStorage::open(path(), key);
        return opened ? std::move(*opened) : nullptr;
    }

private Q_SLOTS:
    void theFileIsEncryptedWithAKeyAndPlainWithout()
    {
        const QTemporaryDir folder;
        const QString closed = folder.filePath(QStringLiteral("closed.db"));
        const QString open = folder.filePath(QStringLiteral("open.db"));
        QVERIFY(SqliteStorage::open(closed, key).ok());
        QVERIFY(SqliteStorage::open(open, {}).ok());
        QVERIFY(!head(closed).startsWith("SQLite format 3"));
        QVERIFY(head(open).startsWith("SQLite format 3"));
    }

    void anotherKeyIsAWrongKeyAndTheFileStays()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("centre.db"));
        QVERIFY(SqliteStorage::open(file, key).ok());
        const QByteArray before = head(file);
        QCOMPARE(SqliteStorage::open(file, QByteArray(32, 'X')).error().code, base::ErrorCode::StoreWrongKey);
        QCOMPARE(SqliteStorage::open(file, {}).error().code, base::ErrorCode::StoreWrongKey);
        QCOMPARE(head(file), before);
        QVERIFY(SqliteStorage::open(file, key).ok());
    }

    void aLaterProgramsFileIsLeftUntouched()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("centre.db"));
        QVERIFY(SqliteStorage::open(file, {}).ok());
        {
            auto connection = SqliteConnection::open(file, {}, storage_sqlite::Checkpoints::InCommits);
            QVERIFY((*connection)->execute("PRAGMA user_version = 999").ok());
        }
        QCOMPARE(SqliteStorage::open(file, {}).error().code, base::ErrorCode::StoreTooNew);
    }

    void aFileOfTheFirstVersionIsBroughtForwardWithItsRows()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("old.db"));
        {
            QFile fixture(QStringLiteral(LUOTSI_SOURCE_DIR "/src/centre/storage-sqlite/tests/centre-1.sql"));
            QVERIFY(fixture.open(QIODevice::ReadOnly));
            auto connection = SqliteConnection::open(file, {}, storage_sqlite::Checkpoints::InCommits);
            QVERIFY((*connection)->execute(fixture.readAll().constData()).ok());
        }
        auto opened = SqliteStorage::open(file, {});
        QVERIFY(opened.ok());
        std::size_t submissions = 0;
        QVERIFY((*opened)
                    ->read([&](storage::Transaction &rows) -> base::Result<void> {
                        submissions = rows.submissions()->size();
                        return {};
                    })
                    .ok());
        QCOMPARE(submissions, std::size_t(1));
        QCOMPARE(tables(file), freshTables());
    }

    void whatWasCommittedIsThereAfterReopening()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("centre.db"));
        {
            auto opened = SqliteStorage::open(file, key);
            QVERIFY(raise(**opened, "c").ok());
        }
        auto again = SqliteStorage::open(file, key);
        QCOMPARE(counter(**again, "c"), std::int64_t(1));
    }

    void writersOfTwoProcessesFollowEachOther()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("centre.db"));
        auto endpoint = SqliteStorage::open(file, key);
        auto tool = SqliteStorage::open(file, key, storage_sqlite::Checkpoints::Others);
        QVERIFY(endpoint.ok() && tool.ok());
        constexpr int each = 50;
        std::thread other([&] {
            for (int i = 0; i < each; ++i)
                (void)raise(**tool, "shared");
        });
        for (int i = 0; i < each; ++i)
            QVERIFY(raise(**endpoint, "shared").ok());
        other.join();
        QCOMPARE(counter(**endpoint, "shared"), std::int64_t(2 * each));
    }

    void tenNewFeedLines_costTheSameWhateverLiesBehindThem()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("centre.db"));
        QVERIFY(SqliteStorage::open(file, {}).ok()); // makes the tables
        auto connection = SqliteConnection::open(file, {}, storage_sqlite::Checkpoints::InCommits);
        storage_sql::SqlTransaction rows(**connection, storage_sql::Access::ReadWrite);
        std::vector<std::int64_t> costs;
        std::uint64_t written = 0;
        for (const std::uint64_t behind : {100U, 2'000U, 20'000U}) {
            QVERIFY((*connection)->execute("BEGIN").ok());
            for (; written < behind; ++written)
                QVERIFY(addLine(rows, written + 1));
            QVERIFY((*connection)->execute("COMMIT").ok());
            const std::int64_t before = (*connection)->steps();
            const auto page = rows.feedPage(QStringLiteral("north"), written - 10, 500, 1'000'000);
            QCOMPARE(page->size(), std::size_t(10));
            costs.push_back((*connection)->steps() - before);
        }
        QCOMPARE(costs[1], costs[0]);
        QCOMPARE(costs[2], costs[0]);
        const std::int64_t before = (*connection)->steps();
        QVERIFY(rows.feedPage(QStringLiteral("north"), written, 500, 1'000'000)->empty());
        QVERIFY((*connection)->steps() - before < 20); // an idle poll is one look into the index
    }

    void aReadNeverWrites()
    {
        const QTemporaryDir folder;
        auto opened = SqliteStorage::open(folder.filePath(QStringLiteral("centre.db")), key);
        const auto refused =
            (*opened)->read([](storage::Transaction &rows) { return rows.putSetting("s", "1"); });
        QVERIFY(!refused.ok());
    }

private:
    static bool addLine(storage_sql::SqlTransaction &rows, std::uint64_t number)
    {
        const auto id =
            *sync::protocol::ChangeId::fromBytes(QByteArray::number(quint64(number)).rightJustified(32, '0'));
        // A draft of a hundred changes each, as drafts are.
        const auto draft = *sync::protocol::DraftId::fromBytes(
            QByteArray::number(quint64(number / 100)).rightJustified(16, '0'));
        const auto added = rows.addChange({id, draft, 2, {}, 1, false, "bytes"});
        return added && *added && rows.addFeedEntry(QStringLiteral("north"), {number, id}).ok();
    }

    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("centre.db")); }

    static QByteArray head(const QString &file)
    {
        QFile bytes(file);
        return bytes.open(QIODevice::ReadOnly) ? bytes.read(4096) : QByteArray();
    }

    static std::int64_t tables(const QString &file)
    {
        auto connection = SqliteConnection::open(file, {}, storage_sqlite::Checkpoints::InCommits);
        return *(*connection)->number("SELECT count(*) FROM sqlite_master");
    }

    static std::int64_t freshTables()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("fresh.db"));
        (void)SqliteStorage::open(file, {});
        return tables(file);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(SqliteStorageTest)
#include "SqliteStorageTest.moc"
