#pragma once

#include "FaultProxy.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace luotsi::e2e {

/// How a program ended and what it said.
struct Ended
{
    int exitCode = -1;
    QByteArray said; ///< both outputs
};

/// Runs a program of the build to its end while this process's own servers go on serving.
[[nodiscard]] Ended run(const QString &program, const QStringList &arguments);
[[nodiscard]] QString programPath(const char *name);

/// A centre made with luotsi-admin and served by the real luotsi-endpoint.
class LivingCentre
{
public:
    /// False, with the reason as a warning, when a program fails.
    [[nodiscard]] bool make();
    /// With further options of luotsi-endpoint. A second start serves on the port of the first.
    [[nodiscard]] bool start(const QStringList &options = {});
    void stop();
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString rootFingerprint() const { return m_fingerprint; }
    [[nodiscard]] QString rootsFile() const;
    [[nodiscard]] Ended admin(const QString &command, const QStringList &arguments) const;
    ~LivingCentre() { stop(); }

private:
    [[nodiscard]] QString folder() const { return m_folder.filePath(QStringLiteral("centre")); }

    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_fingerprint;
    quint16 m_port = 0;
};

/// A kiosk as the product runs it, with the demonstration's hand on its screens. It meets the centre through
/// a link that can go wrong. Threading: the test's; waits keep the event loop turning.
class LivingKiosk
{
public:
    explicit LivingKiosk(LivingCentre &centre);
    ~LivingKiosk();

    /// Which of its processes a kill hits. A session does not outlive its supervisor.
    enum class Victim { Session, Supervisor, Both };

    /// Installs the service pack and a profile and enrols. With `form`, a folder with form.json and form.xml,
    /// the pack asks that instead of its own.
    [[nodiscard]] bool setUp(const QString &form = {});
    [[nodiscard]] bool start();
    /// kill -9, supervisor and session.
    void kill();
    /// kill -9 so much later, whatever is under way then. From that moment no hand answers until comeBack.
    void killIn(int milliseconds, Victim victim);
    [[nodiscard]] bool isKilled() const { return m_isKilled; }
    /// Starts again what was killed. False when a process outlived its kill or does not start.
    [[nodiscard]] bool comeBack();
    /// As a machine that is shut down: the store is closed properly.
    [[nodiscard]] bool end();

    [[nodiscard]] QString data() const { return m_folder.filePath(QStringLiteral("kiosk")); }
    [[nodiscard]] tests::FaultProxy &link() { return m_link; }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    [[nodiscard]] QByteArray said();

    /// On the start screen ("start") or in the session that is in front ("session"). An empty text when done.
    [[nodiscard]] QString press(const QString &role, const QString &name);
    [[nodiscard]] QString type(const QString &text);
    /// Presses Backspace `times` times in the session.
    void rubOut(int times);
    /// Empties the entry that is being typed into. False when no hand answers.
    [[nodiscard]] bool clearEntry();
    /// Whether a session's window stands before the start screen now.
    [[nodiscard]] bool isSessionInFront();
    [[nodiscard]] QJsonValue read(const QString &role, const QString &path);
    [[nodiscard]] bool waitFor(const QString &role, const QString &path, const QJsonValue &value,
                               int milliseconds = 10'000);

private:
    struct Hand
    {
        std::unique_ptr<QLocalSocket> socket;
        QString role;
    };

    void meet();
    void strike();
    [[nodiscard]] QString packWith(const QString &form) const;
    [[nodiscard]] bool isVisible(Hand &hand);
    [[nodiscard]] bool pressKey(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    [[nodiscard]] Hand *front(const QString &role);
    [[nodiscard]] std::optional<QJsonObject> order(Hand &hand, const QString &name, QJsonObject arguments);
    [[nodiscard]] std::optional<QJsonObject> tell(const QString &role, const QString &name,
                                                  const QJsonObject &arguments);

    LivingCentre &m_centre;
    tests::FaultProxy m_link;
    QTemporaryDir m_folder;
    QLocalServer m_server;
    std::vector<Hand> m_hands;
    QProcess m_process;
    QByteArray m_said;
    QTimer m_strike;
    Victim m_victim = Victim::Both;
    std::vector<qint64> m_struck;
    bool m_isKilled = false;
    bool m_isSupervisorStruck = false;
};

} // namespace luotsi::e2e
