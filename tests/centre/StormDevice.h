#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>
#include <QUrl>

#include <deque>
#include <functional>

namespace luotsi::tests {

/// One device with a TLS connection of its own that sends its requests one after the other and comes again
/// when it is sent away or cut off. Threading: one thread with an event loop.
class StormDevice final : public QObject
{
public:
    /// `milliseconds` from the request's first byte to its whole answer.
    using Answered = std::function<void(int status, double milliseconds)>;

    StormDevice(QUrl centre, const QSslConfiguration &tls, Answered answered);

    void connectToCentre();
    /// A whole request; goes when those before it are answered.
    void send(const QByteArray &request);
    [[nodiscard]] bool isConnected() const { return m_socket.isEncrypted(); }
    [[nodiscard]] std::size_t waiting() const { return m_requests.size(); }
    [[nodiscard]] int sentAway() const { return m_sentAway; }

    static QByteArray post(const QByteArray &path, const QByteArray &body, bool isUrgent);

private:
    void write();
    void read();
    void comeAgain(int milliseconds);

    QUrl m_centre;
    QSslSocket m_socket;
    Answered m_answered;
    std::deque<QByteArray> m_requests;
    QByteArray m_answer;
    QElapsedTimer m_begun;
    bool m_underWay = false;
    int m_sentAway = 0;
};

} // namespace luotsi::tests
