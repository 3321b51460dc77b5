#include "screens/ScriptedSession.h"

namespace luotsi::screens {

ScriptedSession::ScriptedSession(const viewmodels::SessionEnvironment &environment)
    : KioskSession(environment)
{
}

void ScriptedSession::reset(const QString &language, qreal textScale, int contrast)
{
    m_page = Waiting;
    m_language = language;
    m_languages = {QStringLiteral("fi"), QStringLiteral("sv"), QStringLiteral("en")};
    m_rightToLeft = language == QLatin1String("pseudo");
    m_textScale = textScale;
    m_contrast = contrast;
    m_online = true;
    m_connectionReason.clear();
    m_saveState = NothingYet;
    m_pageNumber = 0;
    m_taskIndex = 0;
    m_taskCount = 0;
    m_taskTitle.clear();
    m_canGoBack = true;
    m_hasDraft = true;
    m_speechAvailable = true;
    m_printerAvailable = true;
    m_screenHidden = m_stopAsked = m_deleteAsked = m_idleWarning = m_printAsked = m_printed = false;
    m_idleSecondsLeft = 58;
    m_printError.clear();
    privacy()->setReadOnly(false);
    codeEntry()->clear();
    unlock()->clear();
    repeatList()->setError({});
    question()->setErrors({});
    question()->setBusy(false);
    receipt()->show({});
    receipt()->setRemainingText({});
    resumeCode()->clear();
    check()->setWarnings({});
    check()->setConflictCount(0);
    check()->setSendsAll(false);
    conflicts()->assign({});
    newerForm()->setOffered(false);
    newerForm()->setAsked(false);
    newerForm()->setMoved(false);
    check()->declarations()->assign({});
}

} // namespace luotsi::screens
