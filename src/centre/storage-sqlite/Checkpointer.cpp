#include "centre/storage-sqlite/Checkpointer.h"

#include "base/Log.h"

namespace luotsi::centre::storage_sqlite {

namespace {

constexpr int pagesBetween = 2000;

} // namespace

Checkpointer::Checkpointer(std::unique_ptr<SqliteConnection> connection)
    : m_connection(std::move(connection)), m_thread([this] { run(); })
{
}

Result<std::unique_ptr<Checkpointer>> Checkpointer::start(const QString &path, const QByteArray &key)
{
    auto connection = SqliteConnection::open(path, key, Checkpoints::Others);
    if (!connection)
        return connection.error();
    return std::unique_ptr<Checkpointer>(new Checkpointer(std::move(*connection)));
}

Checkpointer::~Checkpointer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void Checkpointer::logHas(int pages)
{
    {
        const std::lock_guard lock(m_mutex);
        // It began anew: everything in it had been moved.
        if (pages < m_moved)
            m_moved = 0;
        m_pages = pages;
        if (m_pages < m_moved + pagesBetween)
            return;
    }
    m_changed.notify_one();
}

void Checkpointer::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_ending || m_pages >= m_moved + pagesBetween; });
        if (m_ending)
            return;
        m_moved = m_pages;
        lock.unlock();
        if (const auto done = m_connection->moveLog(); !done)
            base::logEvent("checkpoint-failed", {{"error", done.error().code}});
        lock.lock();
    }
}

} // namespace luotsi::centre::storage_sqlite
