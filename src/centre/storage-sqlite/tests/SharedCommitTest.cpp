#include "centre/storage-sqlite/SqliteStorage.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QtEndian>
#include <QtTest>

#include <thread>

using namespace luotsi;
using namespace luotsi::centre;
using storage_sqlite::Checkpoints;
using storage_sqlite::SqliteStorage;

namespace {

base::Result<void> raise(storage::Transaction &rows, const QByteArray &name)
{
    const auto raised = rows.raiseCounter(name, 1, 1);
    return raised ? base::Result<void>() : base::Result<void>(raised.error());
}

} // namespace

/// Writers that wait share a commit, and nobody's failure is another's.
class SharedCommitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = SqliteStorage::open(path(), {}, Checkpoints::Beside);
        QVERIFY(opened.ok());
        m_storage = std::move(*opened);
    }

    void writersThatWait_shareOneCommit()
    {
        const int before = commits();
        const auto results = writeTogether({[](storage::Transaction &rows) { return raise(rows, "a"); },
                                            [](storage::Transaction &rows) { return raise(rows, "b"); },
                                            [](storage::Transaction &rows) { return raise(rows, "b"); }});
        for (const auto &result : results)
            QVERIFY(result.ok());
        QCOMPARE(commits() - before, 1); // the one they waited for wrote nothing
        QCOMPARE(counter("a"), 1);
        QCOMPARE(counter("b"), 2);
    }

    void oneThatFails_takesBackItsOwnWritesOnly()
    {
        const auto results = writeTogether({[](storage::Transaction &rows) { return raise(rows, "a"); },
                                            [](storage::Transaction &rows) -> base::Result<void> {
                                                (void)raise(rows, "a");
                                                (void)raise(rows, "b");
                                                return base::ErrorCode::QuotaExceeded;
                                            },
                                            [](storage::Transaction &rows) { return raise(rows, "b"); }});
        QVERIFY(results[0].ok());
        QCOMPARE(results[1].error().code, base::ErrorCode::QuotaExceeded);
        QVERIFY(results[2].ok());
        QCOMPARE(counter("a"), 1);
        QCOMPARE(counter("b"), 1);
    }

    void aFailureOfTheWholeTransaction_meetsOnlyWhoCausedIt()
    {
        int runs = 0;
        const auto results = writeTogether(
            {[&](storage::Transaction &rows) {
                 ++runs;
                 return raise(rows, "a");
             },
             // As a full disk does: the transaction is gone.
             [](storage::Transaction &) -> base::Result<void> { return base::ErrorCode::StoreBusy; },
             [](storage::Transaction &rows) { return raise(rows, "b"); }});
        QVERIFY(results[0].ok());
        QCOMPARE(results[1].error().code, base::ErrorCode::StoreBusy);
        QVERIFY(results[2].ok());
        QCOMPARE(runs, 2); // with the others, and again alone
        QCOMPARE(counter("a"), 1);
        QCOMPARE(counter("b"), 1);
    }

    void aDiskFailureInAGroup_stopsAllWritingFromThereOn()
    {
        const auto results = writeTogether(
            {[](storage::Transaction &rows) { return raise(rows, "a"); },
             [](storage::Transaction &) -> base::Result<void> { return base::ErrorCode::StoreFailed; },
             [](storage::Transaction &rows) { return raise(rows, "b"); }});
        QVERIFY(results[0].ok());
        QCOMPARE(results[1].error().code, base::ErrorCode::StoreFailed);
        QCOMPARE(results[2].error().code, base::ErrorCode::StoreFailed);
        m_storage.reset();
        m_storage = std::move(*SqliteStorage::open(path(), {}));
        QCOMPARE(counter("a"), 1);
        QCOMPARE(counter("b"), 0);
    }

    void theLogIsMovedBesideTheCommitsAndEmptiedAtTheEnd()
    {
        const QByteArray page(4000, 'p');
        for (int number = 0; number < 1500; ++number)
            QVERIFY(m_storage
                        ->write([&](storage::Transaction &rows) {
                            return raise(rows, page + QByteArray::number(number));
                        })
                        .ok());
        // Four thousand bytes each, most of them in the file by now.
        QTRY_VERIFY(QFileInfo(path()).size() > 1'000 * 4096);
        m_storage.reset();
        QVERIFY(!QFileInfo::exists(path() + QStringLiteral("-wal")));
        m_storage = std::move(*SqliteStorage::open(path(), {}));
        QCOMPARE(counter(page + "1499"), 1);
    }

private:
    using Work = storage::Storage::Work;

    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("centre.db")); }

    /// The works of so many writers, who all wait for the commit of another; in that order.
    std::vector<base::Result<void>> writeTogether(const std::vector<Work> &works)
    {
        std::vector<base::Result<void>> results(works.size());
        std::vector<std::thread> writers;
        const auto first = m_storage->write([&](storage::Transaction &) -> base::Result<void> {
            for (std::size_t index = 0; index < works.size(); ++index) {
                writers.emplace_back([&, index] { results[index] = m_storage->write(works[index]); });
                while (m_storage->waitingWriters() <= index)
                    std::this_thread::yield();
            }
            return {};
        });
        for (std::thread &writer : writers)
            writer.join();
        if (!first)
            qFatal("the first writer failed");
        return results;
    }

    [[nodiscard]] std::int64_t counter(const QByteArray &name)
    {
        std::int64_t value = -1;
        (void)m_storage->write([&](storage::Transaction &rows) -> base::Result<void> {
            value = *rows.raiseCounter(name, 1, 0);
            return {};
        });
        return value;
    }

    /// Frames with a commit mark that the log has now: its format is SQLite's own (section 4 of its file
    /// format).
    [[nodiscard]] int commits() const
    {
        QFile log(path() + QStringLiteral("-wal"));
        if (!log.open(QIODevice::ReadOnly))
            return -1;
        const QByteArray bytes = log.readAll();
        constexpr int head = 32;
        constexpr int frame = 24 + 4096;
        int found = 0;
        for (qsizetype at = head; at + frame <= bytes.size(); at += frame)
            found += qFromBigEndian<quint32>(bytes.constData() + at + 4) != 0 ? 1 : 0;
        return found;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqliteStorage> m_storage;
};

QTEST_GUILESS_MAIN(SharedCommitTest)
#include "SharedCommitTest.moc"
