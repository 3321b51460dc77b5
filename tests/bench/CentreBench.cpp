// What the centre costs beside the least it could cost. See README.md.
#include "BareBatch.h"

#include "centre/handlers/Router.h"
#include "centre/handlers/tests/CentreScene.h"
#include "centre/storage-postgresql/PostgresStorage.h"
#include "centre/storage-postgresql/tests/PostgresServer.h"
#include "centre/storage-sqlite/SqliteStorage.h"
#include "crypto/Sodium.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/PushCodec.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace luotsi;
using namespace luotsi::centre;
using handlers::CentreScene;
using handlers::TestDevice;
using handlers::TestDraft;
namespace protocol = sync::protocol;
namespace paths = sync::protocol::paths;

namespace {

constexpr int batchRecords = 100;
constexpr int batchesPerRound = 20;
constexpr int rounds = 7;
const QString scope = QStringLiteral("north");
const QByteArray storageKey(32, 'K');

/// Batches as devices make them: real sealing and chains, of drafts of 120 answers.
std::vector<std::vector<protocol::Record>> batchesOf(TestDevice &device)
{
    std::vector<std::vector<protocol::Record>> batches;
    TestDraft draft = device.newDraft();
    int inDraft = 0;
    for (int batch = 0; batch < batchesPerRound; ++batch) {
        auto &records = batches.emplace_back();
        while (records.size() < batchRecords) {
            if (inDraft++ == 120) {
                draft = device.newDraft();
                inDraft = 1;
            }
            const auto path = QStringLiteral("/data/question-%1").arg(inDraft);
            records.push_back(device.next(draft, device.answer(draft, path, QStringLiteral("An answer."))));
        }
    }
    return batches;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Microseconds per record of the endpoint's push and of the bare loop, in turns on storages of their own.
QJsonObject ingest(const QString &engine, storage::Storage &forPush, storage::Storage &forBare)
{
    CentreScene scene;
    handlers::Services services{forPush,         scene.blobs,   scene.clock, scene.random,
                                *scene.identity, scene.metrics, {},          nullptr};
    services.policy.recordsPerHour = 100'000'000;
    services.policy.recordBytesPerHour = 1LL << 50;
    const handlers::Router router(services, [] {});
    TestDevice device = scene.device();
    const auto row = scene.rows([&](auto &rows) { return **rows.device(device.id); });
    for (storage::Storage *storage : {&forPush, &forBare})
        (void)storage->write([&](storage::Transaction &rows) { return rows.putDevice(row); });
    std::vector<double> pushes;
    std::vector<double> bares;
    const auto microseconds = [](const auto &work) {
        QElapsedTimer timer;
        timer.start();
        work();
        return double(timer.nsecsElapsed()) / 1000 / batchRecords;
    };
    // Batch by batch in turns, so that both meet the same weather.
    for (int round = 0; round < rounds; ++round) {
        for (const auto &records : batchesOf(device)) {
            handlers::Request request;
            request.method = handlers::Method::Post;
            request.path = paths::changes;
            request.body = TestDevice::batch(records);
            request.clientCertificatePem = device.certificatePem;
            pushes.push_back(microseconds([&] {
                if (router.handle(request).status != 200)
                    qFatal("a push was refused");
            }));
            bares.push_back(microseconds([&] {
                const auto done = forBare.write([&](storage::Transaction &rows) {
                    return bench::bareBatch(rows, device.id, scope, records);
                });
                if (!done)
                    qFatal("the bare loop failed: %s", qPrintable(done.error().detail));
            }));
        }
    }
    return {{QStringLiteral("figure"), QStringLiteral("Centre: ingest of the bare loop, ") + engine},
            {QStringLiteral("push_us_per_record"), median(pushes)},
            {QStringLiteral("bare_us_per_record"), median(bares)},
            {QStringLiteral("ratio"), median(bares) / median(pushes)},
            {QStringLiteral("goal"), QStringLiteral(">= 0.60 x")},
            {QStringLiteral("met"), median(bares) / median(pushes) >= 0.6}};
}

base::Result<void> fillFeed(storage::Storage &storage, std::uint64_t from, std::uint64_t to)
{
    constexpr std::uint64_t step = 5'000;
    const QByteArray bytes(300, 'x');
    for (std::uint64_t begin = from; begin < to; begin += step) {
        const auto done = storage.write([&](storage::Transaction &rows) -> base::Result<void> {
            for (std::uint64_t n = begin + 1; n <= std::min(begin + step, to); ++n) {
                const auto id = *protocol::ChangeId::fromBytes(
                    QCryptographicHash::hash(QByteArray::number(quint64(n)), QCryptographicHash::Sha256));
                const auto draft = *protocol::DraftId::fromBytes(
                    QByteArray::number(quint64(n / 120)).rightJustified(16, '0'));
                if (auto added = rows.addChange({id, draft, 2, {}, 1, false, bytes}); !added)
                    return added.error();
                if (auto added = rows.addFeedEntry(scope, {n, id}); !added)
                    return added;
            }
            return {};
        });
        if (!done)
            return done;
    }
    return {};
}

double pullMicroseconds(storage::Storage &storage, std::uint64_t last)
{
    std::vector<double> times;
    for (int i = 0; i < 400; ++i) {
        QElapsedTimer timer;
        timer.start();
        std::size_t lines = 0;
        (void)storage.read([&](storage::Transaction &rows) -> base::Result<void> {
            lines = rows.feedPage(scope, last - 10, 500, 1'000'000)->size();
            return {};
        });
        times.push_back(double(timer.nsecsElapsed()) / 1000);
        if (lines != 10)
            qFatal("not ten lines");
    }
    return median(times);
}

QJsonObject pull(const QString &engine, storage::Storage &storage)
{
    constexpr std::uint64_t few = 10'000;
    constexpr std::uint64_t many = 1'000'000;
    if (!fillFeed(storage, 0, few))
        qFatal("the feed could not be filled");
    const double before = pullMicroseconds(storage, few);
    if (!fillFeed(storage, few, many))
        qFatal("the feed could not be filled");
    const double after = pullMicroseconds(storage, many);
    return {{QStringLiteral("figure"),
             QStringLiteral("Centre: pull of 10 lines, 1 million behind to 10 thousand, ") + engine},
            {QStringLiteral("us_with_10_thousand"), before},
            {QStringLiteral("us_with_1_million"), after},
            {QStringLiteral("ratio"), after / before},
            {QStringLiteral("goal"), QStringLiteral("<= 2.50 x")},
            {QStringLiteral("met"), after / before <= 2.5}};
}

void print(const QJsonObject &figure)
{
    std::fputs((QJsonDocument(figure).toJson(QJsonDocument::Compact) + '\n').constData(), stdout);
    const QString line = QStringLiteral("figure | %1 | %2 | %3\n")
                             .arg(figure.value(QStringLiteral("figure")).toString(),
                                  QString::number(figure.value(QStringLiteral("ratio")).toDouble(), 'f', 2) +
                                      QStringLiteral(" x"),
                                  figure.value(QStringLiteral("goal")).toString());
    std::fputs(line.toUtf8().constData(), stdout);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (!crypto::initialise())
        qFatal("no sodium");
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("no-postgresql"), QStringLiteral("SQLite alone.")});
    parser.addOption({QStringLiteral("no-pull"), QStringLiteral("Leave the feed of a million lines out.")});
    parser.addHelpOption();
    parser.process(application);
    const QTemporaryDir folder;
    bool met = true;
    const auto judge = [&met](const QJsonObject &figure) {
        print(figure);
        met = met && figure.value(QStringLiteral("met")).toBool();
    };
    const auto sqlite = [&folder](const char *name) {
        return std::move(
            *storage_sqlite::SqliteStorage::open(folder.filePath(QLatin1String(name)), storageKey));
    };
    judge(ingest(QStringLiteral("sqlite"), *sqlite("push.db"), *sqlite("bare.db")));
    if (!parser.isSet(QStringLiteral("no-pull")))
        judge(pull(QStringLiteral("sqlite"), *sqlite("feed.db")));
    if (!parser.isSet(QStringLiteral("no-postgresql"))) {
        storage_postgresql::PostgresServer server;
        if (!server.trouble().isEmpty())
            qFatal("%s", qPrintable(server.trouble()));
        const auto open = [&server] {
            return std::move(*storage_postgresql::PostgresStorage::open(server.freshDatabase()));
        };
        judge(ingest(QStringLiteral("postgresql"), *open(), *open()));
        if (!parser.isSet(QStringLiteral("no-pull")))
            judge(pull(QStringLiteral("postgresql"), *open()));
    }
    return met ? 0 : 1;
}
