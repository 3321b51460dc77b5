#include "xpath/Evaluator.h"

#include "xpath/Function.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace luotsi::xpath {

namespace {

/// Counts one evaluation inside another for as long as it runs.
class Nesting
{
public:
    explicit Nesting(int &depth) : m_depth(++depth) {}
    ~Nesting() { --m_depth; }
    Nesting(const Nesting &) = delete;
    Nesting &operator=(const Nesting &) = delete;

private:
    int &m_depth;
};

double calculate(Operation operation, double left, double right)
{
    switch (operation) {
    case Operation::Add:
        return left + right;
    case Operation::Subtract:
        return left - right;
    case Operation::Multiply:
        return left * right;
    case Operation::Divide:
        return left / right;
    case Operation::Modulo:
        return std::fmod(left, right);
    default:
        Q_UNREACHABLE();
    }
}

} // namespace

QString Host::orderSeed(const QString &expression)
{
    return expression;
}

bool Host::isSignedBy(QByteArrayView, QByteArrayView, QByteArrayView)
{
    return false;
}

NodeRef Host::instance(const QString &)
{
    return {};
}

Value Host::itext(const QString &)
{
    return QString();
}

QString Host::choiceName(const QString &, const QString &, NodeRef)
{
    return {};
}

bool Host::resolve(int, NodeRef, bool, NodeSet &)
{
    return false;
}

NodeRef Host::loneNode(int)
{
    return {};
}

std::optional<base::Result<Value>> Host::call(const QString &, const std::vector<Value> &, NodeRef)
{
    return std::nullopt;
}

Evaluator::Evaluator(const Program &program, const EvaluationContext &context, Host &host)
    : m_program(program), m_context(context), m_host(host), m_current(context.current.value_or(context.node)),
      m_root(context.root.value_or(NodeRef{context.node.tree, context.node.tree != nullptr ? 0 : noNode})),
      m_own{context.limits.steps, 0}, m_budget(context.budget != nullptr ? *context.budget : m_own)
{
}

const QTimeZone &Evaluator::zone() const
{
    if (!m_zone)
        m_zone = m_host.timeZone();
    return *m_zone;
}

void Evaluator::fail(const Syntax &syntax, const QString &problem, base::ErrorCode code) const
{
    throw EvaluationFailure{{code, problem, {1, syntax.offset + 1}}};
}

void Evaluator::countSteps(std::uint64_t steps) const
{
    if (steps > m_budget.steps) {
        m_budget.steps = 0;
        throw EvaluationFailure{
            {base::ErrorCode::ExpressionTooDeep, QStringLiteral("the expression visits too many nodes"), {}}};
    }
    m_budget.steps -= steps;
}

/// Characters that were put together cost as well: texts that double each other grow without visiting much.
void Evaluator::countCharacters(qsizetype characters) const
{
    countSteps(static_cast<std::uint64_t>(characters) / 4);
}

void Evaluator::checkLength(const Syntax &syntax, qsizetype length) const
{
    if (length > m_context.limits.textLength)
        fail(syntax, QStringLiteral("the text becomes too long"), base::ErrorCode::ExpressionTooDeep);
}

Value Evaluator::run(int node, const Focus &focus)
{
    const Syntax &syntax = m_program.nodes[node];
    const Nesting nesting(m_budget.depth);
    if (m_budget.depth > m_context.limits.depth)
        fail(syntax, QStringLiteral("the evaluation is nested too deeply"),
             base::ErrorCode::ExpressionTooDeep);
    countSteps(1);
    switch (syntax.operation) {
    case Operation::Text:
        return syntax.text;
    case Operation::Number:
        return syntax.number;
    case Operation::Negate:
        return -number(syntax.children[0], focus);
    case Operation::Call:
        return runCall(syntax, focus);
    case Operation::Path:
        return runPath(m_program.paths[syntax.path], focus);
    default:
        return runBinary(syntax, focus);
    }
}

Value Evaluator::runBinary(const Syntax &syntax, const Focus &focus)
{
    if (syntax.operation >= Operation::Equal && syntax.operation <= Operation::GreaterOrEqual)
        return runComparison(syntax, focus);
    const int left = syntax.children[0];
    const int right = syntax.children[1];
    switch (syntax.operation) {
    case Operation::Or:
    case Operation::And: {
        const bool first = toBoolean(run(left, focus));
        const bool decided = first == (syntax.operation == Operation::Or);
        if (m_context.decidedEarly != nullptr && &syntax == &m_program.nodes[m_program.root])
            *m_context.decidedEarly = decided;
        return decided ? first : toBoolean(run(right, focus));
    }
    case Operation::Union:
        return runUnion(syntax, focus);
    default:
        return calculate(syntax.operation, number(left, focus), number(right, focus));
    }
}

Value Evaluator::runUnion(const Syntax &syntax, const Focus &focus)
{
    const Value left = run(syntax.children[0], focus);
    const Value right = run(syntax.children[1], focus);
    if (!left.isNodes() || !right.isNodes())
        fail(syntax, QStringLiteral("'|' joins node sets only"));
    NodeSet nodes = left.nodes();
    nodes.insert(nodes.end(), right.nodes().begin(), right.nodes().end());
    sortUnique(nodes);
    return nodes;
}

Value Evaluator::runCall(const Syntax &syntax, const Focus &focus)
{
    const Call call{*this, syntax, focus};
    if (const Function *function = syntax.function) {
        if (call.count() < function->fewest || (function->most >= 0 && call.count() > function->most))
            fail(syntax, QStringLiteral("%1() cannot take %2 arguments").arg(syntax.text).arg(call.count()));
        return function->run(call);
    }
    std::vector<Value> arguments;
    arguments.reserve(static_cast<std::size_t>(call.count()));
    for (int i = 0; i < call.count(); ++i)
        arguments.push_back(call.value(i));
    if (auto answer = m_host.call(syntax.text, arguments, focus.node)) {
        if (!*answer)
            throw EvaluationFailure{answer->error()};
        return std::move(answer->value());
    }
    fail(syntax, QStringLiteral("there is no function %1()").arg(syntax.text));
}

NodeSet Evaluator::runUnbound(int node, const Focus &focus)
{
    const bool outer = std::exchange(m_unbound, true);
    Value value = run(node, focus);
    m_unbound = outer;
    if (!value.isNodes())
        fail(m_program.nodes[node], QStringLiteral("a node set is expected here"));
    return value.nodes();
}

NodeSet Evaluator::startOf(const Path &path, const Focus &focus)
{
    switch (path.start) {
    case PathStart::Context:
        return {focus.node};
    case PathStart::Root:
        return {m_root};
    case PathStart::Current:
        return {m_current};
    default: {
        Value start = run(path.startExpression, focus);
        if (!start.isNodes())
            fail(m_program.nodes[path.startExpression], QStringLiteral("a path can only follow a node set"));
        return start.nodes();
    }
    }
}

Value Evaluator::runPath(const Path &path, const Focus &focus)
{
    NodeSet nodes;
    if (path.target >= 0 && !m_unbound &&
        m_host.resolve(path.target, path.start == PathStart::Context ? focus.node : m_current, m_withHidden,
                       nodes)) {
        countSteps(nodes.size());
        return nodes;
    }
    nodes = startOf(path, focus);
    for (const Predicate &predicate : path.startPredicates)
        filter(predicate, nodes);
    bool flat = nodes.size() <= 1;
    for (const Step &step : path.steps) {
        if (nodes.empty())
            break;
        runStep(step, nodes, flat);
    }
    const bool moved = !path.steps.empty() && !(path.steps.size() == 1 && path.steps[0].axis == Axis::Self);
    if (moved && !m_withHidden)
        std::erase_if(nodes, [](const NodeRef &node) { return node.tree->hidden(node.index); });
    return nodes;
}

void Evaluator::runStep(const Step &step, NodeSet &nodes, bool &flat)
{
    NodeSet result;
    NodeSet found;
    const bool single = nodes.size() == 1;
    const bool down = step.axis == Axis::Child || step.axis == Axis::Attribute || step.axis == Axis::Self;
    const bool reverse = step.axis == Axis::Ancestor || step.axis == Axis::AncestorOrSelf ||
                         step.axis == Axis::Preceding || step.axis == Axis::PrecedingSibling;
    for (const NodeRef &node : nodes) {
        found.clear();
        std::size_t first = 0;
        if (gatherByIndex(step, node, found))
            first = 1;
        else
            gather(step, node, found);
        countSteps(found.size() + 1);
        for (std::size_t i = first; i < step.predicates.size(); ++i)
            filter(step.predicates[i], found);
        if (result.empty())
            result.swap(found);
        else
            result.insert(result.end(), found.begin(), found.end());
    }
    if (reverse || (!single && !(down && flat)))
        sortUnique(result);
    flat = result.size() <= 1 || (flat && (down || step.axis == Axis::Parent));
    nodes.swap(result);
}

void Evaluator::filter(const Predicate &predicate, NodeSet &nodes)
{
    const Syntax &syntax = m_program.nodes[predicate.expression];
    if (syntax.operation == Operation::Number) {
        const double wanted = syntax.number;
        if (wanted >= 1 && wanted <= static_cast<double>(nodes.size()) && std::floor(wanted) == wanted)
            nodes = {nodes[static_cast<std::size_t>(wanted) - 1]};
        else
            nodes.clear();
        return;
    }
    NodeSet kept;
    Focus focus;
    focus.size = nodes.size();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        focus.node = nodes[i];
        focus.position = i + 1;
        const Value value = run(predicate.expression, focus);
        const bool keep =
            value.isNumber() ? value.number() == static_cast<double>(focus.position) : toBoolean(value);
        if (keep)
            kept.push_back(nodes[i]);
    }
    nodes.swap(kept);
}

void Evaluator::sortUnique(NodeSet &nodes) const
{
    if (nodes.size() < 2)
        return;
    const auto before = [](const NodeRef &left, const NodeRef &right) {
        return left.tree == right.tree ? left.tree->order(left.index) < right.tree->order(right.index)
                                       : std::less<>()(left.tree, right.tree);
    };
    if (!std::is_sorted(nodes.begin(), nodes.end(), before)) {
        countSteps(nodes.size() * static_cast<std::size_t>(std::bit_width(nodes.size())));
        std::sort(nodes.begin(), nodes.end(), before);
    }
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

base::Result<Value> evaluate(const Expression &expression, const EvaluationContext &context, Host &host)
{
    if (context.node.tree == nullptr || context.node.index == noNode)
        return base::Error{base::ErrorCode::NotFound, QStringLiteral("there is no node to evaluate at"), {}};
    try {
        Evaluator evaluator(expression.program(), context, host);
        return evaluator.run(expression.program().root, {context.node, context.position, context.size});
    } catch (const EvaluationFailure &failure) {
        return failure.error;
    }
}

} // namespace luotsi::xpath
