#include "xpath/Expression.h"

#include "xpath/Function.h"
#include "xpath/Program.h"

namespace luotsi::xpath {

base::Result<Expression> Expression::compile(const QString &text, Names &names, const Prefixes &prefixes,
                                             CompileLimits limits)
{
    auto program = parseExpression(text, &names, names, prefixes, limits);
    if (!program)
        return program.error();
    return Expression(std::move(program.value()));
}

base::Result<Expression> Expression::compileAgainst(const QString &text, const Names &names,
                                                    const Prefixes &prefixes, CompileLimits limits)
{
    auto program = parseExpression(text, nullptr, names, prefixes, limits);
    if (!program)
        return program.error();
    return Expression(std::move(program.value()));
}

const QString &Expression::text() const
{
    return m_program->text;
}

std::vector<PathView> Expression::paths() const
{
    std::vector<PathView> views;
    views.reserve(m_program->paths.size());
    for (const Path &path : m_program->paths) {
        PathView view;
        view.path = static_cast<int>(views.size());
        view.start = path.start;
        view.enclosingPath = path.enclosingPath;
        view.enclosingStep = path.enclosingStep;
        if (path.start == PathStart::Instance) {
            const Syntax &call = m_program->nodes[path.startExpression];
            const Syntax &id = m_program->nodes[call.children[0]];
            if (id.operation == Operation::Text)
                view.instance = id.text;
        }
        for (const Step &step : path.steps) {
            StepView shown;
            shown.axis = step.axis;
            shown.name = step.name;
            shown.anyName = step.test == TestKind::AnyName || step.test == TestKind::AnyInSpace;
            shown.anyNode = step.test == TestKind::AnyNode;
            shown.hasPredicates = !step.predicates.empty();
            view.steps.push_back(shown);
        }
        if (!path.startPredicates.empty())
            view.startHasPredicates = true;
        views.push_back(std::move(view));
    }
    for (const Syntax &syntax : m_program->nodes) {
        if (syntax.operation == Operation::Path)
            views[static_cast<std::size_t>(syntax.path)].offset = syntax.offset;
    }
    return views;
}

std::vector<CallView> Expression::calls() const
{
    std::vector<CallView> found;
    for (const Syntax &syntax : m_program->nodes) {
        if (syntax.operation != Operation::Call)
            continue;
        CallView call{syntax.text, syntax.offset, {}};
        for (const int child : syntax.children) {
            const Syntax &argument = m_program->nodes[child];
            call.arguments.push_back(argument.operation == Operation::Text ? std::optional(argument.text)
                                                                           : std::nullopt);
        }
        found.push_back(std::move(call));
    }
    return found;
}

bool Expression::callsFunction(QLatin1String name) const
{
    for (const Syntax &syntax : m_program->nodes) {
        if (syntax.operation == Operation::Call && syntax.text == name)
            return true;
    }
    return false;
}

std::optional<Value> Expression::constant() const
{
    const Syntax &root = m_program->nodes[m_program->root];
    if (root.operation == Operation::Text)
        return Value(root.text);
    if (root.operation == Operation::Number)
        return Value(root.number);
    if (root.operation == Operation::Call && root.children.empty()) {
        if (root.text == u"true")
            return Value(true);
        if (root.text == u"false")
            return Value(false);
    }
    return std::nullopt;
}

std::optional<int> Expression::firstLatePath() const
{
    const Syntax &root = m_program->nodes[m_program->root];
    if (root.operation != Operation::And && root.operation != Operation::Or)
        return std::nullopt;
    for (const auto *name : {"now", "today", "random", "uuid", "once", "randomize"}) {
        if (callsFunction(QLatin1String(name)))
            return std::nullopt;
    }
    return root.path;
}

void Expression::bindPath(int path, int target)
{
    m_program->paths[path].target = target;
}

bool functionExists(QStringView name)
{
    return findFunction(name) != nullptr;
}

bool functionTakes(QStringView name, int arguments)
{
    const Function *function = findFunction(name);
    return function != nullptr && arguments >= function->fewest &&
           (function->most < 0 || arguments <= function->most);
}

} // namespace luotsi::xpath
