#pragma once

#include "centre/storage-sqlite/Checkpointer.h"
#include "centre/storage-sqlite/SqliteConnection.h"
#include "centre/storage-sqlite/WriteQueue.h"
#include "centre/storage/Storage.h"

#include <memory>
#include <mutex>
#include <optional>

namespace luotsi::centre::storage_sqlite {

/// The centre's storage in one SQLite file: WAL, synchronous=FULL, one writing connection, one for reading,
/// so that a long read never waits for a commit. Writers that wait share a commit; a work that fails takes
/// back its own writes only. With a key the file is encrypted (SQLCipher). After a failed write to the disk
/// nothing more is written: what the page cache says then may be a lie. Threading: any thread; `work` may run
/// on the thread of another writer, while its own waits.
class SqliteStorage final : public storage::Storage
{
public:
    /// `key` is empty (plain file) or 32 bytes. `checkpoints` is Beside for an endpoint and Others for tools
    /// that work on its file.
    [[nodiscard]] static Result<std::unique_ptr<SqliteStorage>>
    open(const QString &path, const QByteArray &key, Checkpoints checkpoints = Checkpoints::InCommits);

    Result<void> write(const Work &work) override;
    Result<void> read(const Work &work) override;
    /// Writers that wait for the commit under way.
    [[nodiscard]] std::size_t waitingWriters() const { return m_writes.waiting(); }

private:
    using Turns = std::vector<WriteQueue::Turn *>;

    SqliteStorage(std::unique_ptr<SqliteConnection> writer, std::unique_ptr<SqliteConnection> reader)
        : m_writer(std::move(writer)), m_reader(std::move(reader)),
          m_writes([this](const Turns &turns) { return commit(turns); })
    {
    }
    /// How many of the first turns have their results.
    [[nodiscard]] std::size_t commit(const Turns &turns);
    /// How many of the first turns are committed together; 0: nothing is written, each has to go alone.
    [[nodiscard]] std::size_t writeTogether(const Turns &turns);
    [[nodiscard]] bool runInGroup(WriteQueue::Turn &turn);
    Result<void> writeAlone(const Work &work);
    Result<void> writeOnce(const Work &work);
    Result<void> begin();

    std::mutex m_readMutex;
    std::unique_ptr<SqliteConnection> m_writer;
    std::unique_ptr<SqliteConnection> m_reader;
    std::unique_ptr<Checkpointer> m_checkpointer; ///< goes before the writer, whose close empties the log
    std::optional<base::Error> m_broken;          ///< of whose turn it is
    WriteQueue m_writes;
};

} // namespace luotsi::centre::storage_sqlite
