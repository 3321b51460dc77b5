#include "RobotServer.h"

#include <QDeadlineTimer>
#include <QJsonDocument>

#include <algorithm>

namespace luotsi::demo {

namespace {

constexpr int replyMilliseconds = 60'000;
constexpr int pollMilliseconds = 100;
constexpr int waitingSessionMilliseconds = 20'000;

base::Error problem(const QString &detail)
{
    return {base::ErrorCode::Internal, detail, {}};
}

} // namespace

Hand::Hand(std::unique_ptr<QLocalSocket> socket, QString role)
    : m_socket(std::move(socket)), m_role(std::move(role))
{
}

bool Hand::alive() const
{
    return m_socket->state() == QLocalSocket::ConnectedState;
}

base::Result<QJsonObject> Hand::order(const QString &name, QJsonObject arguments)
{
    arguments.insert(QStringLiteral("order"), name);
    arguments.insert(QStringLiteral("id"), ++m_lastId);
    m_socket->write(QJsonDocument(arguments).toJson(QJsonDocument::Compact) + '\n');
    m_socket->flush();
    const QDeadlineTimer deadline(replyMilliseconds);
    while (!m_socket->canReadLine()) {
        if (deadline.hasExpired() || !alive())
            return problem(QStringLiteral("the process did not answer '%1'").arg(name));
        m_socket->waitForReadyRead(pollMilliseconds);
    }
    const QJsonObject reply = QJsonDocument::fromJson(m_socket->readLine()).object();
    if (reply.contains(QStringLiteral("error")))
        return problem(reply.value(QStringLiteral("error")).toString());
    return reply;
}

RobotServer::RobotServer()
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    // The operating system knows no free names; the process id makes this one ours.
    m_server.listen(QStringLiteral("luotsi-demo-%1").arg(reinterpret_cast<quintptr>(this), 0, 16));
}

void RobotServer::acceptNew(int milliseconds)
{
    std::erase_if(m_hands, [](const auto &hand) { return !hand->alive(); });
    if (!m_server.hasPendingConnections() && !m_server.waitForNewConnection(milliseconds))
        return;
    std::unique_ptr<QLocalSocket> socket(m_server.nextPendingConnection());
    if (!socket)
        return;
    const QDeadlineTimer deadline(replyMilliseconds);
    while (!socket->canReadLine() && !deadline.hasExpired() &&
           socket->state() == QLocalSocket::ConnectedState)
        socket->waitForReadyRead(pollMilliseconds);
    const QString role = QString::fromUtf8(socket->readLine()).trimmed();
    socket->setParent(nullptr);
    m_hands.push_back(std::make_unique<Hand>(std::move(socket), role));
}

Hand *RobotServer::inFront()
{
    Hand *visible = nullptr;
    for (const auto &hand : m_hands) {
        const auto seen = hand->order(QStringLiteral("look"));
        if (!seen || !seen->value(QStringLiteral("visible")).toBool())
            continue;
        hand->noteInFront();
        if (!visible || hand->role() == QLatin1String("session"))
            visible = hand.get();
    }
    return visible;
}

base::Result<Hand *> RobotServer::front(const QString &role, int milliseconds)
{
    const QDeadlineTimer deadline(milliseconds);
    acceptNew(0);
    do {
        Hand *visible = inFront();
        if (visible && visible->role() == role)
            return visible;
        acceptNew(pollMilliseconds);
    } while (!deadline.hasExpired());
    return problem(QStringLiteral("no %1 window came to the front").arg(role));
}

base::Result<void> RobotServer::orderAll(const QString &name, const QJsonObject &arguments)
{
    // A session that is just loading has no hand yet, and one that has been in front is on its way out.
    const auto isWaiting = [](const auto &hand) {
        return hand->alive() && hand->role() == QLatin1String("session") && !hand->hasBeenInFront();
    };
    const QDeadlineTimer deadline(waitingSessionMilliseconds);
    do
        acceptNew(pollMilliseconds);
    while (std::none_of(m_hands.begin(), m_hands.end(), isWaiting) && !deadline.hasExpired());
    for (const auto &hand : m_hands) {
        const auto done = hand->order(name, arguments);
        if (!done && hand->alive()) // a process that has just ended needs no order
            return done.error();
    }
    return {};
}

} // namespace luotsi::demo
