#include "usecases/SettleConflict.h"
#include "viewmodels/ConflictBuilder.h"
#include "viewmodels/SessionFlow.h"

// What two places have answered differently, settled with the person who opened the draft.

namespace luotsi::viewmodels {

void SessionFlow::openConflicts()
{
    if (!m_draft || m_draft->facts().rounds > 0)
        return;
    if (m_page == Page::Question)
        keepPage();
    if (m_page == Page::Failure)
        return;
    if (m_page == Page::TaskList || m_page == Page::Check)
        m_conflictsFrom = m_page;
    guard(session::Shown::EarlierAnswer, [this] {
        m_rows.clear();
        m_backTo.clear();
        m_key.clear();
        m_under.clear();
        setTask(-1);
        m_conflicts = usecases::ListConflicts().execute(*m_draft);
        if (m_conflicts.empty()) {
            leaveConflicts();
            return;
        }
        refreshConflicts();
        setPage(Page::Conflicts);
    });
}

void SessionFlow::leaveConflicts()
{
    if (m_conflictsFrom == Page::Check)
        openCheck();
    else
        openTasks();
}

void SessionFlow::refreshConflicts()
{
    const ConflictReader reader{m_language, m_environment.timeZone, m_tools.here(),
                                m_environment.clock.wallMilliseconds()};
    std::vector<ShownConflict> shown;
    for (const usecases::ListedConflict &listed : m_conflicts)
        shown.push_back(shownConflict(*m_draft, listed, reader));
    m_models.conflicts.assign(std::move(shown));
}

void SessionFlow::chooseSide(int row, int side)
{
    if (m_page != Page::Conflicts)
        return;
    const usecases::Conflict &conflict = m_conflicts[static_cast<std::size_t>(row)].conflict;
    const auto settled =
        usecases::SettleConflict(m_tools).execute(*m_draft, conflict, static_cast<std::size_t>(side));
    if (!settled) {
        fail(settled.error());
        return;
    }
    replan();
    refreshConflicts();
    Q_EMIT m_face.saveStateChanged();
}

/// Neither of them: the question is asked once more.
void SessionFlow::answerAgain(int row)
{
    if (m_page != Page::Conflicts || !locate(m_conflicts[static_cast<std::size_t>(row)].conflict.path))
        return;
    m_backTo = m_key;
    m_backPage = Page::Conflicts;
    const std::vector<PlannedPage> &pages = level();
    if (const PlannedPage *page = current(pages); page != nullptr)
        enter(*page);
}

void SessionFlow::backToWhereItWasAsked()
{
    if (m_backPage == Page::Conflicts)
        openConflicts();
    else
        openCheck();
}

} // namespace luotsi::viewmodels
