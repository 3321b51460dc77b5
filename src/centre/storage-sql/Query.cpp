#include "centre/storage-sql/Query.h"

namespace luotsi::centre::storage_sql {

Query::Query(Connection &connection, const char *sql)
{
    const auto statement = connection.statement(sql);
    if (statement)
        m_statement = *statement;
    else
        m_error = statement.error();
}

Query::~Query()
{
    if (m_statement != nullptr)
        m_statement->reset();
}

void Query::note(const Result<void> &bound)
{
    if (!bound)
        m_error = bound.error();
}

Query &Query::bytes(QByteArrayView value)
{
    if (!m_error)
        note(m_statement->bindBytes(++m_parameter, value));
    return *this;
}

Query &Query::text(const QString &value)
{
    if (!m_error)
        note(m_statement->bindText(++m_parameter, value));
    return *this;
}

Query &Query::number(std::int64_t value)
{
    if (!m_error)
        note(m_statement->bindNumber(++m_parameter, value));
    return *this;
}

Result<bool> Query::next()
{
    if (m_error)
        return *m_error;
    return m_statement->step();
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
    return m_statement == nullptr ? 0 : m_statement->changed();
}

} // namespace luotsi::centre::storage_sql
