#include "store/tests/StoreFixture.h"

#include <QElapsedTimer>

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
    50;                           // the whole reopening may take no longer; the store is a part of it
constexpr double mostRatio = 1.3; // one answer beside its bare statements
constexpr int fewWaiting = 1'000;
constexpr int manyWaiting = 100'000;
constexpr int answersOfADraft = 100;
constexpr double mostGrowth = 2; // what a look at the queue and its next batch cost with many beside with few
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

/// The statements one answer needs, on a file of the store's own schema, and nothing around them: what the
/// store is measured against.
class BareDatabase
{
public:
    BareDatabase(const QString &path, sync::protocol::DraftId draft) : m_draft(std::move(draft))
    {
        sqlite3_open(path.toUtf8().constData(), &m_handle);
        run("PRAGMA key = \"x'" + QByteArray(32, 'k').toHex() + "'\"");
        run("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "PRAGMA wal_autocheckpoint = 1000; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;"
            "PRAGMA cache_size = -16384;");
        m_find = prepare("SELECT number, form, copy, submitted_at, gone FROM draft WHERE id = ?1");
        m_insert = prepare("INSERT INTO change(id, draft, kind, urgency, stored_at, state, bytes) "
                           "VALUES(?1, ?2, 1, 4, 1900000000000, 1, ?3)");
        m_touch = prepare("UPDATE draft SET idle_since = NULL WHERE number = ?1");
        m_wake = prepare("INSERT OR IGNORE INTO attempt(one, at, tries) VALUES(1, 1900000000000, 0)");
    }
    ~BareDatabase()
    {
        for (sqlite3_stmt *statement : {m_find, m_insert, m_touch, m_wake})
            sqlite3_finalize(statement);
        sqlite3_close(m_handle);
    }
    BareDatabase(const BareDatabase &) = delete;
    BareDatabase &operator=(const BareDatabase &) = delete;

    /// False when any statement failed: what was measured then is nothing.
    bool commit(const sync::protocol::Change &change)
    {
        bool ok = run("BEGIN IMMEDIATE");
        sqlite3_bind_blob(m_find, 1, m_draft.data(), int(m_draft.size), SQLITE_STATIC);
        ok = ok && sqlite3_step(m_find) == SQLITE_ROW;
        const sqlite3_int64 draft = sqlite3_column_int64(m_find, 0);
        sqlite3_reset(m_find);
        sqlite3_bind_blob(m_insert, 1, change.id.data(), int(change.id.size), SQLITE_STATIC);
        sqlite3_bind_int64(m_insert, 2, draft);
        sqlite3_bind_blob(m_insert, 3, change.bytes.constData(), int(change.bytes.size()), SQLITE_STATIC);
        sqlite3_bind_int64(m_touch, 1, draft);
        for (sqlite3_stmt *statement : {m_insert, m_touch, m_wake}) {
            ok = sqlite3_step(statement) == SQLITE_DONE && ok;
            sqlite3_reset(statement);
        }
        return run("COMMIT") && ok;
    }

private:
    bool run(const QByteArray &sql)
    {
        return sqlite3_exec(m_handle, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    sqlite3_stmt *prepare(const char *sql)
    {
        sqlite3_stmt *statement = nullptr;
        sqlite3_prepare_v2(m_handle, sql, -1, &statement, nullptr);
        return statement;
    }

    const sync::protocol::DraftId m_draft;
    sqlite3 *m_handle = nullptr;
    sqlite3_stmt *m_find = nullptr;
    sqlite3_stmt *m_insert = nullptr;
    sqlite3_stmt *m_touch = nullptr;
    sqlite3_stmt *m_wake = nullptr;
};

/// Milliseconds of a look at the queue with its next batch, while so many records wait.
double lookMilliseconds(int waiting, ports::testing::ManualClock &clock)
{
    ports::testing::SeededRandom random;
    TestRecords records(random);
    store::testing::StoreFixture fixture(clock);
    auto *store = fixture.open();
    ports::DeviceIdentity identity;
    identity.device = random.make<sync::protocol::DeviceId>();
    identity.privateKeyPem = "key";
    bool ok = store != nullptr && store->saveIdentity(identity).ok();
    for (int left = waiting; ok && left > 0; left -= answersOfADraft) {
        auto draft = records.draft();
        draft.copy = ports::CentreCopy::AsWritten;
        ok = store->createDraft(draft).ok();
        ports::DraftCommit commit{draft.first.draft, {}, {}, {}, false};
        for (int answer = 1; answer < answersOfADraft; ++answer)
            commit.changes.push_back(records.change(draft.first.draft));
        ok = ok && store->commit(commit).ok();
    }
    ok = ok && store->nextBatch().ok(); // the envelopes are made once
    std::vector<double> looks;
    for (int look = 0; look < loads; ++look) {
        looks.push_back(milliseconds([&] {
            ok = ok && !store->queue()->empty();
            ok = ok && store->nextBatch()->size() == sync::protocol::maximumBatchRecords;
        }));
    }
    if (!ok)
        qFatal("the queue of %d records could not be read", waiting);
    return median(looks);
}

} // namespace

/// One answer committed, beside the bare statements, in turns; a draft of 200 answers loaded; and a look at a
/// short queue and at a long one.
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
    store::testing::StoreFixture other(clock);
    auto *emptied = other.open();
    if (emptied == nullptr || !emptied->createDraft(draft).ok())
        return 1;
    other.store.reset();
    BareDatabase bare(other.path("luotsi.db"), draft.first.draft);
    std::vector<double> ours;
    std::vector<double> theirs;
    bool ok = true;
    for (int round = 0; round < rounds; ++round) {
        const auto commit = TestRecords::commitOf(records.change(draft.first.draft));
        ours.push_back(milliseconds([&] { ok = ok && store->commit(commit).ok(); }));
        theirs.push_back(milliseconds([&] { ok = ok && bare.commit(commit.changes.front()); }));
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
    const double growth = lookMilliseconds(manyWaiting, clock) / lookMilliseconds(fewWaiting, clock);
    std::printf("figure | the same beside its bare statements | %.2f x | <= %.1f x\n", ratio, mostRatio);
    std::printf("figure | a look at a queue of %d records beside one of %d | %.2f x | <= %.0f x\n",
                manyWaiting, fewWaiting, growth, mostGrowth);
    std::printf("figure | load of %d records from the store | %.1f ms | <= %.0f ms\n", answers,
                median(reading), mostLoadMilliseconds);
    const bool met = ratio <= mostRatio && growth <= mostGrowth && median(reading) <= mostLoadMilliseconds;
    return met ? 0 : aboveLimitExitCode;
}
