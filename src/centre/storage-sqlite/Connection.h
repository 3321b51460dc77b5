#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace luotsi::centre::storage_sqlite {

using base::Result;

/// Who moves pages from the write-ahead log into the file: the one long-lived writer, never a tool beside it.
enum class Checkpoints : std::uint8_t { Mine, Others };

/// One connection with its prepared statements. Invariant: with a key the file is encrypted, or opening
/// failed. Threading: one thread at a time.
class Connection
{
public:
    /// `key` is empty or 32 bytes. Errors: StoreNotEncrypted, StoreWrongKey, StoreCorrupt, StoreFailed …
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const QString &path, const QByteArray &key,
                                                                  Checkpoints checkpoints);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// `sql` is a constant of the program: its address is what prepared statements are kept by.
    [[nodiscard]] Result<sqlite3_stmt *> statement(const char *sql);
    /// Several statements without parameters.
    [[nodiscard]] Result<void> execute(const char *sql);
    [[nodiscard]] Result<std::int64_t> number(const char *sql);
    [[nodiscard]] base::Error error(int code) const;

private:
    explicit Connection(sqlite3 *database) : m_database(database) {}
    [[nodiscard]] Result<void> unlock(const QByteArray &key);
    [[nodiscard]] Result<void> configure(Checkpoints checkpoints);

    sqlite3 *m_database;
    std::unordered_map<const char *, sqlite3_stmt *> m_statements;
};

} // namespace luotsi::centre::storage_sqlite
