#include "centre/storage-sqlite/SqliteConnection.h"

#include "centre/storage-sql/Query.h"
#include "centre/storage-sql/Schema.h"
#include "centre/storage-sqlite/SqliteStatement.h"

#include <sqlcipher/sqlite3.h>

namespace luotsi::centre::storage_sqlite {

using base::ErrorCode;
using storage_sql::Query;

namespace {

constexpr int busyMilliseconds = 5000;
/// A log that only grows (64 MiB; somebody always writes) is emptied by the commit that finds it so long.
constexpr int longestLog = 16'384;

} // namespace

SqliteConnection::SqliteConnection(sqlite3 *database) : m_database(database) {}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const QString &path, const QByteArray &key,
                                                                 Checkpoints checkpoints)
{
    sqlite3 *database = nullptr;
    const int opened =
        sqlite3_open_v2(path.toUtf8().constData(), &database,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection(database));
    if (opened != SQLITE_OK)
        return base::Error{errorOf(database, opened).code, QStringLiteral("cannot open %1").arg(path), {}};
    sqlite3_extended_result_codes(database, 1);
    sqlite3_busy_timeout(database, busyMilliseconds);
    if (auto unlocked = connection->unlock(key); !unlocked)
        return unlocked.error();
    if (auto configured = connection->configure(checkpoints); !configured)
        return configured.error();
    return connection;
}

SqliteConnection::~SqliteConnection()
{
    m_statements.clear();
    sqlite3_close(m_database);
}

Result<void> SqliteConnection::unlock(const QByteArray &key)
{
    if (!key.isEmpty()) {
        const QByteArray pragma = "PRAGMA key = \"x'" + key.toHex() + "'\"";
        if (auto set = execute(pragma.constData()); !set)
            return set;
        // Linked against a plain SQLite the line above succeeds and the file is in clear.
        const auto version = Query(*this, "PRAGMA cipher_version").next();
        if (!version)
            return version.error();
        if (!*version)
            return ErrorCode::StoreNotEncrypted;
    }
    const auto tables = number("SELECT count(*) FROM sqlite_master");
    if (!tables && tables.error().code == ErrorCode::StoreCorrupt)
        return base::Error{
            ErrorCode::StoreWrongKey, QStringLiteral("the key does not open the centre's file"), {}};
    return tables ? Result<void>() : Result<void>(tables.error());
}

Result<void> SqliteConnection::configure(Checkpoints checkpoints)
{
    if (checkpoints == Checkpoints::Others)
        sqlite3_db_config(m_database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    if (checkpoints != Checkpoints::InCommits)
        sqlite3_wal_autocheckpoint(m_database, 0);
    return execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; "
                   "PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY");
}

Result<storage_sql::Statement *> SqliteConnection::statement(const char *sql)
{
    std::unique_ptr<SqliteStatement> &kept = m_statements[sql];
    if (kept == nullptr) {
        sqlite3_stmt *prepared = nullptr;
        const int code =
            sqlite3_prepare_v3(m_database, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
        if (code != SQLITE_OK)
            return errorOf(m_database, code);
        kept = std::make_unique<SqliteStatement>(prepared);
    }
    return kept.get();
}

Result<void> SqliteConnection::execute(const char *sql)
{
    const int code = sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr);
    return code == SQLITE_OK ? Result<void>() : Result<void>(errorOf(m_database, code));
}

bool SqliteConnection::inTransaction() const
{
    return sqlite3_get_autocommit(m_database) == 0;
}

void SqliteConnection::watchLog(std::function<void(int)> grown)
{
    m_grown = std::move(grown);
    sqlite3_wal_hook(m_database, &SqliteConnection::logGrew, this);
}

int SqliteConnection::logGrew(void *self, sqlite3 *database, const char *name, int pages)
{
    static_cast<SqliteConnection *>(self)->m_grown(pages);
    // Busy when a checkpoint is under way beside this: the next commit sees to it.
    if (pages >= longestLog)
        (void)sqlite3_wal_checkpoint_v2(database, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    return SQLITE_OK;
}

Result<void> SqliteConnection::moveLog()
{
    const int code =
        sqlite3_wal_checkpoint_v2(m_database, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    return code == SQLITE_OK || code == SQLITE_BUSY ? Result<void>()
                                                    : Result<void>(errorOf(m_database, code));
}

std::int64_t SqliteConnection::steps() const
{
    std::int64_t steps = 0;
    for (const auto &[sql, statement] : m_statements)
        steps += statement->steps();
    return steps;
}

Result<std::int64_t> SqliteConnection::number(const char *sql)
{
    Query query(*this, sql);
    const auto row = query.next();
    if (!row)
        return row.error();
    return *row ? query.numberAt(0) : 0;
}

namespace {

Result<void> runSteps(SqliteConnection &connection, std::int64_t from)
{
    for (const storage_sql::SchemaStep &step : storage_sql::schemaSteps()) {
        if (step.number <= from)
            continue;
        if (auto done = connection.execute(step.sql); !done)
            return done;
        const QByteArray version = "PRAGMA user_version = " + QByteArray::number(step.number);
        if (auto noted = connection.execute(version.constData()); !noted)
            return noted;
    }
    return {};
}

} // namespace

Result<void> migrate(SqliteConnection &connection)
{
    if (auto begun = connection.execute("BEGIN IMMEDIATE"); !begun)
        return begun;
    const auto version = connection.number("PRAGMA user_version");
    Result<void> done = version ? Result<void>() : Result<void>(version.error());
    if (done && *version > storage_sql::newestSchema())
        done = base::Error{
            ErrorCode::StoreTooNew, QStringLiteral("the centre's file is of a later version"), {}};
    if (done)
        done = runSteps(connection, *version);
    if (!done) {
        (void)connection.execute("ROLLBACK");
        return done;
    }
    return connection.execute("COMMIT");
}

} // namespace luotsi::centre::storage_sqlite
