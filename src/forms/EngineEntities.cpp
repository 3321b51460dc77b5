// What a filled form says about entities.
#include "forms/Engine.h"

namespace luotsi::forms {

EntityView Engine::entityAt(const EntityDeclaration &declaration, NodeIndex node) const
{
    EntityView view;
    const auto isTrue = [](const QString &text) { return text == u"1" || text == u"true"; };
    for (NodeIndex a = m_tree.firstAttribute(node); a != xpath::noNode; a = m_tree.next(a)) {
        const QString &name = m_model.names->at(m_tree.name(a)).local;
        const QString &value = m_tree.value(a);
        if (name == u"dataset")
            view.dataset = value;
        else if (name == u"id")
            view.id = value;
        else if (name == u"create")
            view.creates = isTrue(value);
        else if (name == u"update")
            view.updates = isTrue(value);
        else if (name == u"baseVersion")
            view.baseVersion = value;
        else if (name == u"trunkVersion")
            view.trunkVersion = value;
        else if (name == u"branchId")
            view.branchId = value;
    }
    for (NodeIndex child = m_tree.firstChild(node); child != xpath::noNode; child = m_tree.next(child)) {
        if (m_model.names->at(m_tree.name(child)).local == u"label" && m_states[child].relevant)
            view.label = m_tree.value(child);
    }
    for (const auto &[model, property] : declaration.properties) {
        for (const NodeIndex answer : instancesNear(model, node)) {
            if (m_states[answer].relevant)
                view.properties.emplace_back(property, m_tree.value(answer));
        }
    }
    return view;
}

std::vector<EntityView> Engine::entities() const
{
    std::vector<EntityView> views;
    for (const EntityDeclaration &declaration : m_model.entities) {
        std::vector<NodeIndex> nodes;
        collect(declaration.node, m_tree.rootElement(), nodes);
        for (const NodeIndex node : nodes) {
            if (m_states[node].relevant)
                views.push_back(entityAt(declaration, node));
        }
    }
    return views;
}

} // namespace luotsi::forms
