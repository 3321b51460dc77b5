#pragma once

#include "centre/storage-sql/Connection.h"

#include <functional>
#include <memory>
#include <unordered_map>

struct sqlite3;

namespace luotsi::centre::storage_sqlite {

using base::Result;

class SqliteStatement;

/// Who moves pages from the write-ahead log into the file: the one long-lived writer (in its commits, or
/// beside them on a thread of its own), never a tool that works on an endpoint's file.
enum class Checkpoints : std::uint8_t { InCommits, Beside, Others };

/// One connection to a file, with its prepared statements. Invariant: with a key the file is encrypted, or
/// opening failed. Threading: one thread at a time.
class SqliteConnection final : public storage_sql::Connection
{
public:
    /// `key` is empty or 32 bytes. Errors: StoreNotEncrypted, StoreWrongKey, StoreCorrupt, StoreFailed …
    [[nodiscard]] static Result<std::unique_ptr<SqliteConnection>>
    open(const QString &path, const QByteArray &key, Checkpoints checkpoints);
    ~SqliteConnection() override;
    SqliteConnection(const SqliteConnection &) = delete;
    SqliteConnection &operator=(const SqliteConnection &) = delete;

    [[nodiscard]] Result<storage_sql::Statement *> statement(const char *sql) override;
    [[nodiscard]] Result<void> execute(const char *sql) override;
    [[nodiscard]] bool locksRows() const override { return false; }
    /// False after an error that made SQLite roll back by itself.
    [[nodiscard]] bool inTransaction() const;
    /// Calls `grown` with the length of the log in pages after each commit, on the thread that commits; it
    /// may not use this connection. Only for Checkpoints::Beside.
    void watchLog(std::function<void(int pages)> grown);
    /// Moves what it can from the log into the file without waiting for anybody.
    [[nodiscard]] Result<void> moveLog();
    /// Steps of SQLite's machine that the statements so far have taken: what a question costs, whatever the
    /// clock says.
    [[nodiscard]] std::int64_t steps() const;
    /// The first column of the first row.
    [[nodiscard]] Result<std::int64_t> number(const char *sql);

private:
    explicit SqliteConnection(sqlite3 *database);
    [[nodiscard]] Result<void> unlock(const QByteArray &key);
    [[nodiscard]] Result<void> configure(Checkpoints checkpoints);

    static int logGrew(void *self, sqlite3 *database, const char *name, int pages);

    sqlite3 *m_database;
    std::function<void(int pages)> m_grown;
    std::unordered_map<const char *, std::unique_ptr<SqliteStatement>> m_statements;
};

/// Brings the tables to the newest version, one numbered step after the other, all in one transaction.
/// StoreTooNew when a later program has written the file: it is left untouched.
[[nodiscard]] Result<void> migrate(SqliteConnection &connection);

} // namespace luotsi::centre::storage_sqlite
