#include "store/Database.h"

#include "base/Log.h"

#include <sqlcipher/sqlite3.h>

#include <cerrno>

namespace luotsi::store {

using base::ErrorCode;
using base::Result;

namespace {

constexpr char cipherVersionSql[] = "PRAGMA cipher_version";
constexpr char journalSql[] = "PRAGMA journal_mode";
constexpr char synchronousSql[] = "PRAGMA synchronous";
constexpr char firstPageSql[] = "SELECT count(*) FROM sqlite_schema";
constexpr char beginSql[] = "BEGIN IMMEDIATE";
constexpr char commitSql[] = "COMMIT";
constexpr char rollbackSql[] = "ROLLBACK";
constexpr std::int64_t pageBytes = 4096;

// EXCLUSIVE before the first access keeps the log's index in memory: no -shm file, no other connection.
// secure_delete overwrites what is deleted; temp_store keeps sorting off the disk.
// What the library would write to standard error goes through our own log, as a code, or not at all.
constexpr char quietSql[] = "PRAGMA cipher_log_level = NONE";
constexpr char exclusiveSql[] = "PRAGMA locking_mode = EXCLUSIVE";
constexpr char settingsSql[] = "PRAGMA journal_mode = WAL;"
                               "PRAGMA synchronous = FULL;"
                               "PRAGMA wal_autocheckpoint = 0;"
                               "PRAGMA secure_delete = ON;"
                               "PRAGMA foreign_keys = ON;"
                               "PRAGMA temp_store = MEMORY;"
                               "PRAGMA cell_size_check = ON;"
                               "PRAGMA trusted_schema = OFF;"
                               "PRAGMA cache_size = -16384;";

// A truncated file is read as far as it goes, and the log is left alone.
constexpr char readOnSql[] = "PRAGMA writable_schema = ON;"
                             "PRAGMA wal_autocheckpoint = 0;"
                             "PRAGMA temp_store = MEMORY;"
                             "PRAGMA trusted_schema = OFF;";

bool isDiskFull(int systemError)
{
    return systemError == ENOSPC || systemError == EDQUOT || systemError == EFBIG;
}

} // namespace

Result<std::unique_ptr<Database>> Database::open(Settings settings)
{
    std::unique_ptr<Database> database(new Database(std::move(settings)));
    try {
        database->connect();
        database->configure();
    } catch (const Failure &failure) {
        return failure.error;
    }
    return database;
}

Database::~Database()
{
    if (m_handle == nullptr)
        return;
    if (!m_failed && m_settings.onDamage == OnDamage::Refuse && sqlite3_get_autocommit(m_handle) != 0)
        sqlite3_wal_checkpoint_v2(m_handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_close_v2(m_handle);
}

void Database::connect()
{
    const QByteArray path = m_settings.path.toUtf8();
    const char *vfs = m_settings.vfs.isEmpty() ? nullptr : m_settings.vfs.constData();
    const int opened = sqlite3_open_v2(
        path.constData(), &m_handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW, vfs);
    if (opened != SQLITE_OK)
        throw Failure(ErrorCode::StoreFailed, QStringLiteral("the database file cannot be opened"));
    sqlite3_extended_result_codes(m_handle, 1);
    // Closing must not write after a failed fsync; the destructor checkpoints when that is safe.
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    // Defence would also forbid reading a file whose first page says that it should be longer.
    const int defend = m_settings.onDamage == OnDamage::Refuse ? 1 : 0;
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, defend, nullptr);
}

void Database::configure()
{
    if (answerTo(cipherVersionSql).isEmpty())
        throw Failure(ErrorCode::StoreNotEncrypted, QStringLiteral("the database library does not encrypt"));
    execute(quietSql);
    QByteArray rawKey = "x'" + m_settings.key.toHex() + "'";
    const int keyed = sqlite3_key(m_handle, rawKey.constData(), static_cast<int>(rawKey.size()));
    rawKey.fill('\0');
    m_settings.key.fill('\0');
    check(keyed);
    execute(exclusiveSql);
    if (m_settings.onDamage == OnDamage::ReadOn) {
        execute(readOnSql);
        execute(firstPageSql);
        return;
    }
    execute(firstPageSql);
    execute(settingsSql);
    if (answerTo(journalSql) != "wal" || answerTo(synchronousSql) != "2")
        throw Failure(ErrorCode::StoreFailed, QStringLiteral("the disk does not allow a durable log"));
    const auto remember = [](void *database, sqlite3 *, const char *, int pages) {
        static_cast<Database *>(database)->m_logPages = pages;
        return SQLITE_OK;
    };
    sqlite3_wal_hook(m_handle, remember, this);
}

QByteArray Database::answerTo(const char *sql)
{
    QByteArray answer;
    const auto take = [](void *target, int count, char **values, char **) {
        *static_cast<QByteArray *>(target) = count > 0 ? QByteArray(values[0]) : QByteArray();
        return 0;
    };
    check(sqlite3_exec(m_handle, sql, take, &answer, nullptr));
    return answer;
}

Failure Database::failure(int code) const
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return Failure(ErrorCode::StoreFull);
    case SQLITE_NOTADB:
        return Failure(ErrorCode::StoreWrongKey);
    case SQLITE_CORRUPT:
        return Failure(ErrorCode::StoreCorrupt);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Failure(ErrorCode::StoreBusy);
    case SQLITE_CONSTRAINT:
        return Failure(ErrorCode::MalformedInput, QStringLiteral("the request contradicts what is stored"));
    case SQLITE_NOMEM:
        return Failure(ErrorCode::StoreFailed, QStringLiteral("out of memory"));
    default:
        break;
    }
    if ((code & 0xff) == SQLITE_IOERR && isDiskFull(sqlite3_system_errno(m_handle)))
        return Failure(ErrorCode::StoreFull);
    Failure broken(ErrorCode::StoreFailed, QStringLiteral("database error %1").arg(code));
    broken.diskBroken = true;
    return broken;
}

void Database::check(int code) const
{
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
        throw failure(code);
}

void Database::execute(const char *sql)
{
    check(sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr));
}

base::Error Database::refuse(const Failure &failure)
{
    if (failure.diskBroken && !m_failed) {
        m_failed = true;
        base::logEvent("store-closed", {{"reason", failure.error.code}});
    }
    return failure.error;
}

Result<void> Database::guarded(const std::function<void()> &body)
{
    if (m_failed)
        return ErrorCode::StoreFailed;
    try {
        body();
        return {};
    } catch (const Failure &failure) {
        return refuse(failure);
    }
}

void Database::runTransaction(const std::function<void()> &body)
{
    try {
        execute(beginSql);
        body();
        execute(commitSql);
    } catch (const Failure &) {
        if (sqlite3_get_autocommit(m_handle) == 0)
            sqlite3_exec(m_handle, rollbackSql, nullptr, nullptr, nullptr);
        throw;
    }
}

Result<void> Database::transaction(const std::function<void()> &body, OnFullDisk onFull)
{
    auto done = guarded([&] { runTransaction(body); });
    const bool full = !done && done.error().code == ErrorCode::StoreFull;
    if (full && onFull == OnFullDisk::UseReserve && m_settings.releaseReserve && m_settings.releaseReserve())
        done = guarded([&] { runTransaction(body); });
    if (done)
        checkpointWhenLarge();
    return done;
}

void Database::checkpointWhenLarge()
{
    if (m_logPages * pageBytes <= m_settings.checkpointAbove)
        return;
    // What was committed stays committed whatever comes of this.
    const auto moved = guarded([&] {
        check(sqlite3_wal_checkpoint_v2(m_handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr));
    });
    if (moved)
        m_logPages = 0;
}

Result<void> Database::checkpoint()
{
    auto done = guarded([&] {
        check(sqlite3_wal_checkpoint_v2(m_handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr));
    });
    if (done)
        m_logPages = 0;
    if (!done && done.error().code == ErrorCode::StoreFull)
        return {};
    return done;
}

} // namespace luotsi::store
