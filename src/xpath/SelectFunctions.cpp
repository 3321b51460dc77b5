// Selected options and checklists.
#include "xpath/Function.h"

#include <cmath>

namespace luotsi::xpath {

namespace {

QStringList chosen(const Call &call)
{
    return call.text(0).simplified().split(u' ', Qt::SkipEmptyParts);
}

Value selected(const Call &call)
{
    const QString wanted = call.text(1).trimmed();
    const QStringList values = chosen(call);
    return wanted.isEmpty() ? values.isEmpty() : values.contains(wanted);
}

Value selectedAt(const Call &call)
{
    const QStringList values = chosen(call);
    const double index = call.number(1);
    if (!(index >= 0) || index >= static_cast<double>(values.size()))
        return QString();
    return values[static_cast<qsizetype>(index)];
}

/// Truth of every argument from `first`; a node set counts each of its nodes that is not empty.
std::vector<bool> truths(const Call &call, int first, int step)
{
    std::vector<bool> result;
    for (int i = first; i < call.count(); i += step) {
        const Value value = call.value(i);
        if (!value.isNodes()) {
            result.push_back(toBoolean(value));
            continue;
        }
        for (const NodeRef &node : value.nodes()) {
            result.push_back(!node.tree->stringValue(node.index).isEmpty());
        }
    }
    return result;
}

bool within(const Call &call, double total)
{
    const double least = call.number(0);
    const double most = call.number(1);
    return (least < 0 || total >= least) && (most < 0 || total <= most);
}

Value checklist(const Call &call)
{
    double total = 0;
    for (const bool truth : truths(call, 2, 1))
        total += truth ? 1 : 0;
    return within(call, total);
}

Value weightedChecklist(const Call &call)
{
    if (call.count() % 2 != 0)
        call.fail(QStringLiteral("weighted-checklist() wants pairs of condition and weight"));
    const std::vector<bool> conditions = truths(call, 2, 2);
    std::vector<double> weights;
    for (int i = 3; i < call.count(); i += 2) {
        const Value value = call.value(i);
        if (!value.isNodes()) {
            weights.push_back(call.evaluator.number(value));
            continue;
        }
        for (const NodeRef &node : value.nodes())
            weights.push_back(call.evaluator.number(NodeSet{node}));
    }
    double total = 0;
    for (std::size_t i = 0; i < conditions.size() && i < weights.size(); ++i)
        total += conditions[i] ? weights[i] : 0;
    return within(call, total);
}

} // namespace

const Function selectFunctions[] = {
    {QLatin1String("selected"), 2, 2, selected, true},
    {QLatin1String("is-selected"), 2, 2, selected, true},
    {QLatin1String("selected-at"), 2, 2, selectedAt, true},
    {QLatin1String("count-selected"), 1, 1,
     [](const Call &call) { return Value(static_cast<double>(chosen(call).size())); }, true},
    {QLatin1String("checklist"), 3, -1, checklist, true},
    {QLatin1String("weighted-checklist"), 4, -1, weightedChecklist, true},
    {{}, 0, 0, nullptr, false},
};

} // namespace luotsi::xpath
