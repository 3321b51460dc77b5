// The ids of an instance, and its meta block.
#include "forms/ModelBuilder.h"

namespace luotsi::forms {

xpath::NodeIndex ModelBuilder::childOfTree(xpath::NodeIndex parent, QStringView name,
                                           const std::function<bool(const QString &space)> &accepts) const
{
    const xpath::Tree &tree = *m_model.tree;
    for (xpath::NodeIndex n = tree.firstChild(parent); n != xpath::noNode; n = tree.next(n)) {
        const xpath::QualifiedName &own = m_model.names->at(tree.name(n));
        if (own.local == name && accepts(own.space))
            return n;
    }
    return xpath::noNode;
}

/// Every instance has an id, also where the form forgot it. The meta block is in the default namespace of
/// XForms or in OpenRosa's, and what is in it in the same (ODK XForms, Metadata). An id elsewhere is read by
/// nobody; the one that is read gets the same value.
void ModelBuilder::implyInstanceId()
{
    xpath::Tree &tree = *m_model.tree;
    const xpath::NodeIndex root = tree.rootElement();
    const auto any = [](const QString &) { return true; };
    const auto known = [](const QString &space) {
        return space.isEmpty() || space == xformsSpace || space == openrosaSpace;
    };
    const bool declared = m_model.prefixes.values().contains(openrosaSpace.toString());
    xpath::NodeIndex meta = childOfTree(root, u"meta", known);
    const xpath::NodeIndex anyMeta = meta == xpath::noNode ? childOfTree(root, u"meta", any) : meta;
    if (anyMeta != xpath::noNode) {
        const QString space = m_model.names->at(tree.name(anyMeta)).space;
        m_instanceId = childOfTree(anyMeta, u"instanceID", [&](const QString &own) { return own == space; });
        const bool isOther = m_instanceId == xpath::noNode || anyMeta != meta;
        if (isOther && declared) {
            m_otherId = childOfTree(anyMeta, u"instanceID", any);
            m_instanceId = xpath::noNode;
        } else if (isOther) {
            meta = anyMeta;
            m_instanceId = childOfTree(anyMeta, u"instanceID", any);
        }
    }
    if (m_instanceId == xpath::noNode) {
        const QString space = meta != xpath::noNode ? m_model.names->at(tree.name(meta)).space
                              : declared            ? openrosaSpace.toString()
                                                    : m_model.names->at(tree.name(root)).space;
        if (meta == xpath::noNode)
            meta = tree.appendElement(root, m_model.names->intern(space, u"meta"));
        m_instanceId = tree.appendElement(meta, m_model.names->intern(space, u"instanceID"));
        m_model.impliedInstanceId = true;
    }
    implyDeprecatedId();
}

/// A place for the id of what an edited instance takes the place of (ODK XForms, Metadata); instances without
/// one do not show it.
void ModelBuilder::implyDeprecatedId()
{
    xpath::Tree &tree = *m_model.tree;
    const xpath::NodeIndex meta = tree.parent(m_instanceId);
    const QString space = m_model.names->at(tree.name(m_instanceId)).space;
    if (childOfTree(meta, u"deprecatedID", [](const QString &) { return true; }) != xpath::noNode)
        return;
    tree.appendElement(meta, m_model.names->intern(space, u"deprecatedID"));
    m_model.impliedDeprecatedId = true;
}

void ModelBuilder::shapeIdentity()
{
    const xpath::Tree &tree = *m_model.tree;
    const xpath::NodeIndex root = tree.rootElement();
    for (xpath::NodeIndex a = tree.firstAttribute(root); a != xpath::noNode; a = tree.next(a)) {
        const QString &local = m_model.names->at(tree.name(a)).local;
        if (local == u"id")
            m_model.id = tree.value(a);
        else if (local == u"version")
            m_model.version = tree.value(a);
    }
    if (m_model.id.isEmpty())
        m_model.id = m_model.names->at(tree.name(root)).space;
    m_model.instanceId = tree.tag(m_instanceId) - 1;
    if (m_otherId != xpath::noNode)
        m_model.otherInstanceId = tree.tag(m_otherId) - 1;
    if (m_model.impliedInstanceId)
        m_model.nodes[m_model.instanceId].preload = QStringLiteral("uid");
    m_model.deprecatedId = childOf(m_model.nodes[m_model.instanceId].parent, u"deprecatedID", false);
    for (const auto name : {u"deprecatedID", u"instanceID", u"meta"}) {
        m_model.names->intern({}, QStringView(name));
        m_model.names->intern(openrosaSpace, QStringView(name));
    }
}

} // namespace luotsi::forms
