#include "viewmodels/SessionFlow.h"

namespace luotsi::viewmodels {

// What a person does: pressing goes to the flow, the overlays are the face's own.

namespace {

constexpr qreal smallestScale = 1.0;
constexpr qreal largestScale = 2.0;
constexpr int contrastCount = 3;

} // namespace

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

void KioskSession::openPapers()
{
    m_flow->openPapers();
}

void KioskSession::openConflicts()
{
    m_flow->openConflicts();
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
