#include "usecases/PendingChanges.h"

#include "sync/core/DraftState.h"

#include <algorithm>

namespace luotsi::usecases {

base::Result<void> PendingChanges::note(const forms::ChangeReport &report)
{
    for (const forms::RowChange &row : report.rows) {
        if (auto done = noteRow(row); !done)
            return done;
    }
    for (const forms::ValueChange &change : report.values)
        put(change.stored.path, protocol::AnswerBody{change.stored.path, change.stored.value});
    return {};
}

void PendingChanges::noteAttachment(const protocol::AttachBody &attach)
{
    put(attach.path, attach);
}

std::vector<PendingChange> PendingChanges::changes() const
{
    std::vector<PendingChange> changes;
    changes.reserve(m_changes.size());
    for (const auto &[number, change] : m_changes)
        changes.push_back(change);
    return changes;
}

void PendingChanges::clear()
{
    m_changes.clear();
    m_at.clear();
}

void PendingChanges::drop(const QString &path)
{
    const auto [from, to] = m_at.equal_range(path);
    for (auto at = from; at != to; ++at)
        m_changes.erase(at->second);
    m_at.erase(from, to);
}

void PendingChanges::dropInside(const QString &row)
{
    const QString inside = row + QLatin1Char('/');
    auto at = m_at.lower_bound(inside);
    while (at != m_at.end() && at->first.startsWith(inside)) {
        m_changes.erase(at->second);
        at = m_at.erase(at);
    }
}

void PendingChanges::put(const QString &path, protocol::Body body)
{
    drop(path);
    append(path, std::move(body));
}

void PendingChanges::append(const QString &path, protocol::Body body)
{
    m_at.emplace(path, m_next);
    m_changes.emplace(m_next++, PendingChange{path, std::move(body)});
}

base::Result<void> PendingChanges::noteRow(const forms::RowChange &row)
{
    const auto id = protocol::RowId::fromHex(row.row.row.toLatin1());
    if (!id)
        return {base::ErrorCode::Internal, QStringLiteral("row id")};
    const QString path = sync::core::rowPath(row.row.repeat, *id);
    if (row.added) {
        const auto position = static_cast<std::uint32_t>(std::max(row.row.position - 1, 0));
        append(path, protocol::RepeatAddBody{row.row.repeat, *id, position});
        return {};
    }
    // What was inside a removed row and not durable yet never was.
    dropInside(path);
    append(path, protocol::RepeatRemoveBody{row.row.repeat, *id});
    return {};
}

} // namespace luotsi::usecases
