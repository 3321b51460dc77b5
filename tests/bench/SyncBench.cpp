// What sending a device's week costs beside the least it could cost. See README.md.
#include "BareBatch.h"
#include "BenchCentre.h"
#include "BenchDevice.h"
#include "FaultProxy.h"

#include "crypto/Sodium.h"
#include "storelink/StoreThread.h"
#include "storelink/ThreadedSyncStore.h"
#include "sync/client/SyncThread.h"
#include "sync/client/TlsSettings.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/PushCodec.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <thread>

using namespace luotsi;
using namespace luotsi::bench;

namespace {

constexpr qint64 narrowLink = 2'000'000 / 8; // bytes a second
constexpr int typedAnswers = 300;
constexpr double longestCommit = 50; // milliseconds (faults, F26)

double seconds(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

/// Seconds until the product's synchroniser has sent everything.
double syncSeconds(Device &device, const char *name, quint16 port, Centre &centre)
{
    storelink::StoreThread thread;
    std::unique_ptr<store::SqlCipherStore> store;
    thread.call([&] { store = device.open(device.copy(name)); }).get();
    storelink::ThreadedSyncStore syncStore(thread, *store);
    ports::DeviceIdentity identity = device.identity();
    identity.centreUrl = Centre::urlOf(port).toEncoded();
    QElapsedTimer timer;
    double took = 0;
    {
        sync::client::SyncThread client(identity, syncStore, *store, centre.clock, centre.random);
        QEventLoop loop;
        QObject::connect(&client, &sync::client::SyncThread::progressed, &loop, [&] {
            if (const auto queue = syncStore.queue(); queue && queue->empty())
                loop.quit();
        });
        timer.start();
        client.start();
        client.submitted();
        loop.exec();
        took = seconds(timer);
    }
    thread.call([&] { store.reset(); }).get();
    return took;
}

struct Bare
{
    double seconds = 0;
    std::uint64_t records = 0;
    std::uint64_t recordBytes = 0;
    std::vector<QByteArray> bodies; ///< what the synchroniser sends for it
};

protocol::PushReply acceptAll(const std::vector<protocol::Record> &batch)
{
    protocol::PushReply reply;
    protocol::PushResult result;
    result.outcome = protocol::PushOutcome::Stored;
    result.stable = true;
    reply.results.assign(batch.size(), result);
    return reply;
}

/// The statements of both storages, device's and centre's, with nothing between them.
Bare bareLoop(Device &device, const QString &folder)
{
    Bare bare;
    const auto store = device.open(device.copy("-bare"));
    const auto rows = must(
        centre::storage_sqlite::SqliteStorage::open(folder + QStringLiteral("/bare.db"), storageKey), "bare");
    storage::Device row;
    row.id = device.identity().device;
    row.scope = scope;
    must(rows->write([&](storage::Transaction &transaction) { return transaction.putDevice(row); }), "row");
    for (;;) {
        QElapsedTimer timer;
        timer.start();
        const auto batch = must(store->nextBatch(), "batch");
        bare.seconds += seconds(timer);
        if (batch.empty())
            return bare;
        bare.bodies.push_back(must(protocol::encodePushRequest({batch}), "body"));
        bare.records += batch.size();
        for (const protocol::Record &record : batch)
            bare.recordBytes += static_cast<std::uint64_t>(protocol::encodeRecord(record).size());
        const protocol::PushReply reply = acceptAll(batch);
        timer.start();
        must(rows->write([&](storage::Transaction &transaction) {
            return bareBatch(transaction, row.id, scope, batch);
        }),
             "statements");
        must(store->applyPush(batch, reply), "apply");
        bare.seconds += seconds(timer);
    }
}

/// Seconds for the same bodies over the same TLS, one after the other, to a server that keeps nothing.
double plainSeconds(const Device &device, const std::vector<QByteArray> &bodies, quint16 port)
{
    const auto tls = must(sync::client::deviceSettings(device.identity()), "TLS");
    sync::client::CentreConnection connection(Centre::urlOf(port), tls, {});
    QEventLoop loop;
    std::size_t next = 0;
    std::function<void()> send = [&] {
        sync::client::CentreRequest request;
        request.verb = sync::client::CentreRequest::Verb::Post;
        request.path = paths::changes;
        request.body = bodies[next];
        request.contentType = paths::cborType;
        request.expectedType = paths::cborType;
        connection.send(request, [&](const sync::client::CentreReply &reply) {
            if (reply.failure)
                qFatal("the plain upload failed: %s", base::name(reply.failure->error).data());
            if (++next == bodies.size())
                loop.quit();
            else
                send();
        });
    };
    QElapsedTimer timer;
    timer.start();
    send();
    loop.exec();
    return seconds(timer);
}

bool judge(const char *what, double value, const char *goal, bool met)
{
    std::printf("figure | %s | %.2f x | %s\n", what, value, goal);
    std::fflush(stdout);
    return met;
}

bool wideLink(Centre &centre, const QString &folder, int drafts)
{
    Device device(folder + QStringLiteral("/wide"), centre.enrol(), centre, drafts);
    const std::uint64_t before = centre.records();
    const double sync = syncSeconds(device, "-sync", centre.port(), centre);
    const Bare bare = bareLoop(device, folder);
    const double plain = plainSeconds(device, bare.bodies, centre.plainPort());
    if (centre.records() - before != bare.records)
        qFatal("not everything arrived");
    std::printf("%d drafts of %d answers: synchroniser %.2f s, plain upload %.2f s, bare statements of both "
                "storages %.2f s\n",
                drafts, answersOfADraft, sync, plain, bare.seconds);
    const double ratio = std::max(plain, bare.seconds) / sync;
    return judge("Sync: of the slower of plain upload and bare statements", ratio, ">= 0.60 x", ratio >= 0.6);
}

bool narrow(Centre &centre, const QString &folder, int drafts)
{
    Device device(folder + QStringLiteral("/narrow"), centre.enrol(), centre, drafts);
    const Bare bare = bareLoop(device, folder + QStringLiteral("/narrow"));
    tests::FaultProxy proxy(centre.port());
    tests::FaultProxy plainProxy(centre.plainPort());
    for (tests::FaultProxy *link : {&proxy, &plainProxy})
        link->setFault({tests::Fault::Kind::Rate, narrowLink, 0, -1});
    const double sync = syncSeconds(device, "-sync", proxy.port(), centre);
    const double plain = plainSeconds(device, bare.bodies, plainProxy.port());
    std::printf("%d drafts over 2 Mbit/s: synchroniser %.2f s, plain upload %.2f s\n", drafts, sync, plain);
    const double uplink = static_cast<double>(proxy.sentBytes()) / static_cast<double>(bare.recordBytes);
    const bool fast =
        judge("Sync over 2 Mbit/s: of a plain upload", plain / sync, ">= 0.90 x", plain / sync >= 0.9);
    const bool lean = judge("Sync: bytes up to bytes of records", uplink, "<= 1.15 x", uplink <= 1.15);
    return fast && lean;
}

/// Milliseconds each answer's commit takes who types them, 99 of 100.
double commitTime(storelink::StoreThread &thread, store::SqlCipherStore &store,
                  const std::vector<ports::DraftCommit> &answers)
{
    std::vector<double> times;
    QElapsedTimer timer;
    for (const ports::DraftCommit &answer : answers) {
        timer.start();
        must(thread.call([&] { return store.commit(answer); }).get(), "answer");
        times.push_back(1000 * seconds(timer));
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    std::sort(times.begin(), times.end());
    return times[times.size() * 99 / 100];
}

/// Somebody fills in a form while the drafts of weeks leave as fast as the link takes them.
bool besideABacklog(Centre &centre, const QString &folder, int drafts)
{
    Device device(folder + QStringLiteral("/backlog"), centre.enrol(), centre, drafts);
    storelink::StoreThread thread;
    std::unique_ptr<store::SqlCipherStore> store;
    std::vector<ports::DraftCommit> answers;
    const auto open = [&](const char *name) {
        thread
            .call([&] {
                store = device.open(device.copy(name));
                answers = device.typing(*store, typedAnswers);
            })
            .get();
    };
    open("-idle");
    const double idle = commitTime(thread, *store, answers);
    open("-busy");
    storelink::ThreadedSyncStore syncStore(thread, *store);
    double busy = 0;
    {
        sync::client::SyncThread client(device.identity(), syncStore, *store, centre.clock, centre.random);
        QEventLoop loop;
        client.start();
        client.submitted();
        std::thread person([&] {
            busy = commitTime(thread, *store, answers);
            QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
        });
        loop.exec();
        person.join();
        if (must(syncStore.queue(), "queue").records <= protocol::maximumBatchRecords)
            qFatal("the backlog had left before the person was done");
    }
    thread.call([&] { store.reset(); }).get();
    std::printf("one answer's commit, 99 of 100: %.1f ms while %d drafts leave, %.1f ms on an idle device "
                "(%.1f x)\n",
                busy, drafts, idle, busy / idle);
    std::printf("figure | Store: p99 of one answer's commit while a backlog leaves | %.1f ms | < 50 ms\n",
                busy);
    std::fflush(stdout);
    return busy < longestCommit;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (!crypto::initialise())
        qFatal("no sodium");
    QCommandLineParser parser;
    parser.addHelpOption();
    const QCommandLineOption drafts(QStringLiteral("drafts"), QStringLiteral("Drafts on the wide link."),
                                    QStringLiteral("N"), QStringLiteral("1000"));
    const QCommandLineOption slow(QStringLiteral("narrow-drafts"),
                                  QStringLiteral("Drafts on the narrow link."), QStringLiteral("N"),
                                  QStringLiteral("100"));
    parser.addOptions({drafts, slow});
    parser.process(application);
    const QTemporaryDir folder;
    QDir(folder.path()).mkpath(QStringLiteral("narrow"));
    Centre centre(folder.path());
    const bool wideMet = wideLink(centre, folder.path(), parser.value(drafts).toInt());
    const bool narrowMet = narrow(centre, folder.path(), parser.value(slow).toInt());
    const bool besideMet = besideABacklog(centre, folder.path(), parser.value(drafts).toInt());
    return wideMet && narrowMet && besideMet ? 0 : 3;
}
