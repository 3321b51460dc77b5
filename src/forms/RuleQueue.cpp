#include "forms/RuleQueue.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace luotsi::forms {

namespace {

quint64 keyOf(std::uint32_t rank, xpath::NodeIndex node)
{
    return (static_cast<quint64>(rank) << 32) | node;
}

} // namespace

void RuleQueue::add(std::uint32_t rank)
{
    const std::size_t word = rank / bitsPerWord;
    const std::uint64_t bit = std::uint64_t(1) << (rank % bitsPerWord);
    if ((m_singles[word] & bit) != 0)
        return;
    m_singles[word] |= bit;
    m_firstWord = m_waiting == 0 ? word : std::min(m_firstWord, word);
    ++m_waiting;
}

void RuleQueue::add(std::uint32_t rank, xpath::NodeIndex node)
{
    const qsizetype before = m_rowsWaiting.size();
    m_rowsWaiting.insert(keyOf(rank, node));
    if (m_rowsWaiting.size() != before)
        m_rows.push({rank, node});
}

void RuleQueue::clear()
{
    std::fill(m_singles.begin(), m_singles.end(), 0);
    m_waiting = 0;
    m_rows = {};
    m_rowsWaiting.clear();
}

RuleQueue::Entry RuleQueue::take()
{
    std::uint32_t single = xpath::noNode;
    if (m_waiting != 0) {
        while (m_singles[m_firstWord] == 0)
            ++m_firstWord;
        single = static_cast<std::uint32_t>(m_firstWord * bitsPerWord) +
                 static_cast<std::uint32_t>(std::countr_zero(m_singles[m_firstWord]));
    }
    if (!m_rows.empty() && m_rows.top().rank < single) {
        const Entry row = m_rows.top();
        m_rows.pop();
        m_rowsWaiting.remove(keyOf(row.rank, row.node));
        return row;
    }
    m_singles[m_firstWord] &= m_singles[m_firstWord] - 1;
    --m_waiting;
    return {single, xpath::noNode};
}

} // namespace luotsi::forms
