#include "DeviceProcess.h"
#include "FaultProxy.h"

#include <QJsonObject>
#include <QtTest>

#include <csignal>

using namespace luotsi;
using namespace luotsi::tests;

namespace {

constexpr qsizetype photoBytes = 3'000'000;
constexpr qint64 segmentBytes = 256 * 1024; ///< what is asked for again at most
constexpr qint64 bytesPerSecond = 600'000;
constexpr int detection = 30'000; ///< milliseconds (faults, F11)

/// Longer than the device waits for a byte (1.5 s) and the centre for the next piece of a body (10 s).
int suspendSeconds()
{
    const int wanted = qEnvironmentVariableIntValue("LUOTSI_SUSPEND_SECONDS");
    return wanted > 0 ? wanted : 12;
}

} // namespace

/// A device is put to sleep in the middle of an upload and wakes up: real process, store and endpoint.
/// LUOTSI_SUSPEND_SECONDS says how long it sleeps.
class SuspendTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asleepInTheMiddleOfAnUpload_goesOnAtTheOffset_data()
    {
        QTest::addColumn<bool>("isSilent");
        QTest::newRow("the connection was cut meanwhile") << false;
        QTest::newRow("the link is dead and nobody says so") << true;
    }
    void asleepInTheMiddleOfAnUpload_goesOnAtTheOffset()
    {
        QFETCH(bool, isSilent);
        RealEndpoint endpoint;
        endpoint.options = {QStringLiteral("--metrics-port"), QStringLiteral("0")};
        QVERIFY(endpoint.prepare());
        QVERIFY(endpoint.start());
        FaultProxy proxy(endpoint.port());
        DeviceProcess device;
        QVERIFY(device.enrol(endpoint, proxy.port()));
        proxy.setFault({Fault::Kind::Rate, bytesPerSecond, 0, -1});
        const qint64 before = proxy.sentBytes();
        QVERIFY(device.start(1, photoBytes));
        QVERIFY(QTest::qWaitFor([&] { return proxy.sentBytes() - before > photoBytes / 2; }, 30'000));

        device.signal(SIGSTOP);
        if (isSilent)
            proxy.silenceAll();
        else
            proxy.cutAll();
        QTest::qWait(suspendSeconds() * 1000);
        device.read();
        QVERIFY(!device.settled);
        const qint64 asleep = proxy.sentBytes();
        const int connections = proxy.connectionCount();
        device.signal(SIGCONT);
        QVERIFY2(QTest::qWaitFor([&] { return proxy.connectionCount() > connections; }, detection),
                 "nobody noticed that the connection is dead");
        QVERIFY2(device.waitUntilSettled(60'000), "what was under way never arrived");

        // What had been acknowledged is not sent again.
        const qint64 rest = photoBytes - (asleep - before);
        QVERIFY2(proxy.sentBytes() - asleep < rest + 2 * segmentBytes,
                 qPrintable(QString::number(proxy.sentBytes() - asleep)));
        device.kill();
        QVERIFY2(device.error.isEmpty(), device.error.constData());
        QCOMPARE(device.sent.size(), std::size_t{1});
        const QJsonArray submissions = endpoint.submissions();
        QCOMPARE(submissions.size(), qsizetype{1});
        QVERIFY(submissions.first().toObject().value(QLatin1String("complete")).toBool());
        QCOMPARE(submissions.first().toObject().value(QLatin1String("draft")).toString(),
                 *device.sent.begin());
        QCOMPARE(endpoint.counter("luotsi_records_stored"), 6); // and no second copy of any
        QCOMPARE(endpoint.counter("luotsi_blobs_verified"), 1);
    }
};

QTEST_GUILESS_MAIN(SuspendTest)
#include "SuspendTest.moc"
