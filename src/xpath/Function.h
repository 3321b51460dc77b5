#pragma once

#include "xpath/Evaluator.h"

namespace luotsi::xpath {

/// What a function sees of its call: arguments are evaluated when asked for, so that `if` and `coalesce`
/// leave alone what they do not need.
struct Call
{
    Evaluator &evaluator;
    const Syntax &syntax;
    const Focus &focus;

    [[nodiscard]] int count() const { return static_cast<int>(syntax.children.size()); }
    [[nodiscard]] Value value(int argument) const { return evaluator.run(syntax.children[argument], focus); }
    [[nodiscard]] QString text(int argument) const
    {
        return evaluator.text(syntax.children[argument], focus);
    }
    [[nodiscard]] double number(int argument) const
    {
        return evaluator.number(syntax.children[argument], focus);
    }
    [[nodiscard]] bool truth(int argument) const { return toBoolean(value(argument)); }
    /// Fails when the argument is not a node set.
    [[nodiscard]] NodeSet nodes(int argument) const;
    /// Text values of all nodes of a node set, or the one text of anything else; from `first` to the last
    /// argument.
    [[nodiscard]] std::vector<QString> texts(int first) const;
    [[noreturn]] void fail(const QString &problem) const { evaluator.fail(syntax, problem); }
};

struct Function
{
    QLatin1String name;
    int fewest;
    int most; ///< -1: any number
    Value (*run)(const Call &call);
    bool contextFree; ///< with context-free arguments the result is context-free too
};

/// Null when there is no such function.
[[nodiscard]] const Function *findFunction(QStringView name);

// One table per family; each ends with an entry whose `run` is null.
extern const Function coreFunctions[];
extern const Function nodeFunctions[];
extern const Function textFunctions[];
extern const Function mathFunctions[];
extern const Function dateFunctions[];
extern const Function selectFunctions[];
extern const Function geoFunctions[];

} // namespace luotsi::xpath
