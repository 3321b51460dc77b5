#pragma once

#include "viewmodels/SessionModels.h"

#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace luotsi::viewmodels {

struct SessionEnvironment;
class SessionFlow;

/// One client at one kiosk, from Start to the clean start screen: which page shows, what stands on it and
/// what pressing does. Everything a page needs is here or in a child; nothing outlives this object, which
/// lives as long as its process. While `screenHidden`, `idleWarning` or the Unlock page shows, no page may be
/// drawn below. Texts that belong to the interface are ids; texts of form and pack are in `language`.
/// Threading: GUI thread.
class KioskSession : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given to the session's window")
    Q_PROPERTY(luotsi::viewmodels::KioskSession::Page page READ page NOTIFY pageChanged)
    Q_PROPERTY(QString language READ language NOTIFY languageChanged)
    Q_PROPERTY(QStringList languages READ languages CONSTANT)
    Q_PROPERTY(bool rightToLeft READ rightToLeft NOTIFY languageChanged)
    Q_PROPERTY(qreal textScale READ textScale NOTIFY textScaleChanged)
    Q_PROPERTY(int contrast READ contrast NOTIFY contrastChanged)
    Q_PROPERTY(QString siteName READ siteName CONSTANT)
    Q_PROPERTY(QString deviceName READ deviceName CONSTANT)
    Q_PROPERTY(bool online READ isOnline NOTIFY onlineChanged)
    Q_PROPERTY(QString connectionReason READ connectionReason NOTIFY onlineChanged)
    Q_PROPERTY(luotsi::viewmodels::KioskSession::SaveState saveState READ saveState NOTIFY saveStateChanged)
    Q_PROPERTY(QString place READ place NOTIFY placeChanged)
    Q_PROPERTY(int pageNumber READ pageNumber NOTIFY placeChanged)
    Q_PROPERTY(int taskIndex READ taskIndex NOTIFY placeChanged)
    Q_PROPERTY(int taskCount READ taskCount NOTIFY placeChanged)
    Q_PROPERTY(QString taskTitle READ taskTitle NOTIFY placeChanged)
    Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY placeChanged)
    Q_PROPERTY(bool hasDraft READ hasDraft NOTIFY saveStateChanged)
    Q_PROPERTY(bool canDelete READ canDelete NOTIFY saveStateChanged)
    Q_PROPERTY(bool speechAvailable READ speechAvailable NOTIFY languageChanged)
    Q_PROPERTY(bool printerAvailable READ printerAvailable NOTIFY printChanged)
    Q_PROPERTY(bool screenHidden READ isScreenHidden NOTIFY overlayChanged)
    Q_PROPERTY(bool stopAsked READ isStopAsked NOTIFY overlayChanged)
    Q_PROPERTY(bool deleteAsked READ isDeleteAsked NOTIFY overlayChanged)
    Q_PROPERTY(bool idleWarning READ isIdleWarning NOTIFY overlayChanged)
    Q_PROPERTY(int idleSecondsLeft READ idleSecondsLeft NOTIFY idleSecondsLeftChanged)
    Q_PROPERTY(int idleSecondsTotal READ idleSecondsTotal CONSTANT)
    Q_PROPERTY(bool printAsked READ isPrintAsked NOTIFY printChanged)
    Q_PROPERTY(QString printError READ printError NOTIFY printChanged)
    Q_PROPERTY(bool printed READ isPrinted NOTIFY printChanged)
    Q_PROPERTY(luotsi::viewmodels::PrivacyChoices *privacy READ privacy CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::TaskListModel *tasks READ tasks CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::QuestionPage *question READ question CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::RepeatListModel *repeatList READ repeatList CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::CheckAnswersModel *check READ check CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::ReceiptView *receipt READ receipt CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::PaperListModel *papers READ papers CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::ConflictListModel *conflicts READ conflicts CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::NewerForm *newerForm READ newerForm CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::CodeEntry *codeEntry READ codeEntry CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::UnlockView *unlock READ unlock CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::UrgentCard *urgent READ urgent CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::HelpView *help READ help CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::LookAroundModel *look READ look CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::FailureView *failure READ failure CONSTANT)
    Q_PROPERTY(luotsi::viewmodels::ResumeCodeView *resumeCode READ resumeCode CONSTANT)

public:
    enum Page {
        Waiting,
        Privacy,
        CodeShown,
        TaskList,
        Question,
        RepeatList,
        Check,
        Receipt,
        EnterCode,
        Status,
        Unlock,
        Urgent,
        Help,
        LookAround,
        Failure,
        Papers,
        Conflicts,
        Ended
    };
    Q_ENUM(Page)
    enum SaveState { NothingYet, Saved, SavedNotReceived, Received };
    Q_ENUM(SaveState)

    explicit KioskSession(const SessionEnvironment &environment, QObject *parent = nullptr);
    ~KioskSession() override;

    [[nodiscard]] Page page() const;
    [[nodiscard]] QString language() const;
    [[nodiscard]] QStringList languages() const;
    [[nodiscard]] bool rightToLeft() const;
    [[nodiscard]] qreal textScale() const;
    [[nodiscard]] int contrast() const;
    [[nodiscard]] QString siteName() const;
    [[nodiscard]] QString deviceName() const;
    [[nodiscard]] bool isOnline() const;
    [[nodiscard]] QString connectionReason() const;
    [[nodiscard]] SaveState saveState() const;
    /// Another text on every page, also inside the rows of one list, whose pages share a number.
    [[nodiscard]] QString place() const;
    [[nodiscard]] int pageNumber() const;
    [[nodiscard]] int taskIndex() const;
    [[nodiscard]] int taskCount() const;
    [[nodiscard]] QString taskTitle() const;
    [[nodiscard]] bool canGoBack() const;
    [[nodiscard]] bool hasDraft() const;
    [[nodiscard]] bool canDelete() const;
    [[nodiscard]] bool speechAvailable() const;
    [[nodiscard]] bool printerAvailable() const;
    [[nodiscard]] bool isScreenHidden() const;
    [[nodiscard]] bool isStopAsked() const;
    [[nodiscard]] bool isDeleteAsked() const;
    [[nodiscard]] bool isIdleWarning() const;
    [[nodiscard]] int idleSecondsLeft() const;
    [[nodiscard]] int idleSecondsTotal() const;
    [[nodiscard]] bool isPrintAsked() const;
    [[nodiscard]] QString printError() const;
    [[nodiscard]] bool isPrinted() const;
    [[nodiscard]] PrivacyChoices *privacy() const;
    [[nodiscard]] TaskListModel *tasks() const;
    [[nodiscard]] QuestionPage *question() const;
    [[nodiscard]] RepeatListModel *repeatList() const;
    [[nodiscard]] CheckAnswersModel *check() const;
    [[nodiscard]] ReceiptView *receipt() const;
    [[nodiscard]] PaperListModel *papers() const;
    [[nodiscard]] ConflictListModel *conflicts() const;
    [[nodiscard]] NewerForm *newerForm() const;
    [[nodiscard]] CodeEntry *codeEntry() const;
    [[nodiscard]] UnlockView *unlock() const;
    [[nodiscard]] UrgentCard *urgent() const;
    [[nodiscard]] HelpView *help() const;
    [[nodiscard]] LookAroundModel *look() const;
    [[nodiscard]] FailureView *failure() const;
    [[nodiscard]] ResumeCodeView *resumeCode() const;

    /// intent: "apply", "continue", "look", "help", "urgent" or "privacy". Once per session.
    Q_INVOKABLE void begin(const QString &intent, const QString &language);
    Q_INVOKABLE void goNext();
    Q_INVOKABLE void goBack();
    Q_INVOKABLE void openTasks();
    Q_INVOKABLE void openTask(int row);
    Q_INVOKABLE void openCheck();
    Q_INVOKABLE void change(const QString &ref);
    Q_INVOKABLE void send();
    Q_INVOKABLE void openPapers();
    Q_INVOKABLE void openConflicts();
    Q_INVOKABLE void openUrgent();
    Q_INVOKABLE void closeUrgent();
    Q_INVOKABLE void openHelp();
    Q_INVOKABLE void closeHelp();
    Q_INVOKABLE void askStop();
    Q_INVOKABLE void cancelStop();
    Q_INVOKABLE void keepAndEnd();
    Q_INVOKABLE void askDelete();
    Q_INVOKABLE void cancelDelete();
    Q_INVOKABLE void deleteAndEnd();
    Q_INVOKABLE void hideScreen();
    Q_INVOKABLE void showScreen();
    Q_INVOKABLE void stillHere();
    Q_INVOKABLE void noteActivity();
    Q_INVOKABLE void setLanguage(const QString &language);
    Q_INVOKABLE void setTextScale(qreal scale);
    Q_INVOKABLE void setContrast(int contrast);
    Q_INVOKABLE void showCode();
    Q_INVOKABLE void askPrint();
    Q_INVOKABLE void cancelPrint();
    Q_INVOKABLE void print();
    Q_INVOKABLE void say(const QString &text);
    Q_INVOKABLE void silence();

    /// From the supervisor: is the centre reachable, and if not, the text id of the reason for staff.
    void setConnection(bool online, const QString &reasonId);
    /// From the supervisor: the synchroniser changed something about this draft; facts are read again.
    void storeChanged();
    /// What the timer does; a test that moves the clock calls it.
    void tick();

Q_SIGNALS:
    void pageChanged();
    void languageChanged();
    void textScaleChanged();
    void contrastChanged();
    void onlineChanged();
    void saveStateChanged();
    void placeChanged();
    void overlayChanged();
    void idleSecondsLeftChanged();
    void printChanged();

private:
    void setOverlay(bool &flag, bool on);
    std::unique_ptr<SessionFlow> m_flow;
    qreal m_textScale = 1.0;
    int m_contrast = 0;
    bool m_online = false;
    QString m_connectionReason;
    bool m_screenHidden = false;
    bool m_stopAsked = false;
    bool m_deleteAsked = false;
};

} // namespace luotsi::viewmodels
