#include "viewmodels/SessionFlow.h"

#include "session/TaskProgress.h"
#include "viewmodels/CheckBuilder.h"

#include <algorithm>

namespace luotsi::viewmodels {

namespace {

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

bool isOpen(const PlannedPage &page, const forms::FormInstance &instance, const QSet<QString> &open)
{
    const auto isFieldOpen = [&](forms::NodeId field) { return open.contains(instance.stablePath(field)); };
    if (std::any_of(page.fields.begin(), page.fields.end(), isFieldOpen))
        return true;
    const QString inside = page.key + QLatin1Char('{');
    return std::any_of(open.begin(), open.end(),
                       [&](const QString &path) { return path.startsWith(inside); });
}

} // namespace

void SessionFlow::replan()
{
    const QString task =
        m_task >= 0 && m_task < taskCount() ? m_plan.tasks[static_cast<std::size_t>(m_task)].name : QString();
    m_plan = PagePlan::of(m_draft->instance(), m_shapes, m_draft->form().description);
    const auto found = std::find_if(m_plan.tasks.begin(), m_plan.tasks.end(),
                                    [&](const PlannedTask &candidate) { return candidate.name == task; });
    m_task = found == m_plan.tasks.end() ? -1 : static_cast<int>(found - m_plan.tasks.begin());
    refreshTasks();
}

void SessionFlow::refreshTasks()
{
    const forms::FormInstance &instance = m_draft->instance();
    const QSet<QString> open = openPaths(instance);
    std::vector<TaskListModel::Task> tasks;
    bool othersDone = true;
    for (const PlannedTask &task : m_plan.tasks) {
        session::TaskFacts facts;
        facts.pages = static_cast<int>(task.pages.size());
        for (const PlannedPage &page : task.pages) {
            facts.passed += m_passed.contains(page.key) ? 1 : 0;
            facts.answered += holdsAnswer(page) ? 1 : 0;
            facts.open += isOpen(page, instance, open) ? 1 : 0;
        }
        const session::TaskState state = session::stateOf(facts);
        if (!task.onCheckPage)
            othersDone = othersDone && (task.optional || state == session::TaskState::Done);
        const bool isCurrent = static_cast<int>(tasks.size()) == m_task;
        tasks.push_back({task.name, instance.label(task.node), statusOf(state), task.optional, isCurrent});
    }
    for (std::size_t at = 0; at < tasks.size(); ++at) {
        if (m_plan.tasks[at].onCheckPage)
            tasks[at].status = othersDone ? TaskListModel::NotStarted : TaskListModel::CannotStartYet;
    }
    m_models.tasks.assign(std::move(tasks));
}

int SessionFlow::firstOpenPage(const PlannedTask &task) const
{
    const QSet<QString> open = openPaths(m_draft->instance());
    for (std::size_t at = 0; at < task.pages.size(); ++at) {
        const PlannedPage &page = task.pages[at];
        if (!m_passed.contains(page.key) || isOpen(page, m_draft->instance(), open))
            return static_cast<int>(at);
    }
    return 0;
}

int SessionFlow::nextTask() const
{
    const auto &tasks = m_models.tasks.tasks();
    for (std::size_t at = 0; at < tasks.size(); ++at) {
        if (tasks[at].status != TaskListModel::Done && !m_plan.tasks[at].onCheckPage)
            return static_cast<int>(at);
    }
    return -1;
}

} // namespace luotsi::viewmodels
