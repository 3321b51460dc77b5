#include "centre/storage-sqlite/SqliteStatement.h"

#include <sqlcipher/sqlite3.h>

namespace luotsi::centre::storage_sqlite {

using base::ErrorCode;

namespace {

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

base::Error errorOf(sqlite3 *database, int code)
{
    return {codeOf(code), QString::fromUtf8(sqlite3_errmsg(database)), {}};
}

SqliteStatement::~SqliteStatement()
{
    sqlite3_finalize(m_statement);
}

Result<void> SqliteStatement::result(int code) const
{
    return code == SQLITE_OK ? Result<void>() : Result<void>(errorOf(sqlite3_db_handle(m_statement), code));
}

Result<void> SqliteStatement::bindBytes(int parameter, QByteArrayView value)
{
    // A null pointer would bind NULL where an empty value is meant.
    const char *data = value.isEmpty() ? "" : value.data();
    return result(sqlite3_bind_blob64(m_statement, parameter, data, static_cast<sqlite3_uint64>(value.size()),
                                      SQLITE_TRANSIENT));
}

Result<void> SqliteStatement::bindText(int parameter, const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    return result(sqlite3_bind_text64(m_statement, parameter, utf8.isEmpty() ? "" : utf8.constData(),
                                      static_cast<sqlite3_uint64>(utf8.size()), SQLITE_TRANSIENT,
                                      SQLITE_UTF8));
}

Result<void> SqliteStatement::bindNumber(int parameter, std::int64_t value)
{
    return result(sqlite3_bind_int64(m_statement, parameter, value));
}

Result<bool> SqliteStatement::step()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return errorOf(sqlite3_db_handle(m_statement), code);
}

std::int64_t SqliteStatement::changed() const
{
    return sqlite3_changes64(sqlite3_db_handle(m_statement));
}

QByteArray SqliteStatement::bytesAt(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return QByteArray(data, sqlite3_column_bytes(m_statement, column));
}

QString SqliteStatement::textAt(int column) const
{
    const auto *data = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return QString::fromUtf8(data, sqlite3_column_bytes(m_statement, column));
}

std::int64_t SqliteStatement::numberAt(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

void SqliteStatement::reset()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

std::int64_t SqliteStatement::steps() const
{
    return sqlite3_stmt_status(m_statement, SQLITE_STMTSTATUS_VM_STEP, 0);
}

} // namespace luotsi::centre::storage_sqlite
