#include "centre/storage-postgresql/PostgresStorage.h"
#include "centre/storage-postgresql/tests/PostgresServer.h"
#include "centre/storage/tests/StorageContract.h"

#include <QtTest>

#include <array>
#include <atomic>
#include <thread>

using namespace luotsi;
using namespace luotsi::centre;
namespace protocol = luotsi::sync::protocol;
using storage_postgresql::PostgresConnection;
using storage_postgresql::PostgresServer;
using storage_postgresql::PostgresStorage;

namespace {

protocol::ChangeId changeId(std::int64_t number)
{
    QByteArray bytes(32, '\0');
    qToBigEndian(number, bytes.data());
    return *protocol::ChangeId::fromBytes(bytes);
}

QByteArray settingName(int writer, int number)
{
    return QByteArray::number(writer) + '/' + QByteArray::number(number);
}

} // namespace

/// The contract of every storage, and what only an engine with several writers can get wrong.
class PostgresStorageTest : public storage::StorageContract
{
    Q_OBJECT

protected:
    std::unique_ptr<storage::Storage> makeStorage() override
    {
        auto opened = PostgresStorage::open(m_server->freshDatabase());
        return opened ? std::move(*opened) : nullptr;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<PostgresServer>();
        QVERIFY2(m_server->trouble().isEmpty(), qPrintable(m_server->trouble()));
    }

    void cleanupTestCase() { m_server.reset(); }

    void endpointsThatStartTogether_bringTheTablesForwardOnce()
    {
        const QString target = m_server->freshDatabase();
        std::atomic<int> opened = 0;
        std::vector<std::thread> endpoints;
        for (int i = 0; i < 4; ++i)
            endpoints.emplace_back([&] { opened += PostgresStorage::open(target).ok() ? 1 : 0; });
        for (std::thread &endpoint : endpoints)
            endpoint.join();
        QCOMPARE(opened.load(), 4);
    }

    void tablesOfALaterProgram_areLeftUntouched()
    {
        const QString target = m_server->freshDatabase();
        QVERIFY(PostgresStorage::open(target).ok());
        const auto connection = PostgresConnection::open(target);
        QVERIFY((*connection)->execute("INSERT INTO schema_version (number) VALUES (999)").ok());
        QCOMPARE(PostgresStorage::open(target).error().code, base::ErrorCode::StoreTooNew);
    }

    void serverThatLosesCommitsInACrash_isRefused()
    {
        const QString target = m_server->freshDatabase();
        const QByteArray name = target.section(QLatin1Char('='), -1).toLatin1();
        QVERIFY(m_server->execute("ALTER DATABASE " + name + " SET synchronous_commit = off"));
        const auto opened = PostgresStorage::open(target);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, base::ErrorCode::StoreFailed);
        QVERIFY(opened.error().detail.contains(QLatin1String("synchronous_commit")));
    }

    void serverThatIsNotThere_isBusyForNow()
    {
        const auto opened = PostgresStorage::open(QStringLiteral("host=/nonexistent dbname=none"));
        QCOMPARE(opened.error().code, base::ErrorCode::StoreBusy);
    }

    void aReadNeverWrites()
    {
        const auto opened = PostgresStorage::open(m_server->freshDatabase());
        QVERIFY(!(*opened)->read([](storage::Transaction &rows) { return rows.putSetting("s", "1"); }).ok());
    }

    void changesOfTwoDevices_takePlacesOneAfterTheOther()
    {
        const auto opened = PostgresStorage::open(m_server->freshDatabase());
        storage::Storage &storage = **opened;
        const auto draft = *protocol::DraftId::fromBytes(QByteArray(16, 'd'));
        QVERIFY(
            storage.write([&](storage::Transaction &rows) {
                       return rows.addDraft({draft, {}, 1, 0, {}});
                   })
                .ok());
        constexpr int each = 30;
        std::atomic<int> stored = 0;
        const auto push = [&](int from) {
            for (int i = from; i < from + each; ++i) {
                const auto done = storage.write([&](storage::Transaction &rows) -> base::Result<void> {
                    if (const auto known = rows.draft(draft); !known)
                        return known.error();
                    const auto added = rows.addChange({changeId(i), draft, 1, {}, 1, false, "bytes"});
                    return added ? base::Result<void>() : base::Result<void>(added.error());
                });
                stored += done.ok() ? 1 : 0;
            }
        };
        std::thread other(push, each);
        push(0);
        other.join();
        QCOMPARE(stored.load(), 2 * each);
        std::size_t found = 0;
        QVERIFY(storage
                    .read([&](storage::Transaction &rows) -> base::Result<void> {
                        found = rows.changesOf(draft)->size();
                        return {};
                    })
                    .ok());
        QCOMPARE(found, std::size_t(2 * each));
    }

    void connectionsEndedByTheServer_loseNothingAcknowledged()
    {
        constexpr int writers = 4;
        constexpr int each = 60;
        const auto opened = PostgresStorage::open(m_server->freshDatabase());
        storage::Storage &storage = **opened;
        constexpr int fewestEnded = 10;
        std::atomic<int> ended = 0;
        std::atomic<int> running = writers;
        std::atomic<bool> wrong = false;
        std::array<std::vector<int>, writers> acknowledged;
        std::vector<std::thread> threads;
        for (int writer = 0; writer < writers; ++writer) {
            threads.emplace_back([&, writer] {
                // A fast machine writes on until connections have been ended often enough.
                for (int i = 0; i < each || ended <= fewestEnded; ++i) {
                    const auto done = storage.write([&](storage::Transaction &rows) {
                        return rows.putSetting(settingName(writer, i), "kept");
                    });
                    if (done)
                        acknowledged[static_cast<std::size_t>(writer)].push_back(i);
                    else
                        wrong = wrong || done.error().code != base::ErrorCode::StoreBusy;
                }
                --running;
            });
        }
        while (running > 0) {
            if (m_server->execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                  "WHERE application_name = 'luotsi' AND pid <> pg_backend_pid()"))
                ++ended;
            QThread::msleep(3);
        }
        for (std::thread &thread : threads)
            thread.join();
        QVERIFY(!wrong);
        QVERIFY(ended > fewestEnded);
        int lost = 0;
        std::size_t kept = 0;
        for (int writer = 0; writer < writers; ++writer) {
            for (const int number : acknowledged[static_cast<std::size_t>(writer)]) {
                bool there = false;
                (void)storage.read([&](storage::Transaction &rows) -> base::Result<void> {
                    const auto value = rows.setting(settingName(writer, number));
                    there = value && value->has_value();
                    return {};
                });
                lost += there ? 0 : 1;
                ++kept;
            }
        }
        QCOMPARE(lost, 0);
        QVERIFY2(kept > std::size_t(writers * each / 4), "hardly anything came through");
    }

private:
    std::unique_ptr<PostgresServer> m_server;
};

QTEST_GUILESS_MAIN(PostgresStorageTest)
#include "PostgresStorageTest.moc"
