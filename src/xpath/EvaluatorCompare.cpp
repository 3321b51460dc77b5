// Comparison by XPath 1.0 section 3.4, with ODK's dates.
#include "xpath/Evaluator.h"

#include <cmath>

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
