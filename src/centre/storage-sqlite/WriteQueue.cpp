#include "centre/storage-sqlite/WriteQueue.h"

#include <algorithm>
#include <utility>

namespace luotsi::centre::storage_sqlite {

Result<void> WriteQueue::write(const storage::Storage::Work &work)
{
    Turn own{work};
    std::unique_lock lock(m_mutex);
    if (m_underWay || !m_turns.empty())
        m_met = Clock::now();
    m_turns.push_back(&own);
    for (;;) {
        m_changed.wait(lock, [&] { return own.answered || !m_underWay; });
        if (own.answered)
            return std::move(own.result);
        m_underWay = true;
        const std::vector<Turn *> group = takeAll();
        lock.unlock();
        const auto answered = static_cast<std::ptrdiff_t>(m_commit(group));
        lock.lock();
        m_underWay = false;
        std::for_each(group.begin(), group.begin() + answered, [](Turn *turn) { turn->answered = true; });
        m_turns.insert(m_turns.begin(), group.begin() + answered, group.end());
        m_changed.notify_all();
    }
}

std::vector<WriteQueue::Turn *> WriteQueue::takeAll()
{
    std::vector<Turn *> group(m_turns.begin(), m_turns.end());
    m_turns.clear();
    return group;
}

std::size_t WriteQueue::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return m_turns.size();
}

bool WriteQueue::isCrowded() const
{
    const std::lock_guard lock(m_mutex);
    return !m_turns.empty() || (m_met && Clock::now() - *m_met < m_memory);
}

} // namespace luotsi::centre::storage_sqlite
