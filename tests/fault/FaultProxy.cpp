#include "FaultProxy.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>

namespace luotsi::tests {

namespace {

constexpr qint64 narrowBuffer = 64 * 1024;

} // namespace

/// One connection with its two ends.
class FaultProxy::Link final : public QObject
{
public:
    Link(QTcpSocket *client, quint16 centrePort, const Fault &fault, FaultProxy &proxy)
        : QObject(&proxy), m_client(client), m_fault(fault), m_proxy(proxy)
    {
        client->setParent(this);
        if (fault.kind == Fault::Kind::PortalPage) {
            connect(client, &QTcpSocket::readyRead, this, [this] { showPage(); });
            return;
        }
        m_centre.connectToHost(QHostAddress(QHostAddress::LocalHost), centrePort);
        if (fault.kind == Fault::Kind::Rate)
            narrow();
        connect(client, &QTcpSocket::readyRead, this, [this] { fromClient(); });
        connect(&m_centre, &QTcpSocket::readyRead, this, [this] { fromCentre(); });
        connect(&m_centre, &QTcpSocket::connected, this, [this] { fromClient(); });
        connect(client, &QTcpSocket::disconnected, this, [this] { cut(); });
        connect(&m_centre, &QTcpSocket::disconnected, this, [this] { endOfCentre(); });
        connect(&m_centre, &QTcpSocket::errorOccurred, this, [this] { endOfCentre(); });
    }

    void silence()
    {
        strike();
        m_fault = {Fault::Kind::HalfOpen, 0, 0, -1};
    }

    void cut()
    {
        m_client->abort();
        m_centre.abort();
        deleteLater();
    }

private:
    void strike()
    {
        if (!m_struck)
            ++m_proxy.m_faultCount;
        m_struck = true;
    }

    void showPage()
    {
        strike();
        m_client->readAll();
        const QByteArray page = "<html>Welcome to the free network. Press to go on.</html>";
        m_client->write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " +
                        QByteArray::number(page.size()) + "\r\n\r\n" + page);
        m_client->disconnectFromHost();
    }

    /// A half-open link tells nobody that the other end has gone.
    void endOfCentre()
    {
        if (m_fault.kind == Fault::Kind::HalfOpen && m_struck)
            return;
        if (m_fault.kind == Fault::Kind::Rate && m_centre.isOpen() && m_client->isOpen())
            m_client->write(m_centre.readAll());
        if (m_towardsClient.isEmpty())
            m_client->disconnectFromHost();
        else
            m_endAfterDribble = true;
    }

    /// What waits stays with its sender, as on a real narrow link: hardly anything is held here.
    void narrow()
    {
        strike();
        m_client->setReadBufferSize(narrowBuffer);
        m_centre.setReadBufferSize(narrowBuffer);
        auto *tick = new QTimer(this);
        tick->setTimerType(Qt::PreciseTimer);
        m_time.start();
        connect(tick, &QTimer::timeout, this, [this] {
            // By the time that has passed: a tick that comes late makes the link no narrower. What is not
            // used is lost.
            const qint64 now = m_time.elapsed();
            if (m_fault.kind != Fault::Kind::Rate)
                return;
            const qint64 room = m_fault.bytes * (now - m_lastTick) / 1000;
            m_lastTick = now;
            if (m_centre.state() != QAbstractSocket::ConnectedState || !m_client->isOpen())
                return;
            if (m_centre.bytesToWrite() < narrowBuffer)
                m_proxy.m_sentBytes += m_centre.write(m_client->read(room));
            if (m_client->bytesToWrite() < narrowBuffer)
                m_client->write(m_centre.read(room));
        });
        tick->start(5);
    }

    void fromClient()
    {
        if (m_fault.kind == Fault::Kind::Rate || m_centre.state() != QAbstractSocket::ConnectedState)
            return;
        QByteArray bytes = m_client->readAll();
        m_sent += bytes.size();
        m_proxy.m_sentBytes += bytes.size();
        if (m_fault.kind == Fault::Kind::CutAfterSent && m_sent > m_fault.bytes) {
            strike();
            bytes.chop(std::min<qsizetype>(bytes.size(), m_sent - m_fault.bytes));
            m_centre.write(bytes);
            m_centre.flush();
            cut();
            return;
        }
        if (m_fault.kind == Fault::Kind::HalfOpen && m_sent > m_fault.bytes) {
            strike();
            return;
        }
        pass(m_centre, bytes);
    }

    void fromCentre()
    {
        if (m_fault.kind == Fault::Kind::Rate)
            return;
        QByteArray bytes = m_centre.readAll();
        m_received += bytes.size();
        if (m_fault.kind == Fault::Kind::HalfOpen && m_struck)
            return;
        const bool beyond = m_received > m_fault.bytes;
        if (beyond &&
            (m_fault.kind == Fault::Kind::CutAfterReceived || m_fault.kind == Fault::Kind::LoseReply)) {
            strike();
            if (m_fault.kind == Fault::Kind::CutAfterReceived) {
                bytes.chop(std::min<qsizetype>(bytes.size(), m_received - m_fault.bytes));
                m_client->write(bytes);
                m_client->flush();
            }
            cut();
            return;
        }
        if (m_fault.kind == Fault::Kind::Dribble && beyond) {
            strike();
            m_towardsClient += bytes;
            dribble();
            return;
        }
        pass(*m_client, bytes);
    }

    void pass(QTcpSocket &target, const QByteArray &bytes)
    {
        if (m_fault.kind != Fault::Kind::Delay) {
            target.write(bytes);
            return;
        }
        strike();
        QTimer::singleShot(m_fault.milliseconds, &target, [&target, bytes] { target.write(bytes); });
    }

    void dribble()
    {
        if (m_dribbling || m_towardsClient.isEmpty())
            return;
        m_dribbling = true;
        QTimer::singleShot(m_fault.milliseconds, this, [this] {
            m_dribbling = false;
            m_client->write(m_towardsClient.left(1));
            m_towardsClient.remove(0, 1);
            if (m_towardsClient.isEmpty() && m_endAfterDribble)
                m_client->disconnectFromHost();
            dribble();
        });
    }

    QTcpSocket *m_client;
    QTcpSocket m_centre;
    Fault m_fault;
    FaultProxy &m_proxy;
    QElapsedTimer m_time;
    qint64 m_lastTick = 0;
    qint64 m_sent = 0;
    qint64 m_received = 0;
    QByteArray m_towardsClient;
    bool m_dribbling = false;
    bool m_endAfterDribble = false;
    bool m_struck = false;
};

FaultProxy::FaultProxy(quint16 centrePort) : m_centrePort(centrePort)
{
    connect(&m_server, &QTcpServer::newConnection, this, &FaultProxy::accept);
    m_server.listen(QHostAddress::LocalHost);
}

FaultProxy::~FaultProxy()
{
    // Links use the counters: they go while these are still here.
    const QList<QObject *> links = children();
    for (QObject *link : links)
        delete dynamic_cast<Link *>(link);
}

void FaultProxy::cutAll()
{
    const QList<QObject *> links = children();
    for (QObject *link : links) {
        if (auto *connection = dynamic_cast<Link *>(link))
            connection->cut();
    }
}

void FaultProxy::silenceAll()
{
    const QList<QObject *> links = children();
    for (QObject *link : links) {
        if (auto *connection = dynamic_cast<Link *>(link))
            connection->silence();
    }
}

void FaultProxy::accept()
{
    while (QTcpSocket *client = m_server.nextPendingConnection()) {
        ++m_connectionCount;
        Fault fault;
        if (m_fault.connections != 0)
            fault = m_fault;
        if (m_fault.connections > 0)
            --m_fault.connections;
        new Link(client, m_centrePort, fault, *this);
    }
}

} // namespace luotsi::tests
