#include "viewmodels/KioskSession.h"

namespace luotsi::viewmodels {

class SessionParts
{
public:
    PrivacyChoices privacy;
    TaskListModel tasks;
    QuestionPage question;
    RepeatListModel repeatList;
    CheckAnswersModel check;
    ReceiptView receipt;
    CodeEntry codeEntry;
    UnlockView unlock;
    UrgentCard urgent;
    HelpView help;
    LookAroundModel look;
    FailureView failure;
    ResumeCodeView resumeCode;
};

KioskSession::KioskSession(const SessionEnvironment &, QObject *parent)
    : QObject(parent), m_parts(std::make_unique<SessionParts>())
{
}

KioskSession::~KioskSession() = default;

KioskSession::Page KioskSession::page() const
{
    return Waiting;
}

QString KioskSession::language() const
{
    return {};
}

QStringList KioskSession::languages() const
{
    return {};
}

bool KioskSession::rightToLeft() const
{
    return {};
}

qreal KioskSession::textScale() const
{
    return {};
}

int KioskSession::contrast() const
{
    return {};
}

QString KioskSession::siteName() const
{
    return {};
}

QString KioskSession::deviceName() const
{
    return {};
}

bool KioskSession::isOnline() const
{
    return {};
}

QString KioskSession::connectionReason() const
{
    return {};
}

KioskSession::SaveState KioskSession::saveState() const
{
    return NothingYet;
}

int KioskSession::pageNumber() const
{
    return {};
}

int KioskSession::taskIndex() const
{
    return {};
}

int KioskSession::taskCount() const
{
    return {};
}

QString KioskSession::taskTitle() const
{
    return {};
}

bool KioskSession::canGoBack() const
{
    return {};
}

bool KioskSession::hasDraft() const
{
    return {};
}

bool KioskSession::speechAvailable() const
{
    return {};
}

bool KioskSession::printerAvailable() const
{
    return {};
}

bool KioskSession::isScreenHidden() const
{
    return {};
}

bool KioskSession::isStopAsked() const
{
    return {};
}

bool KioskSession::isDeleteAsked() const
{
    return {};
}

bool KioskSession::isIdleWarning() const
{
    return {};
}

int KioskSession::idleSecondsLeft() const
{
    return {};
}

int KioskSession::idleSecondsTotal() const
{
    return {};
}

bool KioskSession::isPrintAsked() const
{
    return {};
}

QString KioskSession::printError() const
{
    return {};
}

bool KioskSession::isPrinted() const
{
    return {};
}

PrivacyChoices *KioskSession::privacy() const
{
    return &m_parts->privacy;
}

TaskListModel *KioskSession::tasks() const
{
    return &m_parts->tasks;
}

QuestionPage *KioskSession::question() const
{
    return &m_parts->question;
}

RepeatListModel *KioskSession::repeatList() const
{
    return &m_parts->repeatList;
}

CheckAnswersModel *KioskSession::check() const
{
    return &m_parts->check;
}

ReceiptView *KioskSession::receipt() const
{
    return &m_parts->receipt;
}

CodeEntry *KioskSession::codeEntry() const
{
    return &m_parts->codeEntry;
}

UnlockView *KioskSession::unlock() const
{
    return &m_parts->unlock;
}

UrgentCard *KioskSession::urgent() const
{
    return &m_parts->urgent;
}

HelpView *KioskSession::help() const
{
    return &m_parts->help;
}

LookAroundModel *KioskSession::look() const
{
    return &m_parts->look;
}

FailureView *KioskSession::failure() const
{
    return &m_parts->failure;
}

ResumeCodeView *KioskSession::resumeCode() const
{
    return &m_parts->resumeCode;
}

void KioskSession::begin(const QString &, const QString &) {}

void KioskSession::goNext() {}

void KioskSession::goBack() {}

void KioskSession::openTasks() {}

void KioskSession::openTask(int) {}

void KioskSession::openCheck() {}

void KioskSession::change(const QString &) {}

void KioskSession::send() {}

void KioskSession::openUrgent() {}

void KioskSession::closeUrgent() {}

void KioskSession::openHelp() {}

void KioskSession::closeHelp() {}

void KioskSession::askStop() {}

void KioskSession::cancelStop() {}

void KioskSession::keepAndEnd() {}

void KioskSession::askDelete() {}

void KioskSession::cancelDelete() {}

void KioskSession::deleteAndEnd() {}

void KioskSession::hideScreen() {}

void KioskSession::showScreen() {}

void KioskSession::stillHere() {}

void KioskSession::noteActivity() {}

void KioskSession::setLanguage(const QString &) {}

void KioskSession::setTextScale(qreal) {}

void KioskSession::setContrast(int) {}

void KioskSession::showCode() {}

void KioskSession::askPrint() {}

void KioskSession::cancelPrint() {}

void KioskSession::print() {}

void KioskSession::say(const QString &) {}

void KioskSession::silence() {}

void KioskSession::setConnection(bool, const QString &) {}

void KioskSession::storeChanged() {}

} // namespace luotsi::viewmodels
