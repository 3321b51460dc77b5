// Rows of repeats: adding, removing, naming.
#include "forms/Engine.h"

#include <algorithm>
#include <cmath>

namespace luotsi::forms {

namespace {

/// More rows than a form can mean; jr:count beyond it is an error, not a full memory.
constexpr double mostRows = 20'000;
/// Rows that went keep their place in the arena, so that a count that swings for ever must end too.
constexpr std::size_t mostNodes = 4'000'000;
constexpr std::uint64_t stepsPerNode = 30;
constexpr std::uint64_t stepsPerRow = 60; ///< for its names, which are looked up and told

/// Rows every device makes alike have the same ids everywhere: 8 bytes in hexadecimal, as those drawn at
/// random.
QString madeRowId(char kind, int position)
{
    return QLatin1Char(kind) + QStringLiteral("%1").arg(position, 15, 16, QLatin1Char('0'));
}

QString defaultRowId(int position)
{
    return madeRowId('d', position);
}

QString countedRowId(int position)
{
    return madeRowId('c', position);
}

} // namespace

QString Engine::freshRowId()
{
    std::array<std::uint8_t, 8> bytes{};
    m_environment.random.fill(bytes.data(), bytes.size());
    return QString::fromLatin1(
        QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()))
            .toHex());
}

/// The node before which a row of `repeat` goes under `parent`: behind its last row, or where the form has
/// it.
NodeIndex Engine::placeFor(NodeIndex parent, std::uint32_t repeat) const
{
    const auto &order = m_model.nodes[m_model.nodes[repeat].parent].children;
    const auto rank = [&](std::uint32_t model) {
        return std::find(order.begin(), order.end(), model) - order.begin();
    };
    const auto own = rank(repeat);
    NodeIndex before = xpath::noNode;
    for (NodeIndex n = m_tree.lastChild(parent); n != xpath::noNode; n = m_tree.previous(n)) {
        if (modelOf(n) == repeat || rank(modelOf(n)) < own)
            break;
        before = n;
    }
    return before;
}

void Engine::clearValues(NodeIndex node)
{
    if (m_tree.firstChild(node) == xpath::noNode)
        m_tree.setValue(node, {});
    for (NodeIndex child = m_tree.firstChild(node); child != xpath::noNode; child = m_tree.next(child))
        clearValues(child);
}

void Engine::adoptSubtree(NodeIndex node)
{
    m_states.resize(m_tree.size());
    const NodeIndex parent = m_tree.parent(node);
    NodeState &state = m_states[node];
    state.relevant = m_states[parent].relevant;
    state.readOnly = m_states[parent].readOnly;
    m_tree.setHidden(node, !state.relevant);
    for (const std::uint32_t rule : m_model.nodes[modelOf(node)].rules)
        enqueue(m_model.rules[rule], node);
    for (NodeIndex a = m_tree.firstAttribute(node); a != xpath::noNode; a = m_tree.next(a)) {
        m_states[a].relevant = state.relevant;
        for (const std::uint32_t rule : m_model.nodes[modelOf(a)].rules)
            enqueue(m_model.rules[rule], a);
    }
    for (NodeIndex child = m_tree.firstChild(node); child != xpath::noNode; child = m_tree.next(child))
        adoptSubtree(child);
}

NodeIndex Engine::insertRow(NodeIndex parent, std::uint32_t repeat, const QString &row, NodeIndex pattern,
                            RowOrigin origin)
{
    const NodeIndex node =
        m_tree.copySubtree(*m_model.tree, pattern, parent, placeFor(parent, repeat), &m_model.isTemplate);
    nameRow(node, row);
    // Only a template gives a new row its values; a first row that stands in for one gives its shape alone.
    if (origin == RowOrigin::Fresh && !m_model.isTemplate[pattern])
        clearValues(node);
    adoptSubtree(node);
    return node;
}

void Engine::noteRow(NodeIndex row, bool added, Cause cause)
{
    const QString path = pathOf(row, true);
    m_report.rows.push_back(
        {idOf(row), {path.left(path.lastIndexOf(u'{')), m_rowIds.value(row), positionOf(row)}, added, cause});
}

void Engine::nameRow(NodeIndex row, const QString &id)
{
    m_rowIds.insert(row, id);
    m_rowsByName.insert({m_tree.parent(row), modelOf(row), id}, row);
}

/// A row brings the rows its pattern has; each of them is new.
void Engine::awaitNewRows(NodeIndex row)
{
    if (isRepeatRow(row))
        m_newRows.push_back(row);
    for (NodeIndex child = m_tree.firstChild(row); child != xpath::noNode; child = m_tree.next(child))
        awaitNewRows(child);
}

/// Stands for a row of the repeat where an expression about the repeat as a whole is evaluated at one:
/// relative references in jr:count begin at the repeat, which may have no row yet.
NodeIndex Engine::phantomRow(NodeIndex parent, std::uint32_t repeat)
{
    NodeIndex &phantom = m_phantoms[(static_cast<quint64>(parent) << 32) | repeat];
    if (phantom == 0) {
        phantom = m_tree.appendDetached(parent, m_model.nodes[repeat].name);
        m_tree.setTag(phantom, repeat + 1);
        m_states.resize(m_tree.size());
    }
    return phantom;
}

void Engine::dropRow(NodeIndex row)
{
    const NodeIndex parent = m_tree.parent(row);
    const std::uint32_t repeat = modelOf(row);
    std::vector<NodeIndex> open{row};
    while (!open.empty()) {
        const NodeIndex node = open.back();
        open.pop_back();
        m_states[node].alive = false;
        for (NodeIndex a = m_tree.firstAttribute(node); a != xpath::noNode; a = m_tree.next(a))
            m_states[a].alive = false;
        for (NodeIndex child = m_tree.firstChild(node); child != xpath::noNode; child = m_tree.next(child))
            open.push_back(child);
    }
    m_tree.remove(row);
    m_rowIds.remove(row);
    flag({parent, m_model.nodes[repeat].control}, ChildrenState);
}

void Engine::adjustCount(std::uint32_t number, NodeIndex parent)
{
    const Rule &rule = m_model.rules[number];
    const std::uint32_t repeat = m_model.body[rule.body].model;
    const auto value = evaluateRule(number, phantomRow(parent, repeat));
    if (!value)
        return;
    const double count = xpath::toNumber(*value, xpath::Dialect::Odk, m_environment.timeZone);
    if (std::isnan(count) && !m_fresh)
        return; // A count that is being typed anew, or was when the draft was left, drops nothing.
    std::vector<NodeIndex> rows = rowsOf(parent, repeat);
    spend(rows.size());
    if (count > mostRows) {
        tell({base::ErrorCode::ExpressionTooDeep,
              m_model.pathOf(repeat) + QStringLiteral(": jr:count asks for too many rows"),
              {}});
        return;
    }
    const auto wanted = count > 0 ? static_cast<std::size_t>(count) : 0;
    if (wanted == rows.size())
        return;
    for (std::size_t i = rows.size(); i > wanted; --i)
        dropRow(rows[i - 1]);
    for (std::size_t i = rows.size(); i < wanted; ++i) {
        const std::size_t before = m_tree.size();
        const QString id = countedRowId(static_cast<int>(i + 1));
        const NodeIndex standing = defaultRow(parent, repeat, defaultRowId(static_cast<int>(i + 1)));
        const NodeIndex row = standing == xpath::noNode
                                  ? insertRow(parent, repeat, id, m_model.nodes[repeat].pattern)
                                  : insertRow(parent, repeat, id, standing, RowOrigin::FromForm);
        nameDefaultRows(row, false);
        flag({parent, m_model.nodes[repeat].control}, ChildrenState);
        if (!m_initial || m_fresh)
            awaitNewRows(row);
        if (!spend((m_tree.size() - before) * stepsPerNode + stepsPerRow) || m_tree.size() > mostNodes) {
            stop(m_model.pathOf(repeat) + QStringLiteral(": jr:count asks for too many rows"));
            return;
        }
    }
    triggerStructure(repeat, parent);
}

/// Rows that stand in the form itself have the same id on every device.
void Engine::nameDefaultRows(NodeIndex node, bool report)
{
    QHash<std::uint32_t, int> positions;
    for (NodeIndex child = m_tree.firstChild(node); child != xpath::noNode; child = m_tree.next(child)) {
        const std::uint32_t model = modelOf(child);
        const bool isRow = m_model.nodes[model].isRepeat;
        if (isRow) {
            const bool counted = m_model.nodes[model].control != none &&
                                 m_model.body[m_model.nodes[model].control].repeatCount >= 0;
            const int position = ++positions[model];
            if (!m_rowIds.contains(child))
                nameRow(child, counted ? countedRowId(position) : defaultRowId(position));
            if (report && !counted)
                noteRow(child, true, Cause::Action);
        }
        if (m_tree.firstChild(child) != xpath::noNode)
            nameDefaultRows(child, report);
    }
}

/// Most instances take the place of no other.
void Engine::dropUnusedDeprecatedId()
{
    if (!m_model.impliedDeprecatedId || m_model.deprecatedId == none)
        return;
    const NodeIndex node = m_model.nodes[m_model.deprecatedId].single;
    if (node == xpath::noNode || !m_tree.value(node).isEmpty())
        return;
    m_tree.remove(node);
    m_states[node].alive = false;
}

/// A repeat that nobody may add to and that has but a template would have nothing to fill in.
void Engine::addFixedRows()
{
    for (std::uint32_t repeat = 0; repeat < m_model.nodes.size(); ++repeat) {
        const ModelNode &shape = m_model.nodes[repeat];
        const bool fixed =
            hasRange(shape) && shape.noAddRemove && m_model.body[shape.control].repeatCount < 0;
        if (!fixed)
            continue;
        std::vector<NodeIndex> parents;
        collect(shape.parent, m_tree.rootElement(), parents);
        for (const NodeIndex parent : parents) {
            if (rowsOf(parent, repeat).empty())
                insertRow(parent, repeat, defaultRowId(1), shape.pattern);
        }
    }
}

void Engine::removeRowsBelow(NodeIndex top)
{
    std::vector<NodeIndex> open{top};
    while (!open.empty()) {
        const NodeIndex node = open.back();
        open.pop_back();
        NodeIndex child = m_tree.firstChild(node);
        while (child != xpath::noNode) {
            const NodeIndex next = m_tree.next(child);
            if (m_model.nodes[modelOf(child)].isRepeat) {
                m_tree.remove(child);
                m_states[child].alive = false;
            } else {
                open.push_back(child);
            }
            child = next;
        }
    }
}

/// The node of the form whose value a node began with; none where it began blank.
NodeIndex Engine::sourceOf(NodeIndex node) const
{
    const ModelNode &shape = m_model.nodes[modelOf(node)];
    if (shape.single != xpath::noNode)
        return shape.single;
    const auto id = m_rowIds.constFind(node);
    if (id != m_rowIds.constEnd()) {
        const QString asDefault = id->startsWith(u'c') ? u'd' + id->mid(1) : *id;
        const NodeIndex standing = defaultRow(m_tree.parent(node), modelOf(node), asDefault);
        if (standing != xpath::noNode)
            return standing;
        return m_model.isTemplate[shape.pattern] ? shape.pattern : xpath::noNode;
    }
    const NodeIndex holder = sourceOf(m_tree.parent(node));
    if (holder == xpath::noNode)
        return xpath::noNode;
    NodeIndex found = m_model.tree->firstChild(holder);
    while (found != xpath::noNode && m_model.tree->tag(found) != m_tree.tag(node))
        found = m_model.tree->next(found);
    return found;
}

/// The row of the form that a stored row id means; none for a row that came later.
NodeIndex Engine::defaultRow(NodeIndex parent, std::uint32_t repeat, const QString &row) const
{
    const xpath::Tree &tree = *m_model.tree;
    if (!row.startsWith(u'd') || m_tree.parent(parent) == xpath::noNode)
        return xpath::noNode;
    const NodeIndex holder = sourceOf(parent);
    if (holder == xpath::noNode)
        return xpath::noNode;
    int position = 0;
    for (NodeIndex n = tree.firstChild(holder); n != xpath::noNode; n = tree.next(n)) {
        if (tree.tag(n) != repeat + 1 || m_model.isTemplate[n])
            continue;
        if (defaultRowId(++position) == row)
            return n;
    }
    return xpath::noNode;
}

ChangeReport Engine::addRow(NodeIndex parent, std::uint32_t repeat, const QString &row)
{
    const Work work(*this);
    m_now = m_environment.clock.wallMilliseconds();
    const NodeIndex node =
        insertRow(parent, repeat, row.isEmpty() ? freshRowId() : row, m_model.nodes[repeat].pattern);
    noteRow(node, true, Cause::User);
    nameDefaultRows(node, true);
    flag({parent, m_model.nodes[repeat].control}, ChildrenState);
    triggerStructure(repeat, parent);
    awaitNewRows(node);
    settle();
    return finish();
}

ChangeReport Engine::removeRow(NodeIndex row)
{
    const Work work(*this);
    m_now = m_environment.clock.wallMilliseconds();
    noteRow(row, false, Cause::User);
    const NodeIndex parent = m_tree.parent(row);
    dropRow(row);
    triggerStructure(modelOf(row), parent);
    settle();
    return finish();
}

} // namespace luotsi::forms
