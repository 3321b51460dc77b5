// Functions over node sets and instances.
#include "xpath/Function.h"
#include "xpath/ParkMiller.h"

#include <algorithm>
#include <cmath>

namespace luotsi::xpath {

namespace {

Value position(const Call &call)
{
    if (call.count() == 0)
        return static_cast<double>(call.focus.position);
    const NodeSet nodes = call.nodes(0);
    if (nodes.empty())
        return std::nan("");
    const Tree &tree = *nodes.front().tree;
    std::uint64_t passed = 0;
    double place = 1;
    for (NodeIndex n = tree.previous(nodes.front().index); n != noNode; n = tree.previous(n)) {
        if (tree.kind(n) == NodeKind::Element && tree.name(n) == tree.name(nodes.front().index))
            ++place;
        ++passed;
    }
    call.evaluator.countSteps(passed / 32); // a look at a sibling costs less than a visit
    return place;
}

Value instance(const Call &call)
{
    const NodeRef root = call.evaluator.host().instance(call.text(0));
    if (root.tree == nullptr || root.index == noNode)
        call.fail(QStringLiteral("the form has no instance '%1'").arg(call.text(0)));
    return NodeSet{root};
}

bool isInside(NodeRef node, NodeRef ancestor)
{
    for (NodeIndex n = node.index; n != noNode; n = node.tree->parent(n)) {
        if (n == ancestor.index)
            return true;
    }
    return false;
}

int depthOf(NodeRef node)
{
    int depth = 0;
    for (NodeIndex n = node.index; n != noNode; n = node.tree->parent(n))
        ++depth;
    return depth;
}

/// Keeps what lies in the chosen row of each repeat. The pairs may come in any order; an inner repeat is
/// counted within the chosen row of the outer one.
Value indexedRepeat(const Call &call)
{
    if (call.count() % 2 == 0)
        call.fail(QStringLiteral("indexed-repeat() wants a node and pairs of repeat and index"));
    struct Pair
    {
        int argument = 0;
        NodeSet rows;
        double index = 0;
        int depth = 0;
    };
    std::vector<Pair> pairs;
    for (int i = 1; i < call.count(); i += 2) {
        NodeSet rows = call.evaluator.runUnbound(call.syntax.children[i], call.focus);
        if (rows.empty())
            return NodeSet{};
        const int depth = depthOf(rows.front());
        pairs.push_back({i, std::move(rows), call.number(i + 1), depth});
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair &left, const Pair &right) { return left.depth < right.depth; });
    // A repeat around the outermost one that is named means the row the expression stands in.
    pairs.front().rows = call.nodes(pairs.front().argument);
    NodeRef row;
    for (Pair &pair : pairs) {
        if (row.tree != nullptr)
            std::erase_if(pair.rows, [&](const NodeRef &node) { return !isInside(node, row); });
        if (!(pair.index >= 1) || pair.index > static_cast<double>(pair.rows.size()))
            return NodeSet{};
        row = pair.rows[static_cast<std::size_t>(pair.index) - 1];
    }
    NodeSet targets = call.evaluator.runUnbound(call.syntax.children[0], call.focus);
    std::erase_if(targets, [&](const NodeRef &node) { return !isInside(node, row); });
    return targets;
}

Value countNonEmpty(const Call &call)
{
    const NodeSet nodes = call.nodes(0);
    return static_cast<double>(std::count_if(nodes.begin(), nodes.end(), [](const NodeRef &node) {
        return !node.tree->stringValue(node.index).isEmpty();
    }));
}

/// The inside-out shuffle of Fisher and Yates, as ODK XForms prescribes: it draws for the first node too.
Value randomize(const Call &call)
{
    const NodeSet nodes = call.nodes(0);
    std::optional<ParkMiller> seeded;
    if (call.count() > 1)
        seeded = ParkMiller::fromSeed(call.value(1), call.evaluator);
    else
        seeded = ParkMiller::fromSeed(call.evaluator.host().orderSeed(call.evaluator.program().text),
                                      call.evaluator);
    NodeSet shuffled;
    shuffled.reserve(nodes.size());
    for (const NodeRef &node : nodes) {
        shuffled.push_back(node);
        const auto place = static_cast<std::size_t>(seeded->next() * static_cast<double>(shuffled.size()));
        std::swap(shuffled.back(), shuffled[std::min(place, shuffled.size() - 1)]);
    }
    return shuffled;
}

/// A column of a row: a child element, or with '@' an attribute.
std::optional<QString> columnOf(const Tree &tree, NodeIndex row, QStringView column)
{
    const bool attribute = column.startsWith(u'@');
    const std::uint32_t group = tree.names().groupOf(attribute ? column.sliced(1) : column);
    for (NodeIndex n = attribute ? tree.firstAttribute(row) : tree.firstChild(row); n != noNode && group != 0;
         n = tree.next(n)) {
        if (tree.names().localGroup(tree.name(n)) == group)
            return attribute ? tree.value(n) : tree.stringValue(n);
    }
    return std::nullopt;
}

/// pulldata('list', 'column', 'key column', key): as a filter over instance('list').
Value pulldata(const Call &call)
{
    const QString list = call.text(0);
    const NodeRef start = call.evaluator.host().instance(list);
    if (start.tree == nullptr || start.index == noNode)
        call.fail(QStringLiteral("the form has no list '%1'").arg(list));
    const Tree &tree = *start.tree;
    const std::uint32_t item = tree.names().groupOf(u"item");
    const QString column = call.text(1);
    const QString keyName = call.text(2);
    const std::uint32_t key = tree.names().groupOf(keyName);
    const NodeIndex rows =
        tree.kind(start.index) == NodeKind::Document ? tree.rootElement() : tree.firstChild(start.index);
    const QString wanted = call.text(3);
    if (rows != noNode && keyName.startsWith(u'@')) {
        for (NodeIndex row = tree.firstChild(rows); row != noNode; row = tree.next(row)) {
            call.evaluator.countSteps(1);
            if (columnOf(tree, row, keyName) == wanted)
                return columnOf(tree, row, column).value_or(QString());
        }
    }
    if (rows == noNode || key == 0)
        return QString();
    const auto &found = tree.childrenWith(rows, item, key, wanted);
    return found.empty() ? QString() : columnOf(tree, found.front(), column).value_or(QString());
}

Value choiceName(const Call &call)
{
    return call.evaluator.host().choiceName(call.text(0), call.text(1), call.focus.node);
}

} // namespace

const Function nodeFunctions[] = {
    {QLatin1String("position"), 0, 1, position, false},
    {QLatin1String("current"), 0, 0,
     [](const Call &call) { return Value(NodeSet{call.evaluator.current()}); }, true},
    {QLatin1String("instance"), 1, 1, instance, true},
    {QLatin1String("indexed-repeat"), 3, -1, indexedRepeat, false},
    {QLatin1String("count-non-empty"), 1, 1, countNonEmpty, true},
    {QLatin1String("randomize"), 1, 2, randomize, false},
    {QLatin1String("pulldata"), 4, 4, pulldata, true},
    {QLatin1String("jr:itext"), 1, 1,
     [](const Call &call) { return call.evaluator.host().itext(call.text(0)); }, true},
    {QLatin1String("jr:choice-name"), 2, 2, choiceName, false},
    {{}, 0, 0, nullptr, false},
};

} // namespace luotsi::xpath
