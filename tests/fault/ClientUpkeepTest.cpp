#include "LoopbackCentre.h"

#include "base/Clock.h"
#include "crypto/SystemRandom.h"
#include "store/SqlCipherStore.h"
#include "sync/client/SyncClient.h"
#include "sync/client/SyncThread.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/Control.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/Rewrap.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QUrlQuery>
#include <QtTest>

#include <algorithm>
#include <memory>

using namespace luotsi;
using namespace luotsi::tests;
using namespace luotsi::sync;
using base::ErrorCode;
namespace paths = protocol::paths;

namespace {

constexpr std::int64_t year = 365LL * 24 * 60 * 60 * 1000;

protocol::FeedEpochId epoch(char letter)
{
    return *protocol::FeedEpochId::fromBytes(QByteArray(16, letter));
}

/// A tablet with the real store and a centre on the loopback address that has a feed, commands and a record.
class Stage
{
public:
    crypto::SystemRandom random;
    base::SystemClock clock;
    LoopbackCentre centre{random};
    QTemporaryDir folder;
    ports::DeviceIdentity identity;
    std::unique_ptr<store::SqlCipherStore> store;
    std::unique_ptr<client::SyncThread> device;

    std::vector<protocol::Change> feed;
    char life = 'a';
    std::vector<protocol::Command> commands;
    std::vector<protocol::CommandId> acked;
    std::vector<protocol::AuditEntry> record;
    std::vector<protocol::Wrap> wraps;

    explicit Stage(const QString &role)
    {
        const auto now = clock.wallMilliseconds();
        identity = centre.makeDevice(centre.url(centre.server().port()), {now - 1000, now + year}, role);
        store::StoreOptions options;
        options.folder = folder.filePath(QStringLiteral("store"));
        options.key = QByteArray(32, 'k');
        options.draftReserve = 0;
        options.reserveFile = 0;
        store = std::move(*store::SqlCipherStore::open(options, clock, random));
        if (!store->saveIdentity(identity))
            qFatal("the store is not ready");
        centre.tamper = [this](const HttpRequest &request, HttpReply &reply) { answer(request, reply); };
    }
    ~Stage() { device.reset(); }

    void start()
    {
        client::SyncOptions options;
        options.upkeep = store.get();
        device = std::make_unique<client::SyncThread>(identity, *store, *store, clock, random, options);
        device->start();
    }

    protocol::Change change(const protocol::DraftId &draft)
    {
        protocol::ChangeHeader header;
        header.draft = draft;
        header.slot = random.make<protocol::SlotId>();
        header.form = random.make<protocol::FormHash>();
        header.key = random.make<protocol::KeyId>();
        return *protocol::makeChange(header, QByteArray(24, 'n'), QByteArray(144, 'c'));
    }

    [[nodiscard]] int asked(const char *path) const
    {
        return static_cast<int>(
            std::count_if(centre.requests.begin(), centre.requests.end(),
                          [path](const HttpRequest &request) { return request.path.startsWith(path); }));
    }

private:
    void answer(const HttpRequest &request, HttpReply &reply)
    {
        if (request.path.startsWith(paths::feed))
            reply = page(request);
        else if (request.path == paths::commands)
            reply = {200, paths::jsonType, protocol::encodeCommands(open()), {}, -1, 0};
        else if (request.path.endsWith(paths::ack))
            reply = acknowledge(request);
        else if (request.path == paths::audit)
            reply = take(request);
        else if (request.path == paths::rewrap)
            reply = {200, paths::cborType, protocol::encodeRewrapReply({wraps}), {}, -1, 0};
        else if (request.path == paths::draftsStatus)
            reply = {
                200, paths::cborType, protocol::encodeDraftsStatusReply({{}, {}, 1, epoch(life)}), {}, -1, 0};
    }

    HttpReply page(const HttpRequest &request)
    {
        const QUrlQuery query(QUrl(QString::fromLatin1(request.path)));
        const auto after = query.queryItemValue(QStringLiteral("after")).toULongLong();
        const QString known = query.queryItemValue(QStringLiteral("epoch"));
        if (query.queryItemValue(QStringLiteral("scope")) != QLatin1String("scope-1"))
            return problem(ErrorCode::NotFound);
        if (!known.isEmpty() && known.toLatin1() != epoch(life).toHex())
            return problem(ErrorCode::FeedReset);
        protocol::FeedPage reply;
        reply.feedEpoch = epoch(life);
        reply.next = after;
        if (after < feed.size())
            reply.entries.push_back({++reply.next, feed[after]});
        reply.more = reply.next < feed.size();
        reply.serverTime = clock.wallMilliseconds();
        return {200, paths::cborType, protocol::encodeFeedPage(reply), {}, -1, 0};
    }
    std::vector<protocol::Command> open()
    {
        auto left = commands;
        std::erase_if(left, [this](const protocol::Command &command) {
            return std::find(acked.begin(), acked.end(), command.id) != acked.end();
        });
        return left;
    }
    HttpReply acknowledge(const HttpRequest &request)
    {
        for (const protocol::Command &command : commands) {
            if (request.path.contains(command.id.toHex()))
                acked.push_back(command.id);
        }
        return {204, {}, {}, {}, -1, 0};
    }
    HttpReply take(const HttpRequest &request)
    {
        const auto entries = protocol::decodeAuditPush(request.body);
        for (const protocol::AuditEntry &entry : *entries) {
            const bool next = entry.number == record.size() + 1 &&
                              (record.empty() || entry.previous == protocol::hashOf(record.back()));
            if (!next) {
                const QJsonObject told{
                    {QStringLiteral("type"), QStringLiteral("fork")},
                    {QStringLiteral("status"), 409},
                    {QStringLiteral("expectedSequence"), static_cast<qint64>(record.size() + 1)},
                    {QStringLiteral("auditHead"),
                     QString::fromLatin1(record.empty() ? QByteArray(64, '0')
                                                        : protocol::hashOf(record.back()).toHex())}};
                return {409, paths::problemType, QJsonDocument(told).toJson(), {}, -1, 0};
            }
            record.push_back(entry);
        }
        return {200, paths::cborType, protocol::encodeAuditReply(record.size()), {}, -1, 0};
    }
};

const QString tablet = QStringLiteral("tablet");
const QString kiosk = QStringLiteral("kiosk");

} // namespace

/// The rounds beside the queue over TLS, with the real store and the real codecs.
class ClientUpkeepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tablet_readsItsScopesFeedPageByPage()
    {
        Stage stage(tablet);
        const auto draft = stage.random.make<protocol::DraftId>();
        for (int count = 0; count < 3; ++count)
            stage.feed.push_back(stage.change(draft));
        stage.start();
        QSignalSpy changed(stage.device.get(), &client::SyncThread::followedDraftsChanged);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 3, 5'000);
        QCOMPARE(changed.last()[0].value<QList<protocol::DraftId>>(), QList<protocol::DraftId>{draft});
        stage.device.reset();
        QCOMPARE(stage.store->load(draft)->changes.size(), std::size_t{3});
        QVERIFY(stage.store->feedPosition(QStringLiteral("scope-1"))->complete);
    }

    void anotherLifeOfTheFeed_isReadFromTheStart()
    {
        Stage stage(tablet);
        const auto draft = stage.random.make<protocol::DraftId>();
        stage.feed.push_back(stage.change(draft));
        QVERIFY(stage.store->applyFeed({QStringLiteral("scope-1"), {}, {}, {epoch('z'), 9, true}}).ok());
        stage.start();
        QSignalSpy changed(stage.device.get(), &client::SyncThread::followedDraftsChanged);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 5'000);
        stage.device.reset();
        QVERIFY(stage.store->feedPosition(QStringLiteral("scope-1"))->epoch == epoch('a'));
    }

    void kiosk_asksForNoFeed()
    {
        Stage stage(kiosk);
        stage.start();
        QTRY_VERIFY_WITH_TIMEOUT(stage.asked(paths::commands) > 0, 5'000);
        QTest::qWait(200);
        QCOMPARE(stage.asked(paths::feed), 0);
    }

    void command_isDoneAndAcknowledged()
    {
        Stage stage(kiosk);
        stage.commands = {{stage.random.make<protocol::CommandId>(), protocol::CommandKind::Wipe, 1},
                          {stage.random.make<protocol::CommandId>(), protocol::CommandKind::Rotate, 2}};
        stage.start();
        QTRY_COMPARE_WITH_TIMEOUT(stage.acked.size(), std::size_t{2}, 5'000);
        QVERIFY(stage.acked[0] == stage.commands[0].id);
        QCOMPARE(stage.centre.certificatesMade, 1);
        stage.device.reset();
        // The wipe is remembered: there is nothing to read here any more.
        QCOMPARE(stage.store->feedPosition(QStringLiteral("scope-1")).error().code, ErrorCode::Revoked);
    }

    void record_goesOnWhereTheCentresChainEnds()
    {
        Stage stage(kiosk);
        protocol::AuditEntry other;
        other.device = stage.identity.device;
        other.number = 1;
        other.event = QStringLiteral("session-began");
        stage.record.push_back(other);
        QVERIFY(stage.store->record(QStringLiteral("session-ended"), {}).ok());
        stage.start();
        QTRY_COMPARE_WITH_TIMEOUT(stage.record.size(), std::size_t{2}, 5'000);
        QCOMPARE(stage.record[1].event, QStringLiteral("session-ended"));
        QVERIFY(stage.record[1].previous == protocol::hashOf(other));
    }

    void workersRequest_bringsTheWrapsOfThatDraftAlone()
    {
        Stage stage(tablet);
        stage.start();
        protocol::RewrapRequest request;
        request.order.draft = stage.random.make<protocol::DraftId>();
        request.order.device = stage.identity.device;
        request.order.reason = QStringLiteral("lost-code");
        auto &grant = request.certificate.grant;
        grant.role = QStringLiteral("worker");
        grant.scope = QStringLiteral("scope-1");
        grant.device = stage.identity.device;
        grant.signingKey = grant.boxKey = grant.deviceBoxKey = QByteArray(32, 'b');
        request.certificate.signature = request.signature = QByteArray(64, 's');
        const auto ask = [&] {
            std::optional<base::Result<std::vector<protocol::Wrap>>> answer;
            stage.device->rewrap(request, [&](const auto &wraps) { answer = wraps; });
            [&] { QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 5'000); }();
            return answer.value_or(ErrorCode::Internal);
        };
        const protocol::Wrap wrap{protocol::WrapPurpose::Worker, request.order.draft,
                                  stage.random.make<protocol::KeyId>(), stage.random.make<protocol::KeyId>(),
                                  QByteArray(208, 'w')};
        stage.wraps = {wrap};
        const auto given = ask();
        QVERIFY(given.ok());
        QCOMPARE(given->size(), std::size_t{1});
        QCOMPARE(given->front().sealed, wrap.sealed);

        stage.wraps = {};
        QCOMPARE(ask().error().code, ErrorCode::MalformedInput);
        stage.wraps = {wrap, wrap};
        stage.wraps[1].draft = stage.random.make<protocol::DraftId>();
        QCOMPARE(ask().error().code, ErrorCode::MalformedInput);
        stage.wraps = {wrap};
        stage.wraps[0].purpose = protocol::WrapPurpose::Intake;
        QCOMPARE(ask().error().code, ErrorCode::MalformedInput);
    }
};

QTEST_GUILESS_MAIN(ClientUpkeepTest)
#include "ClientUpkeepTest.moc"
