#pragma once

#include "session/TaskProgress.h"
#include "usecases/OpenDraft.h"
#include "viewmodels/PagePlan.h"
#include "viewmodels/TaskListModel.h"

#include <QHash>
#include <QSet>

namespace luotsi::viewmodels {

/// Where every task stands. What was counted stays counted until something in its task is touched, so that an
/// answer costs its own task and not the form. Threading: a value.
class TaskBoard
{
public:
    /// Counts everything again, e.g. in another language.
    void reset() { m_standings.clear(); }
    /// `node` is the task's.
    void touch(forms::NodeId node) { m_standings.remove(node); }
    void touch(const forms::FormInstance &instance, const std::vector<forms::NodeChange> &changes);

    /// The rows of the task list. `passed`: pages left with Continue.
    [[nodiscard]] std::vector<TaskListModel::Task>
    rows(const forms::FormInstance &instance, const PagePlan &plan, const QSet<QString> &passed, int current);
    /// Is anything in any task still to be answered or mended?
    [[nodiscard]] bool hasOpen(const PagePlan &plan) const;
    /// How many tasks have been counted since the beginning; for tests and benchmarks.
    [[nodiscard]] std::uint64_t counts() const { return m_counts; }

private:
    struct Standing
    {
        session::TaskFacts facts;
        QString title;
    };
    const Standing &standingOf(const forms::FormInstance &instance, const PlannedTask &task,
                               const QSet<QString> &passed);

    QHash<forms::NodeId, Standing> m_standings;
    std::uint64_t m_counts = 0;
};

/// Does the page hold anything a person gave?
[[nodiscard]] bool holdsAnswer(const forms::FormInstance &instance, const PlannedPage &page);
/// Is anything on the page, or in the rows of its list, blank though required, or not valid?
[[nodiscard]] bool isOpen(const forms::FormInstance &instance, const PlannedPage &page);

} // namespace luotsi::viewmodels
