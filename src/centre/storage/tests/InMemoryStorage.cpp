#include "centre/storage/tests/InMemoryStorage.h"

namespace luotsi::centre::storage {

Result<void> InMemoryStorage::write(const Work &work)
{
    const std::scoped_lock lock(m_mutex);
    if (m_failure && m_failureAfter-- == 0)
        return *std::exchange(m_failure, std::nullopt);
    if (std::exchange(m_repeat, false)) {
        InMemoryState discarded = m_state;
        InMemoryTransaction first(discarded);
        if (Result<void> done = work(first); !done)
            return done;
    }
    InMemoryState next = m_state;
    InMemoryTransaction transaction(next, m_isCrowded);
    Result<void> done = work(transaction);
    if (!done)
        return done;
    m_state = std::move(next);
    ++m_commits;
    return {};
}

Result<void> InMemoryStorage::read(const Work &work)
{
    const std::scoped_lock lock(m_mutex);
    if (m_readFailure)
        return *std::exchange(m_readFailure, std::nullopt);
    InMemoryState discarded = m_state;
    InMemoryTransaction transaction(discarded);
    return work(transaction);
}

} // namespace luotsi::centre::storage
