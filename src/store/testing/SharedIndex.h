#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace luotsi::store::testing {

/// What connections to one database file share beside its bytes: the file's lock and the index of its
/// write-ahead log with its locks, as SQLite's VFS interface has them (https://sqlite.org/walformat.html).
/// Levels are SQLite's: 0 none, 1 shared, 2 reserved, 3 pending, 4 exclusive. Threading: one thread.
class SharedIndex
{
public:
    static constexpr std::size_t slotCount = 8;
    /// What one connection holds of the index's slots.
    struct Locks
    {
        std::array<bool, slotCount> shared{};
        std::array<bool, slotCount> exclusive{};
    };

    /// False when somebody else is in the way.
    [[nodiscard]] bool lock(int &level, int wanted);
    void unlock(int &level, int wanted = 0);
    [[nodiscard]] bool isReserved() const { return m_reserved || m_exclusive; }

    /// Null when the region is not there and is not to be made.
    [[nodiscard]] void *region(int number, int size, bool extend);
    [[nodiscard]] bool takeSlots(Locks &locks, int first, int count, bool exclusive);
    void releaseSlots(Locks &locks, int first, int count, bool exclusive);
    void release(Locks &locks);

    int users = 0; ///< open handles

private:
    int m_shared = 0;
    bool m_reserved = false;
    bool m_exclusive = false;
    std::array<int, slotCount> m_sharedSlots{};
    std::array<bool, slotCount> m_exclusiveSlots{};
    std::vector<std::unique_ptr<char[]>> m_regions;
};

} // namespace luotsi::store::testing
