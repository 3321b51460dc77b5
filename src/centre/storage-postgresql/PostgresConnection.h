#pragma once

#include "centre/storage-sql/Connection.h"

#include <libpq-fe.h>

#include <memory>
#include <unordered_map>

namespace luotsi::centre::storage_postgresql {

using base::Result;

class PostgresStatement;

/// One connection to a server. Invariant: a commit on it is durable when it returns; opening refuses a server
/// that would lose one in a crash. Threading: one thread at a time.
class PostgresConnection final : public storage_sql::Connection
{
public:
    /// `target` is a connection string or URI as libpq takes it; libpq's environment and password file count
    /// too. StoreBusy when the server cannot be reached now, StoreFailed when it will not do.
    [[nodiscard]] static Result<std::unique_ptr<PostgresConnection>> open(const QString &target);
    ~PostgresConnection() override;
    PostgresConnection(const PostgresConnection &) = delete;
    PostgresConnection &operator=(const PostgresConnection &) = delete;

    [[nodiscard]] Result<storage_sql::Statement *> statement(const char *sql) override;
    [[nodiscard]] Result<void> execute(const char *sql) override;
    [[nodiscard]] bool locksRows() const override { return true; }

    /// False once the server or the network has ended it.
    [[nodiscard]] bool alive() const;
    /// Inside a transaction in which nothing has failed.
    [[nodiscard]] bool canCommit() const;

private:
    explicit PostgresConnection(PGconn *connection);
    [[nodiscard]] Result<void> configure();
    [[nodiscard]] Result<QString> shown(const char *sql);

    PGconn *m_connection;
    std::unordered_map<const char *, std::unique_ptr<PostgresStatement>> m_statements;
};

/// Brings the tables to the newest version, all in one transaction; several endpoints may start at the same
/// time. StoreTooNew when a later program has written them: they are left untouched.
[[nodiscard]] Result<void> migrate(PostgresConnection &connection);

} // namespace luotsi::centre::storage_postgresql
