#pragma once

#include "xpath/Names.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace luotsi::xpath {

enum class NodeKind : std::uint8_t {
    Document,
    Element,
    Attribute,
    Text,
    Comment,
    ProcessingInstruction,
    Namespace
};

/// Place of a node in its tree. Never reused while the tree lives, so that a kept index cannot come to mean
/// another node.
using NodeIndex = std::uint32_t;
inline constexpr NodeIndex noNode = 0xffffffffU;

/// The one shape in which every document reaches XPath: an arena of nodes linked by indices. An element whose
/// content is only text carries it itself (`value`) and has no text child, which is how instances stay small.
/// A copy shares what it does not change with the tree it was copied from: links by pages, values one by one.
/// Invariant: node 0 is the document; links are consistent after every public call.
/// Threading: const use from any thread; changes by one owner. A tree that was copied is not changed any more
/// and outlives its copies.
class Tree
{
public:
    explicit Tree(std::shared_ptr<const Names> names);
    Tree(const Tree &other);
    Tree &operator=(const Tree &) = delete;

    NodeIndex appendElement(NodeIndex parent, NameId name);
    /// An element that knows its parent but is no child of it: a place to evaluate at.
    NodeIndex appendDetached(NodeIndex parent, NameId name);
    NodeIndex appendAttribute(NodeIndex element, NameId name, const QString &value);
    NodeIndex appendNamespace(NodeIndex element, NameId prefix, const QString &uri);
    NodeIndex appendLeaf(NodeIndex parent, NodeKind kind, const QString &value, NameId name = noName);
    /// Copies the subtree at `source` of `from` (the same Names) before `before` (noNode: last) under
    /// `parent`, but not the subtrees marked in `leaveOut` (by index in `from`).
    NodeIndex copySubtree(const Tree &from, NodeIndex source, NodeIndex parent, NodeIndex before = noNode,
                          const std::vector<bool> *leaveOut = nullptr);
    /// Unlinks the subtree; its indices stay dead.
    void remove(NodeIndex node);
    void setValue(NodeIndex node, const QString &value);
    /// Free number for the owner of the tree.
    void setTag(NodeIndex node, std::uint32_t tag) { change(node).tag = tag; }
    /// A hidden element has no string value and is left out of the result of a path.
    void setHidden(NodeIndex node, bool hidden) { m_hidden[node] = hidden; }
    /// No change after this; allows indices over child values.
    void freeze() { m_frozen = true; }

    [[nodiscard]] const Names &names() const { return *m_names; }
    [[nodiscard]] const std::shared_ptr<const Names> &sharedNames() const { return m_names; }
    [[nodiscard]] std::size_t size() const { return m_hidden.size(); }
    [[nodiscard]] bool frozen() const { return m_frozen; }
    [[nodiscard]] NodeKind kind(NodeIndex n) const { return node(n).kind; }
    [[nodiscard]] NameId name(NodeIndex n) const { return node(n).name; }
    [[nodiscard]] NodeIndex parent(NodeIndex n) const { return node(n).parent; }
    [[nodiscard]] NodeIndex firstChild(NodeIndex n) const { return node(n).firstChild; }
    [[nodiscard]] NodeIndex lastChild(NodeIndex n) const { return node(n).lastChild; }
    [[nodiscard]] NodeIndex next(NodeIndex n) const { return node(n).next; }
    [[nodiscard]] NodeIndex previous(NodeIndex n) const { return node(n).previous; }
    [[nodiscard]] NodeIndex firstAttribute(NodeIndex n) const { return node(n).firstAttribute; }
    [[nodiscard]] const QString &value(NodeIndex n) const
    {
        if (const std::uint32_t slot = m_values.slots[n])
            return m_values.text(slot);
        return m_base != nullptr && n < m_base->slots.size() ? m_base->at(n) : blank();
    }
    [[nodiscard]] std::uint32_t tag(NodeIndex n) const { return node(n).tag; }
    [[nodiscard]] bool hidden(NodeIndex n) const { return m_hidden[n]; }
    [[nodiscard]] NodeIndex rootElement() const;
    [[nodiscard]] NodeIndex childNamed(NodeIndex parent, NameId name) const;
    [[nodiscard]] QString attribute(NodeIndex element, NameId name) const;
    /// String value as XPath defines it; empty for a hidden node.
    [[nodiscard]] QString stringValue(NodeIndex node) const;
    /// Rank of a node in document order; recomputed lazily after a change of structure.
    [[nodiscard]] std::uint32_t order(NodeIndex node) const;
    /// Children with local name `child` of `parent` that have a child with local name `key` whose text is
    /// `value` (Names::localGroup). Only on a frozen tree: the index is built at the first question and
    /// answers the next in constant time.
    [[nodiscard]] const std::vector<NodeIndex> &childrenWith(NodeIndex parent, std::uint32_t child,
                                                             std::uint32_t key, const QString &value) const;

private:
    struct Node
    {
        NodeIndex parent = noNode;
        NodeIndex firstChild = noNode;
        NodeIndex lastChild = noNode;
        NodeIndex next = noNode;
        NodeIndex previous = noNode;
        NodeIndex firstAttribute = noNode;
        NameId name : 28 = noName;
        NodeKind kind : 4 = NodeKind::Element;
        std::uint32_t tag = 0;
    };
    static constexpr std::uint32_t pageBits = 5;
    static constexpr std::uint32_t pageMask = (1U << pageBits) - 1;
    struct Page
    {
        Node nodes[1U << pageBits];
    };
    /// Texts of the nodes that have one; most have none.
    struct Values
    {
        static constexpr std::uint32_t textBits = 4;
        std::vector<std::uint32_t> slots; ///< by node: number of its text plus 1
        std::vector<std::unique_ptr<QString[]>> texts;
        std::uint32_t count = 0;
        [[nodiscard]] QString &text(std::uint32_t slot) const
        {
            return texts[(slot - 1) >> textBits][(slot - 1) & ((1U << textBits) - 1)];
        }
        [[nodiscard]] const QString &at(NodeIndex n) const
        {
            return slots[n] == 0 ? blank() : text(slots[n]);
        }
        void add(NodeIndex n, const QString &value);
    };
    struct IndexKey
    {
        NodeIndex parent;
        std::uint32_t child;
        std::uint32_t key;
        friend bool operator==(const IndexKey &, const IndexKey &) = default;
        friend size_t qHash(const IndexKey &k, size_t seed = 0)
        {
            return qHashMulti(seed, k.parent, k.child, k.key);
        }
    };
    using ValueIndex = QHash<QString, std::vector<NodeIndex>>;

    [[nodiscard]] const Node &node(NodeIndex n) const { return m_pages[n >> pageBits]->nodes[n & pageMask]; }
    /// The node for writing; a page that is shared becomes one of this tree's own first.
    Node &change(NodeIndex n);
    [[nodiscard]] static const QString &blank();
    NodeIndex add(NodeKind kind, NameId name, const QString &value);
    void link(NodeIndex node, NodeIndex parent, NodeIndex before);
    void collectText(NodeIndex node, QString &text) const;
    void number() const;

    std::shared_ptr<const Names> m_names;
    std::vector<std::shared_ptr<Page>> m_pages;
    std::vector<bool> m_sharedPages; ///< by page, empty where no other tree has any
    Values m_values;
    const Values *m_base = nullptr; ///< of the tree this one was copied from
    std::vector<bool> m_hidden;
    bool m_frozen = false;
    mutable std::vector<std::uint32_t> m_order;
    mutable std::mutex m_indexGuard;
    mutable QHash<IndexKey, std::shared_ptr<const ValueIndex>> m_indices;
};

} // namespace luotsi::xpath
