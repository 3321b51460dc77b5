#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace luotsi::centre::http {

/// Commands that wait for a thread, in two lanes. Invariants: a prompt command starts before every bulk one
/// that waits, and so few bulk commands run at once that a thread is free for it; both lanes are bounded; a
/// bulk command waits for a few prompt ones at most, so neither lane starves the other. Threading: any thread
/// posts; commands run on own threads.
class CommandLanes
{
public:
    enum class Lane : std::uint8_t { Prompt, Bulk };
    using Command = std::function<void()>;

    struct Limits
    {
        unsigned threads = 4;
        unsigned bulkAtOnce = 2;   ///< at least one
        std::size_t waiting = 256; ///< of each lane
    };

    explicit CommandLanes(const Limits &limits);
    ~CommandLanes() { join(); }
    CommandLanes(const CommandLanes &) = delete;
    CommandLanes &operator=(const CommandLanes &) = delete;

    /// False when the lane is full or the threads have ended: nobody will run it.
    [[nodiscard]] bool post(Lane lane, Command command);
    /// Runs what waits, then ends the threads.
    void join();

private:
    void work();
    [[nodiscard]] bool mayTake(Lane lane) const;
    [[nodiscard]] std::deque<Command> &of(Lane lane) { return m_waiting[static_cast<std::size_t>(lane)]; }
    [[nodiscard]] const std::deque<Command> &of(Lane lane) const
    {
        return m_waiting[static_cast<std::size_t>(lane)];
    }

    const Limits m_limits;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::array<std::deque<Command>, 2> m_waiting;
    unsigned m_bulkRunning = 0;
    unsigned m_promptInARow = 0; ///< taken since the last bulk one, while bulk waited
    bool m_ending = false;
    std::vector<std::thread> m_threads;
};

} // namespace luotsi::centre::http
