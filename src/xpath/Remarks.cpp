// What the parts of an expression tell before it runs.
#include "xpath/Expression.h"
#include "xpath/Function.h"
#include "xpath/Program.h"

#include <algorithm>
#include <cmath>

namespace luotsi::xpath {

namespace {

/// Does the function want nodes there?
bool wantsNodes(QStringView function, std::size_t argument)
{
    static constexpr QStringView first[] = {u"count",    u"count-non-empty", u"sum",  u"randomize",
                                            u"position", u"local-name",      u"name", u"namespace-uri"};
    if (function == u"indexed-repeat")
        return argument == 0 || argument % 2 == 1;
    return argument == 0 && std::find(std::begin(first), std::end(first), function) != std::end(first);
}

/// Nodes, or what may be nodes once it is run.
bool mayBeNodes(const Syntax &syntax)
{
    static constexpr QStringView giving[] = {u"instance", u"current", u"randomize", u"indexed-repeat",
                                             u"id",       u"if",      u"coalesce",  u"once"};
    if (syntax.operation != Operation::Call)
        return syntax.operation == Operation::Path || syntax.operation == Operation::Union;
    return syntax.function == nullptr ||
           std::find(std::begin(giving), std::end(giving), syntax.text) != std::end(giving);
}

bool isArithmetic(Operation operation)
{
    return operation == Operation::Add || operation == Operation::Subtract ||
           operation == Operation::Multiply || operation == Operation::Divide ||
           operation == Operation::Modulo || operation == Operation::Negate;
}

bool isWord(const Syntax &syntax)
{
    return syntax.operation == Operation::Text && !syntax.text.trimmed().isEmpty() &&
           std::isnan(textToNumber(syntax.text, Dialect::Odk, QTimeZone::utc()));
}

} // namespace

std::vector<Remark> Expression::remarks() const
{
    std::vector<Remark> found;
    for (const Syntax &syntax : m_program->nodes) {
        const bool looked = syntax.operation == Operation::Call || syntax.operation == Operation::Union ||
                            isArithmetic(syntax.operation);
        for (std::size_t i = 0; looked && i < syntax.children.size(); ++i) {
            const Syntax &child = m_program->nodes[static_cast<std::size_t>(syntax.children[i])];
            if (syntax.operation == Operation::Call && wantsNodes(syntax.text, i) && !mayBeNodes(child))
                found.push_back(
                    {child.offset, QStringLiteral("%1() wants a reference to nodes here").arg(syntax.text)});
            else if (isArithmetic(syntax.operation) && isWord(child))
                found.push_back({child.offset, QStringLiteral("'%1' is no number").arg(child.text.left(40))});
            else if (syntax.operation == Operation::Union && !mayBeNodes(child))
                found.push_back({child.offset, QStringLiteral("'|' joins references to nodes only")});
        }
    }
    return found;
}

std::size_t Expression::bytes() const
{
    std::size_t total = sizeof(Program) + m_program->nodes.capacity() * sizeof(Syntax) +
                        m_program->paths.capacity() * sizeof(Path) +
                        2 * static_cast<std::size_t>(m_program->text.size());
    for (const Syntax &syntax : m_program->nodes) {
        total += syntax.text.isEmpty() ? 0 : 40 + 2 * static_cast<std::size_t>(syntax.text.size());
        total += syntax.children.size() > 3 ? 2 * sizeof(int) * syntax.children.size() : 0;
    }
    for (const Path &path : m_program->paths) {
        total += path.steps.capacity() * sizeof(Step) + path.startPredicates.capacity() * sizeof(Predicate);
        for (const Step &step : path.steps)
            total += step.predicates.capacity() * sizeof(Predicate);
    }
    return total;
}

} // namespace luotsi::xpath
