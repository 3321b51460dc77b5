#include "store/CodeTable.h"

namespace luotsi::store {

using base::ErrorCode;

namespace {

constexpr char findSql[] =
    "SELECT code.lookup, draft.id, code.key, code.reader, code.sealed_wrap, code.created_at, code.used "
    "FROM code JOIN draft ON draft.number = code.draft WHERE code.lookup = ?1";
constexpr char insertSql[] =
    "INSERT INTO code(lookup, draft, key, reader, sealed_wrap, created_at, used, upload, claimed) "
    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
constexpr char useSql[] = "UPDATE code SET used = 1 WHERE lookup = ?1";
constexpr char retireSql[] = "DELETE FROM code WHERE number < (SELECT number FROM code WHERE lookup = ?1) "
                             "AND draft = (SELECT draft FROM code WHERE lookup = ?1)";
constexpr char dropSql[] = "DELETE FROM code WHERE lookup = ?1";
constexpr char triesSql[] = "SELECT failed, total, pause, since, total_since FROM code_try";
constexpr char saveTriesSql[] =
    "INSERT OR REPLACE INTO code_try(one, failed, total, pause, since, total_since) "
    "VALUES(1, ?1, ?2, ?3, ?4, ?5)";
constexpr char waitingSql[] = "SELECT count(*) FROM code WHERE upload = 1";
constexpr char nextSql[] =
    "SELECT code.lookup, draft.id, code.key, code.reader, code.sealed_wrap, code.created_at, code.used "
    "FROM code JOIN draft ON draft.number = code.draft WHERE code.upload = 1 ORDER BY code.number LIMIT 1";
// A code that came from the centre is its first device's to offer.
constexpr char sendAllAgainSql[] =
    "UPDATE code SET upload = 1, reason = NULL, put_aside_at = NULL WHERE upload IN (2, 3) AND claimed = 0";
constexpr char setUploadSql[] =
    "UPDATE code SET upload = ?2, reason = ?3, put_aside_at = ?4 WHERE lookup = ?1";

ports::CodeEntry entryOf(const Query &query)
{
    return {query.fixed<protocol::LookupId>(0),
            query.fixed<protocol::DraftId>(1),
            query.fixed<protocol::KeyId>(2),
            query.fixed<protocol::KeyId>(3),
            query.bytes(4),
            query.integer(5),
            query.integer(6) != 0};
}

} // namespace

CodeTable::CodeTable(Database &database, const base::Clock &clock)
    : m_database(database), m_clock(clock), m_find(database, findSql), m_insert(database, insertSql),
      m_use(database, useSql), m_retire(database, retireSql), m_drop(database, dropSql),
      m_tries(database, triesSql), m_saveTries(database, saveTriesSql), m_waiting(database, waitingSql),
      m_next(database, nextSql), m_setUpload(database, setUploadSql),
      m_sendAllAgain(database, sendAllAgainSql)
{
}

std::optional<ports::CodeEntry> CodeTable::find(const protocol::LookupId &lookup)
{
    Query query = m_find.run(lookup);
    return query.next() ? std::optional(entryOf(query)) : std::nullopt;
}

void CodeTable::add(std::int64_t draft, const ports::CodeEntry &code, bool released)
{
    insert(draft, code, released ? UploadState::Waiting : UploadState::Held);
}

void CodeTable::addKnownAtCentre(std::int64_t draft, const ports::CodeEntry &code)
{
    insert(draft, code, UploadState::Done);
}

void CodeTable::insert(std::int64_t draft, const ports::CodeEntry &code, UploadState upload)
{
    m_insert.execute(code.lookup, draft, code.key, code.reader, code.sealedWrap, code.createdAt, code.used,
                     upload, upload == UploadState::Done);
}

void CodeTable::sendAllAgain()
{
    m_sendAllAgain.execute();
}

void CodeTable::drop(const protocol::LookupId &lookup)
{
    m_drop.execute(lookup);
}

void CodeTable::markUsed(const protocol::LookupId &lookup)
{
    m_use.execute(lookup);
    if (changedRows(m_database) == 0)
        throw Failure(ErrorCode::NotFound);
    m_retire.execute(lookup);
    ports::CodeTries counted = tries();
    counted.succeed();
    save(counted);
}

ports::CodeTries CodeTable::tries()
{
    ports::CodeTries counted;
    Query query = m_tries.run();
    if (!query.next())
        return counted;
    counted.failed = static_cast<std::uint32_t>(query.integer(0));
    counted.total = static_cast<std::uint32_t>(query.integer(1));
    counted.pause = query.integer(2);
    counted.since = query.integer(3);
    counted.totalSince = query.integer(4);
    return counted;
}

void CodeTable::save(const ports::CodeTries &tries)
{
    m_saveTries.execute(tries.failed, tries.total, tries.pause, tries.since, tries.totalSince);
}

std::int64_t CodeTable::countFailedTry()
{
    ports::CodeTries counted = tries();
    const std::int64_t now = m_clock.monotonicMilliseconds();
    counted.fail(now);
    save(counted);
    return counted.remaining(now);
}

std::int64_t CodeTable::tryDelay()
{
    return tries().remaining(m_clock.monotonicMilliseconds());
}

void CodeTable::restartTries()
{
    ports::CodeTries counted = tries();
    counted.restart(m_clock.monotonicMilliseconds());
    save(counted);
}

std::int64_t CodeTable::waitingUploads()
{
    return m_waiting.number();
}

std::optional<ports::CodeEntry> CodeTable::nextUpload()
{
    Query query = m_next.run();
    return query.next() ? std::optional(entryOf(query)) : std::nullopt;
}

void CodeTable::setUpload(const protocol::LookupId &lookup, UploadState state,
                          std::optional<ErrorCode> reason)
{
    if (reason)
        m_setUpload.execute(lookup, state, *reason, m_clock.wallMilliseconds());
    else
        m_setUpload.execute(lookup, state, nullptr, nullptr);
    if (changedRows(m_database) == 0)
        throw Failure(ErrorCode::NotFound);
}

} // namespace luotsi::store
