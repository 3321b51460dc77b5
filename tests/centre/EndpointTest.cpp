#include "centre/EndpointProcess.h"
#include "centre/HttpsClient.h"
#include "centre/StorageEngine.h"

#include "centre/handlers/tests/TestDevice.h"
#include "crypto/SystemRandom.h"
#include "pki/Certificates.h"
#include "sealing/BlobSealing.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/Problem.h"
#include "sync/protocol/PushCodec.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QThread>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::tests;
using centre::handlers::TestDevice;
using centre::handlers::TestDraft;
using sync::protocol::ProblemType;
using sync::protocol::PushOutcome;
namespace protocol = sync::protocol;
namespace paths = sync::protocol::paths;

namespace {

StorageEngine engine;

/// A running centre and an enrolled device.
struct Scene
{
    explicit Scene(const QStringList &arguments = {})
        : endpoint(arguments, engine.options()), started(endpoint.start())
    {
    }

    [[nodiscard]] HttpsClient client() const { return {endpoint.url(), endpoint.authority()}; }
    [[nodiscard]] bool enrol()
    {
        auto http = client();
        const auto reply = http.send("POST", paths::enrol, device.enrolBody(endpoint.code()));
        const auto enrolled = protocol::decodeEnrolReply(reply.body);
        if (enrolled)
            device.enrolled(*enrolled);
        return enrolled.ok();
    }
    [[nodiscard]] HttpsReply ask(const QByteArray &method, const QByteArray &path,
                                 const QByteArray &body = {}, std::optional<quint64> offset = std::nullopt)
    {
        auto http = client();
        http.show(device.certificatePem, device.keyPem);
        return http.send(method, path, body, offset);
    }
    [[nodiscard]] base::Result<protocol::PushReply> push(const QByteArray &batch)
    {
        return protocol::decodePushReply(ask("POST", paths::changes, batch).body);
    }
    /// The one submission as the admin's tool lists it.
    [[nodiscard]] QJsonObject submission() const { return endpoint.submissions().array().at(0).toObject(); }

    crypto::SystemRandom random;
    EndpointProcess endpoint;
    bool started;
    TestDevice device{random};
};

std::optional<ProblemType> problem(const HttpsReply &reply)
{
    const auto found = protocol::decodeProblem(reply.body);
    return found ? std::optional(found->type) : std::nullopt;
}

QByteArray blobPath(const protocol::BlobId &id)
{
    return QByteArray(paths::blobs) + '/' + id.toHex();
}

} // namespace

class EndpointTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QString trouble = engine.start();
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    }

    void cleanupTestCase() { engine.stop(); }

    void anApplicationArrivesOnceWithItsAttachmentAndIsExported()
    {
        Scene scene;
        QVERIFY(scene.started && scene.enrol());
        auto draft = scene.device.newDraft();
        const auto blob = *sealing::sealBlob(QByteArray(300'000, 'i'), scene.random);
        const QString name = sealing::attachmentName(blob.id, u"jpg");
        const protocol::AttachmentRef ref{name, blob.id, blob.key, QStringLiteral("image/jpeg"), 300'000};
        const auto answer =
            scene.device.answer(draft, QStringLiteral("/data/name"), QStringLiteral("Virpi Testi"));
        const auto batch = TestDevice::batch(
            {scene.device.next(draft, answer), scene.device.next(draft, scene.device.intakeWrap(draft)),
             scene.device.next(draft, scene.device.submit(draft, 1, {answer.id}, {ref}))});
        const auto first = scene.push(batch);
        const auto again = scene.push(batch);
        QVERIFY(first.ok() && again.ok());
        QCOMPARE(first->results.at(2).outcome, PushOutcome::Stored);
        QCOMPARE(again->results.at(2).outcome, PushOutcome::Duplicate);
        QVERIFY(first->results.at(2).receipt == again->results.at(2).receipt);
        QVERIFY(!first->results.at(2).receipt->complete);

        const auto create =
            protocol::encodeBlobCreate({blob.id, draft.id, static_cast<std::uint64_t>(blob.sealed.size())});
        QCOMPARE(scene.ask("POST", paths::blobs, create).status, 201);
        QCOMPARE(scene.ask("PATCH", blobPath(blob.id), blob.sealed.left(200'000), 0).status, 200);
        QCOMPARE(problem(scene.ask("PATCH", blobPath(blob.id), "x", 7)), ProblemType::OffsetMismatch);
        QCOMPARE(scene.ask("HEAD", blobPath(blob.id)).uploadOffset, QByteArray("200000"));
        QCOMPARE(scene.ask("PATCH", blobPath(blob.id), blob.sealed.mid(200'000), 200'000).status, 200);

        QCOMPARE(scene.endpoint.submissions().array().size(), 1);
        QVERIFY(scene.submission().value(QStringLiteral("complete")).toBool());
        const QString out = scene.endpoint.path(QStringLiteral("export"));
        QCOMPARE(scene.endpoint.admin(QStringLiteral("export"), {out}).exitCode, 0);
        const QDir folder(out + u'/' + first->results.at(2).receipt->reference);
        QFile attachment(folder.filePath(name));
        QVERIFY(attachment.open(QIODevice::ReadOnly));
        QCOMPARE(attachment.readAll(), QByteArray(300'000, 'i'));
        QFile answers(folder.filePath(QStringLiteral("answers.json")));
        QVERIFY(answers.open(QIODevice::ReadOnly));
        QCOMPARE(QJsonDocument::fromJson(answers.readAll())
                     .object()
                     .value(QStringLiteral("/data/name"))
                     .toString(),
                 QStringLiteral("Virpi Testi"));
        for (const char *file : {"submission.xml", "receipt.json"})
            QVERIFY(folder.exists(QLatin1String(file)));
    }

    void aRestartInTheMiddleKeepsEverything()
    {
        Scene scene;
        QVERIFY(scene.started && scene.enrol());
        auto draft = scene.device.newDraft();
        const auto answer = scene.device.answer(draft, QStringLiteral("/data/a"), QStringLiteral("1"));
        const auto first = TestDevice::batch({scene.device.next(draft, answer)});
        QVERIFY(scene.push(first).ok());
        QCOMPARE(scene.endpoint.stop(), std::optional(0));
        QVERIFY(scene.endpoint.start());
        QCOMPARE(scene.push(first)->results.front().outcome, PushOutcome::Duplicate);
        const auto second =
            TestDevice::batch({scene.device.next(draft, scene.device.submit(draft, 1, {answer.id}))});
        QCOMPARE(scene.push(second)->results.front().outcome, PushOutcome::Stored);
    }

    void killedBetweenCommitAndReplyTheSameReceiptIsGiven()
    {
        Scene scene;
        QVERIFY(scene.started && scene.enrol());
        auto draft = scene.device.newDraft();
        const auto batch = TestDevice::batch({scene.device.next(draft, scene.device.submit(draft, 1, {}))});
        auto http = scene.client();
        http.show(scene.device.certificatePem, scene.device.keyPem);
        http.sendAndForget(paths::changes, batch);
        QTRY_COMPARE_WITH_TIMEOUT(scene.endpoint.submissions().array().size(), 1, 10'000);
        scene.endpoint.kill();
        const auto reference = scene.submission().value(QStringLiteral("reference")).toString();
        QVERIFY(scene.endpoint.start());
        const auto reply = scene.push(batch);
        QCOMPARE(reply->results.front().outcome, PushOutcome::Duplicate);
        QCOMPARE(reply->results.front().receipt->reference, reference);
        QCOMPARE(scene.endpoint.submissions().array().size(), 1);
    }

    void killedAtAnyMomentThereIsOneSubmissionAfterTheNextTry()
    {
        Scene scene;
        QVERIFY(scene.started && scene.enrol());
        constexpr int kills = 6;
        for (int i = 0; i < kills; ++i) {
            auto draft = scene.device.newDraft();
            const auto batch =
                TestDevice::batch({scene.device.next(draft, scene.device.submit(draft, 1, {}))});
            auto http = scene.client();
            http.show(scene.device.certificatePem, scene.device.keyPem);
            http.sendAndForget(paths::changes, batch);
            QThread::usleep(static_cast<unsigned long>(i) * 1500);
            scene.endpoint.kill();
            QVERIFY(scene.endpoint.start());
            const auto reply = scene.push(batch);
            QVERIFY(reply.ok());
            QVERIFY(reply->results.front().receipt.has_value());
            QCOMPARE(scene.endpoint.submissions().array().size(), i + 1);
        }
    }

    void aOneTimeCodeAdmitsOneKeyOnly()
    {
        Scene scene;
        QVERIFY(scene.started);
        const QString code = scene.endpoint.code();
        auto http = scene.client();
        const auto body = scene.device.enrolBody(code);
        const auto first = http.send("POST", paths::enrol, body);
        QCOMPARE(first.status, 200);
        QCOMPARE(protocol::decodeEnrolReply(http.send("POST", paths::enrol, body).body)->certificatePem,
                 protocol::decodeEnrolReply(first.body)->certificatePem);
        const TestDevice other(scene.random);
        QCOMPARE(problem(http.send("POST", paths::enrol, other.enrolBody(code))),
                 ProblemType::EnrolmentRefused);
    }

    void aCertificateOfAnotherAuthorityEndsTheHandshake()
    {
        Scene scene;
        QVERIFY(scene.started && scene.enrol());
        const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
        const pki::Validity validity{now - 1000, now + 3'600'000};
        const auto forger = *pki::makeAuthority(QStringLiteral("Luotsi centre"), validity, scene.random);
        const pki::DeviceGrant grant{scene.device.id.array(), QStringLiteral("kiosk"),
                                     QStringLiteral("library"), QStringLiteral("north")};
        const auto forged = *pki::issueDeviceCertificate(forger, *pki::makeRequest(scene.device.keyPem),
                                                         grant, validity, scene.random);
        auto http = scene.client();
        http.show(forged, scene.device.keyPem);
        QCOMPARE(http.send("GET", paths::time).status, 0);
        http.show(scene.device.certificatePem, scene.device.keyPem);
        QCOMPARE(http.send("GET", paths::time).status, 200);
    }

    void anExpiredCertificateStillDeliversAndReadsNothing()
    {
        Scene scene({QStringLiteral("--certificate-seconds"), QStringLiteral("1")});
        QVERIFY(scene.started && scene.enrol());
        QThread::sleep(2);
        auto draft = scene.device.newDraft();
        const auto batch = TestDevice::batch({scene.device.next(draft, scene.device.submit(draft, 1, {}))});
        QVERIFY(scene.push(batch)->results.front().receipt.has_value());
        QCOMPARE(problem(scene.ask("GET", paths::configBundle)), ProblemType::CertificateExpired);
        QCOMPARE(scene.ask("GET", paths::time).status, 200);
    }

    void aRevokedDeviceIsHeardInQuarantineOnly()
    {
        Scene scene;
        QVERIFY(scene.started && scene.enrol());
        const QString id = QString::fromLatin1(scene.device.id.toHex());
        QCOMPARE(scene.endpoint.admin(QStringLiteral("revoke"), {id}).exitCode, 0);
        auto draft = scene.device.newDraft();
        const auto reply =
            scene.push(TestDevice::batch({scene.device.next(draft, scene.device.submit(draft, 1, {}))}));
        QCOMPARE(reply->results.front().reason, base::ErrorCode::Revoked);
        QCOMPARE(problem(scene.ask("GET", paths::configBundle)), ProblemType::Revoked);
        QCOMPARE(scene.endpoint.submissions().array().size(), 0);
    }

    void withTheKeyDeskAwaySubmissionsArriveAndWait()
    {
        Scene scene;
        QVERIFY(scene.started && scene.enrol());
        const QString desk = scene.endpoint.folder() + QStringLiteral("/keydesk");
        QVERIFY(QDir().rename(desk, desk + QStringLiteral("-away")));
        auto draft = scene.device.newDraft();
        const auto reply =
            scene.push(TestDevice::batch({scene.device.next(draft, scene.device.intakeWrap(draft)),
                                          scene.device.next(draft, scene.device.submit(draft, 1, {}))}));
        QVERIFY(reply->results.at(1).receipt->complete);
        QThread::msleep(300);
        QCOMPARE(scene.submission().value(QStringLiteral("check")).toString(), QStringLiteral("waiting"));
        QVERIFY(QDir().rename(desk + QStringLiteral("-away"), desk));
        QTRY_COMPARE_WITH_TIMEOUT(scene.submission().value(QStringLiteral("check")).toString(),
                                  QStringLiteral("unchecked"), 20'000);
    }

    void malformedBytesAreProblemsAndTheNextRequestIsServed()
    {
        Scene scene;
        QVERIFY(scene.started && scene.enrol());
        auto http = scene.client();
        http.show(scene.device.certificatePem, scene.device.keyPem);
        QCOMPARE(problem(http.send("POST", paths::changes, QByteArray(5000, '\xff'))),
                 ProblemType::Malformed);
        QCOMPARE(problem(http.send("POST", paths::changes, QByteArray(2 * 1024 * 1024, 'x'))),
                 ProblemType::TooLarge);
        QCOMPARE(problem(http.send("PATCH", paths::changes, "x")), ProblemType::TooLarge);
        QCOMPARE(problem(http.send("GET", "/v1/receipts/..%2F..")), ProblemType::NotFound);
        QVERIFY(http.sendRaw("NONSENSE\r\n\r\n").startsWith("HTTP/1.1 400"));
        const QByteArray longHead =
            "GET /v1/time HTTP/1.1\r\nHost: x\r\nX: " + QByteArray(20'000, 'x') + "\r\n\r\n";
        QVERIFY(http.sendRaw(longHead).startsWith("HTTP/1.1 413"));
        QVERIFY(
            http.sendRaw(
                    "POST /v1/changes HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n")
                .startsWith("HTTP/1.1 400"));
        QCOMPARE(http.send("GET", paths::time).status, 200);
    }

    void onlyTls13IsSpoken()
    {
        Scene scene;
        QVERIFY(scene.started);
        QVERIFY(!scene.client().connectsWith(QSsl::TlsV1_2));
        QVERIFY(scene.client().connectsWith(QSsl::TlsV1_3));
    }

    void anIdleEndpointStaysBelow40Megabytes()
    {
        Scene scene;
        QVERIFY(scene.started && scene.enrol());
        QFile status(QStringLiteral("/proc/%1/status").arg(scene.endpoint.processId()));
        QVERIFY(status.open(QIODevice::ReadOnly));
        static const QRegularExpression resident(QStringLiteral("VmRSS:\\s+(\\d+) kB"));
        const auto match = resident.match(QString::fromLatin1(status.readAll()));
        QVERIFY(match.hasMatch());
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("a sanitizer's memory is not the product's");
#endif
        QVERIFY2(match.captured(1).toInt() < 40 * 1024, qPrintable(match.captured(1)));
    }

    void theLogHoldsNoAddressCodeOrReference()
    {
        Scene scene;
        QVERIFY(scene.started && scene.enrol());
        auto draft = scene.device.newDraft();
        const auto reply =
            scene.push(TestDevice::batch({scene.device.next(draft, scene.device.submit(draft, 1, {}))}));
        QVERIFY(scene.endpoint.stop().has_value());
        const QByteArray log = scene.endpoint.errors();
        QVERIFY(!log.contains(reply->results.front().receipt->reference.toUtf8()));
        QVERIFY(!log.contains(draft.id.toHex()) && !log.contains(scene.device.id.toHex()));
    }

    void theToolSaysWhatIsWrongAndLeavesWithItsCode()
    {
        EndpointProcess centre;
        QCOMPARE(centre.admin(QStringLiteral("init")).exitCode, 1);
        QCOMPARE(centre.admin(QStringLiteral("nonsense")).exitCode, 2);
        QCOMPARE(
            centre.admin(QStringLiteral("code"), {QStringLiteral("--site"), QStringLiteral("A B")}).exitCode,
            2);
        QCOMPARE(centre.admin(QStringLiteral("revoke"), {QString(32, u'0')}).exitCode, 3);
        QCOMPARE(centre.admin(QStringLiteral("export"), {}).exitCode, 2);
        const auto help = centre.admin(QStringLiteral("code"), {QStringLiteral("--help")});
        QCOMPARE(help.exitCode, 0);
        QVERIFY(help.out.contains("--scope"));
        const auto missing = centre.admin(QStringLiteral("sign-pack"),
                                          {QStringLiteral("--name"), QStringLiteral("p"),
                                           QStringLiteral("/no/such"), centre.path(QStringLiteral("out"))});
        QCOMPARE(missing.exitCode, 3);
        QVERIFY(!missing.errors.isEmpty());
    }
};

QTEST_GUILESS_MAIN(EndpointTest)
#include "EndpointTest.moc"
