#include "centre/StormDevice.h"

#include "sync/protocol/Paths.h"

namespace luotsi::tests {

namespace paths = sync::protocol::paths;

namespace {

constexpr int pauseAfterCut = 1000;

QByteArray field(const QByteArray &head, const QByteArray &name)
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

} // namespace

StormDevice::StormDevice(QUrl centre, const QSslConfiguration &tls, Answered answered)
    : m_centre(std::move(centre)), m_answered(std::move(answered))
{
    m_socket.setParent(this);
    m_socket.setSslConfiguration(tls);
    connect(&m_socket, &QSslSocket::encrypted, this, [this] { write(); });
    connect(&m_socket, &QSslSocket::readyRead, this, [this] { read(); });
    connect(&m_socket, &QSslSocket::disconnected, this, [this] {
        m_underWay = false;
        if (!m_requests.empty())
            comeAgain(pauseAfterCut);
    });
    connect(&m_socket, &QSslSocket::errorOccurred, this, [this] {
        m_underWay = false;
        if (m_socket.state() == QAbstractSocket::UnconnectedState && !m_requests.empty())
            comeAgain(pauseAfterCut);
    });
}

void StormDevice::connectToCentre()
{
    if (m_socket.state() == QAbstractSocket::UnconnectedState)
        m_socket.connectToHostEncrypted(m_centre.host(), static_cast<quint16>(m_centre.port()));
}

void StormDevice::send(const QByteArray &request)
{
    m_requests.push_back(request);
    write();
}

QByteArray StormDevice::post(const QByteArray &path, const QByteArray &body, bool isUrgent)
{
    QByteArray head = "POST " + path + " HTTP/1.1\r\nHost: centre\r\nContent-Type: application/cbor\r\n" +
                      paths::versionHeader + ": 1\r\nContent-Length: " + QByteArray::number(body.size()) +
                      "\r\n";
    if (isUrgent)
        head += QByteArray(paths::urgencyHeader) + ": " + paths::urgentRequest + "\r\n";
    return head + "\r\n" + body;
}

void StormDevice::write()
{
    if (m_underWay || m_requests.empty() || !m_socket.isEncrypted())
        return;
    m_underWay = true;
    m_answer.clear();
    m_begun.start();
    m_socket.write(m_requests.front());
}

void StormDevice::read()
{
    m_answer += m_socket.readAll();
    const qsizetype end = m_answer.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const QByteArray head = m_answer.left(end);
    if (m_answer.size() < end + 4 + field(head, "Content-Length").toLongLong())
        return;
    const int status = head.mid(9, 3).toInt();
    m_underWay = false;
    if (status == 503) {
        ++m_sentAway;
        comeAgain(field(head, paths::retryAfterHeader).toInt() * 1000);
        return;
    }
    m_requests.pop_front();
    m_answered(status, static_cast<double>(m_begun.nsecsElapsed()) / 1e6);
    write();
}

void StormDevice::comeAgain(int milliseconds)
{
    QTimer::singleShot(milliseconds, this, [this] {
        if (m_socket.isEncrypted())
            write();
        else
            connectToCentre();
    });
}

} // namespace luotsi::tests
