#include "DeviceProcess.h"
#include "crypto/SystemRandom.h"

#include <QJsonObject>
#include <QtTest>

#include <algorithm>
#include <array>
#include <map>
#include <set>

using namespace luotsi;
using namespace luotsi::tests;

namespace {

int setting(const char *name, int otherwise)
{
    const int value = qEnvironmentVariableIntValue(name);
    return value > 0 ? value : otherwise;
}

} // namespace

/// kill -9 of the real endpoint and of a real device at random moments of a live sync of drafts with
/// attachments. LUOTSI_KILLS and LUOTSI_KILL_DRAFTS say how often and how many.
class KillLoopTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedAtAnyMoment_everythingSentArrivesOnceAndWhole()
    {
        const int kills = setting("LUOTSI_KILLS", 14);
        RealEndpoint endpoint;
        QVERIFY(endpoint.prepare());
        QVERIFY(endpoint.start());
        DeviceProcess device;
        const std::size_t wanted = static_cast<std::size_t>(setting("LUOTSI_KILL_DRAFTS", 40));
        const auto start = [&] {
            return device.start(static_cast<int>(wanted - std::min(wanted, device.sent.size())));
        };
        QVERIFY(device.enrol(endpoint, endpoint.port()));
        QVERIFY(start());
        crypto::SystemRandom random;
        int devices = 0;
        for (int kill = 0; kill < kills; ++kill) {
            std::array<std::uint8_t, 2> draw{};
            random.fill(draw.data(), draw.size());
            QTest::qWait(20 + draw[0]);
            device.read();
            QVERIFY2(device.error.isEmpty(), device.error.constData());
            if (draw[1] % 2 == 0) {
                ++devices;
                device.kill();
                QVERIFY(start());
            } else {
                endpoint.kill();
                QVERIFY(endpoint.start());
            }
        }
        QElapsedTimer elapsed;
        elapsed.start();
        while (!device.settled && elapsed.elapsed() < 120'000) {
            QTest::qWait(50);
            device.read();
            QVERIFY(device.isRunning());
        }
        QVERIFY2(device.settled, "the queue never became empty");
        device.kill();
        qInfo("%d kills, %d of them of the device; %zu drafts said to be sent", kills, devices,
              device.sent.size());
        compare(endpoint, device.sent);
    }

private:
    static void compare(const RealEndpoint &endpoint, const std::set<QString> &sent)
    {
        std::map<QString, int> arrived;
        for (const auto &value : endpoint.submissions()) {
            const QJsonObject submission = value.toObject();
            QVERIFY(submission.value(QLatin1String("complete")).toBool());
            ++arrived[submission.value(QLatin1String("draft")).toString()];
        }
        for (const QString &draft : sent)
            QCOMPARE(arrived[draft], 1);
        // More may have come than was said: the kill fell between the commit and the line.
        for (const auto &[draft, times] : arrived)
            QCOMPARE(times, 1);
        QVERIFY(arrived.size() >= sent.size());
    }
};

QTEST_GUILESS_MAIN(KillLoopTest)
#include "KillLoopTest.moc"
