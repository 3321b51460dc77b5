#include "xpath/Function.h"

#include <QHash>

namespace luotsi::xpath {

NodeSet Call::nodes(int argument) const
{
    Value result = value(argument);
    if (!result.isNodes())
        fail(QStringLiteral("%1() wants a node set").arg(syntax.text));
    return result.nodes();
}

std::vector<QString> Call::texts(int first) const
{
    std::vector<QString> result;
    for (int i = first; i < count(); ++i) {
        const Value argument = value(i);
        if (!argument.isNodes()) {
            result.push_back(evaluator.text(argument));
            continue;
        }
        for (const NodeRef &node : argument.nodes()) {
            result.push_back(node.tree->stringValue(node.index));
            evaluator.countCharacters(result.back().size());
        }
    }
    return result;
}

const Function *findFunction(QStringView name)
{
    static const QHash<QString, const Function *> byName = [] {
        QHash<QString, const Function *> index;
        for (const Function *table : {coreFunctions, nodeFunctions, textFunctions, mathFunctions,
                                      dateFunctions, selectFunctions, geoFunctions}) {
            for (; table->run != nullptr; ++table)
                index.insert(table->name, table);
        }
        return index;
    }();
    return byName.value(name.toString(), nullptr);
}

} // namespace luotsi::xpath
