#include "store/tests/StoreFixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <sqlcipher/sqlite3.h>

using namespace luotsi;
namespace protocol = sync::protocol;

namespace {

constexpr char schemaSql[] =
    "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1";
constexpr char columnsSql[] =
    "SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || "
    "coalesce(c.dflt_value, '') "
    "FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table' ORDER BY 1";

class RawDatabase
{
public:
    RawDatabase(const QString &path, const QByteArray &key)
    {
        sqlite3_open(path.toUtf8().constData(), &m_handle);
        run("PRAGMA key = \"x'" + key.toHex() + "'\"");
    }
    ~RawDatabase() { sqlite3_close(m_handle); }
    RawDatabase(const RawDatabase &) = delete;
    RawDatabase &operator=(const RawDatabase &) = delete;

    bool run(const QByteArray &sql)
    {
        return sqlite3_exec(m_handle, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    QByteArrayList rows(const char *sql)
    {
        QByteArrayList found;
        const auto take = [](void *target, int, char **values, char **) {
            static_cast<QByteArrayList *>(target)->append(values[0]);
            return 0;
        };
        sqlite3_exec(m_handle, sql, take, &found, nullptr);
        return found;
    }

private:
    sqlite3 *m_handle = nullptr;
};

} // namespace

/// A file from the field, written by an earlier version, opened by today's program.
class StoreMigrationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<int>("version");
        QTest::newRow("version 1") << 1;
        QTest::newRow("version 2") << 2;
        QTest::newRow("version 3") << 3;
        QTest::newRow("version 4") << 4;
    }

    void init()
    {
        m_fixture = std::make_unique<store::testing::StoreFixture>(m_clock);
        QVERIFY(QDir().mkpath(m_fixture->options.folder));
        QFETCH_GLOBAL(int, version);
        QFile dump(QStringLiteral(LUOTSI_SOURCE_DIR "/src/store/tests/fixtures/version-%1.sql").arg(version));
        QVERIFY(dump.open(QIODevice::ReadOnly));
        RawDatabase old(m_fixture->path("luotsi.db"), m_fixture->options.key);
        QVERIFY(old.run(dump.readAll()));
        QCOMPARE(old.rows("PRAGMA user_version"), QByteArrayList{QByteArray::number(version)});
    }

    void migratedDatabase_equalsAFreshOne()
    {
        QVERIFY(m_fixture->open() != nullptr);
        m_fixture->store.reset();
        store::testing::StoreFixture fresh(m_clock);
        QVERIFY(fresh.open() != nullptr);
        fresh.store.reset();
        RawDatabase migrated(m_fixture->path("luotsi.db"), m_fixture->options.key);
        RawDatabase made(fresh.path("luotsi.db"), fresh.options.key);
        QVERIFY(migrated.rows(schemaSql).size() > 20);
        QCOMPARE(migrated.rows(schemaSql), made.rows(schemaSql));
        QCOMPARE(migrated.rows(columnsSql), made.rows(columnsSql));
        QCOMPARE(migrated.rows("PRAGMA user_version"), made.rows("PRAGMA user_version"));
        QCOMPARE(migrated.rows("PRAGMA integrity_check"), QByteArrayList{"ok"});
        QCOMPARE(migrated.rows("PRAGMA foreign_key_check"), QByteArrayList());
    }

    void whatWasStored_isAllThere()
    {
        auto *store = m_fixture->open();
        QVERIFY(store != nullptr);
        const auto held = store->load(m_heldDraft);
        QVERIFY(held.ok());
        QCOMPARE(held->changes.size(), std::size_t{2});
        QCOMPARE(held->wraps.size(), std::size_t{1});
        QVERIFY(store->readBlob(held->changes[1].header.attachments.front()).ok());
        QVERIFY(store->promoteAllOpenChanges().ok());
        QCOMPARE(store->load(m_heldDraft)->changes.size(), std::size_t{3});
        const auto sent = store->status(m_sentDraft);
        QVERIFY(sent->submitted && sent->receipt.has_value());
        QVERIFY(store->identity()->has_value());
        QCOMPARE(*store->acceptedBundleVersion("pack"), 4U);
        QCOMPARE(store->incompleteSubmissions()->size(), std::size_t{1});
    }

    void whatWasPutAside_staysSoSinceAnUnknownMomentAndBeforeAllElse()
    {
        {
            RawDatabase old(m_fixture->path("luotsi.db"), m_fixture->options.key);
            QVERIFY(old.run("UPDATE change SET state = 4, reason = 'quota' WHERE number = 5"));
        }
        auto *store = m_fixture->open();
        QVERIFY(store != nullptr);
        const ports::PutAside unknown{base::ErrorCode::QuotaExceeded, 0};
        QVERIFY(store->status(m_sentDraft)->stuck == unknown);
        ports::testing::SeededRandom random;
        ports::testing::TestRecords records(random);
        QVERIFY(store->commit(records.commitOf(records.change(m_sentDraft))).ok());
        const auto batch = *store->nextBatch();
        protocol::PushReply reply;
        reply.results.resize(batch.size());
        for (protocol::PushResult &result : reply.results)
            result.outcome = protocol::PushOutcome::Quarantined;
        QVERIFY(!batch.empty() && store->applyPush(batch, reply).ok());
        QVERIFY(store->status(m_sentDraft)->stuck == unknown);
    }

    void chains_goOnWhereTheyStood()
    {
        auto *store = m_fixture->open();
        ports::testing::SeededRandom random;
        ports::testing::TestRecords records(random);
        QVERIFY(store->commit(records.commitOf(records.change(m_sentDraft))).ok());
        const auto batch = store->nextBatch();
        QCOMPARE(batch->size(), std::size_t{1});
        QCOMPARE(batch->front().envelope.sequence, 3U);
    }

    void draftsOfTheField_getTheirWholeTimeByTheCentresClock()
    {
        auto *store = m_fixture->open();
        QVERIFY(store != nullptr);
        const std::int64_t day = 24LL * 3600 * 1000;
        const std::int64_t now = m_clock.wall + 4000 * day;
        QVERIFY(store->expire(now, 14 * day).ok());
        QVERIFY(store->expire(now + 13 * day, 14 * day).ok());
        QVERIFY(store->load(m_heldDraft).ok());
        QVERIFY(store->expire(now + 15 * day, 14 * day).ok());
        QVERIFY(!store->load(m_heldDraft).ok());
    }

    void migratingTwice_changesNothing()
    {
        QVERIFY(m_fixture->open() != nullptr);
        QVERIFY(m_fixture->open() != nullptr);
        QCOMPARE(m_fixture->store->load(m_heldDraft)->changes.size(), std::size_t{2});
    }

private:
    ports::testing::ManualClock m_clock;
    std::unique_ptr<store::testing::StoreFixture> m_fixture;
    const protocol::DraftId m_heldDraft = *protocol::DraftId::fromHex("9f184c1dd48d23982b6d76d6d8a925b0");
    const protocol::DraftId m_sentDraft = *protocol::DraftId::fromHex("534b1e658ebc32925aa3053ae065bed3");
};

QTEST_GUILESS_MAIN(StoreMigrationTest)
#include "StoreMigrationTest.moc"
