#include "centre/storage-sqlite/SqliteStorage.h"

#include "base/Log.h"
#include "centre/storage-sql/SqlTransaction.h"

#include <chrono>

namespace luotsi::centre::storage_sqlite {

using base::ErrorCode;

namespace {

constexpr int maximumTries = 3;
/// Who waits for a group waits for what it does: those who come later have the next one.
constexpr auto longestGroup = std::chrono::milliseconds(4);

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
    std::unique_ptr<SqliteStorage> storage(new SqliteStorage(std::move(*writer), std::move(*reader)));
    if (checkpoints == Checkpoints::Beside) {
        auto checkpointer = Checkpointer::start(path, key);
        if (!checkpointer)
            return checkpointer.error();
        storage->m_checkpointer = std::move(*checkpointer);
        storage->m_writer->watchLog(
            [beside = storage->m_checkpointer.get()](int pages) { beside->logHas(pages); });
    }
    return storage;
}

Result<void> SqliteStorage::write(const Work &work)
{
    return m_writes.write(work);
}

std::size_t SqliteStorage::commit(const Turns &turns)
{
    if (turns.size() > 1 && !m_broken) {
        if (const std::size_t committed = writeTogether(turns); committed > 0)
            return committed;
    }
    // Alone, each meets its own failure and nobody else's.
    for (WriteQueue::Turn *turn : turns)
        turn->result = writeAlone(turn->work);
    return turns.size();
}

std::size_t SqliteStorage::writeTogether(const Turns &turns)
{
    const auto end = std::chrono::steady_clock::now() + longestGroup;
    bool good = begin().ok();
    std::size_t ran = 0;
    while (good && ran < turns.size() && (ran == 0 || std::chrono::steady_clock::now() < end))
        good = runInGroup(*turns[ran++]);
    if (good && m_writer->execute("COMMIT"))
        return ran;
    (void)m_writer->execute("ROLLBACK");
    return 0;
}

/// False when the failure is not the turn's alone.
bool SqliteStorage::runInGroup(WriteQueue::Turn &turn)
{
    if (!m_writer->execute("SAVEPOINT turn"))
        return false;
    // Those before it in the group wait for the commit as those behind it do.
    storage_sql::SqlTransaction transaction(*m_writer, storage_sql::Access::ReadWrite, [] { return true; });
    turn.result = turn.work(transaction);
    if (!m_writer->inTransaction())
        return false;
    if (turn.result)
        return m_writer->execute("RELEASE turn").ok();
    const ErrorCode code = turn.result.error().code;
    return !isDiskFailure(code) && code != ErrorCode::StoreBusy &&
           m_writer->execute("ROLLBACK TO turn; RELEASE turn").ok();
}

Result<void> SqliteStorage::writeAlone(const Work &work)
{
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
    storage_sql::SqlTransaction transaction(*m_writer, storage_sql::Access::ReadWrite,
                                            [this] { return m_writes.isCrowded(); });
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
