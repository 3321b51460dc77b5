#include "store/Statement.h"

#include <sqlcipher/sqlite3.h>

namespace luotsi::store {

Query::~Query()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

bool Query::next()
{
    const int code = sqlite3_step(m_statement);
    m_database.check(code);
    return code == SQLITE_ROW;
}

std::int64_t Query::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QByteArray Query::bytes(int column) const
{
    const void *data = sqlite3_column_blob(m_statement, column);
    return QByteArray(static_cast<const char *>(data), sqlite3_column_bytes(m_statement, column));
}

bool Query::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

std::optional<base::ErrorCode> Query::reason(int column) const
{
    if (isNull(column))
        return std::nullopt;
    return base::codeFromName(QString::fromLatin1(bytes(column)));
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

void Statement::prepare()
{
    if (m_statement != nullptr)
        return;
    m_database.check(
        sqlite3_prepare_v3(m_database.handle(), m_sql, -1, SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr));
}

void Statement::bindInteger(int index, std::int64_t value)
{
    m_database.check(sqlite3_bind_int64(m_statement, index, value));
}

void Statement::bind(int index, const QByteArray &value)
{
    // Values live as long as the full expression that runs the statement only: let SQLite copy them.
    const char *data = value.isNull() ? "" : value.constData();
    m_database.check(sqlite3_bind_blob64(m_statement, index, data, static_cast<sqlite3_uint64>(value.size()),
                                         SQLITE_TRANSIENT));
}

void Statement::bind(int index, std::nullptr_t)
{
    m_database.check(sqlite3_bind_null(m_statement, index));
}

void Statement::bind(int index, base::ErrorCode value)
{
    const QLatin1String text = base::name(value);
    m_database.check(
        sqlite3_bind_text(m_statement, index, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT));
}

std::int64_t changedRows(const Database &database)
{
    return sqlite3_changes64(database.handle());
}

std::int64_t lastNumber(const Database &database)
{
    return sqlite3_last_insert_rowid(database.handle());
}

} // namespace luotsi::store
