#include "centre/storage-sql/SqlTransaction.h"
#include "centre/storage-sql/Query.h"
#include "centre/storage-sql/Schema.h"

#include <QTest>

#include <vector>

using namespace luotsi;
using namespace luotsi::centre;
using namespace luotsi::centre::storage_sql;

namespace {

/// Has no rows; fails at the bindings and steps it is told to.
class EmptyStatement final : public Statement
{
public:
    Result<void> bindBytes(int parameter, QByteArrayView) override { return bind(parameter); }
    Result<void> bindText(int parameter, const QString &) override { return bind(parameter); }
    Result<void> bindNumber(int parameter, std::int64_t) override { return bind(parameter); }
    Result<bool> step() override
    {
        ++steps;
        return false;
    }
    [[nodiscard]] std::int64_t changed() const override { return 0; }
    [[nodiscard]] QByteArray bytesAt(int) const override { return {}; }
    [[nodiscard]] QString textAt(int) const override { return {}; }
    [[nodiscard]] std::int64_t numberAt(int) const override { return 0; }
    void reset() override { ++resets; }

    int failsAt = 0;
    int steps = 0;
    int resets = 0;
    std::vector<int> bound;

private:
    Result<void> bind(int parameter)
    {
        bound.push_back(parameter);
        return parameter == failsAt ? Result<void>(base::ErrorCode::StoreFull) : Result<void>();
    }
};

class EmptyConnection final : public Connection
{
public:
    explicit EmptyConnection(bool locks) : m_locks(locks) {}
    Result<Statement *> statement(const char *sql) override
    {
        asked.append(QByteArray(sql));
        return &empty;
    }
    Result<void> execute(const char *) override { return {}; }
    [[nodiscard]] bool locksRows() const override { return m_locks; }

    EmptyStatement empty;
    QByteArrayList asked;

private:
    bool m_locks;
};

} // namespace

class SqlTransactionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsOfTheSchema_areNumberedWithoutAGap()
    {
        int number = 0;
        for (const SchemaStep &step : schemaSteps())
            QCOMPARE(step.number, ++number);
        QCOMPARE(newestSchema(), number);
    }

    void failedBinding_isReturnedAndNothingRuns()
    {
        EmptyConnection connection(false);
        connection.empty.failsAt = 2;
        {
            Query query(connection, "SELECT ?, ?, ?");
            const auto row = query.number(1).number(2).number(3).next();
            QCOMPARE(row.error().code, base::ErrorCode::StoreFull);
        }
        QCOMPARE(connection.empty.bound, (std::vector<int>{1, 2}));
        QCOMPARE(connection.empty.steps, 0);
        QCOMPARE(connection.empty.resets, 1);
    }

    void rowsReadToBeWritten_areLockedWhereSeveralWrite_data()
    {
        QTest::addColumn<bool>("severalWrite");
        QTest::addColumn<int>("access");
        QTest::addColumn<bool>("locked");
        const auto row = [](const char *name, bool several, Access access, bool locked) {
            QTest::newRow(name) << several << static_cast<int>(access) << locked;
        };
        row("several writers, writing", true, Access::ReadWrite, true);
        row("several writers, reading", true, Access::ReadOnly, false);
        row("one writer, writing", false, Access::ReadWrite, false);
    }

    void rowsReadToBeWritten_areLockedWhereSeveralWrite()
    {
        QFETCH(const bool, severalWrite);
        QFETCH(const int, access);
        QFETCH(const bool, locked);
        EmptyConnection connection(severalWrite);
        SqlTransaction rows(connection, static_cast<Access>(access));
        QVERIFY(rows.lockDevice({}).ok());
        QVERIFY(rows.draft({}).ok());
        QCOMPARE(connection.asked.size(), 2);
        for (const QByteArray &sql : std::as_const(connection.asked))
            QCOMPARE(sql.endsWith("FOR UPDATE"), locked);
    }
};

QTEST_APPLESS_MAIN(SqlTransactionTest)
#include "SqlTransactionTest.moc"
