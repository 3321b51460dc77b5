#pragma once

#include "assets/texts/Texts.h"
#include "kioskhost/KioskCore.h"
#include "kioskhost/KioskOptions.h"
#include "kioskhost/SessionLauncher.h"
#include "storelink/ControlChannel.h"

#include <QObject>
#include <QQmlApplicationEngine>

#include <memory>
#include <optional>

class QQuickWindow;

namespace luotsi::kioskhost {

/// The small program behind the start screen: owns store and synchroniser, keeps exactly one session process
/// waiting with its window hidden, and hands it the next person. Knows no answer and no draft key.
/// A session ends by the end of its process, whatever the reason; the next one is already loading then.
/// Threading: GUI thread.
class Supervisor final : public QObject
{
    Q_OBJECT

public:
    Supervisor(KioskOptions options, base::Clock &clock, base::Random &random);
    ~Supervisor() override;

    /// Shows the start screen; everything that is not on it is opened after its first frame. A kiosk without
    /// a profile shows at once that it is out of use, and why: the error is given back for the exit code.
    base::Result<void> start();

    /// Null before start.
    [[nodiscard]] QQuickWindow *window() const { return m_window; }
    /// Null before the first frame, and on a kiosk that cannot be used.
    [[nodiscard]] KioskCore *core() const { return m_core.get(); }

Q_SIGNALS:
    /// The start screen has been drawn; nothing else has been opened yet.
    void firstFrame();
    /// The store or the pack cannot be opened, or sessions do not load. The start screen says so; nothing
    /// has been destroyed.
    void outOfService(const luotsi::base::Error &error);
    /// A session process is loaded and waits.
    void sessionWaiting();

private Q_SLOTS:
    void beginSession(const QString &intent);
    void chooseLanguage(const QString &language);
    void chooseTextScale(qreal scale);
    void chooseContrast(int contrast);

private:
    struct Session
    {
        std::unique_ptr<QProcess> process;
        std::unique_ptr<storelink::ControlChannel> control;
        storelink::Socket store;
        bool ready = false;
        bool begun = false;
        bool goodbye = false; ///< it said how it ended
    };

    void loadWindow(const packs::Profile &profile);
    void openAfterFirstFrame();
    void openCore();
    void showOutOfService(const base::Error &error);
    void endSession();
    void launchSession();
    void heard(const storelink::control::Message &message);
    void findDraft(const ports::protocol::LookupId &lookup);
    void handOver();
    void sessionGone();
    void tellConnection();
    void resetStartScreen();

    KioskOptions m_options;
    base::Clock &m_clock;
    base::Random &m_random;
    packs::Profile m_profile;
    std::unique_ptr<KioskCore> m_core;
    QQmlApplicationEngine m_engine;
    texts::Texts m_texts;
    QString m_language;
    QQuickWindow *m_window = nullptr;
    Session m_session;
    std::optional<storelink::control::Intent> m_wanted;
    int m_failedLaunches = 0;
    bool m_drawn = false;
};

} // namespace luotsi::kioskhost
