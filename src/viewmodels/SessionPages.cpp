#include "viewmodels/SessionFlow.h"

#include <algorithm>

namespace luotsi::viewmodels {

void SessionFlow::setPage(Page page)
{
    m_devices.stop();
    if (m_draft && page != Page::Question)
        m_trail.left(*m_draft);
    // What lies over the page for a while leaves it as it is; another question ends it in showQuestion.
    const bool staysBelow = page == Page::Question || page == Page::Help || page == Page::Urgent ||
                            page == Page::CodeShown || page == Page::Unlock || page == m_page;
    if (!staysBelow)
        endAttaching();
    if (m_page == Page::Check && page != Page::Check)
        m_models.check.hideAll();
    if (m_page == Page::Conflicts && page != Page::Conflicts)
        m_models.conflicts.hideAll();
    const bool standsAfterSending = page == Page::Receipt || page == Page::Status;
    if (standsAfterSending && m_draft)
        showResumeCode();
    else if (page != Page::CodeShown)
        m_models.resumeCode.clear();
    if (page != Page::TaskList)
        m_models.newerForm.setAsked(false);
    m_page = page;
    Q_EMIT m_face.pageChanged();
    Q_EMIT m_face.placeChanged();
}

void SessionFlow::guard(session::Shown shown, std::function<void()> action)
{
    if (!m_unlockRule.mustAsk(shown)) {
        action();
        return;
    }
    m_afterUnlock = std::move(action);
    m_models.unlock.clear();
    m_models.unlock.setBirthDateKnown(!birthDate().isEmpty());
    setPage(Page::Unlock);
}

session::Shown SessionFlow::shownOn(Page page) const
{
    switch (page) {
    case Page::Check:
    case Page::Receipt:
    case Page::Status:
    case Page::Papers:
        return session::Shown::CheckPage;
    case Page::Conflicts:
        return session::Shown::EarlierAnswer;
    case Page::CodeShown:
        return session::Shown::Code;
    case Page::TaskList:
        return session::Shown::TaskStatus;
    case Page::Question:
    case Page::RepeatList: {
        const std::vector<PlannedPage> &pages = level();
        const PlannedPage *page = current(pages);
        const auto hasText = [](const FieldPointer &field) { return !field->value().isEmpty(); };
        const auto &fields = m_models.question.fields().fields();
        const bool typed = m_page == Page::Question && std::any_of(fields.begin(), fields.end(), hasText);
        return typed || (page != nullptr && holdsAnswer(m_draft->instance(), *page))
                   ? session::Shown::EarlierAnswer
                   : session::Shown::NewQuestion;
    }
    default:
        return session::Shown::Help;
    }
}

const std::vector<PlannedPage> &SessionFlow::level() const
{
    static const std::vector<PlannedPage> none;
    if (!m_bringing && m_rows.isEmpty() && m_draft && m_task >= 0 && m_task < taskCount())
        return m_plan.task(m_task).pages;
    const QString &place = m_bringing || m_rows.isEmpty() ? m_key : m_rows.constLast();
    const bool inTask = m_bringing || (m_task >= 0 && m_task < taskCount() && !m_rows.isEmpty());
    const forms::NodeId node = m_draft && inTask ? m_draft->instance().find(place) : forms::NodeId{};
    if (node.isNull())
        return none;
    if (!m_rowLevel || m_rowLevelOf != place) {
        m_rowLevelOf = place;
        m_rowLevel = m_bringing ? std::vector<PlannedPage>{{PlannedPage::Kind::Question, m_key, node, {node}}}
                                : pagesOfRow(m_draft->instance(), m_shapes, node);
    }
    return *m_rowLevel;
}

const PlannedPage *SessionFlow::current(const std::vector<PlannedPage> &pages) const
{
    const auto found = std::find_if(pages.begin(), pages.end(),
                                    [this](const PlannedPage &page) { return page.key == m_key; });
    return found == pages.end() ? nullptr : &*found;
}

/// Where the page stands is decided before it is known whether it may be shown.
void SessionFlow::enter(const PlannedPage &page)
{
    m_key = page.key;
    const auto shown =
        holdsAnswer(m_draft->instance(), page) ? session::Shown::EarlierAnswer : session::Shown::NewQuestion;
    guard(shown, [this, page] { show(page); });
}

void SessionFlow::show(const PlannedPage &page)
{
    if (page.kind == PlannedPage::Kind::RowList) {
        showList(page);
        setPage(Page::RepeatList);
    } else {
        showQuestion(page);
        setPage(Page::Question);
    }
    refreshTasks();
}

void SessionFlow::openTasks()
{
    if (!m_draft || m_draft->facts().rounds > 0)
        return;
    if (m_page == Page::Question)
        keepPage();
    if (m_page == Page::Failure)
        return;
    m_rows.clear();
    m_backTo.clear();
    m_under.clear();
    m_key.clear();
    setTask(-1);
    replan();
    setPage(Page::TaskList);
    keepTrail();
}

void SessionFlow::openTask(int row)
{
    if (!m_draft || row < 0 || row >= taskCount() || m_draft->facts().rounds > 0)
        return;
    const PlannedTask &task = m_plan.task(row);
    if (m_models.tasks.tasks()[static_cast<std::size_t>(row)].status == TaskListModel::CannotStartYet)
        return;
    if (task.onCheckPage) {
        openCheck();
        return;
    }
    setTask(row);
    m_rows.clear();
    m_backTo.clear();
    enter(task.pages[static_cast<std::size_t>(firstOpenPage(task))]);
}

void SessionFlow::goNext()
{
    switch (m_page) {
    case Page::Question:
        if (m_attaching || !answerPage())
            return;
        pass();
        advance();
        break;
    case Page::RepeatList:
        pass();
        advance();
        break;
    case Page::CodeShown:
        if (m_under.empty())
            openTasks();
        else
            closeOverlay();
        break;
    case Page::TaskList: {
        const int next = nextTask();
        if (next >= 0)
            openTask(next);
        else
            openCheck();
        break;
    }
    case Page::Privacy:
        m_models.privacy.accept();
        break;
    case Page::EnterCode:
        m_models.codeEntry.submit();
        break;
    case Page::Unlock:
        m_models.unlock.submit();
        break;
    case Page::Check:
        send();
        break;
    case Page::Papers:
        sendPapers();
        break;
    case Page::Conflicts:
        leaveConflicts();
        break;
    case Page::Receipt:
    case Page::Status:
        end(session::EndReason::Stopped);
        break;
    case Page::Failure:
    case Page::Urgent:
    case Page::Help:
    case Page::LookAround:
        closeOverlay();
        break;
    case Page::Waiting:
    case Page::Ended:
        break;
    }
}

void SessionFlow::goBack()
{
    switch (m_page) {
    case Page::Question:
        keepPage();
        if (m_page == Page::Question)
            retreat();
        break;
    case Page::RepeatList:
        retreat();
        break;
    case Page::Check:
        openTasks();
        break;
    case Page::Conflicts:
        leaveConflicts();
        break;
    case Page::Unlock:
        if (hasDraft() && m_draft->facts().rounds > 0)
            end(session::EndReason::Stopped); // a sent application has no page that may be shown unasked
        else
            openTasks();
        break;
    case Page::Papers:
        m_bringing = false;
        refreshReceipt();
        setPage(Page::Status);
        break;
    case Page::Privacy:
    case Page::EnterCode:
        end(session::EndReason::NothingBegun);
        break;
    case Page::Status:
        end(session::EndReason::Stopped);
        break;
    case Page::CodeShown:
    case Page::Failure:
    case Page::Urgent:
    case Page::Help:
    case Page::LookAround:
        closeOverlay();
        break;
    default:
        break;
    }
}

void SessionFlow::advance()
{
    replan();
    if (m_bringing) {
        openPapers();
        return;
    }
    if (m_key == m_backTo) {
        backToWhereItWasAsked();
        return;
    }
    const std::vector<PlannedPage> &pages = level();
    const PlannedPage *page = current(pages);
    const bool isLast = page == nullptr || page == &pages.back();
    if (!isLast)
        enter(*(page + 1));
    else if (!m_rows.isEmpty())
        leaveRow();
    else
        openTasks();
}

void SessionFlow::retreat()
{
    if (m_bringing) {
        openPapers();
        return;
    }
    if (m_key == m_backTo) {
        backToWhereItWasAsked();
        return;
    }
    const std::vector<PlannedPage> &pages = level();
    const PlannedPage *page = current(pages);
    if (page != nullptr && page != &pages.front())
        enter(*(page - 1));
    else if (!m_rows.isEmpty())
        leaveRow();
    else
        openTasks();
}

/// Back to the list the row belongs to, or to the check page when the row was opened from there.
void SessionFlow::leaveRow()
{
    const QString row = m_rows.takeLast();
    m_key = row.left(row.lastIndexOf(QLatin1Char('{')));
    const std::vector<PlannedPage> &pages = level();
    if (const PlannedPage *list = current(pages); list != nullptr)
        enter(*list);
    else
        openTasks();
}

bool SessionFlow::locateIn(const std::vector<PlannedPage> &pages, const QString &ref, QStringList &rows)
{
    const forms::FormInstance &instance = m_draft->instance();
    for (const PlannedPage &page : pages) {
        const auto isField = [&](forms::NodeId field) { return instance.stablePath(field) == ref; };
        if (page.key == ref || std::any_of(page.fields.begin(), page.fields.end(), isField)) {
            m_key = page.key;
            return true;
        }
        if (page.kind != PlannedPage::Kind::RowList || !ref.startsWith(page.key + QLatin1Char('{')))
            continue;
        for (const forms::NodeId row : instance.children(page.node)) {
            rows.append(instance.stablePath(row));
            if (ref.startsWith(rows.last() + QLatin1Char('/')) &&
                locateIn(pagesOfRow(instance, m_shapes, row), ref, rows))
                return true;
            rows.removeLast();
        }
    }
    return false;
}

bool SessionFlow::locate(const QString &ref)
{
    for (int task = 0; task < taskCount(); ++task) {
        QStringList rows;
        if (!locateIn(m_plan.task(task).pages, ref, rows))
            continue;
        setTask(task);
        m_rows = rows;
        return true;
    }
    return false;
}

void SessionFlow::change(const QString &ref)
{
    if (!m_draft || m_draft->facts().rounds > 0 || m_page != Page::Check)
        return;
    if (m_draft->conflicts().contains(ref)) {
        openConflicts();
        return;
    }
    guard(session::Shown::EarlierAnswer, [this, ref] {
        if (!locate(ref))
            return;
        m_backTo = m_key;
        m_backPage = Page::Check;
        m_trail.note(QStringLiteral("jump"));
        const std::vector<PlannedPage> &pages = level();
        if (const PlannedPage *page = current(pages); page != nullptr)
            enter(*page);
    });
}

void SessionFlow::openOverlay(Page page)
{
    if (m_page == page || m_page == Page::Ended || m_page == Page::Waiting)
        return;
    keepTyped(true);
    m_under.push_back(m_page);
    setPage(page);
}

void SessionFlow::closeOverlay()
{
    if (m_under.empty()) {
        end(session::EndReason::NothingBegun);
        return;
    }
    const Page page = m_under.back();
    m_under.pop_back();
    if (page == Page::CodeShown) {
        guard(session::Shown::Code, [this] {
            showResumeCode();
            setPage(Page::CodeShown);
        });
        return;
    }
    setPage(page);
}

} // namespace luotsi::viewmodels
