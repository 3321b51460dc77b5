#pragma once

#include "FaultProxy.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

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

    /// Installs the service pack and a profile and enrols.
    [[nodiscard]] bool setUp();
    [[nodiscard]] bool start();
    /// kill -9, supervisor and session.
    void kill();
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
};

} // namespace luotsi::e2e
