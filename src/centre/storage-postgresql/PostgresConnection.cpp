#include "centre/storage-postgresql/PostgresConnection.h"

#include "centre/storage-postgresql/PostgresStatement.h"
#include "centre/storage-sql/Query.h"
#include "centre/storage-sql/Schema.h"

#include <array>

namespace luotsi::centre::storage_postgresql {

using base::ErrorCode;
using storage_sql::Query;

namespace {

// A transaction of ours is short: one that waits longer than this stands behind something broken.
constexpr const char *sessionSettings = "SET client_encoding = 'UTF8'; SET lock_timeout = '5s'; "
                                        "SET statement_timeout = '30s'; "
                                        "SET idle_in_transaction_session_timeout = '60s'";

} // namespace

PostgresConnection::PostgresConnection(PGconn *connection) : m_connection(connection) {}

PostgresConnection::~PostgresConnection()
{
    m_statements.clear();
    PQfinish(m_connection);
}

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const QString &target)
{
    const QByteArray name = target.toUtf8();
    const std::array<const char *, 5> keys{"dbname", "connect_timeout", "application_name", "options",
                                           nullptr};
    const std::array<const char *, 5> values{name.constData(), "5", "luotsi", "-c datestyle=ISO", nullptr};
    constexpr int expandTarget = 1;
    std::unique_ptr<PostgresConnection> connection(
        new PostgresConnection(PQconnectdbParams(keys.data(), values.data(), expandTarget)));
    if (!connection->alive())
        return errorOf(connection->m_connection, nullptr);
    // Notices quote values; nobody reads them.
    PQsetNoticeProcessor(
        connection->m_connection, [](void *, const char *) {}, nullptr);
    if (auto configured = connection->configure(); !configured)
        return configured.error();
    return connection;
}

Result<QString> PostgresConnection::shown(const char *sql)
{
    Query query(*this, sql);
    const auto row = query.next();
    if (!row)
        return row.error();
    return *row ? query.textAt(0) : QString();
}

Result<void> PostgresConnection::configure()
{
    if (auto set = execute(sessionSettings); !set)
        return set;
    for (const char *needed : {"SHOW fsync", "SHOW synchronous_commit", "SHOW full_page_writes"}) {
        const auto value = shown(needed);
        if (!value)
            return value.error();
        if (*value == QLatin1String("off"))
            return base::Error{ErrorCode::StoreFailed,
                               QStringLiteral("the server loses commits in a crash: %1 is off")
                                   .arg(QLatin1String(needed).mid(5)),
                               {}};
    }
    return {};
}

bool PostgresConnection::alive() const
{
    return PQstatus(m_connection) == CONNECTION_OK;
}

bool PostgresConnection::canCommit() const
{
    return alive() && PQtransactionStatus(m_connection) == PQTRANS_INTRANS;
}

Result<storage_sql::Statement *> PostgresConnection::statement(const char *sql)
{
    std::unique_ptr<PostgresStatement> &kept = m_statements[sql];
    if (kept == nullptr) {
        const QByteArray name = "s" + QByteArray::number(static_cast<qulonglong>(m_statements.size()));
        kept = std::make_unique<PostgresStatement>(m_connection, name, sql);
    }
    return kept.get();
}

Result<void> PostgresConnection::execute(const char *sql)
{
    const ResultPointer result(PQexec(m_connection, sql));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY)
        return {};
    return errorOf(m_connection, result.get());
}

namespace {

/// The shared steps are written in SQLite's words.
QByteArray inPostgresWords(const char *sql)
{
    return QByteArray(sql).replace(" BLOB ", " BYTEA ").replace(" WITHOUT ROWID", "");
}

Result<void> runSteps(PostgresConnection &connection)
{
    // The lock makes endpoints that start together follow each other.
    if (auto locked =
            connection.execute("CREATE TABLE IF NOT EXISTS schema_version (number BIGINT NOT NULL); "
                               "LOCK TABLE schema_version IN ACCESS EXCLUSIVE MODE");
        !locked)
        return locked;
    Query query(connection, "SELECT coalesce(max(number), 0) FROM schema_version");
    const auto row = query.next();
    if (!row)
        return row.error();
    const std::int64_t from = query.numberAt(0);
    if (from > storage_sql::newestSchema())
        return base::Error{
            ErrorCode::StoreTooNew, QStringLiteral("the centre's tables are of a later version"), {}};
    for (const storage_sql::SchemaStep &step : storage_sql::schemaSteps()) {
        if (step.number <= from)
            continue;
        if (auto done = connection.execute(inPostgresWords(step.sql).constData()); !done)
            return done;
        const QByteArray note =
            "INSERT INTO schema_version (number) VALUES (" + QByteArray::number(step.number) + ")";
        if (auto noted = connection.execute(note.constData()); !noted)
            return noted;
    }
    return {};
}

} // namespace

Result<void> migrate(PostgresConnection &connection)
{
    if (auto begun = connection.execute("BEGIN"); !begun)
        return begun;
    if (auto done = runSteps(connection); !done) {
        (void)connection.execute("ROLLBACK");
        return done;
    }
    return connection.execute("COMMIT");
}

} // namespace luotsi::centre::storage_postgresql
