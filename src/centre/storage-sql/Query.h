#pragma once

#include "base/FixedBytes.h"
#include "centre/storage-sql/Connection.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace luotsi::centre::storage_sql {

/// One run of a prepared statement: parameters in order, then rows. A failed step is remembered and returned
/// by `next` and `run`. Threading: as its connection.
class Query
{
public:
    Query(Connection &connection, const char *sql);
    ~Query();
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    Query &bytes(QByteArrayView value);
    Query &text(const QString &value);
    Query &number(std::int64_t value);
    template<typename Tag, std::size_t N> Query &fixed(const base::FixedBytes<Tag, N> &value)
    {
        return bytes(value.view());
    }

    /// True: a row stands there.
    [[nodiscard]] Result<bool> next();
    /// Runs to the end, whatever rows come.
    [[nodiscard]] Result<void> run();
    /// Rows changed by the last run.
    [[nodiscard]] std::int64_t changed() const;

    [[nodiscard]] QByteArray bytesAt(int column) const { return m_statement->bytesAt(column); }
    [[nodiscard]] QString textAt(int column) const { return m_statement->textAt(column); }
    [[nodiscard]] std::int64_t numberAt(int column) const { return m_statement->numberAt(column); }
    /// A stored id of a wrong length reads as none: the table's checks do not let one in.
    template<typename Fixed> [[nodiscard]] Fixed fixedAt(int column) const
    {
        return Fixed::fromBytes(bytesAt(column)).value_or(Fixed());
    }

private:
    void note(const Result<void> &bound);

    Statement *m_statement = nullptr;
    int m_parameter = 0;
    std::optional<base::Error> m_error;
};

/// Every row still to come, each as `read` makes it.
template<typename Row, typename Read> [[nodiscard]] Result<std::vector<Row>> allRows(Query &query, Read read)
{
    std::vector<Row> rows;
    for (;;) {
        const auto there = query.next();
        if (!there)
            return there.error();
        if (!*there)
            return rows;
        rows.push_back(read(std::as_const(query)));
    }
}

} // namespace luotsi::centre::storage_sql
