// Events, actions and preloads.
#include "forms/Engine.h"

#include "xpath/Moments.h"

namespace luotsi::forms {

namespace {

/// Actions that set each other off in a circle stop here.
constexpr int mostRounds = 100;

} // namespace

void Engine::preload()
{
    for (const ModelNode &node : m_model.nodes) {
        if (node.preload.isEmpty())
            continue;
        if (node.single == xpath::noNode)
            continue;
        QString value;
        const QString &parameters = node.preloadParameters;
        if (node.preload == u"uid") {
            value = QStringLiteral("uuid:") + uuid();
        } else if (node.preload == u"date") {
            value = xpath::momentToText({m_now, true}, m_environment.timeZone);
        } else if (node.preload == u"timestamp") {
            if (parameters == u"start")
                value = xpath::momentToText({m_now, false}, m_environment.timeZone);
        } else if (node.preload == u"property") {
            if (parameters == u"deviceid")
                value = m_environment.deviceId;
            else if (parameters == u"username")
                value = m_environment.userName;
            else if (parameters == u"email")
                value = m_environment.email;
            else if (parameters == u"phonenumber")
                value = m_environment.phoneNumber;
        }
        if (!value.isEmpty())
            assign(node.single, value, Cause::Action);
    }
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
    if (action.geopoint || !m_states[target].alive)
        return; // A device without a position leaves the node as it is.
    QString value = action.hasValue ? QString() : action.literal;
    if (action.expression >= 0) {
        auto result = evaluate(m_model.expressions[action.expression].expression, target);
        if (!result) {
            base::Error error = result.error();
            error.place = m_model.expressions[action.expression].place;
            tell(std::move(error));
            return;
        }
        value = answerText(*result, m_model.nodes[action.target].type);
    }
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
    m_reportIndex.clear();
    for (const NodeChange &change : m_report.nodes) {
        if (change.node.data < m_reportSlot.size())
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
