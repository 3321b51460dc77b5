#include "viewmodels/KioskSession.h"

#include "viewmodels/SessionFlow.h"

#include <QLocale>

namespace luotsi::viewmodels {

namespace {

bool isRightToLeft(const QString &language)
{
    return QLocale(language).textDirection() == Qt::RightToLeft;
}

} // namespace

KioskSession::KioskSession(const SessionEnvironment &environment, QObject *parent)
    : QObject(parent), m_flow(std::make_unique<SessionFlow>(environment, *this))
{
    connect(&m_flow->idle(), &IdleWatch::warningChanged, this, &KioskSession::overlayChanged);
    connect(&m_flow->idle(), &IdleWatch::secondsLeftChanged, this, &KioskSession::idleSecondsLeftChanged);
}

KioskSession::~KioskSession() = default;

KioskSession::Page KioskSession::page() const
{
    return m_flow->page();
}

QString KioskSession::language() const
{
    return m_flow->language();
}

QStringList KioskSession::languages() const
{
    return m_flow->environment().profile.languages;
}

qreal KioskSession::textScale() const
{
    return m_textScale;
}

int KioskSession::contrast() const
{
    return m_contrast;
}

QString KioskSession::siteName() const
{
    return m_flow->environment().profile.siteName;
}

QString KioskSession::deviceName() const
{
    return m_flow->environment().profile.deviceName;
}

bool KioskSession::isOnline() const
{
    return m_online;
}

QString KioskSession::connectionReason() const
{
    return m_connectionReason;
}

KioskSession::SaveState KioskSession::saveState() const
{
    return m_flow->saveState();
}

QString KioskSession::place() const
{
    return m_flow->place();
}

int KioskSession::pageNumber() const
{
    return m_flow->pageNumber();
}

int KioskSession::taskIndex() const
{
    return m_flow->taskIndex();
}

int KioskSession::taskCount() const
{
    // Promised papers are brought outside the walk through the tasks.
    return m_flow->bringsPapers() ? 0 : m_flow->taskCount();
}

QString KioskSession::taskTitle() const
{
    return m_flow->taskTitle();
}

bool KioskSession::canGoBack() const
{
    return m_flow->canGoBack();
}

bool KioskSession::hasDraft() const
{
    return m_flow->hasDraft();
}

bool KioskSession::canDelete() const
{
    return m_flow->mayDelete();
}

bool KioskSession::speechAvailable() const
{
    return m_flow->environment().speech.available(m_flow->language());
}

bool KioskSession::printerAvailable() const
{
    return m_flow->environment().printer.available();
}

bool KioskSession::isScreenHidden() const
{
    return m_screenHidden;
}

bool KioskSession::isStopAsked() const
{
    return m_stopAsked;
}

bool KioskSession::isDeleteAsked() const
{
    return m_deleteAsked;
}

bool KioskSession::isIdleWarning() const
{
    return m_flow->idle().isWarning();
}

int KioskSession::idleSecondsLeft() const
{
    return m_flow->idle().secondsLeft();
}

int KioskSession::idleSecondsTotal() const
{
    return m_flow->idle().secondsTotal();
}

bool KioskSession::isPrintAsked() const
{
    return m_flow->isPrintAsked();
}

QString KioskSession::printError() const
{
    return m_flow->printError();
}

bool KioskSession::isPrinted() const
{
    return m_flow->isPrinted();
}

PrivacyChoices *KioskSession::privacy() const
{
    return &m_flow->models().privacy;
}

TaskListModel *KioskSession::tasks() const
{
    return &m_flow->models().tasks;
}

QuestionPage *KioskSession::question() const
{
    return &m_flow->models().question;
}

RepeatListModel *KioskSession::repeatList() const
{
    return &m_flow->models().repeatList;
}

CheckAnswersModel *KioskSession::check() const
{
    return &m_flow->models().check;
}

ReceiptView *KioskSession::receipt() const
{
    return &m_flow->models().receipt;
}

PaperListModel *KioskSession::papers() const
{
    return &m_flow->models().papers;
}

ConflictListModel *KioskSession::conflicts() const
{
    return &m_flow->models().conflicts;
}

NewerForm *KioskSession::newerForm() const
{
    return &m_flow->models().newerForm;
}

CodeEntry *KioskSession::codeEntry() const
{
    return &m_flow->models().codeEntry;
}

UnlockView *KioskSession::unlock() const
{
    return &m_flow->models().unlock;
}

UrgentCard *KioskSession::urgent() const
{
    return &m_flow->models().urgent;
}

HelpView *KioskSession::help() const
{
    return &m_flow->models().help;
}

LookAroundModel *KioskSession::look() const
{
    return &m_flow->models().look;
}

FailureView *KioskSession::failure() const
{
    return &m_flow->models().failure;
}

ResumeCodeView *KioskSession::resumeCode() const
{
    return &m_flow->models().resumeCode;
}

bool KioskSession::rightToLeft() const
{
    return isRightToLeft(m_flow->language());
}

} // namespace luotsi::viewmodels
