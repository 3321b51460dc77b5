#include "centre/EndpointProcess.h"
#include "centre/HttpsClient.h"

#include "crypto/SystemRandom.h"
#include "sealing/WorkerSealing.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/Problem.h"
#include "sync/protocol/PushCodec.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::tests;
using centre::handlers::TestDevice;
using sync::protocol::ProblemType;
namespace protocol = sync::protocol;
namespace paths = sync::protocol::paths;

namespace {

constexpr int patience = 20'000;

/// A centre whose key desk is a process of its own: the endpoint has no way to the private intake keys, they
/// lie in another folder.
struct Scene
{
    Scene()
    {
        (void)QDir().rename(endpoint.folder() + QStringLiteral("/keydesk"), keys);
        started = startDesk() && endpoint.start();
    }
    ~Scene() { stopDesk(); }

    [[nodiscard]] bool startDesk()
    {
        desk.start(QStringLiteral(LUOTSI_BINARY_DIR "/bin/luotsi-keydesk"),
                   {QStringLiteral("--centre"), endpoint.folder(), QStringLiteral("--keys"), keys,
                    QStringLiteral("--socket"), socket, QStringLiteral("--drafts-per-day"),
                    QStringLiteral("2")});
        while (!desk.canReadLine()) {
            if (!desk.waitForReadyRead(patience))
                return false;
        }
        return desk.readLine().contains("socket");
    }
    void stopDesk()
    {
        desk.terminate();
        if (!desk.waitForFinished(patience))
            desk.kill();
    }
    [[nodiscard]] TestDevice enrol(const QString &scope, const QString &role)
    {
        TestDevice device(random);
        HttpsClient http(endpoint.url(), endpoint.authority());
        const auto reply = protocol::decodeEnrolReply(
            http.send("POST", paths::enrol, device.enrolBody(endpoint.code(scope, role))).body);
        if (reply)
            device.enrolled(*reply);
        return device;
    }
    [[nodiscard]] HttpsReply post(const TestDevice &device, const char *path, const QByteArray &body)
    {
        HttpsClient http(endpoint.url(), endpoint.authority());
        http.show(device.certificatePem, device.keyPem);
        return http.send("POST", path, body);
    }
    [[nodiscard]] HttpsReply get(const TestDevice &device, const QByteArray &path)
    {
        HttpsClient http(endpoint.url(), endpoint.authority());
        http.show(device.certificatePem, device.keyPem);
        return http.send("GET", path);
    }
    [[nodiscard]] QString check()
    {
        return endpoint.submissions().array().at(0).toObject().value(QStringLiteral("check")).toString();
    }
    [[nodiscard]] protocol::WorkerCertificate certify(const TestDevice &device)
    {
        const auto hex = [](const QByteArray &bytes) { return QString::fromLatin1(bytes.toHex()); };
        const QJsonObject keysOf{{QStringLiteral("device"), hex(device.id.toByteArray())},
                                 {QStringLiteral("signingKey"), hex(signing.publicKey)},
                                 {QStringLiteral("boxKey"), hex(box.publicKey)},
                                 {QStringLiteral("deviceBoxKey"), hex(deviceBox.publicKey)}};
        QFile file(endpoint.path(QStringLiteral("worker.json")));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(QJsonDocument(keysOf).toJson());
        file.close();
        const auto made =
            endpoint.admin(QStringLiteral("certify-worker"),
                           {QStringLiteral("--scope"), QStringLiteral("team"), file.fileName()});
        const auto certificate = protocol::decodeWorkerCertificate(
            QByteArray::fromHex(QJsonDocument::fromJson(made.out)[u"certificate"].toString().toLatin1()));
        return certificate ? *certificate : protocol::WorkerCertificate{};
    }
    [[nodiscard]] protocol::RewrapRequest request(const protocol::WorkerCertificate &certificate,
                                                  const protocol::DraftId &draft)
    {
        const protocol::RewrapOrder order{random.make<protocol::RequestId>(), draft, certificate.grant.device,
                                          QStringLiteral("hand-over"), 1};
        return *sealing::signRewrap(order, certificate, signing);
    }

    crypto::SystemRandom random;
    QTemporaryDir deskFolder;
    QString keys = deskFolder.filePath(QStringLiteral("keys"));
    QString socket = deskFolder.filePath(QStringLiteral("desk"));
    EndpointProcess endpoint{{QStringLiteral("--keydesk"), socket}};
    QProcess desk;
    bool started = false;
    crypto::SigningKey signing = *crypto::SigningKey::generate(random);
    crypto::BoxKeyPair box = *crypto::BoxKeyPair::generate(random);
    crypto::BoxKeyPair deviceBox = *crypto::BoxKeyPair::generate(random);
};

std::optional<ProblemType> problem(const HttpsReply &reply)
{
    const auto found = protocol::decodeProblem(reply.body);
    return found ? std::optional(found->type) : std::nullopt;
}

} // namespace

class KeyDeskProcessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void submissionsAreCheckedByTheDeskAndWaitWhileItIsAway()
    {
        Scene scene;
        QVERIFY(scene.started);
        auto kiosk = scene.enrol(QStringLiteral("north"), QStringLiteral("kiosk"));
        QVERIFY(!QFile::exists(scene.endpoint.folder() + QStringLiteral("/keydesk")));
        QVERIFY(scene.get(kiosk, paths::ready).body.contains(R"("keyDesk":"answers")"));
        scene.stopDesk();
        auto draft = kiosk.newDraft();
        const auto batch = TestDevice::batch(
            {kiosk.next(draft, kiosk.intakeWrap(draft)), kiosk.next(draft, kiosk.submit(draft, 1, {}))});
        QCOMPARE(scene.post(kiosk, paths::changes, batch).status, 200);
        QTRY_VERIFY(scene.get(kiosk, paths::ready).body.contains(R"("keyDesk":"silent")"));
        QCOMPARE(scene.get(kiosk, paths::ready).status, 200);
        QTest::qWait(300);
        QCOMPARE(scene.check(), QStringLiteral("waiting"));
        QVERIFY(scene.startDesk());
        QTRY_COMPARE_WITH_TIMEOUT(scene.check(), QStringLiteral("unchecked"), patience);
    }

    void aWorkerGetsTheDraftAndAStolenDeviceCertificateAloneGetsNothing()
    {
        Scene scene;
        QVERIFY(scene.started);
        auto kiosk = scene.enrol(QStringLiteral("north"), QStringLiteral("kiosk"));
        const auto tablet = scene.enrol(QStringLiteral("team"), QStringLiteral("tablet"));
        auto draft = kiosk.newDraft();
        QCOMPARE(
            scene.post(kiosk, paths::changes, TestDevice::batch({kiosk.next(draft, kiosk.intakeWrap(draft))}))
                .status,
            200);
        const auto certificate = scene.certify(tablet);
        // The thief has the tablet's certificate and the worker's, and no key of the worker.
        auto stolen = scene.request(certificate, draft.id);
        stolen = *sealing::signRewrap(stolen.order, certificate, *crypto::SigningKey::generate(scene.random));
        QCOMPARE(problem(scene.post(tablet, paths::rewrap, protocol::encodeRewrapRequest(stolen))),
                 ProblemType::NotFound);
        QVERIFY(protocol::decodeFeedPage(scene.get(tablet, QByteArray(paths::feed) + "?scope=team").body)
                    ->entries.empty());

        const auto asked = protocol::encodeRewrapRequest(scene.request(certificate, draft.id));
        const auto reply = protocol::decodeRewrapReply(scene.post(tablet, paths::rewrap, asked).body);
        QVERIFY(reply.ok() && reply->wraps.size() == 1);
        const auto opened =
            sealing::openWorkerWrap(reply->wraps.front(), draft.id, scene.box, scene.deviceBox);
        QVERIFY(opened.ok() && opened->draftKey.view() == draft.keys.draftKey.view());
        QCOMPARE(protocol::decodeFeedPage(scene.get(tablet, QByteArray(paths::feed) + "?scope=team").body)
                     ->entries.size(),
                 std::size_t(1));
        // The day's limit of two, then no more, also after the desk was killed.
        QCOMPARE(scene
                     .post(tablet, paths::rewrap,
                           protocol::encodeRewrapRequest(scene.request(certificate, draft.id)))
                     .status,
                 200);
        scene.desk.kill();
        QVERIFY(scene.desk.waitForFinished(patience));
        QVERIFY(scene.startDesk());
        QCOMPARE(problem(scene.post(tablet, paths::rewrap,
                                    protocol::encodeRewrapRequest(scene.request(certificate, draft.id)))),
                 ProblemType::TooManyTries);
    }

    void anErasedDraftIsATombstoneEverywhere()
    {
        Scene scene;
        QVERIFY(scene.started);
        auto kiosk = scene.enrol(QStringLiteral("north"), QStringLiteral("kiosk"));
        const auto tablet = scene.enrol(QStringLiteral("north"), QStringLiteral("tablet"));
        auto draft = kiosk.newDraft();
        const auto batch = TestDevice::batch({kiosk.next(draft, kiosk.intakeWrap(draft))});
        QCOMPARE(scene.post(kiosk, paths::changes, batch).status, 200);
        const QString id = QString::fromLatin1(draft.id.toHex());
        const QStringList arguments{QStringLiteral("--keydesk"), scene.socket, id};
        QCOMPARE(scene.endpoint.admin(QStringLiteral("erase"), arguments).exitCode, 0);
        QCOMPARE(scene.endpoint.admin(QStringLiteral("erase"), arguments).exitCode, 0);
        QCOMPARE(scene.endpoint
                     .admin(QStringLiteral("erase"),
                            {QStringLiteral("--keydesk"), scene.socket, QString(32, u'0')})
                     .exitCode,
                 3);
        const auto status = protocol::decodeDraftsStatusReply(
            scene.post(kiosk, paths::draftsStatus, protocol::encodeDraftsStatusRequest({{draft.id}})).body);
        QVERIFY(status.ok() && status->erased == std::vector{draft.id});
        const auto page =
            protocol::decodeFeedPage(scene.get(tablet, QByteArray(paths::feed) + "?scope=north").body);
        QVERIFY(page.ok() && page->erased == std::vector{draft.id});
        QFile journal(scene.keys + QStringLiteral("/journal"));
        QVERIFY(journal.open(QIODevice::ReadOnly));
        QVERIFY(journal.readAll().contains("erase "));
    }

    void afterARestoreFeedsBeginAnew()
    {
        Scene scene;
        QVERIFY(scene.started);
        const auto tablet = scene.enrol(QStringLiteral("north"), QStringLiteral("tablet"));
        const QByteArray feed = QByteArray(paths::feed) + "?scope=north";
        const auto before = protocol::decodeFeedPage(scene.get(tablet, feed).body);
        QCOMPARE(scene.endpoint.admin(QStringLiteral("restored")).exitCode, 0);
        QCOMPARE(problem(scene.get(tablet, feed + "&epoch=" + before->feedEpoch.toHex())),
                 ProblemType::FeedReset);
        QCOMPARE(scene.get(tablet, feed).status, 200);
    }

    void theToolDestroysOldKeysAndRevokesWorkers()
    {
        const EndpointProcess centre;
        QCOMPARE(centre
                     .admin(QStringLiteral("destroy-intake"),
                            {QStringLiteral("--older-than"), QStringLiteral("1")})
                     .exitCode,
                 0);
        QCOMPARE(centre.admin(QStringLiteral("destroy-intake")).exitCode, 2);
        QCOMPARE(centre.admin(QStringLiteral("revoke-worker"), {QStringLiteral("nobody")}).exitCode, 2);
        QCOMPARE(centre.admin(QStringLiteral("revoke-worker"), {QString(32, u'a')}).exitCode, 0);
        QFile list(centre.folder() + QStringLiteral("/keydesk/revoked-workers"));
        QVERIFY(list.open(QIODevice::ReadOnly));
        QCOMPARE(list.readAll(), QByteArray(32, 'a') + '\n');
    }
};

QTEST_GUILESS_MAIN(KeyDeskProcessTest)
#include "KeyDeskProcessTest.moc"
