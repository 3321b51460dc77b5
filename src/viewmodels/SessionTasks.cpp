#include "viewmodels/SessionFlow.h"

#include <algorithm>

namespace luotsi::viewmodels {

/// Everything from the beginning: another draft, another language.
void SessionFlow::planAnew()
{
    (void)m_draft->takeTouched();
    m_plan = PagePlan::of(m_draft->instance(), m_shapes, m_draft->form().description);
    m_board.reset();
    m_models.check.forget();
    planned();
    tellOfNewerForm();
}

/// Follows what the form did since the last time.
void SessionFlow::replan()
{
    const std::vector<forms::NodeChange> touched = m_draft->takeTouched();
    const forms::FormInstance &instance = m_draft->instance();
    m_board.touch(instance, touched);
    m_models.check.touch(instance, touched);
    if (m_plan.update(instance, m_shapes, m_draft->form().description, touched))
        planned();
    m_rowLevel.reset();
    refreshTasks();
}

/// Pages have come or gone: the task being filled in may stand at another place.
void SessionFlow::planned()
{
    const auto found = std::find_if(m_plan.tasks().begin(), m_plan.tasks().end(),
                                    [this](const TaskPointer &task) { return task->node == m_taskNode; });
    m_task = found == m_plan.tasks().end() ? -1 : static_cast<int>(found - m_plan.tasks().begin());
    m_rowLevel.reset();
    m_places.clear();
    for (const TaskPointer &task : m_plan.tasks()) {
        session::TaskPages pages{task->name, {}};
        for (const PlannedPage &page : task->pages)
            pages.pages.push_back(page.key);
        m_places.push_back(std::move(pages));
    }
    refreshTasks();
}

void SessionFlow::setTask(int task)
{
    m_task = task;
    m_taskNode = task < 0 ? forms::NodeId{} : m_plan.task(task).node;
}

/// The page has been left with Continue.
void SessionFlow::pass()
{
    if (m_passed.contains(m_key))
        return;
    m_passed.insert(m_key);
    m_board.touch(m_taskNode);
}

void SessionFlow::refreshTasks()
{
    auto rows = m_board.rows(m_draft->instance(), m_plan, m_passed, m_task);
    for (const usecases::Conflict *conflict : m_draft->openConflicts()) {
        const forms::NodeId task = taskOf(m_draft->instance(), m_draft->instance().find(conflict->path));
        for (std::size_t at = 0; at < rows.size(); ++at)
            rows[at].conflicts += m_plan.tasks()[at]->node == task ? 1 : 0;
    }
    m_models.tasks.assign(std::move(rows));
    m_models.tasks.setPartsMissing(m_draft->facts().missing > 0);
}

int SessionFlow::firstOpenPage(const PlannedTask &task) const
{
    for (std::size_t at = 0; at < task.pages.size(); ++at) {
        const PlannedPage &page = task.pages[at];
        if (!m_passed.contains(page.key) || isOpen(m_draft->instance(), page))
            return static_cast<int>(at);
    }
    return 0;
}

int SessionFlow::nextTask() const
{
    const auto &tasks = m_models.tasks.tasks();
    for (std::size_t at = 0; at < tasks.size(); ++at) {
        if (tasks[at].status != TaskListModel::Done && !m_plan.tasks()[at]->onCheckPage)
            return static_cast<int>(at);
    }
    return -1;
}

} // namespace luotsi::viewmodels
