// Comparison by XPath 1.0 section 3.4, with ODK's dates.
#include "xpath/Evaluator.h"

#include <cmath>
#include <utility>

namespace luotsi::xpath {

namespace {

bool ordered(Operation operation, double left, double right)
{
    switch (operation) {
    case Operation::Less:
        return left < right;
    case Operation::LessOrEqual:
        return left <= right;
    case Operation::Greater:
        return left > right;
    default:
        return left >= right;
    }
}

bool isEquality(Operation operation)
{
    return operation == Operation::Equal || operation == Operation::NotEqual;
}

QString textOf(const NodeRef &node)
{
    return node.tree->stringValue(node.index);
}

} // namespace

/// One side of a comparison. A question that is not asked has a blank answer there, as in other ODK engines:
/// `/data/x != 'yes'` holds for it; only where nodes are counted or listed it is not there.
Value Evaluator::operand(int node, const Focus &focus)
{
    Value value = run(node, focus);
    const bool gone = value.isNodes() && value.nodes().empty() && dialect() == Dialect::Odk &&
                      m_program.nodes[node].operation == Operation::Path;
    if (!gone)
        return value;
    const bool outer = std::exchange(m_withHidden, true);
    value = run(node, focus);
    m_withHidden = outer;
    return value;
}

/// A lone node compares as its text, but with a truth as a set that is not empty.
bool Evaluator::runComparison(const Syntax &syntax, const Focus &focus)
{
    const NodeRef lone[] = {loneNode(syntax.children[0]), loneNode(syntax.children[1])};
    Value sides[2];
    for (std::size_t i = 0; i < 2; ++i) {
        if (lone[i].index == noNode) {
            sides[i] = operand(syntax.children[i], focus);
            continue;
        }
        countSteps(2);
        sides[i] = lone[i].tree->stringValue(lone[i].index);
    }
    for (std::size_t i = 0; i < 2; ++i) {
        if (lone[i].index != noNode && sides[1 - i].isBoolean())
            sides[i] = NodeSet{lone[i]};
    }
    return compare(syntax.operation, sides[0], sides[1]);
}

bool Evaluator::compareNodes(Operation operation, const NodeSet &nodes, const Value &other,
                             bool nodesLeft) const
{
    for (const NodeRef &node : nodes) {
        const Value value(textOf(node));
        if (nodesLeft ? compare(operation, value, other) : compare(operation, other, value))
            return true;
    }
    return false;
}

bool Evaluator::compare(Operation operation, const Value &left, const Value &right) const
{
    if (left.isBoolean() || right.isBoolean()) {
        if (isEquality(operation))
            return (toBoolean(left) == toBoolean(right)) == (operation == Operation::Equal);
        if (left.isNodes())
            return compareNodes(operation, left.nodes(), right, true);
        if (right.isNodes())
            return compareNodes(operation, right.nodes(), left, false);
        return ordered(operation, number(left), number(right));
    }
    if (left.isNodes() && right.isNodes()) {
        for (const NodeRef &node : right.nodes()) {
            countSteps(left.nodes().size());
            if (compareNodes(operation, left.nodes(), Value(textOf(node)), true))
                return true;
        }
        return false;
    }
    if (left.isNodes())
        return compareNodes(operation, left.nodes(), right, true);
    if (right.isNodes())
        return compareNodes(operation, right.nodes(), left, false);
    if (!isEquality(operation))
        return ordered(operation, number(left), number(right));
    bool equal = false;
    if (left.isNumber() || right.isNumber() || left.isMoment() || right.isMoment())
        equal = number(left) == number(right);
    else
        equal = left.text() == right.text();
    return equal == (operation == Operation::Equal);
}

} // namespace luotsi::xpath
