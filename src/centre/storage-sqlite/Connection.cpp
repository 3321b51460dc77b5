#include "centre/storage-sqlite/Connection.h"

#include <sqlcipher/sqlite3.h>

namespace luotsi::centre::storage_sqlite {

using base::ErrorCode;

namespace {

constexpr int busyMilliseconds = 5000;

ErrorCode codeOf(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return ErrorCode::StoreFull;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::StoreBusy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ErrorCode::StoreCorrupt;
    case SQLITE_CONSTRAINT:
        return ErrorCode::Internal;
    default:
        return ErrorCode::StoreFailed;
    }
}

} // namespace

Result<std::unique_ptr<Connection>> Connection::open(const QString &path, const QByteArray &key,
                                                     Checkpoints checkpoints)
{
    sqlite3 *database = nullptr;
    const int opened =
        sqlite3_open_v2(path.toUtf8().constData(), &database,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    std::unique_ptr<Connection> connection(new Connection(database));
    if (opened != SQLITE_OK)
        return base::Error{codeOf(opened), QStringLiteral("cannot open %1").arg(path), {}};
    sqlite3_extended_result_codes(database, 1);
    sqlite3_busy_timeout(database, busyMilliseconds);
    if (auto unlocked = connection->unlock(key); !unlocked)
        return unlocked.error();
    if (auto configured = connection->configure(checkpoints); !configured)
        return configured.error();
    return connection;
}

Connection::~Connection()
{
    for (const auto &[sql, statement] : m_statements)
        sqlite3_finalize(statement);
    sqlite3_close(m_database);
}

Result<void> Connection::unlock(const QByteArray &key)
{
    if (!key.isEmpty()) {
        const QByteArray pragma = "PRAGMA key = \"x'" + key.toHex() + "'\"";
        if (auto set = execute(pragma.constData()); !set)
            return set;
        // Linked against a plain SQLite the line above succeeds and the file is in clear.
        const auto version = statement("PRAGMA cipher_version");
        if (!version)
            return version.error();
        const bool encrypts = sqlite3_step(*version) == SQLITE_ROW;
        sqlite3_reset(*version);
        if (!encrypts)
            return ErrorCode::StoreNotEncrypted;
    }
    const auto tables = number("SELECT count(*) FROM sqlite_master");
    if (!tables && tables.error().code == ErrorCode::StoreCorrupt)
        return base::Error{
            ErrorCode::StoreWrongKey, QStringLiteral("the key does not open the centre's file"), {}};
    return tables ? Result<void>() : Result<void>(tables.error());
}

Result<void> Connection::configure(Checkpoints checkpoints)
{
    if (checkpoints == Checkpoints::Others) {
        sqlite3_db_config(m_database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        sqlite3_wal_autocheckpoint(m_database, 0);
    }
    return execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; "
                   "PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY");
}

Result<sqlite3_stmt *> Connection::statement(const char *sql)
{
    const auto known = m_statements.find(sql);
    if (known != m_statements.end())
        return known->second;
    sqlite3_stmt *prepared = nullptr;
    const int code = sqlite3_prepare_v3(m_database, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    if (code != SQLITE_OK)
        return error(code);
    m_statements.emplace(sql, prepared);
    return prepared;
}

Result<void> Connection::execute(const char *sql)
{
    const int code = sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr);
    return code == SQLITE_OK ? Result<void>() : Result<void>(error(code));
}

Result<std::int64_t> Connection::number(const char *sql)
{
    const auto prepared = statement(sql);
    if (!prepared)
        return prepared.error();
    const int code = sqlite3_step(*prepared);
    const std::int64_t value = code == SQLITE_ROW ? sqlite3_column_int64(*prepared, 0) : 0;
    sqlite3_reset(*prepared);
    if (code != SQLITE_ROW)
        return error(code);
    return value;
}

base::Error Connection::error(int code) const
{
    // The engine's message names tables and columns, never values.
    return {codeOf(code), QString::fromUtf8(sqlite3_errmsg(m_database)), {}};
}

} // namespace luotsi::centre::storage_sqlite
