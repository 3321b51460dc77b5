#pragma once

#include "viewmodels/KioskSession.h"

#include <QObject>

namespace luotsi::screens {

/// A session whose outer facts are set by a test while its pages hold the real view models. Everything a
/// scene does not name is at the values of `reset`. Threading: GUI thread.
class ScriptedSession : public viewmodels::KioskSession
{
    Q_OBJECT
    Q_PROPERTY(luotsi::viewmodels::KioskSession::Page page MEMBER m_page NOTIFY changed)
    Q_PROPERTY(QString language MEMBER m_language NOTIFY changed)
    Q_PROPERTY(QStringList languages MEMBER m_languages NOTIFY changed)
    Q_PROPERTY(bool rightToLeft MEMBER m_rightToLeft NOTIFY changed)
    Q_PROPERTY(qreal textScale MEMBER m_textScale NOTIFY changed)
    Q_PROPERTY(int contrast MEMBER m_contrast NOTIFY changed)
    Q_PROPERTY(QString siteName MEMBER m_siteName NOTIFY changed)
    Q_PROPERTY(QString deviceName MEMBER m_deviceName NOTIFY changed)
    Q_PROPERTY(bool online MEMBER m_online NOTIFY changed)
    Q_PROPERTY(QString connectionReason MEMBER m_connectionReason NOTIFY changed)
    Q_PROPERTY(luotsi::viewmodels::KioskSession::SaveState saveState MEMBER m_saveState NOTIFY changed)
    Q_PROPERTY(int pageNumber MEMBER m_pageNumber NOTIFY changed)
    Q_PROPERTY(int taskIndex MEMBER m_taskIndex NOTIFY changed)
    Q_PROPERTY(int taskCount MEMBER m_taskCount NOTIFY changed)
    Q_PROPERTY(QString taskTitle MEMBER m_taskTitle NOTIFY changed)
    Q_PROPERTY(bool canGoBack MEMBER m_canGoBack NOTIFY changed)
    Q_PROPERTY(bool hasDraft MEMBER m_hasDraft NOTIFY changed)
    Q_PROPERTY(bool speechAvailable MEMBER m_speechAvailable NOTIFY changed)
    Q_PROPERTY(bool printerAvailable MEMBER m_printerAvailable NOTIFY changed)
    Q_PROPERTY(bool screenHidden MEMBER m_screenHidden NOTIFY changed)
    Q_PROPERTY(bool stopAsked MEMBER m_stopAsked NOTIFY changed)
    Q_PROPERTY(bool deleteAsked MEMBER m_deleteAsked NOTIFY changed)
    Q_PROPERTY(bool idleWarning MEMBER m_idleWarning NOTIFY changed)
    Q_PROPERTY(int idleSecondsLeft MEMBER m_idleSecondsLeft NOTIFY changed)
    Q_PROPERTY(int idleSecondsTotal MEMBER m_idleSecondsTotal NOTIFY changed)
    Q_PROPERTY(bool printAsked MEMBER m_printAsked NOTIFY changed)
    Q_PROPERTY(QString printError MEMBER m_printError NOTIFY changed)
    Q_PROPERTY(bool printed MEMBER m_printed NOTIFY changed)

public:
    explicit ScriptedSession(const viewmodels::SessionEnvironment &environment);

    void reset(const QString &language, qreal textScale, int contrast);
    /// Tells the screen about everything a scene has written.
    void announce() { Q_EMIT changed(); }

    Page m_page = Waiting;
    QString m_language;
    QStringList m_languages;
    bool m_rightToLeft = false;
    qreal m_textScale = 1;
    int m_contrast = 0;
    QString m_siteName;
    QString m_deviceName;
    bool m_online = true;
    QString m_connectionReason;
    SaveState m_saveState = NothingYet;
    int m_pageNumber = 0;
    int m_taskIndex = 0;
    int m_taskCount = 0;
    QString m_taskTitle;
    bool m_canGoBack = true;
    bool m_hasDraft = true;
    bool m_speechAvailable = true;
    bool m_printerAvailable = true;
    bool m_screenHidden = false;
    bool m_stopAsked = false;
    bool m_deleteAsked = false;
    bool m_idleWarning = false;
    int m_idleSecondsLeft = 58;
    int m_idleSecondsTotal = 60;
    bool m_printAsked = false;
    QString m_printError;
    bool m_printed = false;

Q_SIGNALS:
    void changed();
};

} // namespace luotsi::screens
