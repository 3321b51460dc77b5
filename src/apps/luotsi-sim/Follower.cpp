#include "Follower.h"

namespace luotsi::sim {

void Follower::apply(const std::vector<centre::storage::FeedEntry> &page, bool dies)
{
    if (page.empty())
        return;
    if (m_bug == SeededBug::CursorBeforeData)
        m_cursor = page.back().number;
    if (dies)
        return;
    for (const auto &line : page)
        m_lines[line.number] = line.change;
    m_cursor = page.back().number;
}

void Follower::reset()
{
    m_cursor = 0;
    m_lines.clear();
}

bool Follower::has(std::uint64_t number, const protocol::ChangeId &change) const
{
    const auto line = m_lines.find(number);
    return line != m_lines.end() && line->second == change;
}

} // namespace luotsi::sim
