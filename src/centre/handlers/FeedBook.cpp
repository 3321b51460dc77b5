#include "centre/handlers/FeedBook.h"

namespace luotsi::centre::handlers {

void FeedBook::addChange(const QString &scope, const protocol::ChangeId &change)
{
    m_lines[scope].emplace_back(change);
}

Result<void> FeedBook::addDraft(const QString &scope, const protocol::DraftId &draft)
{
    const auto changes = m_rows.changesOf(draft);
    if (!changes)
        return changes.error();
    for (const storage::StoredChange &change : *changes)
        addChange(scope, change.id);
    return {};
}

Result<std::vector<protocol::BlobId>> FeedBook::erase(const storage::Draft &draft, std::int64_t now)
{
    auto freed = m_rows.eraseDraft(draft.id, now);
    if (!freed)
        return freed;
    for (auto &[scope, lines] : m_lines) {
        std::erase_if(lines, [this](const Line &line) {
            const auto *change = std::get_if<protocol::ChangeId>(&line);
            if (change == nullptr)
                return false;
            const auto row = m_rows.change(*change);
            return row.ok() && !row->has_value();
        });
    }
    for (const QString &scope : draft.scopes)
        m_lines[scope].emplace_back(draft.id);
    return freed;
}

Result<void> FeedBook::number()
{
    for (const auto &[scope, lines] : m_lines) {
        if (lines.empty())
            continue;
        if (auto numbered = numberScope(scope, lines); !numbered)
            return numbered;
    }
    m_lines.clear();
    return {};
}

Result<void> FeedBook::numberScope(const QString &scope, const std::vector<Line> &lines)
{
    const auto last = m_rows.raiseScope(scope, lines.size());
    if (!last)
        return last.error();
    std::uint64_t number = *last - lines.size();
    for (const Line &line : lines) {
        storage::FeedEntry entry{++number, {}};
        if (const auto *change = std::get_if<protocol::ChangeId>(&line))
            entry.change = *change;
        else
            entry.erased = std::get<protocol::DraftId>(line);
        if (auto added = m_rows.addFeedEntry(scope, entry); !added)
            return added;
    }
    return {};
}

} // namespace luotsi::centre::handlers
