#pragma once

#include "centre/storage-sqlite/SqliteConnection.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace luotsi::centre::storage_sqlite {

/// Moves pages from the write-ahead log into the file on a thread and a connection of its own: that takes a
/// hundred times what a commit takes, and no commit waits for it. It never waits for readers or the writer
/// and needs no answer: what it could not move stays in the log, where it is as safe. Threading: any thread.
class Checkpointer
{
public:
    /// Opens a connection to the file; errors as SqliteConnection::open.
    [[nodiscard]] static Result<std::unique_ptr<Checkpointer>> start(const QString &path,
                                                                     const QByteArray &key);
    /// Ends after the checkpoint under way.
    ~Checkpointer();
    Checkpointer(const Checkpointer &) = delete;
    Checkpointer &operator=(const Checkpointer &) = delete;

    /// The log has grown to so many pages.
    void logHas(int pages);

private:
    explicit Checkpointer(std::unique_ptr<SqliteConnection> connection);
    void run();

    std::unique_ptr<SqliteConnection> m_connection;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_pages = 0;
    int m_moved = 0; ///< pages the log had when the last checkpoint began
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace luotsi::centre::storage_sqlite
