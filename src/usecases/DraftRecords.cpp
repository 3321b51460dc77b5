#include "usecases/DraftRecords.h"

#include "sealing/ChangeSealing.h"

#include <QHash>
#include <QStringList>

#include <algorithm>
#include <set>
#include <tuple>

namespace luotsi::usecases {

namespace {

using protocol::ChangeId;
using sync::core::OpenedChange;

QString slotPathOf(const protocol::Body &body)
{
    if (const auto *answer = std::get_if<protocol::AnswerBody>(&body))
        return answer->path;
    if (const auto *attach = std::get_if<protocol::AttachBody>(&body))
        return attach->path;
    if (const auto *add = std::get_if<protocol::RepeatAddBody>(&body))
        return sync::core::rowPath(add->path, add->row);
    if (const auto *removal = std::get_if<protocol::RepeatRemoveBody>(&body))
        return sync::core::rowPath(removal->path, removal->row);
    if (std::holds_alternative<protocol::RequestBody>(body))
        return QLatin1String(requestSlot);
    if (std::holds_alternative<protocol::HandoverBody>(body))
        return QLatin1String(custodySlot);
    if (std::holds_alternative<protocol::MigrateBody>(body))
        return QLatin1String(migrateSlot);
    return {};
}

/// Opens a body and checks that its path belongs to the header's slot, as merge asks of its caller.
std::optional<protocol::Body> openChecked(const protocol::Change &change, const sealing::DraftKeys &keys)
{
    auto body = sealing::openChange(change, keys);
    if (!body)
        return std::nullopt;
    const QString path = slotPathOf(*body);
    if (path.isEmpty())
        return std::move(*body);
    const auto slot = sealing::slotFor(keys, path);
    if (!slot || !(*slot == change.header.slot))
        return std::nullopt;
    return std::move(*body);
}

template<typename Kind> const Kind *bodyAs(const OpenedChange &change)
{
    return change.body ? std::get_if<Kind>(&*change.body) : nullptr;
}

/// Changes of one kind that no other of it replaces, by id.
template<typename Kind> std::vector<const OpenedChange *> headsOf(const std::vector<OpenedChange> &changes)
{
    std::set<ChangeId> replaced;
    std::vector<const OpenedChange *> heads;
    for (const OpenedChange &change : changes) {
        if (bodyAs<Kind>(change) == nullptr)
            continue;
        heads.push_back(&change);
        replaced.insert(change.header.parents.begin(), change.header.parents.end());
    }
    std::erase_if(heads, [&](const OpenedChange *change) { return replaced.contains(change->id); });
    std::sort(heads.begin(), heads.end(),
              [](const OpenedChange *left, const OpenedChange *right) { return left->id < right->id; });
    return heads;
}

/// The migration that leads away from a form, if any.
const protocol::MigrateBody *migrationFrom(const protocol::FormHash &form,
                                           const std::vector<OpenedChange> &changes)
{
    const OpenedChange *chosen = nullptr;
    for (const OpenedChange &change : changes) {
        const auto *body = bodyAs<protocol::MigrateBody>(change);
        if (body != nullptr && body->from == form && (chosen == nullptr || change.id < chosen->id))
            chosen = &change;
    }
    return chosen == nullptr ? nullptr : bodyAs<protocol::MigrateBody>(*chosen);
}

void followMigrations(const std::vector<OpenedChange> &changes, DraftRecords &records)
{
    std::set<protocol::FormHash> left;
    while (const protocol::MigrateBody *next = migrationFrom(records.form, changes)) {
        // A circle is nobody's newer form.
        if (!left.insert(next->from).second || left.contains(next->to))
            return;
        records.migrations.push_back(*next);
        records.form = next->to;
    }
}

void gatherRequests(const std::vector<OpenedChange> &changes, DraftRecords &records)
{
    std::set<ChangeId> answered;
    for (const OpenedChange &change : changes) {
        if (const auto *submit = bodyAs<protocol::SubmitBody>(change))
            answered.insert(submit->answers.begin(), submit->answers.end());
    }
    for (const OpenedChange &change : changes) {
        if (const auto *request = bodyAs<protocol::RequestBody>(change))
            records.requests.push_back({change.id, *request, answered.contains(change.id)});
    }
    std::sort(records.requests.begin(), records.requests.end(), [](const auto &left, const auto &right) {
        return std::tie(left.body.askedAt, left.id) < std::tie(right.body.askedAt, right.id);
    });
}

/// "/data/cost{id}" is the step "cost" with a row.
struct Step
{
    QString name;
    QString row; ///< with its braces, or empty
};

std::vector<Step> stepsOf(const QString &path)
{
    std::vector<Step> steps;
    const QStringList parts = path.mid(1).split(QLatin1Char('/'));
    for (const QString &part : parts) {
        const auto brace = part.indexOf(QLatin1Char('{'));
        steps.push_back(brace < 0 ? Step{part, {}} : Step{part.left(brace), part.mid(brace)});
    }
    return steps;
}

QString plainOf(const std::vector<Step> &steps, std::size_t count)
{
    QString path;
    for (std::size_t i = 0; i < count; ++i)
        path += QLatin1Char('/') + steps[i].name;
    return path;
}

/// A path without rows after the moves.
QString movedPlain(const QString &path, const QHash<QString, QString> &moves)
{
    for (QString head = path; !head.isEmpty(); head = head.left(head.lastIndexOf(QLatin1Char('/')))) {
        if (const auto target = moves.constFind(head); target != moves.constEnd())
            return *target + path.mid(head.size());
    }
    return path;
}

/// The body with its path moved; nothing when it has none, or it stays.
std::optional<protocol::Body> movedBody(const protocol::Body &body,
                                        const std::vector<protocol::MovedPath> &moves)
{
    protocol::Body moved = body;
    const bool changed = std::visit(
        [&moves](auto &known) {
            if constexpr (requires { known.path; }) {
                const QString path = movedPath(known.path, moves);
                const bool differs = path != known.path;
                known.path = path;
                return differs;
            } else {
                return false;
            }
        },
        moved);
    return changed ? std::optional(std::move(moved)) : std::nullopt;
}

} // namespace

std::vector<OpenedChange> openAll(const std::vector<protocol::Change> &changes,
                                  const sealing::DraftKeys &keys)
{
    std::vector<OpenedChange> opened;
    opened.reserve(changes.size());
    for (const protocol::Change &change : changes)
        opened.push_back({change.id, change.header, openChecked(change, keys)});
    return opened;
}

DraftRecords recordsOf(const std::vector<OpenedChange> &changes, const protocol::FormHash &begun)
{
    DraftRecords records{begun};
    for (const OpenedChange &change : changes) {
        if (const auto *create = bodyAs<protocol::CreateBody>(change))
            records.form = create->form;
    }
    followMigrations(changes, records);
    for (const OpenedChange *head : headsOf<protocol::MigrateBody>(changes))
        records.migrateHeads.push_back(head->id);
    for (const OpenedChange *head : headsOf<protocol::HandoverBody>(changes))
        records.custody.push_back({head->id, *bodyAs<protocol::HandoverBody>(*head)});
    gatherRequests(changes, records);
    return records;
}

QString movedPath(const QString &path, const std::vector<protocol::MovedPath> &moves)
{
    QHash<QString, QString> map;
    for (const protocol::MovedPath &moved : moves)
        map.insert(moved.from, moved.to);
    const std::vector<Step> steps = stepsOf(path);
    const QString target = movedPlain(plainOf(steps, steps.size()), map);
    std::vector<Step> moved = stepsOf(target);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].row.isEmpty())
            continue;
        const QString repeat = movedPlain(plainOf(steps, i + 1), map);
        const bool inside = target == repeat || target.startsWith(repeat + QLatin1Char('/'));
        const auto at = static_cast<std::size_t>(repeat.count(QLatin1Char('/')));
        if (!inside || at == 0 || !moved[at - 1].row.isEmpty())
            return path;
        moved[at - 1].row = steps[i].row;
    }
    QString result;
    for (const Step &step : moved)
        result += QLatin1Char('/') + step.name + step.row;
    return result;
}

base::Result<std::vector<OpenedChange>>
movedChanges(std::vector<OpenedChange> changes, const DraftRecords &records, const sealing::DraftKeys &keys)
{
    for (OpenedChange &change : changes) {
        if (!change.body)
            continue;
        protocol::FormHash form = change.header.form;
        for (const protocol::MigrateBody &migration : records.migrations) {
            if (migration.from != form)
                continue;
            form = migration.to;
            if (auto moved = movedBody(*change.body, migration.paths)) {
                const auto slot = sealing::slotFor(keys, slotPathOf(*moved));
                if (!slot)
                    return slot.error();
                change.body = std::move(*moved);
                change.header.slot = *slot;
            }
        }
    }
    return changes;
}

} // namespace luotsi::usecases
