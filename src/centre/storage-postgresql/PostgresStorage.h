#pragma once

#include "centre/storage-postgresql/PostgresConnection.h"
#include "centre/storage/Storage.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace luotsi::centre::storage_postgresql {

/// The centre's storage on a PostgreSQL server (15 or newer): READ COMMITTED, rows that are judged are
/// locked, and a transaction that another one or a lost connection stopped before its commit is run again.
/// When the connection goes during a commit nobody knows what became of it: StoreBusy, and the device asks
/// again. Threading: any thread; as many transactions at a time as there are connections.
class PostgresStorage final : public storage::Storage
{
public:
    static constexpr std::size_t usualConnections = 8;

    /// Connects once and brings the tables up to date. For `target` and errors see PostgresConnection.
    [[nodiscard]] static Result<std::unique_ptr<PostgresStorage>>
    open(const QString &target, std::size_t connections = usualConnections);

    Result<void> write(const Work &work) override;
    Result<void> read(const Work &work) override;

private:
    /// Gives the connection back when it goes, unless it is dead.
    class Lease;

    PostgresStorage(QString target, std::size_t connections)
        : m_target(std::move(target)), m_free(connections)
    {
    }
    Result<void> prepare();

    QString m_target;
    std::mutex m_mutex;
    std::condition_variable m_freed;
    std::size_t m_free;                                      ///< leases still to be had; guarded by m_mutex
    std::vector<std::unique_ptr<PostgresConnection>> m_idle; ///< open ones not in use; guarded by m_mutex
};

} // namespace luotsi::centre::storage_postgresql
