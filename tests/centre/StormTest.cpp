#include "centre/EndpointProcess.h"
#include "centre/StormDevice.h"

#include "base/Clock.h"
#include "centre/handlers/Router.h"
#include "centre/handlers/tests/TestDevice.h"
#include "centre/identity/CentreIdentity.h"
#include "centre/storage-choice/StorageChoice.h"
#include "centre/storage-files/DirectoryBlobs.h"
#include "crypto/SystemRandom.h"
#include "pki/OneTimeCode.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"

#include <QFile>
#include <QSslKey>
#include <QThread>
#include <QtTest>

#include <algorithm>
#include <atomic>
#include <mutex>

#include <sys/resource.h>

using namespace luotsi;
using namespace luotsi::centre;
using namespace luotsi::tests;
using handlers::TestDevice;
namespace paths = sync::protocol::paths;
namespace protocol = sync::protocol;

namespace {

constexpr int recordsEach = 30;
constexpr int urgentDevices = 4;
constexpr int urgentPause = 60;          // milliseconds between an answer and the next urgent submission
constexpr qint64 longestUrgent = 10'000; // milliseconds, for 99 of 100 (faults, F27)
constexpr qint64 memoryLimit = 400LL * 1024 * 1024;

int devicesWanted()
{
    const int wanted = qEnvironmentVariableIntValue("LUOTSI_STORM_DEVICES");
    return wanted > 0 ? wanted : 2000;
}

qint64 peakMemory(qint64 process)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(process));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM"))
            return line.mid(line.indexOf(':') + 1).trimmed().split(' ').first().toLongLong() * 1024;
    }
    return 0;
}

/// Enrols devices at the centre's storage before its endpoint starts, by its own commands.
class Enrolments
{
public:
    Enrolments(const QString &folder, base::Random &random)
        : m_random(random), m_layout{folder}, m_identity(identity::CentreIdentity::load(m_layout)),
          m_storage(storage_choice::openStorage(m_layout, {m_layout.storageKey(), true})),
          m_blobs(m_layout.blobs())
    {
    }

    [[nodiscard]] bool isReady() const { return m_identity.ok() && m_storage.ok(); }
    [[nodiscard]] TestDevice enrol()
    {
        const handlers::Services services{**m_storage, m_blobs,   m_clock, m_random,
                                          *m_identity, m_metrics, {},      nullptr};
        const handlers::Router router(services, [] {});
        const auto code = pki::OneTimeCode::generate(m_random);
        const storage::EnrolmentCode row{code.hash(),
                                         QStringLiteral("kiosk"),
                                         QStringLiteral("library"),
                                         QStringLiteral("north"),
                                         m_clock.wallMilliseconds() + 3'600'000,
                                         {}};
        (void)(*m_storage)->write([&](storage::Transaction &rows) { return rows.putEnrolmentCode(row); });
        TestDevice device(m_random);
        handlers::Request request;
        request.method = handlers::Method::Post;
        request.path = paths::enrol;
        request.body = device.enrolBody(code.text());
        if (const auto reply = protocol::decodeEnrolReply(router.handle(request).body))
            device.enrolled(*reply);
        return device;
    }

private:
    base::Random &m_random; ///< of the devices too, which outlive this
    identity::CentreLayout m_layout;
    base::SystemClock m_clock;
    base::Result<identity::CentreIdentity> m_identity;
    base::Result<std::unique_ptr<storage::Storage>> m_storage;
    storage_files::DirectoryBlobs m_blobs;
    handlers::Metrics m_metrics;
};

QSslConfiguration settingsOf(const TestDevice &device, const QByteArray &authority)
{
    QSslConfiguration settings = QSslConfiguration::defaultConfiguration();
    settings.setProtocol(QSsl::TlsV1_3OrLater);
    settings.setCaCertificates(QSslCertificate::fromData(authority));
    settings.setLocalCertificateChain(QSslCertificate::fromData(device.certificatePem));
    settings.setPrivateKey(QSslKey(device.keyPem, QSsl::Ec));
    return settings;
}

QByteArray urgentSubmission(TestDevice &device)
{
    auto draft = device.newDraft();
    const auto answer = device.answer(draft, QStringLiteral("/data/need"), QStringLiteral("food"));
    const auto submit = device.submit(draft, 1, {answer.id});
    const auto first = device.next(draft, answer);
    const auto second = device.next(draft, submit);
    return StormDevice::post(paths::changes, TestDevice::batch({first, second}), true);
}

QByteArray bulk(TestDevice &device)
{
    std::vector<protocol::Record> records;
    auto draft = device.newDraft();
    for (int number = 0; number < recordsEach; ++number)
        records.push_back(device.next(
            draft, device.answer(draft, QStringLiteral("/data/q%1").arg(number), QStringLiteral("value"))));
    return StormDevice::post(paths::changes, TestDevice::batch(records), false);
}

qint64 percentile(std::vector<qint64> values, double share)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * double(values.size() - 1) + 0.5)];
}

/// People who send while all this goes on, on a thread of their own: what is measured is the centre's time.
class UrgentSenders
{
public:
    UrgentSenders(const QUrl &centre, std::vector<TestDevice> &devices, const QByteArray &authority)
    {
        m_context.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            &m_context,
            [&] {
                for (TestDevice &device : devices)
                    begin(centre, device, authority);
            },
            Qt::BlockingQueuedConnection);
    }
    ~UrgentSenders()
    {
        QMetaObject::invokeMethod(
            &m_context, [this] { m_senders.clear(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }

    /// What was measured since the last time.
    [[nodiscard]] std::vector<qint64> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_times, {});
    }
    [[nodiscard]] int refused() const { return m_refused; }

private:
    void begin(const QUrl &centre, TestDevice &device, const QByteArray &authority)
    {
        const std::size_t index = m_senders.size();
        m_senders.push_back(std::make_unique<StormDevice>(
            centre, settingsOf(device, authority), [this, index, &device](int status, qint64 milliseconds) {
                const std::lock_guard lock(m_mutex);
                m_times.push_back(milliseconds);
                m_refused += status == 200 ? 0 : 1;
                QTimer::singleShot(urgentPause, m_senders[index].get(), [this, index, &device] {
                    m_senders[index]->send(urgentSubmission(device));
                });
            }));
        m_senders.back()->send(urgentSubmission(device));
        m_senders.back()->connectToCentre();
    }

    QThread m_thread;
    QObject m_context;
    std::vector<std::unique_ptr<StormDevice>> m_senders;
    std::mutex m_mutex;
    std::vector<qint64> m_times;
    std::atomic<int> m_refused = 0;
};

} // namespace

/// Everybody comes back at once while people send: LUOTSI_STORM_DEVICES says how many.
class StormTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void urgentSubmissionsAreServedWhileEverybodyComesBack()
    {
        rlimit files{};
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &files), 0);
        files.rlim_cur = files.rlim_max;
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &files), 0);
        const int wanted = devicesWanted();
        crypto::SystemRandom random;
        EndpointProcess endpoint;
        std::vector<TestDevice> devices;
        std::vector<TestDevice> urgent;
        {
            Enrolments enrolments(endpoint.folder(), random);
            QVERIFY(enrolments.isReady());
            for (int number = 0; number < wanted; ++number)
                devices.push_back(enrolments.enrol());
            for (int number = 0; number < urgentDevices; ++number)
                urgent.push_back(enrolments.enrol());
            QVERIFY(!devices.back().certificatePem.isEmpty());
        }
        std::vector<QByteArray> requests;
        for (TestDevice &device : devices)
            requests.push_back(bulk(device));
        QVERIFY(endpoint.start());
        const QByteArray authority = endpoint.authority();
        UrgentSenders senders(endpoint.url(), urgent, authority);
        QTest::qWait(2000);
        (void)senders.take();
        QTest::qWait(8000);
        const auto quiet = senders.take();
        QVERIFY(quiet.size() > 100);

        int answered = 0;
        int failed = 0;
        std::vector<std::unique_ptr<StormDevice>> storm;
        QElapsedTimer time;
        time.start();
        for (int number = 0; number < wanted; ++number) {
            const auto index = static_cast<std::size_t>(number);
            storm.push_back(std::make_unique<StormDevice>(endpoint.url(),
                                                          settingsOf(devices[index], authority),
                                                          [&answered, &failed](int status, qint64) {
                                                              ++answered;
                                                              failed += status == 200 ? 0 : 1;
                                                          }));
            storm.back()->send(requests[index]);
            storm.back()->connectToCentre();
        }
        const bool everybody = QTest::qWaitFor([&] { return answered == wanted; }, 240'000);
        const double seconds = double(time.elapsed()) / 1000;
        const auto loaded = senders.take();
        const qint64 memory = peakMemory(endpoint.processId());
        int sentAway = 0;
        for (const auto &device : storm)
            sentAway += device->sentAway();
        const double ratio =
            double(percentile(loaded, 0.99)) / double(std::max<qint64>(1, percentile(quiet, 0.99)));
        qInfo("%d devices back in %.1f s (%d told to come again); urgent submissions p50/p99/max: alone "
              "%lld/%lld/%lld ms (%zu), meanwhile %lld/%lld/%lld ms (%zu); peak memory %.1f MB",
              answered, seconds, sentAway, percentile(quiet, 0.5), percentile(quiet, 0.99),
              percentile(quiet, 1), quiet.size(), percentile(loaded, 0.5), percentile(loaded, 0.99),
              percentile(loaded, 1), loaded.size(), double(memory) / 1024 / 1024);
        std::printf(
            "figure | Centre: p99 of urgent submissions while %d devices come back | %.2f x | < 3 x\n",
            wanted, ratio);
        QVERIFY2(everybody, qPrintable(QString::number(answered)));
        QCOMPARE(failed, 0);
        QCOMPARE(senders.refused(), 0);
        QVERIFY(!loaded.empty());
        QVERIFY(memory < memoryLimit);
        QVERIFY(percentile(loaded, 0.99) < longestUrgent);
        // A ratio of a machine that does other things as well says little: platforms/debian/bench asks for
        // it.
        const double mostRatio = qEnvironmentVariable("LUOTSI_STORM_RATIO").toDouble();
        QVERIFY2(mostRatio <= 0 || ratio < mostRatio, qPrintable(QString::number(ratio)));
    }
};

QTEST_GUILESS_MAIN(StormTest)
#include "StormTest.moc"
