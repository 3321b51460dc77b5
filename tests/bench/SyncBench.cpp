// What sending a device's week costs beside the least it could cost. See README.md.
#include "BareBatch.h"
#include "FaultProxy.h"

#include "base/Clock.h"
#include "centre/handlers/Router.h"
#include "centre/http/Server.h"
#include "centre/identity/CentreIdentity.h"
#include "centre/storage-files/DirectoryBlobs.h"
#include "centre/storage-sqlite/SqliteStorage.h"
#include "crypto/Sodium.h"
#include "crypto/SystemRandom.h"
#include "pki/OneTimeCode.h"
#include "sealing/ChangeSealing.h"
#include "store/SqlCipherStore.h"
#include "storelink/StoreThread.h"
#include "storelink/ThreadedSyncStore.h"
#include "sync/client/Enrolment.h"
#include "sync/client/SyncThread.h"
#include "sync/client/TlsSettings.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/PushCodec.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QSslCertificate>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using namespace luotsi;
namespace protocol = sync::protocol;
namespace paths = sync::protocol::paths;
namespace storage = centre::storage;

namespace {

const QString scope = QStringLiteral("north");
const QByteArray storageKey(32, 'K');
constexpr qint64 narrowLink = 2'000'000 / 8; // bytes a second
constexpr int answersOfADraft = 120;

template<typename Value> Value must(base::Result<Value> result, const char *what)
{
    if (!result)
        qFatal("%s: %s %s", what, base::name(result.error().code).data(), qPrintable(result.error().detail));
    return std::move(*result);
}

void must(const base::Result<void> &result, const char *what)
{
    if (!result)
        qFatal("%s: %s %s", what, base::name(result.error().code).data(), qPrintable(result.error().detail));
}

double seconds(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

/// The same server without anything behind it: takes bytes and says that it has them.
class PlainHandler final : public centre::handlers::RequestHandler
{
public:
    [[nodiscard]] std::uint64_t bodyLimit(centre::handlers::Method, QByteArrayView) const override
    {
        return 2 * protocol::maximumBatchBytes;
    }
    [[nodiscard]] centre::handlers::Response handle(const centre::handlers::Request &request) const override
    {
        return {200, paths::cborType, QByteArray::number(request.body.size()), {}};
    }
};

/// A whole centre on SQLite in this process, and the plain server beside it.
class Centre
{
public:
    explicit Centre(const QString &folder)
        : m_layout{folder + QStringLiteral("/centre")}, m_blobs(folder + QStringLiteral("/blobs"))
    {
        must(centre::identity::createCentre(m_layout, {QStringLiteral("127.0.0.1")}, clock, random),
             "centre");
        m_identity = std::make_unique<centre::identity::CentreIdentity>(
            must(centre::identity::CentreIdentity::load(m_layout), "identity"));
        m_storage =
            must(centre::storage_sqlite::SqliteStorage::open(folder + QStringLiteral("/push.db"), storageKey,
                                                             centre::storage_sqlite::Checkpoints::Beside),
                 "storage");
        m_services = std::make_unique<centre::handlers::Services>(centre::handlers::Services{
            *m_storage, m_blobs, clock, random, *m_identity, m_metrics, {}, nullptr});
        m_services->policy.recordsPerHour = 100'000'000;
        m_services->policy.recordBytesPerHour = 1LL << 50;
        m_router = std::make_unique<centre::handlers::Router>(*m_services, [] {});
        m_server = must(centre::http::Server::start(options(), *m_router), "server");
        m_plainServer = must(centre::http::Server::start(options(), m_plain), "plain server");
    }

    [[nodiscard]] ports::DeviceIdentity enrol()
    {
        const auto code = pki::OneTimeCode::generate(random);
        const storage::EnrolmentCode row{code.hash(),
                                         QStringLiteral("kiosk"),
                                         QStringLiteral("library"),
                                         scope,
                                         clock.wallMilliseconds() + 3'600'000,
                                         {}};
        must(m_storage->write([&](storage::Transaction &rows) { return rows.putEnrolmentCode(row); }),
             "code");
        const QByteArray root =
            QSslCertificate(m_identity->authority().certificatePem).digest(QCryptographicHash::Sha256);
        return must(sync::client::enrolment::enrol(urlOf(m_server->port()), code.text(), root), "enrol");
    }

    static QUrl urlOf(quint16 port) { return QUrl(QStringLiteral("https://127.0.0.1:%1").arg(port)); }
    [[nodiscard]] quint16 port() const { return m_server->port(); }
    [[nodiscard]] quint16 plainPort() const { return m_plainServer->port(); }
    /// Records in the scope's feed.
    [[nodiscard]] std::uint64_t records()
    {
        std::uint64_t last = 0;
        must(m_storage->write([&](storage::Transaction &rows) -> base::Result<void> {
            const auto number = rows.raiseScope(scope, 0);
            last = number ? *number : 0;
            return {};
        }),
             "count");
        return last;
    }

    base::SystemClock clock;
    crypto::SystemRandom random;

private:
    [[nodiscard]] centre::http::ServerOptions options() const
    {
        centre::http::ServerOptions options;
        options.certificatePem = m_identity->server().certificatePem;
        options.keyPem = m_identity->server().keyPem;
        options.authorityPem = m_identity->authority().certificatePem;
        return options;
    }

    centre::identity::CentreLayout m_layout;
    centre::storage_files::DirectoryBlobs m_blobs;
    centre::handlers::Metrics m_metrics;
    PlainHandler m_plain;
    std::unique_ptr<centre::identity::CentreIdentity> m_identity;
    std::unique_ptr<storage::Storage> m_storage;
    std::unique_ptr<centre::handlers::Services> m_services;
    std::unique_ptr<centre::handlers::Router> m_router;
    std::unique_ptr<centre::http::Server> m_server;
    std::unique_ptr<centre::http::Server> m_plainServer;
};

/// A device's store on the disk, filled once and copied for each who uses it up.
class Device
{
public:
    Device(QString folder, ports::DeviceIdentity identity, Centre &centre, int drafts)
        : m_folder(std::move(folder)), m_identity(std::move(identity)), m_centre(centre)
    {
        const auto store = open(m_folder);
        must(store->saveIdentity(m_identity), "identity");
        for (int draft = 0; draft < drafts; ++draft)
            fill(*store);
    }

    [[nodiscard]] std::unique_ptr<store::SqlCipherStore> open(const QString &folder)
    {
        store::StoreOptions options;
        options.folder = folder;
        options.key = QByteArray(32, 'k');
        options.draftReserve = 0;
        options.reserveFile = 0;
        return must(store::SqlCipherStore::open(options, m_centre.clock, m_centre.random), "store");
    }

    [[nodiscard]] QString copy(const char *name) const
    {
        const QString target = m_folder + QLatin1String(name);
        QDir().mkpath(target);
        for (const QString &file : QDir(m_folder).entryList(QDir::Files))
            QFile::copy(m_folder + u'/' + file, target + u'/' + file);
        return target;
    }

    [[nodiscard]] const ports::DeviceIdentity &identity() const { return m_identity; }

private:
    void fill(store::SqlCipherStore &store)
    {
        const auto keys = must(sealing::DraftKeys::create(m_centre.random), "keys");
        const auto id = m_centre.random.make<protocol::DraftId>();
        const auto header = [&](const QString &path) {
            protocol::ChangeHeader header;
            header.draft = id;
            header.slot = must(sealing::slotFor(keys, path), "slot");
            header.deviceTime = m_centre.clock.wallMilliseconds();
            return header;
        };
        ports::NewDraft fresh;
        fresh.copy = ports::CentreCopy::AsWritten;
        const QString first = QStringLiteral("/data/group/question-0");
        const auto seal = [&](const QString &path) {
            return must(sealing::sealChange(header(path),
                                            protocol::AnswerBody{path, QStringLiteral("an ordinary answer")},
                                            keys, m_centre.random),
                        "seal");
        };
        fresh.first = {id, {seal(first)}, {}, {}, false};
        fresh.code = {m_centre.random.make<protocol::LookupId>(),
                      id,
                      keys.keyId,
                      m_centre.random.make<protocol::KeyId>(),
                      QByteArray(96, 'w'),
                      0,
                      false};
        must(store.createDraft(fresh), "draft");
        ports::DraftCommit commit{id, {}, {}, {}, false};
        for (int number = 1; number < answersOfADraft; ++number)
            commit.changes.push_back(seal(QStringLiteral("/data/group/question-%1").arg(number)));
        must(store.commit(commit), "answers");
    }

    QString m_folder;
    ports::DeviceIdentity m_identity;
    Centre &m_centre;
};

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
            return bench::bareBatch(transaction, row.id, scope, batch);
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
    return wideMet && narrowMet ? 0 : 3;
}
