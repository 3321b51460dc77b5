#include "RealEndpoint.h"
#include "base/Clock.h"
#include "crypto/SystemRandom.h"
#include "store/SqlCipherStore.h"
#include "sync/client/Enrolment.h"

#include <QJsonObject>
#include <QtTest>

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

/// The device as a process that is killed and goes on; remembers what it said.
class Device
{
public:
    explicit Device(int drafts) : m_wanted(drafts) {}

    [[nodiscard]] QString folder() const { return m_folder.filePath(QStringLiteral("store")); }
    [[nodiscard]] bool start()
    {
        const int left = std::max(0, m_wanted - static_cast<int>(sent.size()));
        m_process.setProcessChannelMode(QProcess::SeparateChannels);
        m_process.start(QStringLiteral(LUOTSI_LIVE_DEVICE), {folder(), QString::number(left)});
        return m_process.waitForStarted();
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
        read();
    }
    /// Whole lines only: one cut by the kill was not said.
    void read()
    {
        m_process.readAllStandardError();
        m_said += m_process.readAllStandardOutput();
        qsizetype end = 0;
        while ((end = m_said.indexOf('\n')) >= 0) {
            const QByteArray line = m_said.left(end);
            m_said.remove(0, end + 1);
            if (line.startsWith("SENT "))
                sent.insert(QString::fromLatin1(line.mid(5)));
            settled = line.startsWith("SETTLED");
            if (line.startsWith("ERROR "))
                error = line;
        }
        if (m_process.state() == QProcess::NotRunning)
            m_said.clear();
    }
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }

    std::set<QString> sent;
    bool settled = false;
    QByteArray error;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArray m_said;
    int m_wanted;
};

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
        Device device(setting("LUOTSI_KILL_DRAFTS", 40));
        QVERIFY(enrol(endpoint, device.folder()));
        QVERIFY(device.start());
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
                QVERIFY(device.start());
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
    static bool enrol(const RealEndpoint &endpoint, const QString &folder)
    {
        const QUrl url(QStringLiteral("https://127.0.0.1:%1").arg(endpoint.port()));
        const auto identity = sync::client::enrolment::enrol(url, endpoint.oneTimeCode(),
                                                             endpoint.rootFingerprint, {5000, 1024});
        base::SystemClock clock;
        crypto::SystemRandom random;
        store::StoreOptions options;
        options.folder = folder;
        options.key = QByteArray(32, 'k');
        options.reserveFile = 0;
        const auto store = store::SqlCipherStore::open(options, clock, random);
        return identity && store && (*store)->saveIdentity(*identity).ok();
    }

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
