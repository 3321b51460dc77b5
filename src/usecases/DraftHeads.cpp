#include "usecases/DraftHeads.h"

#include "sync/protocol/ChangeCodec.h"

#include <algorithm>

namespace luotsi::usecases {

namespace {

void sortUnique(std::vector<protocol::ChangeId> &ids)
{
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

} // namespace

DraftHeads::DraftHeads(const sync::core::DraftState &state)
{
    for (const sync::core::SlotState &slot : state.registers) {
        if (slot.path.isEmpty())
            continue;
        std::vector<protocol::ChangeId> &heads = m_heads[slot.path];
        for (const sync::core::Head &head : slot.heads)
            heads.push_back(head.change);
    }
    for (const sync::core::RowState &row : state.rows)
        m_heads[row.path] = row.heads;
}

std::vector<protocol::ChangeId> DraftHeads::of(const QString &path) const
{
    std::vector<protocol::ChangeId> heads = m_heads.value(path);
    sortUnique(heads);
    return heads;
}

std::vector<protocol::ChangeId> DraftHeads::ofRow(const QString &rowPath) const
{
    std::vector<protocol::ChangeId> heads = m_heads.value(rowPath);
    const QString inside = rowPath + QLatin1Char('/');
    for (auto at = m_heads.lowerBound(inside); at != m_heads.end() && at.key().startsWith(inside); ++at)
        heads.insert(heads.end(), at->begin(), at->end());
    sortUnique(heads);
    if (heads.size() > protocol::maximumParents)
        heads.resize(protocol::maximumParents);
    return heads;
}

void DraftHeads::replace(const QString &path, const protocol::ChangeId &change)
{
    m_heads[path] = {change};
}

void DraftHeads::forgetInside(const QString &rowPath)
{
    const QString inside = rowPath + QLatin1Char('/');
    auto at = m_heads.lowerBound(inside);
    while (at != m_heads.end() && at.key().startsWith(inside))
        at = m_heads.erase(at);
}

std::vector<protocol::ChangeId> DraftHeads::all() const
{
    std::vector<protocol::ChangeId> heads;
    for (const std::vector<protocol::ChangeId> &slot : m_heads)
        heads.insert(heads.end(), slot.begin(), slot.end());
    sortUnique(heads);
    return heads;
}

} // namespace luotsi::usecases
