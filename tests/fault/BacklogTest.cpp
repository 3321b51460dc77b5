#include "FaultProxy.h"
#include "RealEndpoint.h"
#include "base/Clock.h"
#include "crypto/SystemRandom.h"
#include "ports/testing/TestRecords.h"
#include "store/SqlCipherStore.h"
#include "storelink/StoreThread.h"
#include "storelink/ThreadedSyncStore.h"
#include "sync/client/Enrolment.h"
#include "sync/client/SyncThread.h"
#include "usecases/DraftProgress.h"

#include <QFile>
#include <QJsonObject>
#include <QtTest>

#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

using namespace luotsi;
using namespace luotsi::tests;
using ports::testing::TestRecords;
namespace protocol = sync::protocol;

namespace {

constexpr qint64 narrowLink = 500'000 / 8; // bytes a second
constexpr int answersOfADraft = 40;
constexpr qint64 megabyte = 1024 * 1024;

int draftsWanted()
{
    const int wanted = qEnvironmentVariableIntValue("LUOTSI_BACKLOG_DRAFTS");
    return wanted > 0 ? wanted : 60;
}

/// "VmHWM" or "VmRSS" of this process, in bytes.
qint64 memory(const char *what)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(what))
            return line.mid(line.indexOf(':') + 1).trimmed().split(' ').first().toLongLong() * 1024;
    }
    return 0;
}

void forgetPeak()
{
    QFile references(QStringLiteral("/proc/self/clear_refs"));
    if (references.open(QIODevice::WriteOnly))
        references.write("5");
}

/// A kiosk's store on its thread and the synchroniser on its own, as the supervisor has them. What a person
/// does comes from the test's thread.
class Kiosk
{
    template<typename Closure> auto onStore(Closure closure)
    {
        return m_thread.call(std::move(closure)).get();
    }

public:
    explicit Kiosk(ports::DeviceIdentity identity) : m_identity(std::move(identity))
    {
        open();
        onStore([this] { return m_store->saveIdentity(m_identity).ok(); });
    }
    ~Kiosk()
    {
        stopSending();
        close();
    }

    void open()
    {
        m_thread.call([this] { m_store = openStore(); }).get();
        m_syncStore = std::make_unique<storelink::ThreadedSyncStore>(m_thread, *m_store);
    }
    void close()
    {
        m_syncStore.reset();
        m_thread.call([this] { m_store.reset(); }).get();
    }
    void startSending()
    {
        client =
            std::make_unique<sync::client::SyncThread>(m_identity, *m_syncStore, *m_store, m_clock, m_random);
        client->start();
    }
    void stopSending() { client.reset(); }

    /// A draft that may leave as it is written; null when the store refused.
    [[nodiscard]] protocol::DraftId begin()
    {
        ports::NewDraft fresh = m_records.draft(ports::CentreCopy::AsWritten);
        fresh.code.createdAt = m_clock.wallMilliseconds();
        ++written;
        return onStore([&] { return m_store->createDraft(fresh).ok(); }) ? fresh.first.draft
                                                                         : protocol::DraftId();
    }
    /// Durable when true.
    [[nodiscard]] bool answer(const protocol::DraftId &draft, int count = 1, qsizetype bytes = 144)
    {
        TestRecords::Options options;
        options.content = m_records.noise(bytes);
        ports::DraftCommit commit{draft, {}, {}, {}, false};
        for (int number = 0; number < count; ++number)
            commit.changes.push_back(m_records.change(draft, options));
        written += count;
        return onStore([&] { return m_store->commit(commit).ok(); });
    }
    [[nodiscard]] bool fill(int drafts, int answers, qsizetype bytes = 144)
    {
        for (int number = 0; number < drafts; ++number) {
            m_backlog.push_back(begin());
            if (m_backlog.back().isNull() || !answer(m_backlog.back(), answers, bytes))
                return false;
        }
        return true;
    }
    /// A page of so many sealed bytes.
    [[nodiscard]] bool attach(const protocol::DraftId &draft, qsizetype bytes)
    {
        const QByteArray sealed = m_records.noise(bytes);
        ++written;
        return onStore([&] {
            const auto blob = m_store->writeBlob(draft, sealed);
            if (!blob)
                return false;
            TestRecords::Options options;
            options.kind = protocol::ChangeKind::Attach;
            options.attachments = {*blob};
            ports::DraftCommit commit = TestRecords::commitOf(m_records.change(draft, options));
            commit.blobs = {*blob};
            return m_store->commit(commit).ok();
        });
    }
    [[nodiscard]] bool sendUrgently(const protocol::DraftId &draft)
    {
        ++written;
        const auto submit = m_records.submit(draft, protocol::Urgency::UrgentSubmission);
        return onStore([&] { return m_store->commit(TestRecords::commitOf(submit, true)).ok(); });
    }

    [[nodiscard]] ports::DraftStatus status(const protocol::DraftId &draft)
    {
        return onStore([&] {
            const auto status = m_store->status(draft);
            return status ? *status : ports::DraftStatus{};
        });
    }
    /// Drafts of the backlog that have not left altogether.
    [[nodiscard]] int waiting()
    {
        return onStore([this] {
            int count = 0;
            for (const protocol::DraftId &draft : m_backlog) {
                const auto status = m_store->status(draft);
                count += !status || status->unsentChanges > 0 || status->stuck ? 1 : 0;
            }
            return count;
        });
    }
    [[nodiscard]] std::size_t changesOf(const protocol::DraftId &draft)
    {
        return onStore([&] {
            const auto records = m_store->load(draft);
            return records ? records->changes.size() : 0;
        });
    }
    [[nodiscard]] bool isEmpty()
    {
        const auto queue = m_syncStore->queue();
        return queue && queue->empty();
    }

    std::unique_ptr<sync::client::SyncThread> client;
    int written = 0; ///< changes committed

private:
    [[nodiscard]] std::unique_ptr<store::SqlCipherStore> openStore()
    {
        store::StoreOptions options;
        options.folder = m_folder.filePath(QStringLiteral("store"));
        options.key = QByteArray(32, 'k');
        options.draftReserve = 0;
        options.reserveFile = 0;
        options.peelCode = [](const ports::CodeEntry &code) -> base::Result<protocol::Wrap> {
            return protocol::Wrap{protocol::WrapPurpose::ResumeCode, code.draft, code.key, code.reader,
                                  code.sealedWrap};
        };
        auto opened = store::SqlCipherStore::open(options, m_clock, m_random);
        if (!opened)
            qFatal("%s", base::name(opened.error().code).data());
        return std::move(*opened);
    }

    QTemporaryDir m_folder;
    base::SystemClock m_clock;
    crypto::SystemRandom m_random;
    TestRecords m_records{m_random};
    ports::DeviceIdentity m_identity;
    std::vector<protocol::DraftId> m_backlog;
    storelink::StoreThread m_thread;
    std::unique_ptr<store::SqlCipherStore> m_store;
    std::unique_ptr<storelink::ThreadedSyncStore> m_syncStore;
};

} // namespace

/// Thirty days without the network, then the link is back. LUOTSI_BACKLOG_DRAFTS says how many drafts wait.
class BacklogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_endpoint = std::make_unique<RealEndpoint>();
        m_endpoint->options = {QStringLiteral("--metrics-port"), QStringLiteral("0")};
        QVERIFY(m_endpoint->prepare());
        QVERIFY(m_endpoint->start());
    }

    void narrowLink_urgentGoesFirstAndAllArriveOnce()
    {
        FaultProxy proxy(m_endpoint->port());
        Kiosk kiosk(enrolled(proxy.port()));
        const int drafts = draftsWanted();
        QVERIFY(kiosk.fill(drafts, answersOfADraft));
        const protocol::DraftId mine = kiosk.begin();
        const protocol::DraftId urgent = kiosk.begin();
        QVERIFY(!mine.isNull() && !urgent.isNull());
        proxy.setFault({Fault::Kind::Rate, narrowLink, 0, -1});
        kiosk.startSending();
        int told = 0;
        connect(kiosk.client.get(), &sync::client::SyncThread::progressed, this, [&told] { ++told; });
        int answers = 0;
        bool isRefused = false;
        QTimer person;
        connect(&person, &QTimer::timeout, this, [&] {
            isRefused = isRefused || !kiosk.answer(mine);
            ++answers;
            kiosk.client->workAdded();
        });
        person.start(100);
        QTRY_VERIFY_WITH_TIMEOUT(kiosk.waiting() <= drafts * 2 / 3, 600'000);

        // Somebody without food presses send.
        QVERIFY(kiosk.answer(urgent) && kiosk.sendUrgently(urgent));
        kiosk.client->submitted();
        const int before = kiosk.waiting();
        QElapsedTimer sinceSend;
        sinceSend.start();
        QTRY_VERIFY_WITH_TIMEOUT(kiosk.status(urgent).receipt.has_value(), 120'000);
        const qint64 took = sinceSend.elapsed();
        const int after = kiosk.waiting();
        // What was under way when it was pressed, and nothing else.
        const int batch = static_cast<int>(protocol::maximumBatchRecords) / (answersOfADraft + 1) + 1;
        QVERIFY2(before - after <= batch, qPrintable(QString::number(before - after)));
        QVERIFY(after > 0);
        QVERIFY(told > 0);

        QTRY_VERIFY_WITH_TIMEOUT(kiosk.waiting() == 0, 1'200'000);
        person.stop();
        QTRY_VERIFY_WITH_TIMEOUT(kiosk.isEmpty(), 600'000);
        QVERIFY(!isRefused);
        // Every batch was told of.
        QVERIFY(told >= kiosk.written / static_cast<int>(protocol::maximumBatchRecords));
        qInfo("%d drafts, %d changes over 0.5 Mbit/s; the urgent one received after %lld ms while %d drafts "
              "waited, %d answers meanwhile",
              drafts, kiosk.written, static_cast<long long>(took), after, answers);
        QCOMPARE(m_endpoint->counter("luotsi_records_stored"), kiosk.written);
        QCOMPARE(m_endpoint->counter("luotsi_records_duplicate"), 0);
        const QJsonArray submissions = m_endpoint->submissions();
        QCOMPARE(submissions.size(), qsizetype{1});
        QCOMPARE(submissions.first().toObject().value(QLatin1String("draft")).toString(),
                 QString::fromLatin1(urgent.toHex()));
        kiosk.stopSending();
        kiosk.close();
        kiosk.open();
        QCOMPARE(kiosk.changesOf(mine), static_cast<std::size_t>(answers) + 1);
    }

    void narrowLink_theTimeThatIsToldComesTrue()
    {
        constexpr std::int64_t faster = 5; // the clock's pace, so that half a minute is worth telling
        constexpr qsizetype page = 2'000'000;
        FaultProxy proxy(m_endpoint->port());
        Kiosk kiosk(enrolled(proxy.port()));
        const protocol::DraftId draft = kiosk.begin();
        QVERIFY(!draft.isNull() && kiosk.attach(draft, page));
        proxy.setFault({Fault::Kind::Rate, narrowLink, 0, -1});
        QElapsedTimer since;
        since.start();
        usecases::ArrivalEstimate estimate;
        std::vector<std::pair<std::int64_t, std::int64_t>> told; // when, seconds
        kiosk.startSending();
        connect(kiosk.client.get(), &sync::client::SyncThread::progressed, this, [&] {
            usecases::Progress progress;
            progress.attachments = kiosk.status(draft).attachments;
            const std::int64_t now = since.elapsed() * faster;
            estimate.note(now, usecases::bytesOnTheWay(progress));
            if (const auto seconds = estimate.remainingSeconds(now))
                told.emplace_back(now, *seconds);
        });
        QTRY_VERIFY_WITH_TIMEOUT(kiosk.isEmpty(), 120'000);
        const std::int64_t end = since.elapsed() * faster;
        QVERIFY(told.size() >= 2);
        for (const auto &[at, seconds] : told) {
            const std::int64_t took = (end - at) / 1000;
            qInfo("after %lld s: %lld s told, %lld s taken", static_cast<long long>(at / 1000),
                  static_cast<long long>(seconds), static_cast<long long>(took));
            QVERIFY(std::abs(seconds - took) <= took / 4 + 10);
        }
        kiosk.stopSending();
    }

    void memoryDoesNotGrowWithTheBacklog()
    {
        const qint64 small = peakWhileSending(4);
        const qint64 large = peakWhileSending(draftsWanted() * 2);
        qInfo("memory beyond idle: %.1f MB for a small backlog, %.1f MB for %.0f MB",
              double(small) / megabyte, double(large) / megabyte,
              double(draftsWanted()) * 2 * 10 * recordBytes / megabyte);
        QVERIFY2(large < small + 8 * megabyte, qPrintable(QString::number(large - small)));
    }

private:
    static constexpr qsizetype recordBytes = 40'000;

    [[nodiscard]] ports::DeviceIdentity enrolled(quint16 port) const
    {
        const QUrl url(QStringLiteral("https://127.0.0.1:%1").arg(port));
        const auto identity = sync::client::enrolment::enrol(url, m_endpoint->oneTimeCode(),
                                                             m_endpoint->rootFingerprint, {5000, 1024});
        if (!identity)
            qFatal("%s", base::name(identity.error().code).data());
        return *identity;
    }

    /// Bytes beyond what the process has when the backlog stands on the disk.
    [[nodiscard]] qint64 peakWhileSending(int drafts) const
    {
        Kiosk kiosk(enrolled(m_endpoint->port()));
        if (!kiosk.fill(drafts, 10, recordBytes))
            qFatal("the store refused");
        forgetPeak();
        const qint64 idle = memory("VmRSS");
        kiosk.startSending();
        if (!QTest::qWaitFor([&] { return kiosk.isEmpty(); }, 600'000))
            qFatal("the backlog never left");
        return memory("VmHWM") - idle;
    }

    std::unique_ptr<RealEndpoint> m_endpoint;
};

QTEST_GUILESS_MAIN(BacklogTest)
#include "BacklogTest.moc"
