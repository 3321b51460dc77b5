#pragma once

#include "xpath/Tree.h"

#include <QSet>

#include <cstdint>
#include <queue>
#include <vector>

namespace luotsi::forms {

/// Rules that wait to run, each once for a node, in the order of their ranks and among rows in the order of
/// their nodes. Every rank belongs to one rule. A rule that has but one node waits as a bit, so that putting
/// it there and taking it costs the same however many wait.
/// Threading: one owner.
class RuleQueue
{
public:
    struct Entry
    {
        std::uint32_t rank = 0;
        xpath::NodeIndex node = xpath::noNode; ///< noNode for a rule that has but one
    };

    explicit RuleQueue(std::size_t ranks) : m_singles((ranks + bitsPerWord - 1) / bitsPerWord) {}

    void add(std::uint32_t rank);
    void add(std::uint32_t rank, xpath::NodeIndex node);
    void clear();
    [[nodiscard]] bool isEmpty() const { return m_waiting == 0 && m_rows.empty(); }
    /// The first in order; only when there is one.
    [[nodiscard]] Entry take();

private:
    static constexpr std::size_t bitsPerWord = 64;

    struct Later
    {
        bool operator()(const Entry &a, const Entry &b) const
        {
            return a.rank != b.rank ? a.rank > b.rank : a.node > b.node;
        }
    };

    std::vector<std::uint64_t> m_singles; ///< by rank
    std::size_t m_firstWord = 0;          ///< no word before it has a bit
    std::size_t m_waiting = 0;            ///< bits set
    std::priority_queue<Entry, std::vector<Entry>, Later> m_rows;
    QSet<quint64> m_rowsWaiting;
};

} // namespace luotsi::forms
