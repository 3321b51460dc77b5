#pragma once

#include "centre/storage-sql/Connection.h"

struct sqlite3;
struct sqlite3_stmt;

namespace luotsi::centre::storage_sqlite {

using base::Result;

/// What went wrong, in the words of the catalogue. The engine's message names tables and columns, never
/// values.
[[nodiscard]] base::Error errorOf(sqlite3 *database, int code);

/// A statement prepared by SQLite, finalised with this object.
class SqliteStatement final : public storage_sql::Statement
{
public:
    explicit SqliteStatement(sqlite3_stmt *statement) : m_statement(statement) {}
    ~SqliteStatement() override;
    SqliteStatement(const SqliteStatement &) = delete;
    SqliteStatement &operator=(const SqliteStatement &) = delete;

    Result<void> bindBytes(int parameter, QByteArrayView value) override;
    Result<void> bindText(int parameter, const QString &value) override;
    Result<void> bindNumber(int parameter, std::int64_t value) override;
    Result<bool> step() override;
    [[nodiscard]] std::int64_t changed() const override;
    [[nodiscard]] QByteArray bytesAt(int column) const override;
    [[nodiscard]] QString textAt(int column) const override;
    [[nodiscard]] std::int64_t numberAt(int column) const override;
    void reset() override;
    [[nodiscard]] std::int64_t steps() const;

private:
    [[nodiscard]] Result<void> result(int code) const;

    sqlite3_stmt *m_statement;
};

} // namespace luotsi::centre::storage_sqlite
