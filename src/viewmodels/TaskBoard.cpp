#include "viewmodels/TaskBoard.h"

#include <algorithm>

namespace luotsi::viewmodels {

namespace {

using forms::FormInstance;
using forms::NodeId;

TaskListModel::TaskStatus statusOf(session::TaskState state)
{
    switch (state) {
    case session::TaskState::NotStarted:
        return TaskListModel::NotStarted;
    case session::TaskState::Started:
        return TaskListModel::Started;
    case session::TaskState::Done:
        return TaskListModel::Done;
    case session::TaskState::CannotStartYet:
        return TaskListModel::CannotStartYet;
    }
    return TaskListModel::NotStarted;
}

bool hasViolation(const FormInstance &instance, NodeId node)
{
    if (instance.kind(node) == forms::NodeKind::Control)
        return instance.violation(node) != forms::Violation::None;
    const std::vector<NodeId> children = instance.children(node);
    return std::any_of(children.begin(), children.end(),
                       [&](NodeId child) { return hasViolation(instance, child); });
}

} // namespace

bool holdsAnswer(const FormInstance &instance, const PlannedPage &page)
{
    if (page.kind == PlannedPage::Kind::RowList)
        return !instance.children(page.node).empty();
    return std::any_of(page.fields.begin(), page.fields.end(), [&](NodeId field) {
        if (instance.kind(field) == forms::NodeKind::RepeatRange)
            return !instance.children(field).empty();
        return instance.control(field) != forms::ControlKind::Note && !instance.value(field).isEmpty();
    });
}

bool isOpen(const FormInstance &instance, const PlannedPage &page)
{
    if (page.kind == PlannedPage::Kind::RowList)
        return hasViolation(instance, page.node);
    return std::any_of(page.fields.begin(), page.fields.end(),
                       [&](NodeId field) { return hasViolation(instance, field); });
}

void TaskBoard::touch(const FormInstance &instance, const std::vector<forms::NodeChange> &changes)
{
    for (const forms::NodeChange &change : changes)
        touch(taskOf(instance, change.node));
}

const TaskBoard::Standing &TaskBoard::standingOf(const FormInstance &instance, const PlannedTask &task,
                                                 const QSet<QString> &passed)
{
    if (const auto known = m_standings.constFind(task.node); known != m_standings.constEnd())
        return *known;
    ++m_counts;
    Standing standing{{}, instance.label(task.node)};
    standing.facts.pages = static_cast<int>(task.pages.size());
    for (const PlannedPage &page : task.pages) {
        standing.facts.passed += passed.contains(page.key) ? 1 : 0;
        standing.facts.answered += holdsAnswer(instance, page) ? 1 : 0;
        standing.facts.open += isOpen(instance, page) ? 1 : 0;
    }
    return *m_standings.insert(task.node, standing);
}

std::vector<TaskListModel::Task> TaskBoard::rows(const FormInstance &instance, const PagePlan &plan,
                                                 const QSet<QString> &passed, int current)
{
    std::vector<TaskListModel::Task> rows;
    bool othersDone = true;
    for (const TaskPointer &task : plan.tasks()) {
        const Standing &standing = standingOf(instance, *task, passed);
        const session::TaskState state = session::stateOf(standing.facts);
        if (!task->onCheckPage)
            othersDone = othersDone && (task->optional || state == session::TaskState::Done);
        const bool isCurrent = static_cast<int>(rows.size()) == current;
        rows.push_back({task->name, standing.title, statusOf(state), task->optional, isCurrent});
    }
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if (plan.tasks()[at]->onCheckPage)
            rows[at].status = othersDone ? TaskListModel::NotStarted : TaskListModel::CannotStartYet;
    }
    return rows;
}

bool TaskBoard::hasOpen(const PagePlan &plan) const
{
    return std::any_of(plan.tasks().begin(), plan.tasks().end(), [this](const TaskPointer &task) {
        const auto standing = m_standings.constFind(task->node);
        return standing != m_standings.constEnd() && standing->facts.open > 0;
    });
}

} // namespace luotsi::viewmodels
