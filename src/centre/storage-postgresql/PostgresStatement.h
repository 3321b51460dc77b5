#pragma once

#include "centre/storage-sql/Connection.h"

#include <libpq-fe.h>

#include <memory>
#include <vector>

namespace luotsi::centre::storage_postgresql {

using base::Result;

struct ResultDeleter
{
    void operator()(PGresult *result) const { PQclear(result); }
};
using ResultPointer = std::unique_ptr<PGresult, ResultDeleter>;

/// What went wrong, in the words of the catalogue. StoreBusy: another transaction was in the way or the
/// connection went, so that the whole transaction may be run again. Only the engine's primary message is
/// kept: its details quote values.
[[nodiscard]] base::Error errorOf(PGconn *connection, const PGresult *result);

/// A statement PostgreSQL prepares at its first run, when the kinds of its parameters are known; all values
/// travel in binary. A run fetches its whole result.
class PostgresStatement final : public storage_sql::Statement
{
public:
    /// `name` is unique on the connection. `sql` has its parameters as `?`.
    PostgresStatement(PGconn *connection, QByteArray name, const char *sql);

    Result<void> bindBytes(int parameter, QByteArrayView value) override;
    Result<void> bindText(int parameter, const QString &value) override;
    Result<void> bindNumber(int parameter, std::int64_t value) override;
    Result<bool> step() override;
    [[nodiscard]] std::int64_t changed() const override;
    [[nodiscard]] QByteArray bytesAt(int column) const override;
    [[nodiscard]] QString textAt(int column) const override;
    [[nodiscard]] std::int64_t numberAt(int column) const override;
    void reset() override;

private:
    Result<void> bind(int parameter, Oid type, QByteArray value);
    Result<void> prepare();
    Result<void> run();

    PGconn *m_connection;
    QByteArray m_name;
    QByteArray m_sql; ///< with $1, $2 … for its parameters
    bool m_prepared = false;
    std::vector<Oid> m_types;
    std::vector<QByteArray> m_values;
    ResultPointer m_result;
    int m_row = -1;
};

} // namespace luotsi::centre::storage_postgresql
