#include "viewmodels/KioskSession.h"

#include "viewmodels/SessionFlow.h"

#include <QLocale>

namespace luotsi::viewmodels {

namespace {

constexpr qreal smallestScale = 1.0;
constexpr qreal largestScale = 2.0;
constexpr int contrastCount = 3;

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
    return m_flow->taskCount();
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

void KioskSession::begin(const QString &intent, const QString &language)
{
    m_flow->begin(intent, language);
}

void KioskSession::goNext()
{
    m_flow->goNext();
}

void KioskSession::goBack()
{
    m_flow->goBack();
}

void KioskSession::openTasks()
{
    m_flow->openTasks();
}

void KioskSession::openTask(int row)
{
    m_flow->openTask(row);
}

void KioskSession::openCheck()
{
    m_flow->openCheck();
}

void KioskSession::change(const QString &ref)
{
    m_flow->change(ref);
}

void KioskSession::send()
{
    m_flow->send();
}

void KioskSession::openUrgent()
{
    m_flow->openOverlay(Urgent);
}

void KioskSession::closeUrgent()
{
    if (page() == Urgent)
        m_flow->closeOverlay();
}

void KioskSession::openHelp()
{
    m_flow->openOverlay(Help);
}

void KioskSession::closeHelp()
{
    if (page() == Help)
        m_flow->closeOverlay();
}

void KioskSession::setOverlay(bool &flag, bool on)
{
    if (flag == on || page() == Ended)
        return;
    flag = on;
    Q_EMIT overlayChanged();
}

void KioskSession::askStop()
{
    setOverlay(m_stopAsked, true);
}

void KioskSession::cancelStop()
{
    setOverlay(m_deleteAsked, false);
    setOverlay(m_stopAsked, false);
}

void KioskSession::keepAndEnd()
{
    cancelStop();
    m_flow->end(m_flow->hasDraft() ? session::EndReason::Stopped : session::EndReason::NothingBegun);
}

void KioskSession::askDelete()
{
    if (m_stopAsked && m_flow->mayDelete())
        setOverlay(m_deleteAsked, true);
}

void KioskSession::cancelDelete()
{
    setOverlay(m_deleteAsked, false);
}

void KioskSession::deleteAndEnd()
{
    if (!m_deleteAsked)
        return;
    cancelStop();
    m_flow->end(session::EndReason::Deleted);
}

void KioskSession::hideScreen()
{
    m_flow->environment().speech.silence();
    setOverlay(m_screenHidden, true);
}

void KioskSession::showScreen()
{
    setOverlay(m_screenHidden, false);
}

void KioskSession::stillHere()
{
    m_flow->answerWarning();
}

void KioskSession::noteActivity()
{
    m_flow->idle().noteActivity(session::Activity::Press);
    if (m_flow->environment().activity)
        m_flow->environment().activity();
}

void KioskSession::setLanguage(const QString &language)
{
    m_flow->setLanguage(language);
}

void KioskSession::setTextScale(qreal scale)
{
    const qreal bounded = qBound(smallestScale, scale, largestScale);
    if (qFuzzyCompare(bounded, m_textScale))
        return;
    m_textScale = bounded;
    Q_EMIT textScaleChanged();
}

void KioskSession::setContrast(int contrast)
{
    if (contrast == m_contrast || contrast < 0 || contrast >= contrastCount)
        return;
    m_contrast = contrast;
    Q_EMIT contrastChanged();
}

void KioskSession::showCode()
{
    m_flow->showCode();
}

void KioskSession::askPrint()
{
    m_flow->askPrint();
}

void KioskSession::cancelPrint()
{
    m_flow->cancelPrint();
}

void KioskSession::print()
{
    m_flow->print();
}

void KioskSession::say(const QString &text)
{
    m_flow->say(text);
}

void KioskSession::silence()
{
    m_flow->environment().speech.silence();
}

void KioskSession::setConnection(bool online, const QString &reasonId)
{
    const QString reason = online ? QString() : reasonId;
    if (online == m_online && reason == m_connectionReason)
        return;
    m_online = online;
    m_connectionReason = reason;
    Q_EMIT onlineChanged();
}

void KioskSession::storeChanged()
{
    m_flow->storeChanged();
}

void KioskSession::tick()
{
    m_flow->idle().tick();
}

} // namespace luotsi::viewmodels
