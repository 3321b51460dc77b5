#pragma once

#include "base/Error.h"
#include "base/FixedBytes.h"
#include "store/Database.h"

#include <QByteArray>
#include <QByteArrayView>

#include <concepts>
#include <cstdint>
#include <optional>
#include <type_traits>

struct sqlite3_stmt;

namespace luotsi::store {

/// One run of a statement: a cursor over its rows. Ends the run when destroyed. Throws Failure.
class Query
{
public:
    Query(Database &database, sqlite3_stmt *statement) : m_database(database), m_statement(statement) {}
    ~Query();
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    [[nodiscard]] bool next();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    /// StoreCorrupt when the column does not hold exactly the bytes of such an id.
    template<typename Fixed> [[nodiscard]] Fixed fixed(int column) const
    {
        const auto value = Fixed::fromBytes(bytes(column));
        if (!value)
            throw Failure(base::ErrorCode::StoreCorrupt);
        return *value;
    }
    [[nodiscard]] std::optional<base::ErrorCode> reason(int column) const;

private:
    Database &m_database;
    sqlite3_stmt *m_statement;
};

/// One SQL text, prepared at its first run and kept. Values are bound, never put into the text.
class Statement
{
public:
    Statement(Database &database, const char *sql) : m_database(database), m_sql(sql) {}
    ~Statement();
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    template<typename... Values> [[nodiscard]] Query run(const Values &...values)
    {
        prepare();
        int index = 0;
        (bind(++index, values), ...);
        return Query(m_database, m_statement);
    }

    template<typename... Values> void execute(const Values &...values)
    {
        Query query = run(values...);
        while (query.next()) {
        }
    }

    /// First column of the first row.
    template<typename... Values> [[nodiscard]] std::int64_t number(const Values &...values)
    {
        Query query = run(values...);
        return query.next() ? query.integer(0) : 0;
    }

private:
    void prepare();
    void bindInteger(int index, std::int64_t value);
    void bind(int index, const QByteArray &value);
    void bind(int index, std::nullptr_t);
    void bind(int index, base::ErrorCode value);

    template<std::integral Number> void bind(int index, Number value)
    {
        bindInteger(index, static_cast<std::int64_t>(value));
    }

    template<typename Enum>
    requires std::is_enum_v<Enum>
    void bind(int index, Enum value) { bindInteger(index, static_cast<std::int64_t>(value)); }

    template<typename Tag, std::size_t N> void bind(int index, const base::FixedBytes<Tag, N> &value)
    {
        bind(index, value.toByteArray());
    }

    template<typename Value> void bind(int index, const std::optional<Value> &value)
    {
        if (value)
            bind(index, *value);
        else
            bind(index, nullptr);
    }

    Database &m_database;
    const char *m_sql;
    sqlite3_stmt *m_statement = nullptr;
};

/// Rows changed by the last statement, and the number given to the last row inserted.
[[nodiscard]] std::int64_t changedRows(const Database &database);
[[nodiscard]] std::int64_t lastNumber(const Database &database);

} // namespace luotsi::store
