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

bool PendingChanges::holds(const QString &path) const
{
    return std::any_of(m_changes.begin(), m_changes.end(),
                       [&](const PendingChange &change) { return change.path == path; });
}

void PendingChanges::drop(const QString &path)
{
    std::erase_if(m_changes, [&](const PendingChange &change) { return change.path == path; });
}

void PendingChanges::put(const QString &path, protocol::Body body)
{
    drop(path);
    m_changes.push_back({path, std::move(body)});
}

base::Result<void> PendingChanges::noteRow(const forms::RowChange &row)
{
    const auto id = protocol::RowId::fromHex(row.row.row.toLatin1());
    if (!id)
        return {base::ErrorCode::Internal, QStringLiteral("row id")};
    const QString path = sync::core::rowPath(row.row.repeat, *id);
    if (row.added) {
        const auto position = static_cast<std::uint32_t>(std::max(row.row.position - 1, 0));
        m_changes.push_back({path, protocol::RepeatAddBody{row.row.repeat, *id, position}});
        return {};
    }
    // What was inside a removed row and not durable yet never was.
    const QString inside = path + QLatin1Char('/');
    std::erase_if(m_changes, [&](const PendingChange &change) { return change.path.startsWith(inside); });
    m_changes.push_back({path, protocol::RepeatRemoveBody{row.row.repeat, *id}});
    return {};
}

} // namespace luotsi::usecases
