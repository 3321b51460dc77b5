#include "centre/EndpointProcess.h"
#include "centre/HttpsClient.h"

#include "sync/protocol/Paths.h"

#include <QTcpSocket>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::tests;

namespace {

/// Everything the listener says to these bytes, until it hangs up.
QByteArray said(const EndpointProcess &endpoint, const QByteArray &bytes)
{
    QTcpSocket socket;
    socket.connectToHost(endpoint.monitor().host(), static_cast<quint16>(endpoint.monitor().port()));
    if (!socket.waitForConnected(5000))
        return "no connection";
    socket.write(bytes);
    QByteArray answer;
    while (socket.waitForReadyRead(10'000))
        answer += socket.readAll();
    return answer + socket.readAll();
}

QByteArray asked(const EndpointProcess &endpoint, const QByteArray &path)
{
    return said(endpoint, "GET " + path + " HTTP/1.1\r\nHost: collector\r\n\r\n");
}

} // namespace

class MonitorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_endpoint.start()); }

    void aCollectorNeedsNoCertificate()
    {
        const QByteArray metrics = asked(m_endpoint, "/metrics");
        QVERIFY(metrics.startsWith("HTTP/1.1 200"));
        QVERIFY(metrics.contains("application/openmetrics-text"));
        QVERIFY(metrics.contains("luotsi_requests_total") && metrics.endsWith("# EOF\n"));
        QVERIFY(asked(m_endpoint, "/healthz").contains("ok"));
        QVERIFY(asked(m_endpoint, "/readyz").contains(R"("storage":"answers")"));
    }

    void nothingElseIsAnswered()
    {
        for (const char *path : {"/v1/time", "/v1/feed?scope=north", "/.well-known/est/cacerts", "/"})
            QVERIFY2(asked(m_endpoint, path).startsWith("HTTP/1.1 404"), path);
        QVERIFY(said(m_endpoint, "POST /metrics HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 404"));
    }

    void itListensOnTheLoopbackAddressAlone()
    {
        QCOMPARE(m_endpoint.monitor().host(), QStringLiteral("127.0.0.1"));
    }

    void aHeadWithoutEndIsCut()
    {
        QElapsedTimer timer;
        timer.start();
        QVERIFY(said(m_endpoint, QByteArray(20'000, 'x')).isEmpty());
        QVERIFY(said(m_endpoint, "GET /metrics HTTP/1.1\r\n").isEmpty());
        QVERIFY2(timer.elapsed() < 15'000, "it waited too long");
        QVERIFY(asked(m_endpoint, "/healthz").contains("ok"));
    }

    void silentCollectorsKeepNobodyFromDevicesRoutes()
    {
        std::vector<std::unique_ptr<QTcpSocket>> silent;
        for (int i = 0; i < 40; ++i) {
            auto &socket = silent.emplace_back(std::make_unique<QTcpSocket>());
            socket->connectToHost(m_endpoint.monitor().host(),
                                  static_cast<quint16>(m_endpoint.monitor().port()));
            (void)socket->waitForConnected(2000);
        }
        HttpsClient client(m_endpoint.url(), m_endpoint.authority());
        QCOMPARE(client.send("GET", sync::protocol::paths::health).status, 200);
        silent.clear();
        QTRY_VERIFY_WITH_TIMEOUT(asked(m_endpoint, "/healthz").contains("ok"), 10'000);
    }

private:
    EndpointProcess m_endpoint{{QStringLiteral("--metrics-port"), QStringLiteral("0")}};
};

QTEST_GUILESS_MAIN(MonitorTest)
#include "MonitorTest.moc"
