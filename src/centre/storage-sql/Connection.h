#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstdint>

namespace luotsi::centre::storage_sql {

using base::Result;

/// A prepared statement of one connection. Parameters count from 1, columns from 0; every value is bound,
/// nothing is pasted into SQL. Values of a row are valid until the next step. Threading: as its connection.
class Statement
{
public:
    virtual ~Statement() = default;
    virtual Result<void> bindBytes(int parameter, QByteArrayView value) = 0;
    virtual Result<void> bindText(int parameter, const QString &value) = 0;
    virtual Result<void> bindNumber(int parameter, std::int64_t value) = 0;
    /// True: a row stands there; false: at the end.
    virtual Result<bool> step() = 0;
    /// Rows changed by the last run.
    [[nodiscard]] virtual std::int64_t changed() const = 0;
    [[nodiscard]] virtual QByteArray bytesAt(int column) const = 0;
    [[nodiscard]] virtual QString textAt(int column) const = 0;
    [[nodiscard]] virtual std::int64_t numberAt(int column) const = 0;
    /// Ready for another run, with nothing bound.
    virtual void reset() = 0;
};

/// One connection to an engine. Threading: one thread at a time.
class Connection
{
public:
    virtual ~Connection() = default;
    /// `sql` is a constant of the program: its address is what prepared statements are kept by. Parameters
    /// are written `?`. One and the same constant is always given values of the same kinds.
    virtual Result<Statement *> statement(const char *sql) = 0;
    /// Several statements without parameters.
    virtual Result<void> execute(const char *sql) = 0;
    /// True where several transactions write at the same time, so that a row which is read to be judged must
    /// be locked. An engine with a single writer has locked everything already.
    [[nodiscard]] virtual bool locksRows() const = 0;
};

} // namespace luotsi::centre::storage_sql
