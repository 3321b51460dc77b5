#include "usecases/DraftConflicts.h"

#include <algorithm>
#include <map>

namespace luotsi::usecases {

namespace {

using sync::core::OpenedChange;
using ChangesById = std::map<protocol::ChangeId, const OpenedChange *>;

protocol::Origin originIn(const protocol::Body &body)
{
    return std::visit(
        [](const auto &known) {
            if constexpr (requires { known.origin; })
                return known.origin;
            else
                return protocol::Origin{};
        },
        body);
}

/// Reads who wrote a change. Everything it needs is in the changes themselves.
class Authors
{
public:
    Authors(const sync::core::DraftState &state, const std::vector<OpenedChange> &changes, std::int64_t now)
        : m_now(now)
    {
        if (state.create)
            m_began = state.create->origin;
        for (const OpenedChange &change : changes)
            m_changes.emplace(change.id, &change);
    }

    [[nodiscard]] const OpenedChange *change(const protocol::ChangeId &id) const
    {
        const auto known = m_changes.find(id);
        return known == m_changes.end() ? nullptr : known->second;
    }

    [[nodiscard]] ConflictAuthor of(const protocol::ChangeId &id) const
    {
        const OpenedChange *written = change(id);
        if (written == nullptr)
            return {};
        ConflictAuthor author;
        author.worker = written->header.actor;
        author.deviceTime = written->header.deviceTime;
        author.timeUnsure = isOdd(*written);
        author.origin = written->body ? originIn(*written->body) : protocol::Origin{};
        if (author.origin.isBlank())
            author.origin = m_began;
        return author;
    }

private:
    /// Later than now, or earlier than what its author had seen: some clock was wrong, nobody can say which.
    [[nodiscard]] bool isOdd(const OpenedChange &written) const
    {
        const std::int64_t time = written.header.deviceTime;
        if (time <= 0 || time > m_now + protocol::ordinaryDrift)
            return true;
        const auto &parents = written.header.parents;
        return std::any_of(parents.begin(), parents.end(), [&](const protocol::ChangeId &id) {
            const OpenedChange *parent = change(id);
            return parent != nullptr && parent->header.deviceTime > time + protocol::ordinaryDrift;
        });
    }

    ChangesById m_changes;
    protocol::Origin m_began;
    std::int64_t m_now = 0;
};

ConflictSide sideOf(const protocol::Body &body)
{
    ConflictSide side;
    if (const auto *answer = std::get_if<protocol::AnswerBody>(&body)) {
        side.value = answer->value;
    } else if (const auto *attach = std::get_if<protocol::AttachBody>(&body)) {
        side.value = attach->file.name;
        side.file = attach->file;
    }
    return side;
}

/// The same value given twice, or the same file attached twice, is one side.
bool saysTheSame(const ConflictSide &left, const ConflictSide &right)
{
    if (left.choice != right.choice || left.file.has_value() != right.file.has_value())
        return false;
    return left.file ? left.file->blob == right.file->blob : left.value == right.value;
}

void join(std::vector<ConflictSide> &sides, ConflictSide side, const protocol::ChangeId &change,
          const Authors &authors)
{
    auto same = std::find_if(sides.begin(), sides.end(),
                             [&](const ConflictSide &known) { return saysTheSame(known, side); });
    if (same == sides.end()) {
        sides.push_back(std::move(side));
        same = sides.end() - 1;
    }
    same->changes.push_back(change);
    same->authors.push_back(authors.of(change));
}

Conflict answerConflict(const sync::core::SlotState &slot, const Authors &authors)
{
    Conflict conflict;
    conflict.path = slot.path;
    for (const sync::core::Head &head : slot.heads) {
        ConflictSide side = head.body ? sideOf(*head.body) : ConflictSide{};
        if (side.file)
            conflict.kind = Conflict::Kind::Attachment;
        join(conflict.sides, std::move(side), head.change, authors);
    }
    return conflict;
}

Conflict rowConflict(const sync::core::RowState &row, const Authors &authors)
{
    Conflict conflict;
    conflict.kind = Conflict::Kind::Row;
    conflict.path = row.path;
    conflict.repeat = row.repeat;
    conflict.row = row.row;
    conflict.position = row.position;
    std::vector<protocol::ChangeId> changes = row.heads;
    changes.insert(changes.end(), row.unseen.begin(), row.unseen.end());
    std::sort(changes.begin(), changes.end());
    changes.erase(std::unique(changes.begin(), changes.end()), changes.end());
    for (const protocol::ChangeId &id : changes) {
        const OpenedChange *change = authors.change(id);
        const bool own = std::find(row.heads.begin(), row.heads.end(), id) != row.heads.end();
        const bool removes =
            own && change != nullptr && change->header.kind == protocol::ChangeKind::RepeatRemove;
        ConflictSide side;
        side.choice = removes ? ConflictSide::Choice::RemoveRow : ConflictSide::Choice::KeepRow;
        join(conflict.sides, std::move(side), id, authors);
    }
    return conflict;
}

bool isInsideRemoved(const sync::core::DraftState &state, const QString &path)
{
    return std::any_of(state.rows.begin(), state.rows.end(), [&](const sync::core::RowState &row) {
        return row.presence == sync::core::Presence::Removed && path.startsWith(row.path + QLatin1Char('/'));
    });
}

} // namespace

DraftConflicts::DraftConflicts(const std::vector<Conflict> &conflicts)
{
    for (const Conflict &conflict : conflicts)
        m_open.insert(conflict.path, conflict);
}

const Conflict *DraftConflicts::find(const QString &path) const
{
    const auto found = m_open.constFind(path);
    return found == m_open.constEnd() ? nullptr : &*found;
}

std::vector<const Conflict *> DraftConflicts::all() const
{
    std::vector<const Conflict *> conflicts;
    for (const Conflict &conflict : m_open)
        conflicts.push_back(&conflict);
    std::sort(conflicts.begin(), conflicts.end(),
              [](const Conflict *left, const Conflict *right) { return left->path < right->path; });
    return conflicts;
}

void DraftConflicts::settle(const QString &path)
{
    m_open.remove(path);
    m_dependants.remove(path);
}

void DraftConflicts::settleInside(const QString &rowPath)
{
    const QString inside = rowPath + QLatin1Char('/');
    const auto isInside = [&](const auto &entry) { return entry.key().startsWith(inside); };
    m_open.removeIf(isInside);
    m_dependants.removeIf(isInside);
}

void DraftConflicts::setDependants(const QString &path, const QSet<QString> &dependants)
{
    if (contains(path))
        m_dependants.insert(path, dependants);
}

bool DraftConflicts::hasDependant(const QString &path) const
{
    return std::any_of(m_dependants.begin(), m_dependants.end(),
                       [&](const QSet<QString> &paths) { return paths.contains(path); });
}

std::vector<Conflict> conflictsOf(const sync::core::DraftState &state,
                                  const std::vector<OpenedChange> &changes, std::int64_t now)
{
    const Authors authors(state, changes, now);
    std::vector<Conflict> conflicts;
    for (const sync::core::SlotState &slot : state.registers) {
        if (slot.settlement == sync::core::Settlement::Conflict && !isInsideRemoved(state, slot.path))
            conflicts.push_back(answerConflict(slot, authors));
    }
    for (const sync::core::RowState &row : state.rows) {
        if (row.presence == sync::core::Presence::Disputed && !isInsideRemoved(state, row.path))
            conflicts.push_back(rowConflict(row, authors));
    }
    return conflicts;
}

ConflictAge ageOf(const Conflict &conflict)
{
    ConflictAge age;
    std::vector<std::int64_t> begun;
    for (const ConflictSide &side : conflict.sides) {
        std::int64_t first = 0;
        for (const ConflictAuthor &author : side.authors) {
            age.unsure = age.unsure || author.timeUnsure;
            first = first == 0 ? author.deviceTime : std::min(first, author.deviceTime);
        }
        begun.push_back(first);
    }
    std::sort(begun.begin(), begun.end());
    if (begun.size() > 1)
        age.since = begun[1];
    return age;
}

} // namespace luotsi::usecases
