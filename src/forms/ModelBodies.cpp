// The body and the actions of a form, brought to the nodes they mean.
#include "forms/ModelBuilder.h"

#include <algorithm>

namespace luotsi::forms {

/// `bind="id"` names a bind, which names the node.
QString ModelBuilder::withoutBindId(const QString &reference) const
{
    if (!reference.startsWith(u'#'))
        return reference;
    const QString id = reference.mid(1);
    const auto bind = std::find_if(m_form.binds.begin(), m_form.binds.end(),
                                   [&](const RawBind &candidate) { return candidate.id == id; });
    return bind == m_form.binds.end() ? id : bind->nodeset;
}

void ModelBuilder::resolveBodies()
{
    for (std::uint32_t i = 1; i < m_model.body.size(); ++i)
        resolveBody(i);
    m_model.body[0].model = 0;
    m_model.body[0].contextModel = 0;
}

void ModelBuilder::resolveBody(std::uint32_t number)
{
    BodyElement &element = m_model.body[number];
    const RawBody &raw = m_form.bodies[number];
    const std::uint32_t outer = m_model.body[element.parent].contextModel;
    element.contextModel = outer == none ? 0 : outer;
    const QString reference = withoutBindId(raw.reference);
    if (!reference.isEmpty()) {
        element.model = findNode(reference, element.contextModel);
        if (element.model == none)
            note(QStringLiteral("a question or group refers to '%1', which the instance does not have")
                     .arg(reference),
                 element.place);
        else
            element.contextModel = element.model;
    } else if (element.kind != BodyKind::Group) {
        note(QStringLiteral("a question or repeat has no reference"), element.place, true);
    }
    if (element.model == none) {
        // What has no place for an answer is not asked.
        if (element.kind != BodyKind::Group)
            std::erase(m_model.body[element.parent].children, number);
        return;
    }
    ModelNode &node = m_model.nodes[element.model];
    if (element.kind == BodyKind::Repeat) {
        if (element.model == 0) {
            note(QStringLiteral("the whole instance cannot be a repeat"), element.place, true);
            return;
        }
        node.isRepeat = true;
        node.noAddRemove = raw.fixedCount;
        node.control = number;
    } else if (element.kind == BodyKind::Control || (node.control == none && !node.isRepeat)) {
        node.control = number;
    }
}

void ModelBuilder::resolveActions()
{
    for (const RawAction &raw : m_form.actions) {
        Action action;
        action.events = raw.events;
        action.geopoint = raw.geopoint;
        action.context = raw.body == none ? none : m_model.body[raw.body].model;
        const std::uint32_t base = raw.body == none ? 0 : m_model.body[raw.body].contextModel;
        action.target = findNode(withoutBindId(raw.reference), base);
        if (action.target == none) {
            note(QStringLiteral("an action sets '%1', which the instance does not have").arg(raw.reference),
                 raw.place);
            continue;
        }
        if (raw.reference.contains(u'['))
            action.chooser = compile(raw.reference, base, raw.place);
        action.hasValue = raw.value.has_value();
        checkEvents(raw);
        if (raw.value)
            action.expression = compile(*raw.value, action.target, raw.place);
        action.literal = raw.literal;
        if (action.context != none && action.events.contains(QStringLiteral("xforms-value-changed")))
            m_model.nodes[action.context].valueActions.push_back(
                static_cast<std::uint32_t>(m_model.actions.size()));
        m_model.actions.push_back(std::move(action));
    }
}

} // namespace luotsi::forms
