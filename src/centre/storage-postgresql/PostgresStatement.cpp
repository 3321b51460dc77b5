#include "centre/storage-postgresql/PostgresStatement.h"

#include <QtEndian>

#include <string_view>

namespace luotsi::centre::storage_postgresql {

using base::ErrorCode;

namespace {

// Object identifiers of built-in types (PostgreSQL, pg_type.dat); they never change.
constexpr Oid byteaType = 17;
constexpr Oid int8Type = 20;
constexpr Oid textType = 25;
constexpr int binary = 1;

ErrorCode codeOf(std::string_view state)
{
    // Serialisation failure, deadlock, lock not to be had in time, and a row that another transaction put
    // there in between: run again.
    if (state == "40001" || state == "40P01" || state == "55P03" || state == "23505")
        return ErrorCode::StoreBusy;
    // The server ends this connection, or has no place for one more.
    if (state.starts_with("08") || state.starts_with("57P") || state == "53300" || state.empty())
        return ErrorCode::StoreBusy;
    if (state == "53100")
        return ErrorCode::StoreFull;
    if (state.starts_with("XX"))
        return ErrorCode::StoreCorrupt;
    if (state.starts_with("23"))
        return ErrorCode::Internal;
    return ErrorCode::StoreFailed;
}

/// Our statements have no question mark but for parameters.
QByteArray withNumberedParameters(const char *sql)
{
    QByteArray out;
    int number = 0;
    for (const char *at = sql; *at != '\0'; ++at) {
        if (*at == '?')
            out.append('$').append(QByteArray::number(++number));
        else
            out.append(*at);
    }
    return out;
}

} // namespace

base::Error errorOf(PGconn *connection, const PGresult *result)
{
    const char *state = result != nullptr ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const char *said = result != nullptr ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
    const QString message =
        said != nullptr ? QString::fromUtf8(said) : QString::fromUtf8(PQerrorMessage(connection)).trimmed();
    return {codeOf(state != nullptr ? state : ""), message, {}};
}

PostgresStatement::PostgresStatement(PGconn *connection, QByteArray name, const char *sql)
    : m_connection(connection), m_name(std::move(name)), m_sql(withNumberedParameters(sql))
{
}

Result<void> PostgresStatement::bind(int parameter, Oid type, QByteArray value)
{
    const auto index = static_cast<std::size_t>(parameter - 1);
    if (m_values.size() <= index)
        m_values.resize(index + 1);
    m_values[index] = std::move(value);
    if (m_prepared)
        return index < m_types.size() && m_types[index] == type ? Result<void>()
                                                                : Result<void>(ErrorCode::Internal);
    if (m_types.size() <= index)
        m_types.resize(index + 1);
    m_types[index] = type;
    return {};
}

Result<void> PostgresStatement::bindBytes(int parameter, QByteArrayView value)
{
    // A null pointer would bind NULL where an empty value is meant.
    return bind(parameter, byteaType, value.isEmpty() ? QByteArray("") : value.toByteArray());
}

Result<void> PostgresStatement::bindText(int parameter, const QString &value)
{
    return bind(parameter, textType, value.isEmpty() ? QByteArray("") : value.toUtf8());
}

Result<void> PostgresStatement::bindNumber(int parameter, std::int64_t value)
{
    QByteArray bytes(sizeof value, Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bind(parameter, int8Type, std::move(bytes));
}

Result<void> PostgresStatement::prepare()
{
    const ResultPointer prepared(PQprepare(m_connection, m_name.constData(), m_sql.constData(),
                                           static_cast<int>(m_types.size()), m_types.data()));
    if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK)
        return errorOf(m_connection, prepared.get());
    m_prepared = true;
    return {};
}

Result<void> PostgresStatement::run()
{
    if (!m_prepared) {
        if (auto prepared = prepare(); !prepared)
            return prepared;
    }
    std::vector<const char *> values;
    std::vector<int> lengths;
    const std::vector<int> formats(m_values.size(), binary);
    for (const QByteArray &value : m_values) {
        values.push_back(value.constData());
        lengths.push_back(static_cast<int>(value.size()));
    }
    m_result.reset(PQexecPrepared(m_connection, m_name.constData(), static_cast<int>(m_values.size()),
                                  values.data(), lengths.data(), formats.data(), binary));
    const ExecStatusType status = PQresultStatus(m_result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return errorOf(m_connection, m_result.get());
    return {};
}

Result<bool> PostgresStatement::step()
{
    if (m_result == nullptr) {
        if (auto done = run(); !done)
            return done.error();
    }
    if (m_row < PQntuples(m_result.get()))
        ++m_row;
    return m_row < PQntuples(m_result.get());
}

std::int64_t PostgresStatement::changed() const
{
    return m_result == nullptr ? 0 : QByteArray(PQcmdTuples(m_result.get())).toLongLong();
}

QByteArray PostgresStatement::bytesAt(int column) const
{
    return QByteArray(PQgetvalue(m_result.get(), m_row, column), PQgetlength(m_result.get(), m_row, column));
}

QString PostgresStatement::textAt(int column) const
{
    return QString::fromUtf8(bytesAt(column));
}

std::int64_t PostgresStatement::numberAt(int column) const
{
    const char *bytes = PQgetvalue(m_result.get(), m_row, column);
    switch (PQgetlength(m_result.get(), m_row, column)) {
    case sizeof(std::int64_t):
        return qFromBigEndian<std::int64_t>(bytes);
    case sizeof(std::int32_t):
        return qFromBigEndian<std::int32_t>(bytes);
    default:
        return 0;
    }
}

void PostgresStatement::reset()
{
    m_result.reset();
    m_row = -1;
    m_values.clear();
}

} // namespace luotsi::centre::storage_postgresql
