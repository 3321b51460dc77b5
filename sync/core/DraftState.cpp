#include "sync/core/DraftState.h"

#include "sync/protocol/ChangeCodec.h"

#include <algorithm>

namespace luotsi::sync::core {

namespace {

/// Registers inside the row; they stand together because registers are sorted by path.
template<typename Visit> void visitInside(const DraftState &state, const QString &rowPath, Visit visit)
{
    const QString prefix = rowPath + QLatin1Char('/');
    auto at = std::lower_bound(state.registers.begin(), state.registers.end(), prefix,
                               [](const SlotState &slot, const QString &path) { return slot.path < path; });
    for (; at != state.registers.end() && at->path.startsWith(prefix); ++at)
        visit(*at);
}

bool insideRemovedRow(const DraftState &state, const QString &path)
{
    return std::any_of(state.rows.begin(), state.rows.end(), [&](const RowState &row) {
        return row.presence == Presence::Removed && path.startsWith(row.path + QLatin1Char('/'));
    });
}

} // namespace

const protocol::Body *SlotState::settled() const
{
    return settlement == Settlement::Settled ? &*heads.front().body : nullptr;
}

const SlotState *DraftState::find(const QString &path) const
{
    const auto at =
        std::lower_bound(registers.begin(), registers.end(), path,
                         [](const SlotState &slot, const QString &wanted) { return slot.path < wanted; });
    return at != registers.end() && at->path == path ? &*at : nullptr;
}

const RowState *DraftState::findRow(const QString &rowPath) const
{
    const auto at =
        std::find_if(rows.begin(), rows.end(), [&](const RowState &row) { return row.path == rowPath; });
    return at != rows.end() ? &*at : nullptr;
}

bool DraftState::hasConflict() const
{
    return std::any_of(registers.begin(), registers.end(),
                       [](const SlotState &slot) { return slot.settlement == Settlement::Conflict; }) ||
           std::any_of(rows.begin(), rows.end(),
                       [](const RowState &row) { return row.presence == Presence::Disputed; });
}

QString rowPath(const QString &repeat, const protocol::RowId &row)
{
    return repeat + QLatin1Char('{') + QString::fromLatin1(row.toHex()) + QLatin1Char('}');
}

std::vector<protocol::ChangeId> parentsOf(const DraftState &state, const QString &path)
{
    std::vector<protocol::ChangeId> parents;
    if (const SlotState *slot = state.find(path)) {
        for (const Head &head : slot->heads)
            parents.push_back(head.change);
    }
    return parents;
}

std::vector<protocol::ChangeId> parentsOfRow(const DraftState &state, const QString &rowPath)
{
    const RowState *row = state.findRow(rowPath);
    if (row == nullptr)
        return {};
    // What is still disputed comes before what an earlier removal has covered already.
    std::vector<protocol::ChangeId> parents = row->heads;
    parents.insert(parents.end(), row->unseen.begin(), row->unseen.end());
    visitInside(state, rowPath, [&](const SlotState &slot) {
        for (const Head &head : slot.heads)
            parents.push_back(head.change);
    });
    for (const RowState &inner : state.rows) {
        if (inner.path.startsWith(rowPath + QLatin1Char('/')))
            parents.insert(parents.end(), inner.heads.begin(), inner.heads.end());
    }
    std::vector<protocol::ChangeId> unique;
    for (const protocol::ChangeId &parent : parents) {
        if (unique.size() < protocol::maximumParents &&
            std::find(unique.begin(), unique.end(), parent) == unique.end())
            unique.push_back(parent);
    }
    std::sort(unique.begin(), unique.end());
    return unique;
}

std::uint32_t nextPosition(const DraftState &state, const QString &repeat)
{
    std::uint32_t next = 0;
    for (const RowState &row : state.rows) {
        if (row.repeat == repeat)
            next = std::max(next, row.position + 1);
    }
    return next;
}

std::vector<protocol::AttachmentRef> attachmentsOf(const DraftState &state)
{
    std::vector<protocol::AttachmentRef> attachments;
    for (const SlotState &slot : state.registers) {
        if (insideRemovedRow(state, slot.path))
            continue;
        for (const Head &head : slot.heads) {
            const auto *attach = head.body ? std::get_if<protocol::AttachBody>(&*head.body) : nullptr;
            const auto same = [&](const protocol::AttachmentRef &known) {
                return known.blob == attach->file.blob;
            };
            if (attach != nullptr && std::none_of(attachments.begin(), attachments.end(), same))
                attachments.push_back(attach->file);
        }
    }
    return attachments;
}

} // namespace luotsi::sync::core
