#pragma once

#include "base/Result.h"

#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QString>

#include <memory>
#include <vector>

namespace luotsi::demo {

/// The player's connection to the robot's hand in one process. Blocking; one order at a time.
class Hand
{
public:
    Hand(std::unique_ptr<QLocalSocket> socket, QString role);

    [[nodiscard]] const QString &role() const { return m_role; }
    [[nodiscard]] bool alive() const;
    /// Whether its window has ever been seen; a session's is seen once in its life.
    [[nodiscard]] bool hasBeenInFront() const { return m_hasBeenInFront; }
    void noteInFront() { m_hasBeenInFront = true; }

    /// Sends an order and waits for its reply. Internal with the hand's own reason when it cannot obey.
    base::Result<QJsonObject> order(const QString &name, QJsonObject arguments = {});

private:
    std::unique_ptr<QLocalSocket> m_socket;
    QString m_role;
    int m_lastId = 0;
    bool m_hasBeenInFront = false;
};

/// Meets the hands of all processes of one kiosk: the start screen's and one per session process, of which at
/// most one shows its window. Threading: one thread; waits block.
class RobotServer
{
public:
    RobotServer();

    /// Name the processes connect to.
    [[nodiscard]] QString name() const { return m_server.fullServerName(); }

    /// The hand whose window is in front: the session's while one shows, else the start screen's. Waits up to
    /// `milliseconds` for one of the role wanted ("start" or "session").
    base::Result<Hand *> front(const QString &role, int milliseconds);
    /// Gives one order to every process, once a waiting session is among them.
    base::Result<void> orderAll(const QString &name, const QJsonObject &arguments);

private:
    void acceptNew(int milliseconds);
    [[nodiscard]] Hand *inFront();

    QLocalServer m_server;
    std::vector<std::unique_ptr<Hand>> m_hands;
};

} // namespace luotsi::demo
