#include "viewmodels/SessionFlow.h"

#include "base/Log.h"
#include "usecases/SwitchLanguage.h"
#include "viewmodels/CheckBuilder.h"
#include "viewmodels/PageTexts.h"

namespace luotsi::viewmodels {

namespace {

session::IdleSettings idleSettings(const packs::Profile &profile)
{
    return {std::int64_t{profile.idleSeconds} * 1000, std::int64_t{profile.idleWarningSeconds} * 1000};
}

} // namespace

SessionFlow::SessionFlow(const SessionEnvironment &environment, KioskSession &face)
    : m_environment(environment), m_face(face), m_idle(environment.clock, idleSettings(environment.profile)),
      m_devices(m_environment), m_origin{environment.profile.siteName, environment.profile.deviceName},
      m_tools{environment.store, environment.clock, environment.random, &m_origin},
      m_trail(m_tools, [this] { return m_devices.place(); }),
      m_language(environment.profile.languages.value(0)), m_texts(environment.texts.in(m_language))
{
    showServiceTexts(m_texts, m_models);
    tellOfForm();
    m_models.check.setReader([this](CheckAnswersModel::Row &row) { readCheckRow(*m_draft, m_shapes, row); });
    connect(&m_models.privacy, &PrivacyChoices::accepted, this, &SessionFlow::acceptNotice);
    connect(&m_models.codeEntry, &CodeEntry::submitted, this, &SessionFlow::submitCode);
    connect(&m_models.codeEntry, &CodeEntry::stopped, this, &SessionFlow::stopLooking);
    connect(&m_models.papers, &PaperListModel::addAsked, this, &SessionFlow::addPaper);
    connect(&m_models.conflicts, &ConflictListModel::chooseAsked, this, &SessionFlow::chooseSide);
    connect(&m_models.conflicts, &ConflictListModel::answerAsked, this, &SessionFlow::answerAgain);
    connect(&m_models.newerForm, &NewerForm::questionWanted, this, &SessionFlow::askForNewerForm);
    connect(&m_models.newerForm, &NewerForm::confirmed, this, &SessionFlow::goOnInNewerForm);
    connect(&m_models.check, &CheckAnswersModel::sendsAllChanged, this, [this] {
        if (m_draft && m_page == Page::Check)
            refreshCheck();
    });
    connect(&m_models.unlock, &UnlockView::submitted, this, &SessionFlow::tryUnlock);
    connect(&m_models.repeatList, &RepeatListModel::addAsked, this, &SessionFlow::addRow);
    connect(&m_models.repeatList, &RepeatListModel::editAsked, this, &SessionFlow::editRow);
    connect(&m_models.repeatList, &RepeatListModel::removeAsked, this, &SessionFlow::removeRow);
    connect(&m_idle, &IdleWatch::ticked, this, [this] {
        keepTyped(false);
        showWait();
        tellRemaining();
    });
    connect(&m_idle, &IdleWatch::expired, this, [this] { end(session::EndReason::TimedOut); });
}

SessionFlow::~SessionFlow() = default;

/// What a form notes beside answers is said before the first question.
void SessionFlow::tellOfForm()
{
    const auto form = m_environment.forms.byName(m_environment.profile.forms.value(0));
    QStringList notes;
    if (asksForPosition()) {
        //: On the privacy page, when the form notes where the device is
        //% "The form notes where this device is while you fill it in."
        notes.append(qtTrId("privacy-form-place"));
    }
    if (form && form->definition->audit()) {
        //: On the privacy page, when the form keeps a log of how it is filled in
        //% "The form notes when you answer each question."
        notes.append(qtTrId("privacy-form-log"));
    }
    m_models.privacy.setFormNotes(notes);
}

/// What the next form of this person may begin with; only on a device that has such a memory.
void SessionFlow::keepLastSaved()
{
    if (m_environment.lastSaved == nullptr || !m_draft)
        return;
    const auto kept =
        m_environment.lastSaved->keep(m_draft->form().definition->id(), m_draft->instance().serialise());
    if (!kept)
        base::logEvent("last-saved-not-kept", {{"error", kept.error().code}});
}

void SessionFlow::forgetLastSaved()
{
    if (m_environment.lastSaved == nullptr || !m_draft)
        return;
    if (const auto gone = m_environment.lastSaved->forget(m_draft->form().definition->id()); !gone)
        base::logEvent("last-saved-not-forgotten", {{"error", gone.error().code}});
}

/// The log of the form becomes durable where a page ends that nobody waits for.
void SessionFlow::keepTrail()
{
    if (!m_draft || m_draft->facts().rounds > 0)
        return;
    if (const auto kept = m_trail.keep(*m_draft); !kept)
        base::logEvent("audit-log-not-kept", {{"error", kept.error().code}});
}

SessionFlow::SaveState SessionFlow::saveState() const
{
    if (!m_draft)
        return SaveState::NothingYet;
    // Pages that were added after sending are here and nowhere else.
    if (m_draft->facts().rounds > 0 && m_draft->hasUnsentAttachments())
        return SaveState::Saved;
    if (m_draft->facts().rounds > 0 && m_progress.received(m_draft->facts().rounds))
        return SaveState::Received;
    return m_draft->facts().rounds > 0 ? SaveState::SavedNotReceived : SaveState::Saved;
}

QString SessionFlow::place() const
{
    const QString page = QString::number(m_page);
    const bool ofForm = m_page == Page::Question || m_page == Page::RepeatList;
    return ofForm ? page + QLatin1Char(' ') + m_key : page;
}

int SessionFlow::pageNumber() const
{
    if (m_page == Page::Check)
        return session::pageCount(m_places) + 1;
    // A page inside a row has the number of the list the outermost row belongs to.
    QString key = m_key;
    if (!m_rows.isEmpty())
        key = m_rows.first().left(m_rows.first().lastIndexOf(QLatin1Char('{')));
    const auto place = session::placeOf(m_places, key);
    return place ? place->pageNumber : 0;
}

int SessionFlow::taskIndex() const
{
    return m_page == Page::Check ? taskCount() : m_task + 1;
}

QString SessionFlow::taskTitle() const
{
    const int task = taskIndex() - 1;
    const bool shown = m_draft && task >= 0 && task < taskCount();
    return shown ? m_draft->instance().label(m_plan.task(task).node) : QString();
}

bool SessionFlow::canGoBack() const
{
    switch (m_page) {
    case Page::Waiting:
    case Page::Ended:
    case Page::TaskList:
    case Page::Receipt:
        return false;
    case Page::CodeShown:
        return !m_under.empty();
    default:
        return true;
    }
}

bool SessionFlow::mayDelete() const
{
    return session::mayDelete(hasDraft(), hasDraft() && m_draft->facts().rounds > 0);
}

void SessionFlow::setLanguage(const QString &language)
{
    if (language == m_language || !m_environment.profile.languages.contains(language))
        return;
    keepTyped(true);
    m_language = language;
    if (m_environment.languageChanges)
        m_environment.languageChanges(language);
    m_texts = m_environment.texts.in(language);
    showServiceTexts(m_texts, m_models);
    tellOfForm();
    if (m_draft) {
        const auto switched = usecases::SwitchLanguage(m_tools).execute(*m_draft, language);
        if (!switched)
            base::logEvent("language-not-switched", {{"error", switched.error().code}});
        planAnew();
        refreshQuestion();
        if (m_page == Page::Check)
            refreshCheck();
        if (m_page == Page::Conflicts)
            refreshConflicts();
        refreshReceipt();
        refreshPapers();
    }
    Q_EMIT m_face.languageChanged();
    Q_EMIT m_face.placeChanged();
}

void SessionFlow::storeChanged()
{
    if (!m_draft)
        return;
    refreshReceipt();
    Q_EMIT m_face.saveStateChanged();
}

bool SessionFlow::fail(const base::Error &error)
{
    base::logEvent("session-failure", {{"error", error.code}});
    m_models.failure.show(error);
    if (m_page != Page::Failure) {
        m_under.push_back(m_page);
        setPage(Page::Failure);
    }
    return false;
}

} // namespace luotsi::viewmodels
