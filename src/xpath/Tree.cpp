#include "xpath/Tree.h"

#include <QtGlobal>

#include <utility>

namespace luotsi::xpath {

Tree::Tree(std::shared_ptr<const Names> names) : m_names(std::move(names))
{
    add(NodeKind::Document, noName, {});
}

Tree::Tree(const Tree &other)
    : m_names(other.m_names), m_pages(other.m_pages), m_sharedPages(other.m_pages.size(), true),
      m_base(other.m_base), m_hidden(other.m_hidden)
{
    if (m_base == nullptr) {
        m_base = &other.m_values;
        m_values.slots.resize(other.size());
        return;
    }
    // Of a copy: what it changed is taken over, what it shares is shared on.
    m_values.slots = other.m_values.slots;
    for (NodeIndex node = 0; node < size(); ++node) {
        if (std::exchange(m_values.slots[node], 0) != 0)
            m_values.add(node, other.m_values.at(node));
    }
}

void Tree::Values::add(NodeIndex n, const QString &value)
{
    if ((count >> textBits) == texts.size())
        texts.push_back(std::make_unique<QString[]>(1U << textBits));
    slots[n] = ++count;
    text(count) = value;
}

const QString &Tree::blank()
{
    static const QString text;
    return text;
}

Tree::Node &Tree::change(NodeIndex n)
{
    const std::uint32_t page = n >> pageBits;
    if (page < m_sharedPages.size() && m_sharedPages[page]) {
        m_pages[page] = std::make_shared<Page>(*m_pages[page]);
        m_sharedPages[page] = false;
    }
    return m_pages[page]->nodes[n & pageMask];
}

void Tree::setValue(NodeIndex node, const QString &value)
{
    const std::uint32_t slot = m_values.slots[node];
    if (slot != 0) {
        m_values.text(slot) = value;
    } else if (value != this->value(node)) {
        m_values.add(node, value);
    }
}

NodeIndex Tree::add(NodeKind kind, NameId name, const QString &value)
{
    const auto node = static_cast<NodeIndex>(m_hidden.size());
    if ((node & pageMask) == 0)
        m_pages.push_back(std::make_shared<Page>());
    m_hidden.push_back(false);
    m_values.slots.push_back(0);
    Node &fresh = change(node);
    fresh.kind = kind;
    fresh.name = name;
    if (!value.isEmpty())
        setValue(node, value);
    m_order.clear();
    return node;
}

void Tree::link(NodeIndex node, NodeIndex parent, NodeIndex before)
{
    Node &child = change(node);
    Node &owner = change(parent);
    child.parent = parent;
    child.next = before;
    child.previous = before == noNode ? owner.lastChild : this->node(before).previous;
    if (child.previous == noNode)
        owner.firstChild = node;
    else
        change(child.previous).next = node;
    if (before == noNode)
        owner.lastChild = node;
    else
        change(before).previous = node;
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
    change(node).parent = parent;
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
    change(node).parent = element;
    NodeIndex last = this->node(element).firstAttribute;
    if (last == noNode) {
        change(element).firstAttribute = node;
        return node;
    }
    while (this->node(last).next != noNode)
        last = this->node(last).next;
    change(last).next = node;
    return node;
}

NodeIndex Tree::appendNamespace(NodeIndex element, NameId prefix, const QString &uri)
{
    const NodeIndex node = appendAttribute(element, prefix, uri);
    change(node).kind = NodeKind::Namespace;
    return node;
}

NodeIndex Tree::copySubtree(const Tree &from, NodeIndex source, NodeIndex parent, NodeIndex before,
                            const std::vector<bool> *leaveOut)
{
    const NodeIndex copy = add(from.kind(source), from.name(source), from.value(source));
    change(copy).tag = from.tag(source);
    link(copy, parent, before);
    for (NodeIndex a = from.firstAttribute(source); a != noNode; a = from.next(a)) {
        const NodeIndex attribute = appendAttribute(copy, from.name(a), from.value(a));
        Node &made = change(attribute);
        made.kind = from.kind(a);
        made.tag = from.tag(a);
    }
    for (NodeIndex child = from.firstChild(source); child != noNode; child = from.next(child)) {
        if (leaveOut == nullptr || !(*leaveOut)[child])
            copySubtree(from, child, copy, noNode, leaveOut);
    }
    return copy;
}

void Tree::remove(NodeIndex node)
{
    if (this->node(node).parent == noNode)
        return;
    Node &gone = change(node);
    Node &owner = change(gone.parent);
    (gone.previous == noNode ? owner.firstChild : change(gone.previous).next) = gone.next;
    (gone.next == noNode ? owner.lastChild : change(gone.next).previous) = gone.previous;
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
        if (this->node(n).name == name && this->node(n).kind == NodeKind::Element)
            return n;
    }
    return noNode;
}

QString Tree::attribute(NodeIndex element, NameId name) const
{
    for (NodeIndex n = firstAttribute(element); n != noNode; n = next(n)) {
        if (this->node(n).name == name && this->node(n).kind == NodeKind::Attribute)
            return value(n);
    }
    return {};
}

void Tree::collectText(NodeIndex node, QString &text) const
{
    const Node &current = this->node(node);
    if (hidden(node))
        return;
    if (current.kind == NodeKind::Element || current.kind == NodeKind::Document ||
        current.kind == NodeKind::Text)
        text += value(node);
    for (NodeIndex child = current.firstChild; child != noNode; child = this->node(child).next)
        collectText(child, text);
}

QString Tree::stringValue(NodeIndex node) const
{
    if (hidden(node))
        return {};
    if (this->node(node).firstChild == noNode)
        return value(node);
    QString text;
    collectText(node, text);
    return text;
}

void Tree::number() const
{
    m_order.assign(size(), 0);
    std::uint32_t rank = 0;
    NodeIndex node = 0;
    while (node != noNode) {
        m_order[node] = rank++;
        for (NodeIndex a = this->node(node).firstAttribute; a != noNode; a = this->node(a).next)
            m_order[a] = rank++;
        if (this->node(node).firstChild != noNode) {
            node = this->node(node).firstChild;
            continue;
        }
        while (node != noNode && this->node(node).next == noNode)
            node = this->node(node).parent;
        if (node != noNode)
            node = this->node(node).next;
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
            if (m_names->localGroup(this->node(n).name) != child || this->node(n).kind != NodeKind::Element)
                continue;
            for (NodeIndex k = firstChild(n); k != noNode; k = next(k)) {
                if (m_names->localGroup(this->node(k).name) != key || this->node(k).kind != NodeKind::Element)
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
