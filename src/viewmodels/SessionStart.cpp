#include "viewmodels/SessionFlow.h"

#include "base/Log.h"
#include "domain/Reason.h"
#include "usecases/OpenDraftWithCode.h"
#include "usecases/StartDraft.h"

namespace luotsi::viewmodels {

namespace {

constexpr std::int64_t millisecondsInSecond = 1000;

int secondsRoundedUp(std::int64_t milliseconds)
{
    return static_cast<int>((milliseconds + millisecondsInSecond - 1) / millisecondsInSecond);
}

} // namespace

void SessionFlow::begin(const QString &intent, const QString &language)
{
    if (m_page != Page::Waiting)
        return;
    setLanguage(language);
    if (asksForPosition() && (intent == QLatin1String("apply") || intent == QLatin1String("continue")))
        m_devices.watchPlace();
    if (intent == QLatin1String("apply")) {
        prepareCode();
        setPage(Page::Privacy);
    } else if (intent == QLatin1String("continue")) {
        setPage(Page::EnterCode);
        showWait();
    } else if (intent == QLatin1String("look")) {
        setPage(Page::LookAround);
    } else if (intent == QLatin1String("urgent")) {
        setPage(Page::Urgent);
    } else if (intent == QLatin1String("privacy")) {
        m_models.privacy.setReadOnly(true);
        setPage(Page::Privacy);
    } else {
        setPage(Page::Help);
    }
}

void SessionFlow::runAside(std::function<void()> work, std::function<void()> done)
{
    if (m_environment.aside) {
        m_environment.aside(std::move(work), std::move(done));
        return;
    }
    work();
    done();
}

/// The slow part of a new code is done while the person reads the notice.
void SessionFlow::prepareCode()
{
    m_code = std::make_shared<Code::element_type>();
    base::Random &random = m_environment.random;
    runAside([code = m_code, &random] { code->emplace(usecases::prepareNewCode(random)); },
             [this] {
                 if (!m_models.privacy.isBusy() || m_ended)
                     return;
                 m_models.privacy.setBusy(false);
                 startDraft();
             });
}

void SessionFlow::acceptNotice()
{
    if (m_page != Page::Privacy || m_draft || !m_code)
        return;
    if (m_code->has_value())
        startDraft();
    else
        m_models.privacy.setBusy(true);
}

void SessionFlow::startDraft()
{
    base::Result<usecases::PreparedCode> prepared = std::move(**m_code);
    prepareCode();
    if (!prepared) {
        fail(prepared.error());
        return;
    }
    auto form = m_environment.forms.byName(m_environment.profile.forms.value(0));
    if (!form) {
        fail(form.error());
        return;
    }
    const PrivacyChoices &privacy = m_models.privacy;
    const auto copy = privacy.copyAtCentre() ? ports::CentreCopy::AsWritten : ports::CentreCopy::WhenSent;
    usecases::StartRequest request{std::move(*form),
                                   {copy, privacy.staffMayOpen()},
                                   std::move(*prepared),
                                   m_environment.profile.siteId,
                                   m_environment.intake};
    auto draft =
        usecases::StartDraft(m_tools, m_environment.vaultKey).execute(std::move(request), formEnvironment());
    if (!draft) {
        fail(draft.error());
        return;
    }
    adopt(std::move(*draft));
}

forms::Environment SessionFlow::formEnvironment() const
{
    forms::Environment environment{m_environment.clock, m_environment.random};
    environment.timeZone = m_environment.timeZone;
    environment.language = m_language;
    if (m_environment.position != nullptr)
        environment.position = [this] { return m_devices.place(); };
    const auto form = m_environment.forms.byName(m_environment.profile.forms.value(0));
    if (m_environment.lastSaved != nullptr && form) {
        auto saved = m_environment.lastSaved->read(form->definition->id());
        if (saved)
            environment.lastSaved = std::move(*saved);
        else if (saved.error().code != base::ErrorCode::NotFound)
            base::logEvent("last-saved-not-read", {{"error", saved.error().code}});
    }
    return environment;
}

bool SessionFlow::asksForPosition() const
{
    const auto form = m_environment.forms.byName(m_environment.profile.forms.value(0));
    return m_environment.position != nullptr && form && form->definition->asksForPosition();
}

void SessionFlow::adopt(std::unique_ptr<usecases::OpenDraft> draft)
{
    auto shapes = RepeatShapes::of(draft->form(), formEnvironment());
    if (!shapes) {
        fail(shapes.error());
        return;
    }
    m_draft = std::move(draft);
    if (m_draft->facts().rounds == 0)
        m_trail.begin(*m_draft, m_renewed);
    m_shapes = std::move(*shapes);
    m_codeMadeAt = m_environment.clock.wallMilliseconds();
    // What was chosen at the beginning, also after coming back.
    m_models.privacy.setCopyAtCentre(m_draft->facts().copy == ports::CentreCopy::AsWritten);
    m_models.privacy.setStaffMayOpen(m_draft->facts().intakeWrapped);
    m_models.privacy.setReadOnly(true);
    planAnew();
    passWhatIsAnswered();
    m_board.reset();
    refreshTasks();
    refreshReceipt();
    Q_EMIT m_face.saveStateChanged();
    if (m_draft->facts().rounds > 0) {
        setPage(Page::Status);
        return;
    }
    showResumeCode();
    setPage(Page::CodeShown);
}

/// A draft that comes back does not say which optional pages its person had passed: pages before an answered
/// one count as passed, and so does the rest of a task when a later task has answers.
void SessionFlow::passWhatIsAnswered()
{
    bool laterTaskBegun = false;
    for (auto at = m_plan.tasks().rbegin(); at != m_plan.tasks().rend(); ++at) {
        const PlannedTask &task = **at;
        bool answered = false;
        for (auto page = task.pages.rbegin(); page != task.pages.rend(); ++page) {
            answered = answered || holdsAnswer(m_draft->instance(), *page);
            if (answered)
                m_passed.insert(page->key);
        }
        if (answered && laterTaskBegun) {
            for (const PlannedPage &page : task.pages)
                m_passed.insert(page.key);
        }
        laterTaskBegun = laterTaskBegun || answered;
    }
}

void SessionFlow::submitCode()
{
    CodeEntry &entry = m_models.codeEntry;
    if (m_page != Page::EnterCode || entry.isBusy())
        return;
    entry.setError({});
    entry.setBusy(true);
    auto typed = std::make_shared<Code::element_type>();
    auto next = std::make_shared<Code::element_type>();
    base::Random &random = m_environment.random;
    runAside(
        [typed, next, text = entry.text(), &random] {
            typed->emplace(usecases::prepareTypedCode(text));
            if ((*typed)->ok())
                next->emplace(usecases::prepareNewCode(random));
        },
        [this, typed, next] {
            if (!(*typed)->ok()) {
                m_models.codeEntry.setBusy(false);
                refuseCode((*typed)->error());
            } else if (m_page == Page::EnterCode) {
                lookFor(typed, next);
            }
        });
}

/// The draft is looked for by the code's lookup id alone; the code opens it here.
void SessionFlow::lookFor(const Code &typed, const Code &next)
{
    if (!m_environment.findDraft) {
        m_models.codeEntry.setBusy(false);
        openWithCode(**typed, **next);
        return;
    }
    m_models.codeEntry.setSearching(true);
    m_environment.findDraft(usecases::lookupOf(***typed), [this, typed, next](const SearchOutcome &outcome) {
        m_models.codeEntry.setSearching(false);
        m_models.codeEntry.setBusy(false);
        if (m_page != Page::EnterCode)
            return;
        m_accesses = outcome.accesses;
        if (outcome.error)
            refuseSearch(*outcome.error);
        else
            openWithCode(**typed, **next);
    });
}

void SessionFlow::stopLooking()
{
    if (m_environment.stopFinding)
        m_environment.stopFinding();
    m_models.codeEntry.setSearching(false);
    m_models.codeEntry.setBusy(false);
    showWait();
}

void SessionFlow::refuseSearch(base::ErrorCode reason)
{
    using base::ErrorCode;
    switch (reason) {
    case ErrorCode::CodeRefused:
    case ErrorCode::CodeReplaced:
    case ErrorCode::CodeExpired:
    case ErrorCode::NotHereYet:
    case ErrorCode::Erased:
    case ErrorCode::TooManyTries:
        m_models.codeEntry.setError(base::textId(reason));
        break;
    case ErrorCode::StoreFull:
    case ErrorCode::StoreCorrupt:
    case ErrorCode::StoreFailed:
        fail({reason, {}, {}});
        break;
    default:
        //: The code is not of this device and the centre could not be asked.
        //% "This code is not from this device, and there is no connection now. Your application may be on the
        // device named on your slip. Try again later, or go to that device."
        m_models.codeEntry.setError(QString::fromLatin1(QT_TRID_NOOP("code-entry-not-connected")));
    }
    showWait();
}

void SessionFlow::openWithCode(base::Result<usecases::PreparedCode> &typed,
                               base::Result<usecases::PreparedCode> &next)
{
    if (!next) {
        fail(next.error());
        return;
    }
    usecases::OpenDraftWithCode open(m_tools, m_environment.forms, m_environment.vaultKey);
    auto draft = open.execute(*typed, *next, formEnvironment());
    if (!draft) {
        refuseCode(draft.error());
        return;
    }
    m_models.codeEntry.clear();
    m_renewed = true;
    adopt(std::move(*draft));
}

void SessionFlow::refuseCode(const base::Error &error)
{
    switch (error.code) {
    case base::ErrorCode::CodeMalformed: {
        const QString reason = domain::reasonTextId(error);
        m_models.codeEntry.setError(reason.isEmpty() ? base::textId(error.code) : reason);
        break;
    }
    case base::ErrorCode::MalformedInput:
        m_models.codeEntry.setError(domain::reasonTextId(error));
        break;
    case base::ErrorCode::CodeRefused:
    case base::ErrorCode::TooManyTries:
        m_models.codeEntry.setError(base::textId(error.code));
        break;
    default:
        fail(error);
    }
    showWait();
}

void SessionFlow::showWait()
{
    if (m_page != Page::EnterCode)
        return;
    const auto wait = m_environment.store.tryDelay();
    if (!wait)
        return;
    m_models.codeEntry.setWaitSeconds(secondsRoundedUp(*wait));
    if (*wait > 0)
        m_models.codeEntry.setError(base::textId(base::ErrorCode::TooManyTries));
}

} // namespace luotsi::viewmodels
