#include "usecases/ConflictDependants.h"

#include <algorithm>

namespace luotsi::usecases {

void ConflictDependants::find(const forms::FormInstance &standing, const forms::StoredState &stored,
                              DraftConflicts &conflicts) const
{
    int fillings = 0;
    for (const Conflict *conflict : conflicts.all()) {
        if (conflict->kind == Conflict::Kind::Row)
            continue;
        QSet<QString> dependants;
        for (std::size_t side = 1; side < conflict->sides.size() && fillings < mostFillings; ++side) {
            ++fillings;
            dependants += differences(standing, stored, conflict->path, conflict->sides[side].value);
        }
        conflicts.setDependants(conflict->path, dependants);
    }
}

QSet<QString> ConflictDependants::differences(const forms::FormInstance &standing, forms::StoredState other,
                                              const QString &path, const QString &value) const
{
    const auto slot = std::find_if(other.values.begin(), other.values.end(),
                                   [&](const forms::StoredValue &one) { return one.path == path; });
    if (slot == other.values.end())
        return {};
    slot->value = value;
    const auto filled = forms::FormInstance::restore(m_definition, other, m_environment);
    if (!filled)
        return {};
    const forms::FormInstance &with = *filled->instance;
    QSet<QString> different;
    for (const forms::NodeId node : standing.allNodes()) {
        const QString here = standing.stablePath(node);
        const forms::NodeId there = with.find(here);
        if (here == path || there.isNull())
            continue;
        if (standing.value(node) != with.value(there) ||
            standing.isRelevant(node) != with.isRelevant(there) ||
            standing.isRequired(node) != with.isRequired(there))
            different.insert(here);
    }
    return different;
}

} // namespace luotsi::usecases
