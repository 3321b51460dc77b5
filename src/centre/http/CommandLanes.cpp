#include "centre/http/CommandLanes.h"

#include <algorithm>
#include <utility>

namespace luotsi::centre::http {

namespace {

/// After so many prompt commands a bulk one that waits has its turn.
constexpr unsigned promptsBeforeBulk = 16;

} // namespace

CommandLanes::CommandLanes(const Limits &limits) : m_limits(limits)
{
    for (unsigned count = 0; count < std::max(1U, limits.threads); ++count)
        m_threads.emplace_back([this] { work(); });
}

bool CommandLanes::post(Lane lane, Command command)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_ending || of(lane).size() >= m_limits.waiting)
            return false;
        of(lane).push_back(std::move(command));
    }
    m_changed.notify_one();
    return true;
}

bool CommandLanes::mayTake(Lane lane) const
{
    if (of(lane).empty())
        return false;
    return lane == Lane::Prompt || m_bulkRunning < std::max(1U, m_limits.bulkAtOnce);
}

void CommandLanes::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] {
            return mayTake(Lane::Prompt) || mayTake(Lane::Bulk) ||
                   (m_ending && of(Lane::Prompt).empty() && of(Lane::Bulk).empty());
        });
        const bool bulksTurn = mayTake(Lane::Bulk) && m_promptInARow >= promptsBeforeBulk;
        if (!mayTake(Lane::Prompt) && !mayTake(Lane::Bulk))
            return;
        const Lane lane = mayTake(Lane::Prompt) && !bulksTurn ? Lane::Prompt : Lane::Bulk;
        Command command = std::move(of(lane).front());
        of(lane).pop_front();
        const unsigned bulk = lane == Lane::Bulk ? 1 : 0;
        m_bulkRunning += bulk;
        m_promptInARow = bulk == 1 || of(Lane::Bulk).empty() ? 0 : m_promptInARow + 1;
        lock.unlock();
        command();
        command = nullptr;
        lock.lock();
        m_bulkRunning -= bulk;
        // Another bulk command may begin, or all threads may end.
        m_changed.notify_all();
    }
}

void CommandLanes::join()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
}

} // namespace luotsi::centre::http
