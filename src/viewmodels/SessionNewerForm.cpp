#include "usecases/MigrateDraft.h"
#include "viewmodels/KeptAnswers.h"
#include "viewmodels/SessionFlow.h"

// The open draft goes on in a newer version of its form, when the person says so.

namespace luotsi::viewmodels {

void SessionFlow::tellOfNewerForm()
{
    const usecases::MigrateDraft migrate(m_tools, m_environment.forms);
    m_models.newerForm.setOffered(migrate.target(*m_draft).ok());
    if (m_models.newerForm.isMoved())
        m_models.newerForm.setMoved(true, m_withoutPlace.value(m_language));
}

/// It cannot be taken back, so a stranger after a pause is not asked.
void SessionFlow::askForNewerForm()
{
    if (m_page != Page::TaskList)
        return;
    guard(session::Shown::EarlierAnswer, [this] {
        if (m_page == Page::Unlock)
            openTasks();
        m_models.newerForm.setAsked(true);
    });
}

void SessionFlow::goOnInNewerForm()
{
    if (m_page != Page::TaskList || !m_draft)
        return;
    usecases::MigrateDraft migrate(m_tools, m_environment.forms);
    const auto newer = migrate.target(*m_draft);
    if (!newer) {
        fail(newer.error());
        return;
    }
    auto shapes = RepeatShapes::of(*newer, formEnvironment());
    if (!shapes) {
        fail(shapes.error());
        return;
    }
    keepTrail();
    auto moved = migrate.execute(*m_draft, formEnvironment());
    if (!moved) {
        fail(moved.error());
        return;
    }
    m_shapes = std::move(*shapes);
    follow(std::move(*moved));
}

/// The draft has moved: everything that knew it by its earlier form is made anew. Pages that were passed stay
/// so where their questions stand now; what is new has not been passed, wherever it stands.
void SessionFlow::follow(std::unique_ptr<usecases::OpenDraft> moved)
{
    for (const QString &language : m_environment.profile.languages)
        m_withoutPlace.insert(language, questionsWithoutPlace(*m_draft, *moved, language));
    QSet<QString> passed;
    for (const QString &page : m_passed)
        passed.insert(usecases::movedPath(page, moved->facts().records.migrations.back().paths));
    m_passed = std::move(passed);
    setTask(-1);
    m_draft = std::move(moved);
    m_trail.begin(*m_draft, true);
    m_models.newerForm.setMoved(true);
    planAnew();
    setPage(Page::TaskList);
    Q_EMIT m_face.saveStateChanged();
}

} // namespace luotsi::viewmodels
