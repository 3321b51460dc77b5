#include "xpath/Tree.h"

#include <QtGlobal>

namespace luotsi::xpath {

Tree::Tree(std::shared_ptr<const Names> names) : m_names(std::move(names))
{
    add(NodeKind::Document, noName, {});
}

Tree::Tree(const Tree &other) : m_names(other.m_names), m_nodes(other.m_nodes) {}

NodeIndex Tree::add(NodeKind kind, NameId name, const QString &value)
{
    Node node;
    node.kind = kind;
    node.name = name;
    node.value = value;
    m_nodes.push_back(std::move(node));
    m_order.clear();
    return static_cast<NodeIndex>(m_nodes.size() - 1);
}

void Tree::link(NodeIndex node, NodeIndex parent, NodeIndex before)
{
    Node &child = m_nodes[node];
    Node &owner = m_nodes[parent];
    child.parent = parent;
    child.next = before;
    child.previous = before == noNode ? owner.lastChild : m_nodes[before].previous;
    if (child.previous == noNode)
        owner.firstChild = node;
    else
        m_nodes[child.previous].next = node;
    if (before == noNode)
        owner.lastChild = node;
    else
        m_nodes[before].previous = node;
    m_order.clear();
}

NodeIndex Tree::appendElement(NodeIndex parent, NameId name)
{
    const NodeIndex node = add(NodeKind::Element, name, {});
    link(node, parent, noNode);
    return node;
}

NodeIndex Tree::appendDetached(NodeIndex parent, NameId name)
{
    const NodeIndex node = add(NodeKind::Element, name, {});
    m_nodes[node].parent = parent;
    return node;
}

NodeIndex Tree::appendLeaf(NodeIndex parent, NodeKind kind, const QString &value, NameId name)
{
    const NodeIndex node = add(kind, name, value);
    link(node, parent, noNode);
    return node;
}

NodeIndex Tree::appendAttribute(NodeIndex element, NameId name, const QString &value)
{
    const NodeIndex node = add(NodeKind::Attribute, name, value);
    m_nodes[node].parent = element;
    NodeIndex *slot = &m_nodes[element].firstAttribute;
    while (*slot != noNode)
        slot = &m_nodes[*slot].next;
    *slot = node;
    return node;
}

NodeIndex Tree::appendNamespace(NodeIndex element, NameId prefix, const QString &uri)
{
    const NodeIndex node = appendAttribute(element, prefix, uri);
    m_nodes[node].kind = NodeKind::Namespace;
    return node;
}

NodeIndex Tree::copySubtree(const Tree &from, NodeIndex source, NodeIndex parent, NodeIndex before,
                            const std::vector<bool> *leaveOut)
{
    const NodeIndex copy = add(from.kind(source), from.name(source), from.value(source));
    m_nodes[copy].tag = from.tag(source);
    link(copy, parent, before);
    for (NodeIndex a = from.firstAttribute(source); a != noNode; a = from.next(a)) {
        const NodeIndex attribute = appendAttribute(copy, from.name(a), from.value(a));
        m_nodes[attribute].kind = from.kind(a);
        m_nodes[attribute].tag = from.tag(a);
    }
    for (NodeIndex child = from.firstChild(source); child != noNode; child = from.next(child)) {
        if (leaveOut == nullptr || !(*leaveOut)[child])
            copySubtree(from, child, copy, noNode, leaveOut);
    }
    return copy;
}

void Tree::remove(NodeIndex node)
{
    Node &gone = m_nodes[node];
    if (gone.parent == noNode)
        return;
    Node &owner = m_nodes[gone.parent];
    (gone.previous == noNode ? owner.firstChild : m_nodes[gone.previous].next) = gone.next;
    (gone.next == noNode ? owner.lastChild : m_nodes[gone.next].previous) = gone.previous;
    gone.parent = gone.next = gone.previous = noNode;
    m_order.clear();
}

NodeIndex Tree::rootElement() const
{
    for (NodeIndex n = firstChild(0); n != noNode; n = next(n)) {
        if (kind(n) == NodeKind::Element)
            return n;
    }
    return noNode;
}

NodeIndex Tree::childNamed(NodeIndex parent, NameId name) const
{
    for (NodeIndex n = firstChild(parent); n != noNode; n = next(n)) {
        if (m_nodes[n].name == name && m_nodes[n].kind == NodeKind::Element)
            return n;
    }
    return noNode;
}

QString Tree::attribute(NodeIndex element, NameId name) const
{
    for (NodeIndex n = firstAttribute(element); n != noNode; n = next(n)) {
        if (m_nodes[n].name == name && m_nodes[n].kind == NodeKind::Attribute)
            return m_nodes[n].value;
    }
    return {};
}

void Tree::collectText(NodeIndex node, QString &text) const
{
    const Node &current = m_nodes[node];
    if (current.hidden)
        return;
    if (current.kind == NodeKind::Element || current.kind == NodeKind::Document ||
        current.kind == NodeKind::Text)
        text += current.value;
    for (NodeIndex child = current.firstChild; child != noNode; child = m_nodes[child].next)
        collectText(child, text);
}

QString Tree::stringValue(NodeIndex node) const
{
    const Node &current = m_nodes[node];
    if (current.hidden)
        return {};
    if (current.firstChild == noNode)
        return current.value;
    QString text;
    collectText(node, text);
    return text;
}

void Tree::number() const
{
    m_order.assign(m_nodes.size(), 0);
    std::uint32_t rank = 0;
    NodeIndex node = 0;
    while (node != noNode) {
        m_order[node] = rank++;
        for (NodeIndex a = m_nodes[node].firstAttribute; a != noNode; a = m_nodes[a].next)
            m_order[a] = rank++;
        if (m_nodes[node].firstChild != noNode) {
            node = m_nodes[node].firstChild;
            continue;
        }
        while (node != noNode && m_nodes[node].next == noNode)
            node = m_nodes[node].parent;
        if (node != noNode)
            node = m_nodes[node].next;
    }
}

std::uint32_t Tree::order(NodeIndex node) const
{
    if (m_frozen) {
        const std::lock_guard lock(m_indexGuard);
        if (m_order.empty())
            number();
        return m_order[node];
    }
    if (m_order.empty())
        number();
    return m_order[node];
}

const std::vector<NodeIndex> &Tree::childrenWith(NodeIndex parent, std::uint32_t child, std::uint32_t key,
                                                 const QString &value) const
{
    static const std::vector<NodeIndex> none;
    Q_ASSERT(m_frozen);
    const std::lock_guard lock(m_indexGuard);
    std::shared_ptr<const ValueIndex> &index = m_indices[{parent, child, key}];
    if (!index) {
        auto fresh = std::make_shared<ValueIndex>();
        for (NodeIndex n = firstChild(parent); n != noNode; n = next(n)) {
            if (m_names->localGroup(m_nodes[n].name) != child || m_nodes[n].kind != NodeKind::Element)
                continue;
            for (NodeIndex k = firstChild(n); k != noNode; k = next(k)) {
                if (m_names->localGroup(m_nodes[k].name) != key || m_nodes[k].kind != NodeKind::Element)
                    continue;
                std::vector<NodeIndex> &bucket = (*fresh)[stringValue(k)];
                if (bucket.empty() || bucket.back() != n)
                    bucket.push_back(n);
            }
        }
        index = std::move(fresh);
    }
    const auto found = index->constFind(value);
    return found == index->constEnd() ? none : *found;
}

} // namespace luotsi::xpath
