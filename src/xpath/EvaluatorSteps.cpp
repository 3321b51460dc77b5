// The axes and node tests of a step.
#include "xpath/Evaluator.h"

#include <algorithm>

namespace luotsi::xpath {

bool Evaluator::matches(const Step &step, NodeRef node) const
{
    const Tree &tree = *node.tree;
    const NodeKind kind = tree.kind(node.index);
    const NodeKind principal = step.axis == Axis::Attribute   ? NodeKind::Attribute
                               : step.axis == Axis::Namespace ? NodeKind::Namespace
                                                              : NodeKind::Element;
    switch (step.test) {
    case TestKind::AnyNode:
        return true;
    case TestKind::Text:
        return kind == NodeKind::Text;
    case TestKind::Comment:
        return kind == NodeKind::Comment;
    case TestKind::Instruction:
        return kind == NodeKind::ProcessingInstruction &&
               (step.text.isEmpty() || tree.names().at(tree.name(node.index)).local == step.text);
    case TestKind::AnyName:
        return kind == principal;
    case TestKind::AnyInSpace:
        return kind == principal && tree.names().at(tree.name(node.index)).space == step.text;
    case TestKind::FullName:
        return kind == principal && step.name != noName && tree.name(node.index) == step.name;
    case TestKind::LocalName:
        if (kind != principal || step.group == 0)
            return false;
        if (dialect() == Dialect::XPath1)
            return tree.name(node.index) == step.name;
        return tree.names().localGroup(tree.name(node.index)) == step.group;
    }
    return false;
}

void Evaluator::addText(NodeRef node, const Step &step, NodeSet &found) const
{
    // An element that carries its text itself stands for its text node.
    const bool carries = step.test == TestKind::Text && node.tree->kind(node.index) == NodeKind::Element &&
                         node.tree->firstChild(node.index) == noNode &&
                         !node.tree->value(node.index).isEmpty();
    if (carries)
        found.push_back(node);
}

bool Evaluator::gatherByIndex(const Step &step, NodeRef node, NodeSet &found)
{
    if (step.predicates.empty() || step.predicates.front().keyGroup == 0 || step.axis != Axis::Child ||
        step.test != TestKind::LocalName || !node.tree->frozen() || dialect() != Dialect::Odk)
        return false;
    const Value wanted = run(step.predicates.front().other, {node, 1, 1});
    QString text;
    if (wanted.isText())
        text = wanted.text();
    else if (wanted.isNodes() && wanted.nodes().size() <= 1) {
        if (wanted.nodes().empty())
            return true;
        text = wanted.nodes().front().tree->stringValue(wanted.nodes().front().index);
    } else
        return false;
    for (const NodeIndex index :
         node.tree->childrenWith(node.index, step.group, step.predicates.front().keyGroup, text))
        found.push_back({node.tree, index});
    return true;
}

void Evaluator::gatherDescendants(const Step &step, NodeRef node, NodeSet &found)
{
    const Tree &tree = *node.tree;
    NodeIndex at = tree.firstChild(node.index);
    if (at == noNode)
        return addText(node, step, found);
    while (true) {
        countSteps(1);
        if (matches(step, {&tree, at}))
            found.push_back({&tree, at});
        addText({&tree, at}, step, found);
        if (tree.firstChild(at) != noNode) {
            at = tree.firstChild(at);
            continue;
        }
        while (tree.next(at) == noNode) {
            at = tree.parent(at);
            if (at == node.index || at == noNode)
                return;
        }
        at = tree.next(at);
    }
}

void Evaluator::gatherOrder(const Step &step, NodeRef node, NodeSet &found)
{
    const Tree &tree = *node.tree;
    const bool forward = step.axis == Axis::Following;
    NodeIndex at = node.index;
    const NodeKind kind = tree.kind(at);
    if (kind == NodeKind::Attribute || kind == NodeKind::Namespace) {
        at = tree.parent(at);
        if (forward)
            gatherDescendants(step, {&tree, at}, found);
    }
    for (; at != noNode; at = tree.parent(at)) {
        NodeIndex sibling = forward ? tree.next(at) : tree.previous(at);
        while (sibling != noNode) {
            const NodeRef ref{&tree, sibling};
            if (forward) {
                if (matches(step, ref))
                    found.push_back(ref);
                addText(ref, step, found);
                gatherDescendants(step, ref, found);
                sibling = tree.next(sibling);
            } else {
                const std::size_t start = found.size();
                if (matches(step, ref))
                    found.push_back(ref);
                gatherDescendants(step, ref, found);
                std::reverse(found.begin() + static_cast<std::ptrdiff_t>(start), found.end());
                sibling = tree.previous(sibling);
            }
            countSteps(1);
        }
    }
}

void Evaluator::gatherNamespaces(const Step &step, NodeRef node, NodeSet &found)
{
    const Tree &tree = *node.tree;
    if (tree.kind(node.index) != NodeKind::Element)
        return;
    NodeSet inScope;
    for (NodeIndex owner = node.index; owner != noNode; owner = tree.parent(owner)) {
        for (NodeIndex n = tree.firstAttribute(owner); n != noNode; n = tree.next(n)) {
            const bool hidden = std::any_of(inScope.begin(), inScope.end(), [&](const NodeRef &nearer) {
                return tree.name(nearer.index) == tree.name(n);
            });
            if (tree.kind(n) == NodeKind::Namespace && !hidden && matches(step, {&tree, n}))
                inScope.push_back({&tree, n});
        }
    }
    sortUnique(inScope);
    found.insert(found.end(), inScope.begin(), inScope.end());
}

void Evaluator::gather(const Step &step, NodeRef node, NodeSet &found)
{
    const Tree &tree = *node.tree;
    const auto consider = [&](NodeIndex index) {
        if (index != noNode && matches(step, {&tree, index}))
            found.push_back({&tree, index});
    };
    const NodeKind kind = tree.kind(node.index);
    const bool inTree = kind != NodeKind::Attribute && kind != NodeKind::Namespace;
    switch (step.axis) {
    case Axis::Child:
        for (NodeIndex n = tree.firstChild(node.index); n != noNode; n = tree.next(n))
            consider(n);
        return addText(node, step, found);
    case Axis::Parent:
        return consider(tree.parent(node.index));
    case Axis::Self:
        return consider(node.index);
    case Axis::Attribute:
        for (NodeIndex n = tree.firstAttribute(node.index); n != noNode; n = tree.next(n)) {
            if (tree.kind(n) == NodeKind::Attribute)
                consider(n);
        }
        return;
    case Axis::Namespace:
        return gatherNamespaces(step, node, found);
    case Axis::DescendantOrSelf:
        consider(node.index);
        return gatherDescendants(step, node, found);
    case Axis::Descendant:
        return gatherDescendants(step, node, found);
    case Axis::AncestorOrSelf:
        consider(node.index);
        [[fallthrough]];
    case Axis::Ancestor:
        for (NodeIndex n = tree.parent(node.index); n != noNode; n = tree.parent(n))
            consider(n);
        return;
    case Axis::FollowingSibling:
        for (NodeIndex n = inTree ? tree.next(node.index) : noNode; n != noNode; n = tree.next(n))
            consider(n);
        return;
    case Axis::PrecedingSibling:
        for (NodeIndex n = inTree ? tree.previous(node.index) : noNode; n != noNode; n = tree.previous(n))
            consider(n);
        return;
    case Axis::Following:
    case Axis::Preceding:
        return gatherOrder(step, node, found);
    }
}

} // namespace luotsi::xpath
