// What an author should know of a form, beyond what stops it.
#include "forms/ModelBuilder.h"

#include <algorithm>

namespace luotsi::forms {

void ModelBuilder::checkEvents(const RawAction &raw)
{
    static const QStringList known{QStringLiteral("odk-instance-first-load"),
                                   QStringLiteral("odk-instance-load"), QStringLiteral("odk-new-repeat"),
                                   QStringLiteral("xforms-value-changed"), QStringLiteral("xforms-ready")};
    for (const QString &event : raw.events) {
        if (!known.contains(event))
            note(QStringLiteral("there is no event '%1'").arg(event), raw.place);
        else if (event == u"odk-new-repeat" && raw.body == none)
            note(QStringLiteral("an action on odk-new-repeat must stand in the repeat, not in the model"),
                 raw.place);
    }
}

/// Slips that do not stop a form but would surprise its author.
void ModelBuilder::checkAnswers()
{
    const xpath::Tree &tree = *m_model.tree;
    for (xpath::NodeIndex node = 0; node < tree.size(); ++node) {
        if (tree.tag(node) == 0 || tree.value(node).isEmpty())
            continue;
        const ModelNode &shape = m_model.nodes[tree.tag(node) - 1];
        if (shape.hasBind && !fitsType(shape.type, tree.value(node), QTimeZone::utc()))
            note(QStringLiteral("the default of '%1' is not of type %2")
                     .arg(m_model.pathOf(tree.tag(node) - 1), shape.typeName),
                 shape.place);
    }
    const auto known = [&](const QString &id) {
        return std::any_of(m_model.languages.begin(), m_model.languages.end(),
                           [&](const Language &language) { return language.entries.contains(id); });
    };
    for (const BodyElement &element : m_model.body) {
        const bool select = element.control == ControlKind::SelectOne ||
                            element.control == ControlKind::SelectMany ||
                            element.control == ControlKind::Rank;
        if (select && element.model != none && element.items.empty() && element.itemset < 0)
            note(QStringLiteral("the choices of '%1' are missing").arg(m_model.pathOf(element.model)),
                 element.place);
        for (const Text *text : {&element.label, &element.hint}) {
            if (!text->itextId.isEmpty() && !known(text->itextId))
                note(QStringLiteral("no translation has the text '%1'").arg(text->itextId), element.place);
        }
    }
}

void ModelBuilder::checkCall(const xpath::CallView &call, const ModelExpression &expression)
{
    const auto tell = [&](const QString &problem) {
        noteIn(expression.expression.text(), call.offset, problem, expression.place);
    };
    const int count = static_cast<int>(call.arguments.size());
    if (!xpath::functionExists(call.name)) {
        tell(QStringLiteral("there is no function %1()").arg(call.name));
    } else if (!xpath::functionTakes(call.name, count)) {
        tell(QStringLiteral("%1() cannot take %2 arguments").arg(call.name).arg(count));
    } else if (call.name == u"instance" && call.arguments[0] &&
               !m_model.instances.contains(*call.arguments[0])) {
        tell(QStringLiteral("the form has no instance '%1'").arg(*call.arguments[0]));
    } else if (call.name == u"jr:choice-name" && call.arguments[1] &&
               (expression.context != none || call.arguments[1]->trimmed().startsWith(u'/'))) {
        const std::uint32_t node = findNode(*call.arguments[1], expression.context);
        const std::uint32_t control = node == none ? none : m_model.nodes[node].control;
        const bool select = control != none && m_model.body[control].control != ControlKind::Input &&
                            m_model.body[control].kind == BodyKind::Control;
        if (!select)
            tell(QStringLiteral("jr:choice-name() names '%1', which is no question with choices")
                     .arg(call.arguments[1]->trimmed()));
    }
}

/// A path that leads nowhere is a slip of the pen; it would give a blank for ever.
void ModelBuilder::checkPaths(int expression, const std::vector<Resolved> &resolved)
{
    const ModelExpression &compiled = m_model.expressions[expression];
    if (std::none_of(resolved.begin(), resolved.end(),
                     [](const Resolved &path) { return path.nodes.empty(); }))
        return;
    const std::vector<xpath::PathView> paths = compiled.expression.paths();
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const bool own =
            paths[i].enclosingPath < 0 && compiled.context != none &&
            (paths[i].start == xpath::PathStart::Context || paths[i].start == xpath::PathStart::Current);
        const bool plain = std::all_of(paths[i].steps.begin(), paths[i].steps.end(), [](const auto &step) {
            return step.axis == xpath::Axis::Child || step.axis == xpath::Axis::Parent ||
                   step.axis == xpath::Axis::Self;
        });
        if ((paths[i].start != xpath::PathStart::Root && !own) || !plain || paths[i].steps.empty() ||
            !resolved[i].nodes.empty())
            continue;
        QStringList names;
        for (const xpath::StepView &step : paths[i].steps)
            names.append(step.axis == xpath::Axis::Parent ? QStringLiteral("..")
                         : step.name == xpath::noName     ? QStringLiteral("*")
                                                          : m_model.names->at(step.name).local);
        noteIn(compiled.expression.text(), paths[i].offset,
               QStringLiteral("an expression reads '%1%2', which the instance does not have")
                   .arg(paths[i].start == xpath::PathStart::Root ? QStringLiteral("/") : QString(),
                        names.join(u'/')),
               compiled.place);
    }
}

} // namespace luotsi::forms
