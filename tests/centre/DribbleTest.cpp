#include "centre/EndpointProcess.h"
#include "centre/HttpsClient.h"

#include "sync/protocol/Paths.h"

#include <QElapsedTimer>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpSocket>
#include <QtTest>

#include <memory>
#include <vector>

#include <sys/resource.h>

using namespace luotsi;
using namespace luotsi::tests;
namespace paths = sync::protocol::paths;

namespace {

/// Milliseconds until the server hangs up on somebody who sends one byte a second after `opening`.
qint64 patienceWith(const EndpointProcess &endpoint, const QByteArray &opening)
{
    QSslConfiguration settings = QSslConfiguration::defaultConfiguration();
    settings.setCaCertificates(QSslCertificate::fromData(endpoint.authority()));
    QSslSocket socket;
    socket.setSslConfiguration(settings);
    socket.connectToHostEncrypted(endpoint.url().host(), static_cast<quint16>(endpoint.url().port()));
    if (!socket.waitForEncrypted(10'000))
        return -1;
    QElapsedTimer timer;
    timer.start();
    socket.write(opening);
    while (socket.state() == QAbstractSocket::ConnectedState && timer.elapsed() < 60'000) {
        socket.write("x");
        socket.flush();
        socket.waitForReadyRead(1000);
    }
    return timer.elapsed();
}

} // namespace

class DribbleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHandshakeThatTakesLongerThanTenSecondsIsCut()
    {
        EndpointProcess endpoint;
        QVERIFY(endpoint.start());
        const QByteArray recordHead =
            QByteArray::fromHex("1603010200"); // a hello of 512 bytes that never comes
        QTcpSocket socket;
        socket.connectToHost(endpoint.url().host(), static_cast<quint16>(endpoint.url().port()));
        QVERIFY(socket.waitForConnected(10'000));
        QElapsedTimer timer;
        timer.start();
        socket.write(recordHead);
        QVERIFY(socket.waitForDisconnected(60'000));
        QVERIFY2(timer.elapsed() >= 8'000 && timer.elapsed() < 16'000,
                 qPrintable(QString::number(timer.elapsed())));
    }

    void whoNeverShakesHandsKeepsNobodyOutside()
    {
        EndpointProcess endpoint;
        QVERIFY(endpoint.start());
        std::vector<std::unique_ptr<QTcpSocket>> silent;
        for (int i = 0; i < 300; ++i) {
            auto &socket = silent.emplace_back(std::make_unique<QTcpSocket>());
            socket->connectToHost(endpoint.url().host(), static_cast<quint16>(endpoint.url().port()));
            QVERIFY(socket->waitForConnected(10'000));
        }
        QElapsedTimer timer;
        timer.start();
        HttpsClient client(endpoint.url(), endpoint.authority());
        QCOMPARE(client.send("GET", paths::health).status, 200);
        QVERIFY2(timer.elapsed() < 8'000, qPrintable(QString::number(timer.elapsed())));
    }

    void aHeadThatTakesLongerThanTenSecondsIsCut()
    {
        EndpointProcess endpoint;
        QVERIFY(endpoint.start());
        const qint64 took = patienceWith(endpoint, "GET /healthz HTTP/1.1\r\nX: ");
        QVERIFY2(took >= 8'000 && took < 16'000, qPrintable(QString::number(took)));
    }

    void aBodyBelowAKilobyteASecondIsCut()
    {
        EndpointProcess endpoint;
        QVERIFY(endpoint.start());
        const QByteArray head =
            QByteArray("POST ") + paths::enrol + " HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n";
        const qint64 took = patienceWith(endpoint, head);
        QVERIFY2(took >= 8'000 && took < 20'000, qPrintable(QString::number(took)));
    }

    void dribblersDoNotKeepOthersWaiting()
    {
        constexpr int many = 2000;
        rlimit files{};
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &files), 0);
        files.rlim_cur = files.rlim_max;
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &files), 0);
        EndpointProcess endpoint;
        QVERIFY(endpoint.start());
        HttpsClient client(endpoint.url(), endpoint.authority());
        QElapsedTimer quiet;
        quiet.start();
        for (int i = 0; i < 100; ++i)
            QCOMPARE(client.send("GET", paths::health).status, 200);
        const qint64 alone = quiet.elapsed();
        std::vector<std::unique_ptr<QSslSocket>> dribblers;
        QSslConfiguration settings = QSslConfiguration::defaultConfiguration();
        settings.setCaCertificates(QSslCertificate::fromData(endpoint.authority()));
        for (int i = 0; i < many; ++i) {
            auto &socket = dribblers.emplace_back(std::make_unique<QSslSocket>());
            socket->setSslConfiguration(settings);
            socket->connectToHostEncrypted(endpoint.url().host(),
                                           static_cast<quint16>(endpoint.url().port()));
            QVERIFY(socket->waitForEncrypted(10'000));
            socket->write("GET /healthz HTTP/1.1\r\nX: ");
            socket->flush();
        }
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 100; ++i)
            QCOMPARE(client.send("GET", paths::health).status, 200);
        qInfo("100 requests: alone %lld ms, beside %d dribblers %lld ms", alone, many, timer.elapsed());
        QVERIFY(timer.elapsed() < 2 * alone + 200);
    }
};

QTEST_GUILESS_MAIN(DribbleTest)
#include "DribbleTest.moc"
