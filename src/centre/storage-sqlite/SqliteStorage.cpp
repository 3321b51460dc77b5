#include "centre/storage-sqlite/SqliteStorage.h"

#include "base/Log.h"
#include "centre/storage-sql/SqlTransaction.h"

namespace luotsi::centre::storage_sqlite {

using base::ErrorCode;

namespace {

constexpr int maximumTries = 3;

bool isDiskFailure(ErrorCode code)
{
    return code == ErrorCode::StoreCorrupt || code == ErrorCode::StoreFailed;
}

} // namespace

Result<std::unique_ptr<SqliteStorage>> SqliteStorage::open(const QString &path, const QByteArray &key,
                                                           Checkpoints checkpoints)
{
    auto writer = SqliteConnection::open(path, key, checkpoints);
    if (!writer)
        return writer.error();
    if (auto migrated = migrate(**writer); !migrated)
        return migrated.error();
    auto reader = SqliteConnection::open(path, key, Checkpoints::Others);
    if (!reader)
        return reader.error();
    if (auto limited = (*reader)->execute("PRAGMA query_only = ON"); !limited)
        return limited.error();
    return std::unique_ptr<SqliteStorage>(new SqliteStorage(std::move(*writer), std::move(*reader)));
}

Result<void> SqliteStorage::write(const Work &work)
{
    const std::scoped_lock lock(m_writeMutex);
    if (m_broken)
        return *m_broken;
    for (int tries = 1;; ++tries) {
        Result<void> done = writeOnce(work);
        if (done || done.error().code != ErrorCode::StoreBusy || tries == maximumTries)
            return done;
    }
}

Result<void> SqliteStorage::begin()
{
    return m_writer->execute("BEGIN IMMEDIATE");
}

Result<void> SqliteStorage::writeOnce(const Work &work)
{
    if (auto begun = begin(); !begun)
        return begun;
    storage_sql::SqlTransaction transaction(*m_writer, storage_sql::Access::ReadWrite);
    Result<void> done = work(transaction);
    if (done)
        done = m_writer->execute("COMMIT");
    if (done)
        return done;
    // What failed on the disk may or may not be there after a restart; the devices ask again.
    if (isDiskFailure(done.error().code)) {
        base::logEvent("storage-broken", {{"error", done.error().code}});
        m_broken = done.error();
    }
    (void)m_writer->execute("ROLLBACK");
    return done;
}

Result<void> SqliteStorage::read(const Work &work)
{
    const std::scoped_lock lock(m_readMutex);
    if (auto begun = m_reader->execute("BEGIN"); !begun)
        return begun;
    storage_sql::SqlTransaction transaction(*m_reader, storage_sql::Access::ReadOnly);
    Result<void> done = work(transaction);
    (void)m_reader->execute("ROLLBACK");
    return done;
}

} // namespace luotsi::centre::storage_sqlite
