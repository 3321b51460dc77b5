#include "viewmodels/TaskListModel.h"

#include "viewmodels/RowUpdate.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace luotsi::viewmodels {

int TaskListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant TaskListModel::data(const QModelIndex &index, int role) const
{
    if (!isRow(index, count()))
        return {};
    const Task &entry = m_tasks[static_cast<std::size_t>(index.row())];
    switch (role) {
    case NameRole:
        return entry.name;
    case TitleRole:
        return entry.title;
    case StatusRole:
        return entry.status;
    case OptionalRole:
        return entry.optional;
    case CurrentRole:
        return entry.current;
    case ConflictsRole:
        return entry.conflicts;
    default:
        return {};
    }
}

QHash<int, QByteArray> TaskListModel::roleNames() const
{
    return {{NameRole, "name"},         {TitleRole, "title"},     {StatusRole, "status"},
            {OptionalRole, "optional"}, {CurrentRole, "current"}, {ConflictsRole, "conflicts"}};
}

int TaskListModel::doneCount() const
{
    return static_cast<int>(
        std::count_if(m_tasks.begin(), m_tasks.end(), [](const Task &task) { return task.status == Done; }));
}

int TaskListModel::conflictCount() const
{
    return std::accumulate(m_tasks.begin(), m_tasks.end(), 0,
                           [](int sum, const Task &task) { return sum + task.conflicts; });
}

int TaskListModel::nextRow() const
{
    const auto next =
        std::find_if(m_tasks.begin(), m_tasks.end(), [](const Task &task) { return task.status != Done; });
    return next == m_tasks.end() ? -1 : static_cast<int>(next - m_tasks.begin());
}

bool TaskListModel::allDone() const
{
    return std::all_of(m_tasks.begin(), m_tasks.end(),
                       [](const Task &task) { return task.optional || task.status == Done; });
}

void TaskListModel::setPartsMissing(bool missing)
{
    if (std::exchange(m_partsMissing, missing) != missing)
        Q_EMIT partsMissingChanged();
}

void TaskListModel::assign(std::vector<Task> tasks)
{
    const int before = count();
    replaceRows(*this, m_tasks, std::move(tasks));
    if (count() != before)
        Q_EMIT countChanged();
    Q_EMIT doneCountChanged();
}

} // namespace luotsi::viewmodels
