#include "sync/core/Merge.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace luotsi::sync::core {

namespace {

using protocol::ChangeId;
using protocol::ChangeKind;
using ChangesById =
    std::map<ChangeId, const OpenedChange *>; ///< ordered: the order of ids decides, not of arrival

/// A row is named by what its bodies say; the slot is part of the name so that a body cannot reach another
/// slot.
struct RowKey
{
    QString repeat;
    protocol::RowId row;
    protocol::SlotId slot;

    friend auto operator<=>(const RowKey &left, const RowKey &right)
    {
        if (const int order = QString::compare(left.repeat, right.repeat); order != 0)
            return order <=> 0;
        return std::tie(left.row, left.slot) <=> std::tie(right.row, right.slot);
    }
};

struct Groups
{
    std::map<protocol::SlotId, ChangesById> registers;
    std::map<RowKey, ChangesById> rows;
    ChangesById creates;
    std::vector<const OpenedChange *> submissions;
    std::vector<const OpenedChange *> notes;
    std::vector<ChangeId> others;
};

Head headOf(const OpenedChange &change)
{
    return {change.id, change.header.kind, change.header.actor, change.header.deviceTime, change.body};
}

/// The changes no other change of the group names as parent, by id.
std::vector<const OpenedChange *> headsOf(const ChangesById &group)
{
    std::set<ChangeId> replaced;
    for (const auto &[id, change] : group)
        replaced.insert(change->header.parents.begin(), change->header.parents.end());
    std::vector<const OpenedChange *> heads;
    for (const auto &[id, change] : group) {
        if (!replaced.contains(id))
            heads.push_back(change);
    }
    return heads;
}

template<typename Alternative> const Alternative *bodyAs(const OpenedChange &change)
{
    return change.body ? std::get_if<Alternative>(&*change.body) : nullptr;
}

void addToRow(Groups &groups, const OpenedChange &change)
{
    if (const auto *add = bodyAs<protocol::RepeatAddBody>(change))
        groups.rows[RowKey{add->path, add->row, change.header.slot}].emplace(change.id, &change);
    else if (const auto *removal = bodyAs<protocol::RepeatRemoveBody>(change))
        groups.rows[RowKey{removal->path, removal->row, change.header.slot}].emplace(change.id, &change);
    else
        groups.registers[change.header.slot].emplace(change.id, &change);
}

Groups group(const ChangesById &changes)
{
    Groups groups;
    for (const auto &[id, change] : changes) {
        switch (change->header.kind) {
        case ChangeKind::Create:
            groups.creates.emplace(id, change);
            break;
        case ChangeKind::Answer:
        case ChangeKind::Attach:
            groups.registers[change->header.slot].emplace(id, change);
            break;
        case ChangeKind::RepeatAdd:
        case ChangeKind::RepeatRemove:
            addToRow(groups, *change);
            break;
        case ChangeKind::Submit:
            groups.submissions.push_back(change);
            break;
        case ChangeKind::Note:
            groups.notes.push_back(change);
            break;
        default:
            groups.others.push_back(id);
        }
    }
    return groups;
}

QString pathOf(const Head &head)
{
    if (!head.body)
        return {};
    if (const auto *answer = std::get_if<protocol::AnswerBody>(&*head.body))
        return answer->path;
    if (const auto *attach = std::get_if<protocol::AttachBody>(&*head.body))
        return attach->path;
    return {};
}

/// The same file attached twice has two device names and may have two entries, but one content. Where a value
/// was written is no part of it.
bool sameValue(const protocol::Body &left, const protocol::Body &right)
{
    const auto *one = std::get_if<protocol::AnswerBody>(&left);
    const auto *other = std::get_if<protocol::AnswerBody>(&right);
    if (one != nullptr && other != nullptr)
        return one->path == other->path && one->value == other->value;
    const auto *first = std::get_if<protocol::AttachBody>(&left);
    const auto *second = std::get_if<protocol::AttachBody>(&right);
    if (first != nullptr && second != nullptr)
        return first->path == second->path && first->file.blob == second->file.blob;
    return left == right;
}

Settlement settlementOf(const std::vector<Head> &heads)
{
    const bool unreadable = std::any_of(heads.begin(), heads.end(), [](const Head &head) {
        return !head.body || std::holds_alternative<protocol::OpaqueBody>(*head.body);
    });
    if (unreadable)
        return Settlement::Unreadable;
    const bool equal = std::all_of(heads.begin(), heads.end(), [&](const Head &head) {
        return sameValue(*head.body, *heads.front().body);
    });
    return equal ? Settlement::Settled : Settlement::Conflict;
}

SlotState mergeSlot(const protocol::SlotId &slot, const ChangesById &changes)
{
    SlotState state;
    state.slot = slot;
    for (const OpenedChange *head : headsOf(changes)) {
        state.heads.push_back(headOf(*head));
        if (state.path.isEmpty())
            state.path = pathOf(state.heads.back());
    }
    state.settlement = settlementOf(state.heads);
    return state;
}

bool isRemoval(const OpenedChange &change)
{
    return change.header.kind == ChangeKind::RepeatRemove;
}

/// Everything the authors of the removals among `heads` had seen, through the row's whole history.
std::set<ChangeId> seenByRemovers(const ChangesById &row, const std::vector<const OpenedChange *> &heads)
{
    std::set<ChangeId> seen;
    std::vector<const OpenedChange *> open;
    std::copy_if(heads.begin(), heads.end(), std::back_inserter(open),
                 [](const OpenedChange *head) { return isRemoval(*head); });
    while (!open.empty()) {
        const OpenedChange *change = open.back();
        open.pop_back();
        for (const ChangeId &parent : change->header.parents) {
            if (!seen.insert(parent).second)
                continue;
            if (const auto known = row.find(parent); known != row.end())
                open.push_back(known->second);
        }
    }
    return seen;
}

std::uint32_t positionOf(const ChangesById &row)
{
    // The place where it was first seen; an unset one (only removals are here) goes last.
    std::uint32_t position = UINT32_MAX;
    for (const auto &[id, change] : row) {
        if (const auto *add = bodyAs<protocol::RepeatAddBody>(*change))
            position = std::min(position, add->position);
    }
    return position;
}

/// Row states, and for removed rows what the removers had seen.
struct MergedRow
{
    RowState state;
    std::set<ChangeId> seen;
};

MergedRow mergeRow(const RowKey &key, const ChangesById &changes)
{
    MergedRow merged;
    RowState &state = merged.state;
    state.repeat = key.repeat;
    state.row = key.row;
    state.path = rowPath(key.repeat, key.row);
    state.position = positionOf(changes);
    const auto heads = headsOf(changes);
    std::size_t removals = 0;
    for (const OpenedChange *head : heads) {
        state.heads.push_back(head->id);
        removals += isRemoval(*head) ? 1 : 0;
    }
    if (removals == heads.size())
        state.presence = Presence::Removed;
    else if (removals > 0)
        state.presence = Presence::Disputed;
    if (removals > 0)
        merged.seen = seenByRemovers(changes, heads);
    return merged;
}

void noteUnseen(MergedRow &removed, const std::vector<ChangeId> &heads)
{
    for (const ChangeId &head : heads) {
        if (!removed.seen.contains(head))
            removed.state.unseen.push_back(head);
    }
}

/// Delete against edit: a removed row with an edit its remover had not seen is disputed.
void settleRemoval(MergedRow &removed, const std::vector<SlotState> &registers,
                   const std::vector<MergedRow> &rows)
{
    const QString inside = removed.state.path + QLatin1Char('/');
    auto at = std::lower_bound(registers.begin(), registers.end(), inside,
                               [](const SlotState &slot, const QString &path) { return slot.path < path; });
    for (; at != registers.end() && at->path.startsWith(inside); ++at) {
        for (const Head &head : at->heads)
            noteUnseen(removed, {head.change});
    }
    for (const MergedRow &inner : rows) {
        if (inner.state.path.startsWith(inside) && inner.state.presence != Presence::Removed)
            noteUnseen(removed, inner.state.heads);
    }
    std::sort(removed.state.unseen.begin(), removed.state.unseen.end());
    if (!removed.state.unseen.empty())
        removed.state.presence = Presence::Disputed;
}

bool rowBefore(const RowState &left, const RowState &right)
{
    const auto depth = [](const RowState &row) { return row.path.count(QLatin1Char('{')); };
    if (depth(left) != depth(right))
        return depth(left) < depth(right);
    return std::tie(left.repeat, left.position, left.row, left.heads) <
           std::tie(right.repeat, right.position, right.row, right.heads);
}

std::vector<RowState> mergeRows(const Groups &groups, const std::vector<SlotState> &registers)
{
    std::vector<MergedRow> rows;
    for (const auto &[key, changes] : groups.rows)
        rows.push_back(mergeRow(key, changes));
    // Inner rows first: whether an inner row is disputed decides for the outer one.
    std::sort(rows.begin(), rows.end(), [](const MergedRow &left, const MergedRow &right) {
        return rowBefore(right.state, left.state);
    });
    for (MergedRow &row : rows) {
        if (!row.seen.empty() || row.state.presence != Presence::Present)
            settleRemoval(row, registers, rows);
    }
    std::vector<RowState> states;
    std::transform(rows.rbegin(), rows.rend(), std::back_inserter(states),
                   [](MergedRow &row) { return std::move(row.state); });
    return states;
}

std::vector<SlotState> mergeRegisters(const Groups &groups)
{
    std::vector<SlotState> registers;
    for (const auto &[slot, changes] : groups.registers)
        registers.push_back(mergeSlot(slot, changes));
    std::sort(registers.begin(), registers.end(), [](const SlotState &left, const SlotState &right) {
        return std::tie(left.path, left.slot) < std::tie(right.path, right.slot);
    });
    return registers;
}

std::optional<protocol::CreateBody> mergeCreate(const ChangesById &creates)
{
    for (const auto &[id, change] : creates) {
        if (const auto *body = bodyAs<protocol::CreateBody>(*change))
            return *body;
    }
    return std::nullopt;
}

std::vector<SubmitState> mergeSubmissions(const std::vector<const OpenedChange *> &changes)
{
    std::vector<SubmitState> submissions;
    submissions.reserve(changes.size());
    for (const OpenedChange *change : changes)
        submissions.push_back({change->id, change->header.round, change->header.submission, change->body});
    std::sort(submissions.begin(), submissions.end(), [](const SubmitState &left, const SubmitState &right) {
        return std::tie(left.round, left.change) < std::tie(right.round, right.change);
    });
    return submissions;
}

std::vector<Head> mergeNotes(const std::vector<const OpenedChange *> &changes)
{
    std::vector<Head> notes;
    notes.reserve(changes.size());
    for (const OpenedChange *change : changes)
        notes.push_back(headOf(*change));
    std::sort(notes.begin(), notes.end(), [](const Head &left, const Head &right) {
        return std::tie(left.deviceTime, left.change) < std::tie(right.deviceTime, right.change);
    });
    return notes;
}

/// What authors say they had seen, less what is here.
std::vector<ChangeId> missingFrom(const ChangesById &changes)
{
    std::set<ChangeId> named;
    for (const auto &[id, change] : changes) {
        named.insert(change->header.parents.begin(), change->header.parents.end());
        if (const auto *submit = bodyAs<protocol::SubmitBody>(*change))
            named.insert(submit->heads.begin(), submit->heads.end());
    }
    std::vector<ChangeId> missing;
    std::copy_if(named.begin(), named.end(), std::back_inserter(missing),
                 [&changes](const ChangeId &id) { return !changes.contains(id); });
    return missing;
}

} // namespace

DraftState mergeDraft(const std::vector<OpenedChange> &changes)
{
    ChangesById unique;
    for (const OpenedChange &change : changes) {
        const OpenedChange *&known = unique[change.id];
        if (known == nullptr || !known->body)
            known = &change;
    }
    const Groups groups = group(unique);
    DraftState state;
    state.create = mergeCreate(groups.creates);
    state.registers = mergeRegisters(groups);
    state.rows = mergeRows(groups, state.registers);
    state.submissions = mergeSubmissions(groups.submissions);
    state.notes = mergeNotes(groups.notes);
    state.others = groups.others;
    state.missing = missingFrom(unique);
    return state;
}

DraftState mergeDraft(const std::vector<protocol::Change> &changes, const OpenBody &open)
{
    std::vector<OpenedChange> opened;
    opened.reserve(changes.size());
    for (const protocol::Change &change : changes)
        opened.push_back({change.id, change.header, open(change)});
    return mergeDraft(opened);
}

} // namespace luotsi::sync::core
