// Finding data nodes: by model, by reference, by stable path.
#include "forms/Engine.h"

#include <algorithm>

namespace luotsi::forms {

void Engine::collect(std::uint32_t model, NodeIndex from, std::vector<NodeIndex> &found) const
{
    const std::uint32_t start = modelOf(from);
    if (start == model) {
        found.push_back(from);
        return;
    }
    if (m_model.nodes[model].single != xpath::noNode) {
        found.push_back(m_model.nodes[model].single);
        return;
    }
    // The next model on the way down from `start`.
    std::uint32_t step = model;
    while (m_model.nodes[step].parent != start) {
        step = m_model.nodes[step].parent;
        if (step == none)
            return;
    }
    if (m_model.nodes[step].isAttribute) {
        for (NodeIndex a = m_tree.firstAttribute(from); a != xpath::noNode; a = m_tree.next(a)) {
            if (modelOf(a) == step)
                found.push_back(a);
        }
        return;
    }
    if (m_model.nodes[step].single != xpath::noNode) {
        collect(model, m_model.nodes[step].single, found);
        return;
    }
    for (NodeIndex child = m_tree.firstChild(from); child != xpath::noNode; child = m_tree.next(child)) {
        if (modelOf(child) == step)
            collect(model, child, found);
    }
}

/// Nodes of `model` in the rows that hold `context`; all of them when they share no row.
std::vector<NodeIndex> Engine::instancesNear(std::uint32_t model, NodeIndex context) const
{
    std::vector<NodeIndex> found;
    if (m_model.nodes[model].single != xpath::noNode) {
        found.push_back(m_model.nodes[model].single);
        return found;
    }
    NodeIndex from = m_tree.rootElement();
    for (NodeIndex n = context; n != xpath::noNode && n != 0; n = m_tree.parent(n)) {
        const std::uint32_t candidate = modelOf(n);
        if (!m_model.nodes[candidate].isRepeat)
            continue;
        std::uint32_t up = model;
        while (up != none && up != candidate)
            up = m_model.nodes[up].parent;
        if (up != none) {
            from = n;
            break;
        }
    }
    collect(model, from, found);
    return found;
}

NodeIndex Engine::rowNamed(NodeIndex parent, std::uint32_t repeat, const QString &id) const
{
    const NodeIndex row = m_rowsByName.value({parent, repeat, id}, xpath::noNode);
    return row != xpath::noNode && m_states[row].alive && m_tree.parent(row) == parent ? row : xpath::noNode;
}

std::vector<NodeIndex> Engine::rowsOf(NodeIndex parent, std::uint32_t repeat) const
{
    std::vector<NodeIndex> rows;
    for (NodeIndex child = m_tree.firstChild(parent); child != xpath::noNode; child = m_tree.next(child)) {
        if (modelOf(child) == repeat)
            rows.push_back(child);
    }
    return rows;
}

bool Engine::rangeTruth(NodeIndex parent, std::uint32_t repeat, Use use) const
{
    const ModelNode &shape = m_model.nodes[repeat];
    const int rule = use == Use::Relevant   ? shape.relevant
                     : use == Use::Required ? shape.required
                                            : shape.readOnly;
    if (rule < 0)
        return use == Use::Relevant ? m_states[parent].relevant
                                    : use == Use::ReadOnly && m_states[parent].readOnly;
    for (const NodeIndex row : rowsOf(parent, repeat)) {
        const NodeState &state = m_states[row];
        if (use == Use::Relevant ? state.relevant : use == Use::Required ? state.required : state.readOnly)
            return true;
    }
    if (!rowsOf(parent, repeat).empty())
        return false;
    const auto value = evaluate(m_model.expressions[m_model.rules[rule].expression].expression, parent);
    return value && xpath::toBoolean(*value);
}

NodeId Engine::idOf(NodeIndex node) const
{
    return {node, m_model.nodes[modelOf(node)].control};
}

int Engine::positionOf(NodeIndex row) const
{
    int position = 1;
    for (NodeIndex n = m_tree.previous(row); n != xpath::noNode; n = m_tree.previous(n)) {
        if (m_tree.tag(n) == m_tree.tag(row))
            ++position;
    }
    return position;
}

QString Engine::pathOf(NodeIndex node, bool stable) const
{
    QString path;
    for (NodeIndex n = node; n != 0 && n != xpath::noNode; n = m_tree.parent(n)) {
        QString step =
            (m_tree.kind(n) == xpath::NodeKind::Attribute ? QStringLiteral("/@") : QStringLiteral("/")) +
            m_model.written(m_tree.name(n));
        if (m_model.nodes[modelOf(n)].isRepeat)
            step += stable ? u'{' + m_rowIds.value(n) + u'}' : u'[' + QString::number(positionOf(n)) + u']';
        path.prepend(step);
    }
    return path;
}

NodeId Engine::find(const QString &reference) const
{
    NodeIndex at = 0;
    const QStringList parts = reference.split(u'/', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < parts.size(); ++i) {
        QStringView name = parts[i];
        QStringView row;
        QStringView position;
        if (const qsizetype brace = name.indexOf(u'{'); brace >= 0 && name.endsWith(u'}')) {
            row = name.sliced(brace + 1).chopped(1);
            name = name.first(brace);
        } else if (const qsizetype bracket = name.indexOf(u'['); bracket >= 0 && name.endsWith(u']')) {
            position = name.sliced(bracket + 1).chopped(1);
            name = name.first(bracket);
        }
        const bool attribute = name.startsWith(u'@');
        if (attribute)
            name = name.sliced(1);
        const QStringView written = name;
        name = name.sliced(name.indexOf(u':') + 1);
        const std::uint32_t group = m_model.names->groupOf(name);
        NodeIndex next = xpath::noNode;
        int seen = 0;
        if (!row.isNull() && !attribute && at != 0) {
            for (const std::uint32_t child : m_model.nodes[modelOf(at)].children) {
                const bool named = m_model.nodes[child].isRepeat &&
                                   m_model.names->localGroup(m_model.nodes[child].name) == group;
                if (named && next == xpath::noNode)
                    next = rowNamed(at, child, row.toString());
            }
            if (next == xpath::noNode)
                return {};
            at = next;
            continue;
        }
        // Of several with the same local name the one that is written so; a prefix may also be left out.
        for (const bool exact : {true, false}) {
            seen = 0;
            for (NodeIndex n = attribute ? m_tree.firstAttribute(at) : m_tree.firstChild(at);
                 n != xpath::noNode && group != 0 && next == xpath::noNode; n = m_tree.next(n)) {
                if (m_model.names->localGroup(m_tree.name(n)) != group ||
                    (exact && m_model.written(m_tree.name(n)) != written))
                    continue;
                ++seen;
                if (position.isNull() || position.toInt() == seen)
                    next = n;
            }
        }
        // A repeat named without row is its range, which may be empty.
        if (at != 0 && row.isNull() && position.isNull() && !attribute && i + 1 == parts.size()) {
            for (const std::uint32_t child : m_model.nodes[modelOf(at)].children) {
                const ModelNode &shape = m_model.nodes[child];
                if (hasRange(shape) && m_model.names->localGroup(shape.name) == group)
                    return {at, shape.control};
            }
        }
        if (next == xpath::noNode)
            return {};
        at = next;
    }
    return at == 0 ? NodeId{} : at == m_tree.rootElement() ? NodeId{at, 0} : idOf(at);
}

} // namespace luotsi::forms
