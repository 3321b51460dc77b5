#pragma once

#include "centre/storage/Storage.h"
#include "centre/storage/tests/InMemoryTransaction.h"

#include <mutex>

namespace luotsi::centre::storage {

/// The storage port kept in memory: a transaction works on a copy that takes the place of the old state only
/// when it succeeded. Can be told to fail, before or after its commit, as disks and replies do.
class InMemoryStorage final : public Storage
{
public:
    Result<void> write(const Work &work) override;
    Result<void> read(const Work &work) override;

    /// The next write fails before anything of it is kept; or one later, when so many have succeeded.
    void failNextWrite(base::ErrorCode code, int after = 0)
    {
        m_failure = code;
        m_failureAfter = after;
    }
    /// So does the next read.
    void failNextRead(base::ErrorCode code) { m_readFailure = code; }
    /// From now on others wait for every transaction.
    void crowd() { m_isCrowded = true; }
    /// How many writes were committed.
    [[nodiscard]] int commits() const { return m_commits; }
    /// The next write is run twice, as an engine does after a serialisation failure.
    void repeatNextWrite() { m_repeat = true; }

private:
    std::mutex m_mutex;
    InMemoryState m_state;
    std::optional<base::ErrorCode> m_failure;
    int m_failureAfter = 0;
    std::optional<base::ErrorCode> m_readFailure;
    bool m_repeat = false;
    bool m_isCrowded = false;
    int m_commits = 0;
};

} // namespace luotsi::centre::storage
