// Which calculated values somebody else cannot calculate again from the answers.
#include "forms/ModelBuilder.h"

#include <algorithm>

namespace luotsi::forms {

/// Can a person put a value in it, now or at another time? What is read-only for ever cannot be.
bool ModelBuilder::isAsked(std::uint32_t node) const
{
    const std::uint32_t control = m_model.nodes[node].control;
    if (control == none || m_model.body[control].kind != BodyKind::Control)
        return false;
    for (; node != none; node = m_model.nodes[node].parent) {
        const int rule = m_model.nodes[node].readOnly;
        if (rule < 0)
            continue;
        const auto constant = m_model.expressions[m_model.rules[rule].expression].expression.constant();
        if (constant && xpath::toBoolean(*constant))
            return false;
    }
    return true;
}

/// By chance, by what it gave before, or by an instance that stays on the device.
bool ModelBuilder::givesOtherwiseElsewhere(const Rule &rule) const
{
    const xpath::Expression &expression = m_model.expressions[rule.expression].expression;
    if (rule.remembers)
        return true;
    const std::vector<xpath::CallView> calls = expression.calls();
    const std::vector<xpath::PathView> paths = expression.paths();
    return std::any_of(calls.begin(), calls.end(),
                       [](const xpath::CallView &call) {
                           return call.name == u"randomize" && call.arguments.size() == 1;
                       }) ||
           std::any_of(paths.begin(), paths.end(), [&](const xpath::PathView &path) {
               return path.start == xpath::PathStart::Instance && m_model.lastSaved.contains(path.instance);
           });
}

void ModelBuilder::markGiven()
{
    for (std::uint32_t number = 0; number < m_model.nodes.size(); ++number) {
        ModelNode &node = m_model.nodes[number];
        if (node.calculate >= 0)
            node.mayBeGiven = !node.preload.isEmpty() || isAsked(number) ||
                              givesOtherwiseElsewhere(m_model.rules[node.calculate]);
    }
    for (const Action &action : m_model.actions) {
        ModelNode &node = m_model.nodes[action.target];
        node.mayBeGiven = node.mayBeGiven || node.calculate >= 0;
    }
}

} // namespace luotsi::forms
