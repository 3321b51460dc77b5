#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QTcpSocket>

namespace luotsi::tests {

/// What an endpoint counts under this name, as its monitor on this machine tells collectors; -1: it does not.
[[nodiscard]] inline qint64 monitorCounter(quint16 port, const QByteArray &name)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    socket.write("GET /metrics HTTP/1.1\r\nHost: collector\r\n\r\n");
    QByteArray answer;
    while (socket.waitForReadyRead(5000))
        answer += socket.readAll();
    for (const QByteArray &line : answer.split('\n')) {
        if (line.startsWith(name + "_total "))
            return line.mid(line.lastIndexOf(' ') + 1).trimmed().toLongLong();
    }
    return -1;
}

} // namespace luotsi::tests
