#include "usecases/ListConflicts.h"

#include <QHash>

#include <algorithm>
#include <tuple>

namespace luotsi::usecases {

namespace {

QString questionOf(const forms::FormInstance &instance, forms::NodeId node)
{
    const bool isRow = instance.kind(node) == forms::NodeKind::RepeatInstance;
    return instance.shortLabel(isRow ? instance.parent(node) : node);
}

QString taskLabel(const forms::FormInstance &instance, forms::NodeId node)
{
    forms::NodeId task = node;
    for (forms::NodeId up = instance.parent(node); !up.isNull() && !(up == instance.root());
         up = instance.parent(up))
        task = up;
    return instance.label(task);
}

} // namespace

std::vector<ListedConflict> ListConflicts::execute(const OpenDraft &draft) const
{
    const forms::FormInstance &instance = draft.instance();
    std::vector<const Conflict *> open = draft.openConflicts();
    QHash<QString, int> order;
    if (open.size() > 1) {
        int place = 0;
        for (const forms::NodeId node : instance.allNodes())
            order.insert(instance.stablePath(node), place++);
        const auto placeOf = [&](const Conflict *conflict) { return order.value(conflict->path, -1); };
        std::stable_sort(open.begin(), open.end(), [&](const Conflict *left, const Conflict *right) {
            return placeOf(left) < placeOf(right);
        });
    }
    std::vector<ListedConflict> listed;
    for (const Conflict *conflict : open) {
        const forms::NodeId node = instance.find(conflict->path);
        listed.push_back({draft.facts().id, *conflict, questionOf(instance, node), taskLabel(instance, node),
                          instance.isRequired(node), m_owner, ageOf(*conflict)});
    }
    return listed;
}

std::vector<ListedConflict> ListConflicts::execute(const std::vector<const OpenDraft *> &drafts) const
{
    std::vector<ListedConflict> listed;
    for (const OpenDraft *draft : drafts) {
        for (ListedConflict &conflict : execute(*draft))
            listed.push_back(std::move(conflict));
    }
    std::stable_sort(
        listed.begin(), listed.end(), [](const ListedConflict &left, const ListedConflict &right) {
            return std::tie(left.age.unsure, left.age.since) < std::tie(right.age.unsure, right.age.since);
        });
    return listed;
}

} // namespace luotsi::usecases
