#include "store/tests/StoreFixture.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <sqlcipher/sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace luotsi;
using ports::testing::TestRecords;

namespace {

constexpr int rounds = 400;
constexpr int loads = 50;
constexpr int answers = 200;
constexpr double mostLoadMilliseconds =
    50;                         // the whole reopening may take no longer; the store is a part of it
constexpr double mostRatio = 4; // one answer beside its bare statements
constexpr int aboveLimitExitCode = 3;

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
    return values[values.size() / 2];
}

template<typename Work> double milliseconds(Work work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// The statements one answer needs and nothing around them: what the store is measured against.
class BareDatabase
{
public:
    explicit BareDatabase(const QByteArray &path)
    {
        sqlite3_open(path.constData(), &m_handle);
        run("PRAGMA key = \"x'" + QByteArray(32, 'k').toHex() + "'\"");
        run("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "PRAGMA wal_autocheckpoint = 1000; PRAGMA secure_delete = ON; PRAGMA cache_size = -16384;"
            "CREATE TABLE draft(number INTEGER PRIMARY KEY, touched_at INTEGER);"
            "INSERT INTO draft VALUES(1, 0);"
            "CREATE TABLE change(number INTEGER PRIMARY KEY, id BLOB UNIQUE, draft INTEGER, state INTEGER, "
            "bytes BLOB);"
            "CREATE INDEX change_of_draft ON change(draft, number)");
        sqlite3_prepare_v2(m_handle, "INSERT INTO change(id, draft, state, bytes) VALUES(?1, 1, 1, ?2)", -1,
                           &m_insert, nullptr);
        sqlite3_prepare_v2(m_handle, "UPDATE draft SET touched_at = touched_at + 1 WHERE number = 1", -1,
                           &m_touch, nullptr);
    }
    ~BareDatabase()
    {
        sqlite3_finalize(m_insert);
        sqlite3_finalize(m_touch);
        sqlite3_close(m_handle);
    }
    BareDatabase(const BareDatabase &) = delete;
    BareDatabase &operator=(const BareDatabase &) = delete;

    void run(const QByteArray &sql) { sqlite3_exec(m_handle, sql.constData(), nullptr, nullptr, nullptr); }
    void commit(const sync::protocol::Change &change)
    {
        run("BEGIN IMMEDIATE");
        sqlite3_bind_blob(m_insert, 1, change.id.data(), 32, SQLITE_STATIC);
        sqlite3_bind_blob(m_insert, 2, change.bytes.constData(), static_cast<int>(change.bytes.size()),
                          SQLITE_STATIC);
        sqlite3_step(m_insert);
        sqlite3_reset(m_insert);
        sqlite3_step(m_touch);
        sqlite3_reset(m_touch);
        run("COMMIT");
    }

private:
    sqlite3 *m_handle = nullptr;
    sqlite3_stmt *m_insert = nullptr;
    sqlite3_stmt *m_touch = nullptr;
};

} // namespace

/// One answer committed, beside the bare statements, in turns; and a draft of 200 answers loaded.
int main()
{
    ports::testing::ManualClock clock;
    ports::testing::SeededRandom random;
    TestRecords records(random);
    store::testing::StoreFixture fixture(clock);
    auto *store = fixture.open();
    const auto draft = records.draft();
    if (store == nullptr || !store->createDraft(draft).ok())
        return 1;
    const QTemporaryDir folder;
    BareDatabase bare(folder.filePath(QStringLiteral("bare.db")).toUtf8());
    std::vector<double> ours;
    std::vector<double> theirs;
    bool ok = true;
    for (int round = 0; round < rounds; ++round) {
        const auto commit = TestRecords::commitOf(records.change(draft.first.draft));
        ours.push_back(milliseconds([&] { ok = ok && store->commit(commit).ok(); }));
        theirs.push_back(milliseconds([&] { bare.commit(commit.changes.front()); }));
    }
    const auto longer = records.draft();
    ok = ok && store->createDraft(longer).ok();
    for (int answer = 0; answer < answers; ++answer)
        ok = ok && store->commit(TestRecords::commitOf(records.change(longer.first.draft))).ok();
    std::vector<double> reading;
    for (int load = 0; load < loads; ++load)
        reading.push_back(
            milliseconds([&] { ok = ok && store->load(longer.first.draft)->changes.size() > answers; }));
    if (!ok)
        return 1;
    const double ratio = median(ours) / median(theirs);
    std::printf("figure | commit of one answer | %.2f ms | -\n", median(ours));
    std::printf("figure | the same beside its bare statements | %.2f x | <= %.0f x\n", ratio, mostRatio);
    std::printf("figure | load of %d records from the store | %.1f ms | <= %.0f ms\n", answers,
                median(reading), mostLoadMilliseconds);
    return ratio <= mostRatio && median(reading) <= mostLoadMilliseconds ? 0 : aboveLimitExitCode;
}
