#include "store/testing/SharedIndex.h"

#include <sqlcipher/sqlite3.h>

namespace luotsi::store::testing {

bool SharedIndex::lock(int &level, int wanted)
{
    if (level >= wanted)
        return true;
    if (level < SQLITE_LOCK_SHARED) {
        if (m_exclusive)
            return false;
        ++m_shared;
        level = SQLITE_LOCK_SHARED;
    }
    if (wanted >= SQLITE_LOCK_RESERVED && level < SQLITE_LOCK_RESERVED) {
        if (m_reserved)
            return false;
        m_reserved = true;
        level = SQLITE_LOCK_RESERVED;
    }
    if (wanted == SQLITE_LOCK_EXCLUSIVE) {
        if (m_shared > 1)
            return false;
        m_exclusive = true;
        level = SQLITE_LOCK_EXCLUSIVE;
    }
    return true;
}

void SharedIndex::unlock(int &level, int wanted)
{
    if (level <= wanted)
        return;
    if (level >= SQLITE_LOCK_EXCLUSIVE)
        m_exclusive = false;
    if (level >= SQLITE_LOCK_RESERVED && wanted < SQLITE_LOCK_RESERVED)
        m_reserved = false;
    if (level >= SQLITE_LOCK_SHARED && wanted < SQLITE_LOCK_SHARED)
        --m_shared;
    level = wanted;
}

void *SharedIndex::region(int number, int size, bool extend)
{
    const auto wanted = static_cast<std::size_t>(number);
    if (m_regions.size() <= wanted && !extend)
        return nullptr;
    while (m_regions.size() <= wanted)
        m_regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
    return m_regions[wanted].get();
}

bool SharedIndex::takeSlots(Locks &locks, int first, int count, bool exclusive)
{
    const auto begin = static_cast<std::size_t>(first);
    const auto end = begin + static_cast<std::size_t>(count);
    for (std::size_t slot = begin; slot < end; ++slot) {
        const bool othersShare = m_sharedSlots[slot] > (locks.shared[slot] ? 1 : 0);
        const bool othersOwn = m_exclusiveSlots[slot] && !locks.exclusive[slot];
        if (othersOwn || (exclusive && othersShare))
            return false;
    }
    for (std::size_t slot = begin; slot < end; ++slot) {
        if (exclusive) {
            m_exclusiveSlots[slot] = locks.exclusive[slot] = true;
        } else if (!locks.shared[slot]) {
            locks.shared[slot] = true;
            ++m_sharedSlots[slot];
        }
    }
    return true;
}

void SharedIndex::releaseSlots(Locks &locks, int first, int count, bool exclusive)
{
    const auto begin = static_cast<std::size_t>(first);
    for (std::size_t slot = begin; slot < begin + static_cast<std::size_t>(count); ++slot) {
        if (exclusive && locks.exclusive[slot])
            m_exclusiveSlots[slot] = locks.exclusive[slot] = false;
        if (!exclusive && locks.shared[slot]) {
            locks.shared[slot] = false;
            --m_sharedSlots[slot];
        }
    }
}

void SharedIndex::release(Locks &locks)
{
    releaseSlots(locks, 0, static_cast<int>(slotCount), true);
    releaseSlots(locks, 0, static_cast<int>(slotCount), false);
}

} // namespace luotsi::store::testing
