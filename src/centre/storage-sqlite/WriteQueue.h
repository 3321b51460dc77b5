#pragma once

#include "centre/storage/Storage.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace luotsi::centre::storage_sqlite {

using base::Result;

/// Writers that come while another one commits are taken together by the next commit: they share its fsync.
/// Invariants: first come, first served; every writer is answered once; one group is under way at a time, on
/// the thread of one of its writers. Threading: any thread.
class WriteQueue
{
public:
    struct Turn
    {
        const storage::Storage::Work &work;
        Result<void> result = {};
        bool answered = false; ///< the queue's: from then on the turn may be gone
    };
    /// Sets the results of the first turns and says of how many, at least one; the others come first the next
    /// time.
    using Commit = std::function<std::size_t(const std::vector<Turn *> &turns)>;

    using Clock = std::chrono::steady_clock;

    /// `memory`: how long two writers that met are remembered.
    explicit WriteQueue(Commit commit, Clock::duration memory = std::chrono::seconds(1))
        : m_commit(std::move(commit)), m_memory(memory)
    {
    }

    [[nodiscard]] Result<void> write(const storage::Storage::Work &work);
    /// Writers that wait for the group under way.
    [[nodiscard]] std::size_t waiting() const;
    /// Others write too: now, or so lately that they will again. Who looks only when they come keeps the
    /// first of them waiting for all it has written until then.
    [[nodiscard]] bool isCrowded() const;

private:
    [[nodiscard]] std::vector<Turn *> takeAll();

    const Commit m_commit;
    const Clock::duration m_memory;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Turn *> m_turns;
    bool m_underWay = false;
    std::optional<Clock::time_point> m_met; ///< when a writer last came upon another
};

} // namespace luotsi::centre::storage_sqlite
