#pragma once

#include "session/PageNumbering.h"
#include "session/UnlockRule.h"
#include "usecases/AnswerQuestion.h"
#include "usecases/AuditTrail.h"
#include "usecases/DraftProgress.h"
#include "usecases/ListConflicts.h"
#include "usecases/OpenDraft.h"
#include "usecases/ResumeKeys.h"
#include "usecases/SubmitApplication.h"
#include "viewmodels/DeviceAnswers.h"
#include "viewmodels/FieldBuilder.h"
#include "viewmodels/IdleWatch.h"
#include "viewmodels/KioskSession.h"
#include "viewmodels/PagePlan.h"
#include "viewmodels/SessionEnvironment.h"
#include "viewmodels/SessionModels.h"
#include "viewmodels/TaskBoard.h"

#include <QObject>
#include <QSet>

#include <functional>
#include <memory>
#include <optional>

namespace luotsi::viewmodels {

/// What happens in a session, behind the properties of KioskSession: holds the open draft, knows which page
/// comes next, and turns what a person does into use cases. A failed store shows the Failure page and loses
/// nothing: what was given stays pending and the page it was given on is what `goBack` returns to. Split over
/// several files by subject. Threading: GUI thread; `aside` work touches nothing of it.
class SessionFlow : public QObject
{
    Q_OBJECT

public:
    using Page = KioskSession::Page;
    using SaveState = KioskSession::SaveState;

    SessionFlow(const SessionEnvironment &environment, KioskSession &face);
    ~SessionFlow() override;

    // SessionFlow.cpp: what the face shows
    [[nodiscard]] Page page() const { return m_page; }
    [[nodiscard]] const QString &language() const { return m_language; }
    [[nodiscard]] SaveState saveState() const;
    [[nodiscard]] QString place() const;
    [[nodiscard]] int pageNumber() const;
    [[nodiscard]] int taskIndex() const;
    [[nodiscard]] int taskCount() const { return static_cast<int>(m_plan.tasks().size()); }
    [[nodiscard]] QString taskTitle() const;
    [[nodiscard]] bool canGoBack() const;
    [[nodiscard]] bool hasDraft() const { return m_draft != nullptr; }
    [[nodiscard]] bool mayDelete() const;
    [[nodiscard]] SessionModels &models() { return m_models; }
    [[nodiscard]] IdleWatch &idle() { return m_idle; }
    [[nodiscard]] const SessionEnvironment &environment() const { return m_environment; }
    void setLanguage(const QString &language);
    void storeChanged();

    // SessionStart.cpp: beginning, the notice, continuing with a code
    void begin(const QString &intent, const QString &language);

    // SessionPages.cpp: from page to page
    void goNext();
    void goBack();
    void openTasks();
    void openTask(int row);
    void change(const QString &ref);
    void openOverlay(Page page);
    void closeOverlay();

    // SessionConflicts.cpp: what two places have answered differently
    void openConflicts();

    // SessionSend.cpp: check page, sending, where it stands
    void openCheck();
    void send();

    // SessionPapers.cpp: promised papers of a sent application, brought with the code
    void openPapers();
    [[nodiscard]] bool bringsPapers() const { return m_bringing; }

    // SessionEnding.cpp: stopping, pause and unlocking, printing
    void end(session::EndReason reason);
    void answerWarning();
    void showCode();
    void askPrint();
    void print();
    [[nodiscard]] const QString &printError() const { return m_printError; }
    [[nodiscard]] bool isPrinted() const { return m_printed; }
    [[nodiscard]] bool isPrintAsked() const { return m_printAsked; }
    void cancelPrint();
    void say(const QString &text);

private:
    struct Attaching;
    using AttachingPointer = std::shared_ptr<Attaching>;
    using Code = std::shared_ptr<std::optional<base::Result<usecases::PreparedCode>>>;

    // SessionStart.cpp
    void prepareCode();
    void runAside(std::function<void()> work, std::function<void()> done);
    void acceptNotice();
    void startDraft();
    void submitCode();
    void lookFor(const Code &typed, const Code &next);
    void stopLooking();
    void refuseSearch(base::ErrorCode reason);
    void openWithCode(base::Result<usecases::PreparedCode> &typed,
                      base::Result<usecases::PreparedCode> &next);
    void refuseCode(const base::Error &error);
    void adopt(std::unique_ptr<usecases::OpenDraft> draft);
    void passWhatIsAnswered();
    void showWait();
    [[nodiscard]] forms::Environment formEnvironment() const;
    [[nodiscard]] bool asksForPosition() const;

    // SessionFlow.cpp
    void tellOfForm();
    void keepTrail();
    void keepLastSaved();
    void forgetLastSaved();

    // SessionNewerForm.cpp
    void tellOfNewerForm();
    void askForNewerForm();
    void goOnInNewerForm();
    void follow(std::unique_ptr<usecases::OpenDraft> moved);

    // SessionPages.cpp
    void setPage(Page page);
    void guard(session::Shown shown, std::function<void()> action);
    [[nodiscard]] session::Shown shownOn(Page page) const;
    /// Valid until the form changes.
    [[nodiscard]] const std::vector<PlannedPage> &level() const;
    [[nodiscard]] const PlannedPage *current(const std::vector<PlannedPage> &pages) const;
    void enter(const PlannedPage &page);
    void show(const PlannedPage &page);
    void advance();
    void retreat();
    void leaveRow();
    [[nodiscard]] bool locate(const QString &ref);
    [[nodiscard]] bool locateIn(const std::vector<PlannedPage> &pages, const QString &ref, QStringList &rows);

    // SessionTasks.cpp
    void planAnew();
    void replan();
    void planned();
    void setTask(int task);
    void pass();
    void refreshTasks();
    [[nodiscard]] int firstOpenPage(const PlannedTask &task) const;
    [[nodiscard]] int nextTask() const;

    // SessionAnswers.cpp: the fields of a page and the rows of a list
    void showQuestion(const PlannedPage &page);
    void refreshQuestion();
    void showList(const PlannedPage &page);
    [[nodiscard]] FieldPointer fieldFor(forms::NodeId node);
    void connectField(Field &field);
    [[nodiscard]] std::vector<usecases::TypedAnswer> typedOnPage() const;
    [[nodiscard]] usecases::AnswerRules rules() const;
    [[nodiscard]] bool answerPage();
    void keepPage();
    void showProblems(const std::vector<usecases::AnswerProblem> &problems);
    void choose(Field &field);
    void keepOpen(Field &field);
    void keepTyped(bool all);
    void addRow();
    void editRow(int row);
    void removeRow(int row);
    [[nodiscard]] forms::NodeId nodeOf(const Field &field) const;

    // SessionDevices.cpp: files, drawings, places
    void connectDevices(Field &field);
    void attach(Field &field, const QString &sourceId);
    [[nodiscard]] static QString errorText(const base::Error &error);
    [[nodiscard]] bool keepFile(Field &field, forms::NodeId node, const ports::CapturedPage &page);
    [[nodiscard]] bool keepDrawings();
    void removeAttachment(Field &field, int row);
    void offerSources(Field &field);
    void addPlace(Field &field);

    // SessionAttaching.cpp
    void beginAttaching(Field &field, const QString &sourceId);
    void writePrepared(const AttachingPointer &attaching);
    void stepAttaching(const AttachingPointer &attaching);
    void finishAttaching(const AttachingPointer &attaching);
    void endAttaching(const std::optional<base::Error> &error = {});

    // SessionConflicts.cpp
    void leaveConflicts();
    void refreshConflicts();
    void chooseSide(int row, int side);
    void answerAgain(int row);
    void backToWhereItWasAsked();

    // SessionSend.cpp
    void refreshCheck();
    void showDeclarations();
    [[nodiscard]] bool declare();
    void refreshReceipt();
    void tellRemaining();
    void sent(const usecases::Sent &sent);

    // SessionPapers.cpp
    void refreshPapers();
    void addPaper(int row);
    void sendPapers();
    [[nodiscard]] QString paperName() const;
    [[nodiscard]] QStringList accessTexts() const;

    // SessionEnding.cpp
    void tryUnlock();
    [[nodiscard]] QString birthDate() const;
    void showResumeCode();

    bool fail(const base::Error &error);

    SessionEnvironment m_environment;
    KioskSession &m_face;
    SessionModels m_models;
    IdleWatch m_idle;
    DeviceAnswers m_devices;
    protocol::Origin m_origin; ///< this device, as people call it
    usecases::Tools m_tools;
    usecases::AuditTrail m_trail;
    QString m_language;
    usecases::ServiceTexts m_texts;
    std::unique_ptr<usecases::OpenDraft> m_draft;
    RepeatShapes m_shapes;
    PagePlan m_plan;
    TaskBoard m_board;
    std::vector<session::TaskPages> m_places; ///< of the plan, for counting pages
    mutable QString m_rowLevelOf;
    mutable std::optional<std::vector<PlannedPage>> m_rowLevel; ///< pages of the row we are inside of
    Page m_page = Page::Waiting;
    std::vector<Page> m_under; ///< pages below code, help and urgent card
    int m_task = -1;           ///< index into the plan
    forms::NodeId m_taskNode;
    QString m_key;      ///< of the page shown, a stable path
    QStringList m_rows; ///< stable paths of the rows we are inside of, outer first
    QString m_backTo;   ///< key of the page that returns to `m_backPage`
    Page m_backPage = Page::Check;
    Page m_conflictsFrom = Page::TaskList;
    std::vector<usecases::ListedConflict> m_conflicts; ///< on the page, chosen ones too
    QSet<QString> m_passed;                            ///< pages left with Continue
    QHash<QString, QStringList> m_withoutPlace;        ///< by language: questions of a draft that has moved
    UnfinishedTexts m_unfinished;
    AttachingPointer m_attaching;          ///< the file that is being attached
    QHash<QString, QString> m_sourceOf;    ///< attached in this session: page → source
    QHash<QString, std::int64_t> m_typing; ///< fields being typed in: since when quiet, monotonic
    session::UnlockRule m_unlockRule;
    std::function<void()> m_afterUnlock;
    Code m_code; ///< the next resume code while it is being made
    bool m_ended = false;
    std::int64_t m_codeMadeAt = 0;
    usecases::Progress m_progress;
    usecases::ArrivalEstimate m_arrival;
    std::vector<protocol::Access> m_accesses; ///< as the centre told them when the draft was looked for
    bool m_renewed = false;                   ///< the draft was opened with a code, which a new one follows
    bool m_bringing = false;                  ///< on the pages of promised papers
    int m_attachments = 0;
    QString m_printError;
    bool m_printed = false;
    bool m_printAsked = false;
};

} // namespace luotsi::viewmodels
