#pragma once

#include "centre/storage-sqlite/SqliteConnection.h"
#include "centre/storage/Storage.h"

#include <memory>
#include <mutex>
#include <optional>

namespace luotsi::centre::storage_sqlite {

/// The centre's storage in one SQLite file: WAL, synchronous=FULL, one writing connection, one for reading,
/// so that a long read never waits for a commit. With a key the file is encrypted (SQLCipher). After a failed
/// write to the disk nothing more is written: what the page cache says then may be a lie. Threading: any
/// thread; writers queue.
class SqliteStorage final : public storage::Storage
{
public:
    /// `key` is empty (plain file) or 32 bytes. `checkpoints` is Others for tools that run beside an
    /// endpoint.
    [[nodiscard]] static Result<std::unique_ptr<SqliteStorage>>
    open(const QString &path, const QByteArray &key, Checkpoints checkpoints = Checkpoints::Mine);

    Result<void> write(const Work &work) override;
    Result<void> read(const Work &work) override;

private:
    SqliteStorage(std::unique_ptr<SqliteConnection> writer, std::unique_ptr<SqliteConnection> reader)
        : m_writer(std::move(writer)), m_reader(std::move(reader))
    {
    }
    Result<void> writeOnce(const Work &work);
    Result<void> begin();

    std::mutex m_writeMutex;
    std::mutex m_readMutex;
    std::unique_ptr<SqliteConnection> m_writer;
    std::unique_ptr<SqliteConnection> m_reader;
    std::optional<base::Error> m_broken; ///< guarded by m_writeMutex
};

} // namespace luotsi::centre::storage_sqlite
