#include "centre/storage-sqlite/Query.h"

#include <sqlcipher/sqlite3.h>

namespace luotsi::centre::storage_sqlite {

Query::Query(Connection &connection, const char *sql) : m_connection(connection)
{
    const auto statement = connection.statement(sql);
    if (statement)
        m_statement = *statement;
    else
        m_error = statement.error();
}

Query::~Query()
{
    if (m_statement == nullptr)
        return;
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

void Query::note(int code)
{
    if (code != SQLITE_OK && !m_error)
        m_error = m_connection.error(code);
}

Query &Query::bytes(QByteArrayView value)
{
    if (m_error)
        return *this;
    // A null pointer would bind NULL where an empty value is meant.
    const char *data = value.isEmpty() ? "" : value.data();
    note(sqlite3_bind_blob64(m_statement, ++m_parameter, data, static_cast<sqlite3_uint64>(value.size()),
                             SQLITE_TRANSIENT));
    return *this;
}

Query &Query::text(const QString &value)
{
    if (m_error)
        return *this;
    const QByteArray utf8 = value.toUtf8();
    note(sqlite3_bind_text64(m_statement, ++m_parameter, utf8.isEmpty() ? "" : utf8.constData(),
                             static_cast<sqlite3_uint64>(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Query &Query::number(std::int64_t value)
{
    if (!m_error)
        note(sqlite3_bind_int64(m_statement, ++m_parameter, value));
    return *this;
}

Result<bool> Query::next()
{
    if (m_error)
        return *m_error;
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return m_connection.error(code);
}

Result<void> Query::run()
{
    for (;;) {
        const auto row = next();
        if (!row)
            return row.error();
        if (!*row)
            return {};
    }
}

std::int64_t Query::changed() const
{
    return m_statement == nullptr ? 0 : sqlite3_changes64(sqlite3_db_handle(m_statement));
}

QByteArray Query::bytesAt(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return QByteArray(data, sqlite3_column_bytes(m_statement, column));
}

QString Query::textAt(int column) const
{
    const auto *data = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return QString::fromUtf8(data, sqlite3_column_bytes(m_statement, column));
}

std::int64_t Query::numberAt(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

} // namespace luotsi::centre::storage_sqlite
