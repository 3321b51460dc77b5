#include "centre/storage-postgresql/PostgresStorage.h"

#include "base/Log.h"
#include "centre/storage-sql/SqlTransaction.h"

namespace luotsi::centre::storage_postgresql {

using base::ErrorCode;
using storage_sql::Access;
using storage_sql::SqlTransaction;

namespace {

constexpr int maximumTries = 3;

/// What may be run again as a whole: it was stopped before its commit began.
struct Attempt
{
    Result<void> done;
    bool outcomeKnown = true;
};

Attempt attempt(PostgresConnection &connection, const char *begin, const storage::Storage::Work &work,
                Access access)
{
    if (auto begun = connection.execute(begin); !begun)
        return {begun};
    SqlTransaction transaction(connection, access);
    Result<void> done = work(transaction);
    // A commit after a failed statement is a rollback that says it went well.
    if (done && !connection.canCommit())
        done = ErrorCode::StoreBusy;
    if (!done || access == Access::ReadOnly) {
        (void)connection.execute("ROLLBACK");
        return {done};
    }
    done = connection.execute("COMMIT");
    return {done, done.ok() || connection.alive()};
}

} // namespace

class PostgresStorage::Lease
{
public:
    explicit Lease(PostgresStorage &storage) : m_storage(storage)
    {
        std::unique_lock lock(storage.m_mutex);
        storage.m_freed.wait(lock, [&] { return storage.m_free > 0; });
        --storage.m_free;
        if (!storage.m_idle.empty()) {
            m_connection = std::move(storage.m_idle.back());
            storage.m_idle.pop_back();
        }
    }
    ~Lease()
    {
        {
            const std::scoped_lock lock(m_storage.m_mutex);
            if (m_connection && m_connection->alive())
                m_storage.m_idle.push_back(std::move(m_connection));
            ++m_storage.m_free;
        }
        m_storage.m_freed.notify_one();
    }
    Lease(const Lease &) = delete;
    Lease &operator=(const Lease &) = delete;

    /// An open connection; a new one when there was none.
    Result<PostgresConnection *> connection()
    {
        if (m_connection && m_connection->alive())
            return m_connection.get();
        auto opened = PostgresConnection::open(m_storage.m_target);
        if (!opened)
            return opened.error();
        m_connection = std::move(*opened);
        return m_connection.get();
    }

private:
    PostgresStorage &m_storage;
    std::unique_ptr<PostgresConnection> m_connection;
};

Result<std::unique_ptr<PostgresStorage>> PostgresStorage::open(const QString &target, std::size_t connections)
{
    std::unique_ptr<PostgresStorage> storage(new PostgresStorage(target, connections));
    if (auto ready = storage->prepare(); !ready)
        return ready.error();
    return storage;
}

Result<void> PostgresStorage::prepare()
{
    Lease lease(*this);
    for (int tries = 1;; ++tries) {
        const auto connection = lease.connection();
        if (!connection)
            return connection.error();
        auto migrated = migrate(**connection);
        if (migrated || migrated.error().code != ErrorCode::StoreBusy || tries == maximumTries)
            return migrated;
    }
}

Result<void> PostgresStorage::write(const Work &work)
{
    Lease lease(*this);
    for (int tries = 1;; ++tries) {
        const auto connection = lease.connection();
        if (!connection)
            return connection.error();
        const Attempt made =
            attempt(**connection, "BEGIN ISOLATION LEVEL READ COMMITTED", work, Access::ReadWrite);
        if (made.done || made.done.error().code != ErrorCode::StoreBusy)
            return made.done;
        base::logEvent("transaction-stopped", {{"error", made.done.error().code}});
        if (!made.outcomeKnown || tries == maximumTries)
            return made.done;
    }
}

Result<void> PostgresStorage::read(const Work &work)
{
    Lease lease(*this);
    for (int tries = 1;; ++tries) {
        const auto connection = lease.connection();
        if (!connection)
            return connection.error();
        const Attempt made =
            attempt(**connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work, Access::ReadOnly);
        if (made.done || made.done.error().code != ErrorCode::StoreBusy || tries == maximumTries)
            return made.done;
    }
}

} // namespace luotsi::centre::storage_postgresql
