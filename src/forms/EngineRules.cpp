// Ordered, incremental recalculation.
#include "forms/Engine.h"

#include <algorithm>
#include <cmath>

namespace luotsi::forms {

namespace {

/// A circle of rules that never settles stops here; the model tells such circles when it is parsed. Without
/// one, rows that read the rows before them need most: a run of every row for every row. Large forms stop
/// when their budget is spent.
std::uint64_t mostRunsPerChange(std::uint64_t rules, std::uint64_t nodes)
{
    constexpr std::uint64_t least = 1'000;
    return least + (rules + nodes) * (rules + nodes);
}

constexpr std::uint32_t everyRank = 0xffffffffU;
constexpr std::size_t longReport = 16; ///< nodes
constexpr std::uint64_t stepsPerRun = 50;
constexpr std::size_t mostProblems = 100; ///< of one call; the rest says the same

} // namespace

void Engine::flag(NodeIndex node, std::uint16_t flags)
{
    if (m_initial)
        return;
    const std::uint32_t slot = m_reportIndexed && node < m_reportSlot.size() ? m_reportSlot[node] : 0;
    if (slot != 0)
        m_report.nodes[slot - 1].flags |= flags;
    else
        flag(idOf(node), flags);
}

void Engine::flag(NodeId node, std::uint16_t flags)
{
    if (m_initial)
        return;
    std::vector<NodeChange> &told = m_report.nodes;
    if (!m_reportIndexed) {
        const auto known = std::find_if(told.begin(), told.end(),
                                        [&](const NodeChange &change) { return change.node == node; });
        if (known != told.end())
            known->flags |= flags;
        else
            told.push_back({node, flags});
        if (told.size() == longReport)
            indexReport();
        return;
    }
    if (m_reportSlot.size() <= node.data)
        m_reportSlot.resize(m_tree.size());
    const std::size_t slot = node == idOf(node.data) ? m_reportSlot[node.data]
                                                     : static_cast<std::size_t>(m_reportIndex.value(node));
    if (slot != 0) {
        told[slot - 1].flags |= flags;
        return;
    }
    told.push_back({node, flags});
    noteReported(node, told.size());
}

/// From here on looking through the report would cost more than knowing where each node stands in it.
void Engine::indexReport()
{
    m_reportIndexed = true;
    m_reportSlot.resize(m_tree.size());
    for (std::size_t i = 0; i < m_report.nodes.size(); ++i)
        noteReported(m_report.nodes[i].node, i + 1);
}

void Engine::noteReported(NodeId node, std::size_t place)
{
    if (node == idOf(node.data))
        m_reportSlot[node.data] = static_cast<std::uint32_t>(place);
    else
        m_reportIndex.insert(node, static_cast<int>(place));
}

/// False when the budget of this call is spent.
bool Engine::spend(std::uint64_t steps)
{
    const bool enough = steps <= m_budget.steps;
    m_budget.steps -= enough ? steps : m_budget.steps;
    return enough;
}

void Engine::tell(base::Error problem)
{
    if (m_report.problems.size() < mostProblems)
        m_report.problems.push_back(std::move(problem));
}

/// What is waiting would not end; it is left undone and told.
void Engine::stop(const QString &problem)
{
    m_queue.clear();
    tell({base::ErrorCode::ExpressionTooDeep, problem, {}});
}

void Engine::enqueue(const Rule &rule, NodeIndex node)
{
    // The first pass runs everything behind the current rank anyway.
    if (m_initial && rule.rank > m_currentRank)
        return;
    if (m_model.nodes[rule.model].single != xpath::noNode)
        m_queue.add(rule.rank);
    else
        m_queue.add(rule.rank, node);
}

void Engine::triggerDependents(std::uint32_t model, NodeIndex changed, std::uint32_t outside)
{
    for (const Dependent &dependent : m_model.nodes[model].dependents) {
        const Rule &rule = m_model.rules[dependent.rule];
        const NodeIndex single = m_model.nodes[rule.model].single;
        if (single != xpath::noNode) {
            if (!dependent.late || !m_decidedEarly[dependent.rule])
                enqueue(rule, single);
            continue;
        }
        NodeIndex from = 0;
        if (dependent.anchor != none) {
            if (outside != none && m_model.nodes[dependent.anchor].depth >= m_model.nodes[outside].depth)
                continue;
            for (NodeIndex n = changed; n != xpath::noNode && n != 0; n = m_tree.parent(n)) {
                if (modelOf(n) == dependent.anchor) {
                    from = n;
                    break;
                }
            }
        }
        std::vector<NodeIndex> targets;
        collect(rule.model, from == 0 ? m_tree.rootElement() : from, targets);
        spend(targets.size());
        for (const NodeIndex target : targets)
            enqueue(rule, target);
    }
}

void Engine::trigger(NodeIndex node)
{
    triggerDependents(modelOf(node), node, none);
}

/// A row came or went: what reads any node in it, from outside its own row, reads another set now.
void Engine::triggerStructure(std::uint32_t repeat, NodeIndex parent)
{
    triggerDependents(repeat, parent, none);
    std::vector<std::uint32_t> open = m_model.nodes[repeat].children;
    while (!open.empty()) {
        const std::uint32_t model = open.back();
        open.pop_back();
        triggerDependents(model, parent, repeat);
        open.insert(open.end(), m_model.nodes[model].children.begin(), m_model.nodes[model].children.end());
    }
}

void Engine::assign(NodeIndex node, const QString &value, std::optional<Cause> cause)
{
    if (m_tree.value(node) == value)
        return;
    m_tree.setValue(node, value);
    flag(node, ValueState | ValidityState);
    if (cause)
        m_report.values.push_back({idOf(node), {pathOf(node, true), value}, *cause});
    if (!m_model.nodes[modelOf(node)].valueActions.empty() && !m_initial)
        m_changedValues.push_back(node);
    trigger(node);
}

void Engine::updateRelevance(NodeIndex node)
{
    NodeState &state = m_states[node];
    const NodeIndex parent = m_tree.parent(node);
    const bool relevant = state.ownRelevant && (parent == 0 || m_states[parent].relevant);
    if (relevant == state.relevant)
        return;
    state.relevant = relevant;
    m_tree.setHidden(node, !relevant);
    flag(node, RelevantState | ValueState | ValidityState);
    trigger(node);
    for (NodeIndex child = m_tree.firstChild(node); child != xpath::noNode; child = m_tree.next(child))
        updateRelevance(child);
}

void Engine::updateReadOnly(NodeIndex node)
{
    NodeState &state = m_states[node];
    const NodeIndex parent = m_tree.parent(node);
    const bool readOnly = state.ownReadOnly || (parent != 0 && m_states[parent].readOnly);
    if (readOnly == state.readOnly)
        return;
    state.readOnly = readOnly;
    flag(node, ReadOnlyState);
    for (NodeIndex child = m_tree.firstChild(node); child != xpath::noNode; child = m_tree.next(child))
        updateReadOnly(child);
}

std::optional<xpath::Value> Engine::evaluateRule(std::uint32_t number, NodeIndex node)
{
    const Rule &rule = m_model.rules[number];
    bool decidedEarly = false;
    auto value = evaluate(m_model.expressions[rule.expression].expression, node, &decidedEarly);
    m_decidedEarly[number] = value && decidedEarly;
    if (value)
        return std::move(value.value());
    base::Error error = value.error();
    error.detail = m_model.pathOf(rule.model) + QStringLiteral(": ") + error.detail;
    error.place = m_model.expressions[rule.expression].place;
    tell(std::move(error));
    return std::nullopt;
}

void Engine::runConstraint(std::uint32_t number, NodeIndex node)
{
    NodeState &state = m_states[node];
    bool holds = true;
    if (!m_tree.value(node).isEmpty()) {
        const auto value = evaluateRule(number, node);
        if (!value)
            return;
        holds = xpath::toBoolean(*value);
    }
    if (holds != state.constraintHolds) {
        state.constraintHolds = holds;
        flag(node, ValidityState);
    }
}

/// A choice that the filter no longer offers is withdrawn at once, so that no hidden answer is sent.
void Engine::runOptions(const Rule &rule, NodeIndex node)
{
    flag({node, rule.body}, OptionsState);
    const ControlKind control = m_model.body[rule.body].control;
    if (control != ControlKind::SelectOne && control != ControlKind::SelectMany &&
        control != ControlKind::Rank)
        return; // an input with a list only suggests
    withdraw(rule.body, node);
}

void Engine::withdraw(std::uint32_t body, NodeIndex node)
{
    const QString value = m_tree.value(node);
    if (value.isEmpty())
        return;
    const QSet<QString> offered = this->offered(body, node);
    if (m_model.body[body].control == ControlKind::SelectOne) {
        if (!offered.contains(value))
            assign(node, {}, Cause::Action);
        return;
    }
    QStringList left;
    for (const QString &chosen : value.simplified().split(u' ', Qt::SkipEmptyParts)) {
        if (offered.contains(chosen))
            left.append(chosen);
    }
    const QString kept = left.join(u' ');
    if (kept != value.simplified())
        assign(node, kept, Cause::Action);
}

/// Its value is no longer what the form calculates, but what somebody put there.
void Engine::override(NodeIndex node)
{
    if (m_model.nodes[modelOf(node)].calculate < 0)
        return;
    m_overridden.insert(node);
    m_stored.insert(node);
}

void Engine::runRule(std::uint32_t number, NodeIndex node)
{
    const Rule &rule = m_model.rules[number];
    NodeState &state = m_states[node];
    switch (rule.use) {
    case Use::Text:
        flag({node, rule.body}, TextState);
        return;
    case Use::Options:
        return runOptions(rule, node);
    case Use::RepeatCount:
        return adjustCount(number, node);
    case Use::Constraint:
        return runConstraint(number, node);
    case Use::Calculate:
        // What random() or uuid() gave once stays, unless it hangs on other answers.
        if (rule.remembers && !rule.reads && !m_tree.value(node).isEmpty())
            return;
        if (m_overridden.isEmpty())
            break;
        if (m_initial && m_overridden.contains(node))
            return;
        m_overridden.remove(node);
        break;
    default:
        break;
    }
    const auto value = evaluateRule(number, node);
    if (!value)
        return;
    if (rule.use == Use::Calculate) {
        const DataType type = m_model.nodes[rule.model].type;
        const QString text = answerText(*value, type);
        const bool told = rule.remembers || m_stored.contains(node);
        assign(node, fits(type, text) ? text : QString(), told ? std::optional(Cause::Action) : std::nullopt);
        return;
    }
    const bool truth = xpath::toBoolean(*value);
    if (rule.use == Use::Relevant) {
        state.ownRelevant = truth;
        updateRelevance(node);
    } else if (rule.use == Use::ReadOnly) {
        state.ownReadOnly = truth;
        updateReadOnly(node);
    } else if (rule.use == Use::Required && state.required != truth) {
        state.required = truth;
        flag(node, RequiredState | ValidityState);
    }
}

void Engine::recalculateAll()
{
    m_initial = true;
    m_runs = 0;
    for (const std::uint32_t number : m_model.ruleOrder) {
        const Rule &rule = m_model.rules[number];
        m_currentRank = rule.rank;
        if (rule.use == Use::Text)
            continue;
        const NodeIndex single = m_model.nodes[rule.model].single;
        if (m_budget.steps == 0) {
            stop(QStringLiteral("the calculations of the form need too much"));
            break;
        }
        if (single != xpath::noNode) {
            runRule(number, single);
            continue;
        }
        std::vector<NodeIndex> targets;
        collect(rule.model, m_tree.rootElement(), targets);
        for (const NodeIndex target : targets) {
            if (m_budget.steps == 0)
                break;
            runRule(number, target);
        }
    }
    m_currentRank = everyRank;
    propagate();
    m_initial = false;
}

void Engine::propagate()
{
    while (!m_queue.isEmpty()) {
        const std::uint64_t mostRuns = mostRunsPerChange(m_model.rules.size(), m_tree.size());
        const RuleQueue::Entry next = m_queue.take();
        const std::uint32_t rule = m_model.ruleOrder[next.rank];
        const NodeIndex node =
            next.node != xpath::noNode ? next.node : m_model.nodes[m_model.rules[rule].model].single;
        if (!m_states[node].alive)
            continue;
        if (++m_runs > mostRuns || !spend(stepsPerRun)) {
            stop(QStringLiteral("the calculations of the form never settle"));
            return;
        }
        runRule(rule, node);
    }
}

} // namespace luotsi::forms
