// Events, actions and preloads.
#include "forms/Engine.h"

#include "xpath/Moments.h"

#include <algorithm>
#include <iterator>

namespace luotsi::forms {

namespace {

/// Actions that set each other off in a circle stop here.
constexpr int mostRounds = 100;

/// What gives another value at another time or in another language, whatever the answers.
constexpr const char *functionsOfTheMoment[] = {
    "now", "today", "jr:itext", "jr:choice-name", "format-date", "format-date-time"};

} // namespace

void Engine::preload()
{
    for (const ModelNode &node : m_model.nodes) {
        if (node.preload.isEmpty() || node.single == xpath::noNode)
            continue;
        const QString value = node.preload == u"uid" ? QStringLiteral("uuid:") + uuid() : preloaded(node);
        if (!value.isEmpty())
            assign(node.single, value, Cause::Action);
    }
}

/// What ODK XForms, Preload Attributes, has at the first load.
QString Engine::preloaded(const ModelNode &node) const
{
    const QString &parameters = node.preloadParameters;
    if (node.preload == u"date")
        return xpath::momentToText({m_now, true}, m_environment.timeZone);
    if (node.preload == u"timestamp" && parameters == u"start")
        return xpath::momentToText({m_now, false}, m_environment.timeZone);
    if (node.preload != u"property")
        return {};
    if (parameters == u"deviceid")
        return m_environment.deviceId;
    if (parameters == u"username")
        return m_environment.userName;
    if (parameters == u"email")
        return m_environment.email;
    if (parameters == u"phonenumber" || parameters == u"phone number")
        return m_environment.phoneNumber;
    return m_environment.properties.value(parameters);
}

/// The end of filling: timestamps of the end are set (ODK XForms, Preload Attributes, xforms-revalidate).
ChangeReport Engine::complete()
{
    const Work work(*this);
    m_now = m_environment.clock.wallMilliseconds();
    for (std::uint32_t model = 0; model < m_model.nodes.size(); ++model) {
        const ModelNode &node = m_model.nodes[model];
        if (node.preload != u"timestamp" || node.preloadParameters != u"end")
            continue;
        std::vector<NodeIndex> targets;
        collect(model, m_tree.rootElement(), targets);
        for (const NodeIndex target : targets)
            assign(target, xpath::momentToText({m_now, false}, m_environment.timeZone), Cause::Action);
    }
    enqueueRulesOfTheMoment();
    settle();
    return finish();
}

/// Expressions are evaluated again when a form is finished (ODK documentation, "When expressions are
/// evaluated"). Only the time and the language can have changed for them.
void Engine::enqueueRulesOfTheMoment()
{
    const auto isOfTheMoment = [](const xpath::Expression &expression) {
        return std::any_of(std::begin(functionsOfTheMoment), std::end(functionsOfTheMoment),
                           [&](const char *name) { return expression.callsFunction(QLatin1String(name)); });
    };
    for (const Rule &rule : m_model.rules) {
        if (rule.expression < 0)
            continue;
        if (!isOfTheMoment(m_model.expressions[rule.expression].expression))
            continue;
        std::vector<NodeIndex> targets;
        collect(rule.model, m_tree.rootElement(), targets);
        for (const NodeIndex target : targets) {
            if (rule.use != Use::Calculate || !m_overridden.contains(target))
                enqueue(rule, target);
        }
    }
}

void Engine::mirrorInstanceId()
{
    const auto nodeOf = [&](std::uint32_t model) {
        return model == none ? xpath::noNode : m_model.nodes[model].single;
    };
    const NodeIndex read = nodeOf(m_model.instanceId);
    const NodeIndex other = nodeOf(m_model.otherInstanceId);
    if (read != xpath::noNode && other != xpath::noNode && !m_tree.value(other).isEmpty())
        assign(read, m_tree.value(other), Cause::Action);
}

/// ODK XForms, Actions: a place that cannot be had leaves a blank.
QString Engine::positionText() const
{
    const std::optional<Geopoint> place = m_environment.position();
    if (!place)
        return {};
    return xpath::numberToText(place->latitude) + u' ' + xpath::numberToText(place->longitude) + u' ' +
           xpath::numberToText(place->altitude) + u' ' + xpath::numberToText(place->accuracy);
}

std::vector<NodeIndex> Engine::targetsOf(const Action &action, NodeIndex within) const
{
    if (action.chooser < 0)
        return instancesNear(action.target, within);
    std::vector<NodeIndex> targets;
    const auto nodes = evaluate(m_model.expressions[action.chooser].expression, within);
    if (nodes && nodes->isNodes()) {
        for (const xpath::NodeRef &node : nodes->nodes()) {
            if (node.tree == &m_tree && modelOf(node.index) == action.target)
                targets.push_back(node.index);
        }
    }
    return targets;
}

void Engine::runAction(const Action &action, NodeIndex target)
{
    if (!m_states[target].alive || (action.geopoint && !m_environment.position))
        return; // A device that knows no places leaves the node as it is.
    QString value = action.geopoint ? positionText() : action.hasValue ? QString() : action.literal;
    if (action.expression >= 0 && !action.geopoint) {
        auto result = evaluate(m_model.expressions[action.expression].expression, target);
        if (!result) {
            base::Error error = result.error();
            error.place = m_model.expressions[action.expression].place;
            tell(std::move(error));
            return;
        }
        value = answerText(*result, m_model.nodes[action.target].type);
    }
    override(target);
    assign(target, value, Cause::Action);
    propagate();
}

void Engine::fireActions(const std::vector<std::uint32_t> &actions, NodeIndex within)
{
    for (const std::uint32_t number : actions) {
        const Action &action = m_model.actions[number];
        const std::vector<NodeIndex> targets = targetsOf(action, within);
        if (targets.size() > 1) {
            // Several rows and no word on which: setting all of them is hardly what the author meant.
            tell({base::ErrorCode::MalformedForm,
                  QStringLiteral("an action sets %1 in every row; its reference must choose one")
                      .arg(m_model.pathOf(action.target)),
                  {}});
            continue;
        }
        for (const NodeIndex target : targets)
            runAction(action, target);
    }
}

void Engine::fire(const QString &event, NodeIndex within)
{
    for (const Action &action : m_model.actions) {
        if (!action.events.contains(event))
            continue;
        if (event == u"odk-new-repeat") {
            if (action.context == none || m_model.nodes[action.context].repeat != modelOf(within))
                continue;
            for (const NodeIndex target : targetsOf(action, within))
                runAction(action, target);
            continue;
        }
        std::vector<NodeIndex> targets;
        collect(action.target, m_tree.rootElement(), targets);
        for (const NodeIndex target : targets)
            runAction(action, target);
    }
}

/// Runs the queue and the value-changed actions until nothing is left to do.
void Engine::settle()
{
    propagate();
    for (int round = 0; !m_changedValues.empty() || !m_newRows.empty(); ++round) {
        if (round == mostRounds) {
            stop(QStringLiteral("the actions of the form set each other off for ever"));
            m_changedValues.clear();
            m_newRows.clear();
            return;
        }
        for (const NodeIndex row : std::exchange(m_newRows, {})) {
            if (m_states[row].alive)
                fire(QStringLiteral("odk-new-repeat"), row);
        }
        for (const NodeIndex node : std::exchange(m_changedValues, {})) {
            if (m_states[node].alive)
                fireActions(m_model.nodes[modelOf(node)].valueActions, node);
        }
        propagate();
    }
}

ChangeReport Engine::finish()
{
    if (std::exchange(m_reportIndexed, false)) {
        m_reportIndex.clear();
        for (const NodeChange &change : m_report.nodes)
            m_reportSlot[change.node.data] = 0;
    }
    m_runs = 0;
    // Only the last value of a node is worth storing.
    QHash<NodeId, std::size_t> last;
    for (std::size_t i = 0; i < m_report.values.size(); ++i)
        last[m_report.values[i].node] = i;
    if (last.size() != static_cast<qsizetype>(m_report.values.size())) {
        std::vector<ValueChange> values;
        for (std::size_t i = 0; i < m_report.values.size(); ++i) {
            if (last[m_report.values[i].node] == i)
                values.push_back(std::move(m_report.values[i]));
        }
        m_report.values = std::move(values);
    }
    return std::exchange(m_report, {});
}

} // namespace luotsi::forms
