#include "centre/EndpointProcess.h"
#include "centre/HttpsClient.h"
#include "centre/StorageEngine.h"

#include "centre/handlers/tests/TestDevice.h"
#include "crypto/BoxKeys.h"
#include "crypto/Signature.h"
#include "crypto/SystemRandom.h"
#include "sealing/BlobSealing.h"
#include "sealing/ChangeSealing.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/PushCodec.h"
#include "sync/protocol/Roster.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::tests;
using centre::handlers::TestDevice;
using centre::handlers::TestDraft;
using sync::protocol::PushOutcome;
namespace protocol = sync::protocol;
namespace paths = sync::protocol::paths;

namespace {

StorageEngine engine;

const QString amount = QStringLiteral("/data/amount");

/// A running centre with one received application.
struct Scene
{
    Scene() : endpoint({}, engine.options())
    {
        ready = endpoint.start() && enrol();
        if (!ready)
            return;
        draft.emplace(device.newDraft());
        first.emplace(device.answer(*draft, amount, QStringLiteral("100")));
        ready = outcome({*first, device.intakeWrap(*draft), device.submit(*draft, 1, {first->id})}) ==
                PushOutcome::Stored;
    }

    [[nodiscard]] bool enrol()
    {
        HttpsClient http{endpoint.url(), endpoint.authority()};
        const auto reply = http.send("POST", paths::enrol, device.enrolBody(endpoint.code()));
        const auto enrolled = protocol::decodeEnrolReply(reply.body);
        if (enrolled)
            device.enrolled(*enrolled);
        return enrolled.ok();
    }
    [[nodiscard]] HttpsReply ask(const QByteArray &method, const QByteArray &path, const QByteArray &body,
                                 std::optional<quint64> offset = std::nullopt)
    {
        HttpsClient http{endpoint.url(), endpoint.authority()};
        http.show(device.certificatePem, device.keyPem);
        return http.send(method, path, body, offset);
    }
    /// What became of the last of them.
    [[nodiscard]] std::optional<PushOutcome> outcome(const std::vector<protocol::Change> &changes)
    {
        std::vector<protocol::Record> records;
        for (const protocol::Change &change : changes)
            records.push_back(device.next(*draft, change));
        const auto reply =
            protocol::decodePushReply(ask("POST", paths::changes, TestDevice::batch(records)).body);
        if (!reply || reply->results.size() != changes.size())
            return std::nullopt;
        return reply->results.back().outcome;
    }
    [[nodiscard]] QJsonArray list(const QString &command) const
    {
        const auto said = endpoint.admin(command, {QStringLiteral("list"), QStringLiteral("--json")});
        return said.exitCode == 0 ? QJsonDocument::fromJson(said.out).array()
                                  : QJsonArray{QStringLiteral("failed")};
    }
    [[nodiscard]] QJsonObject exported(const QString &name) const
    {
        const QString reference = endpoint.submissions().array().last()[u"reference"].toString();
        QFile file(endpoint.path(QStringLiteral("out/%1/%2").arg(reference, name)));
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                              : QJsonObject();
    }
    [[nodiscard]] int exportAll() const
    {
        return endpoint.admin(QStringLiteral("export"), {endpoint.path(QStringLiteral("out"))}).exitCode;
    }
    [[nodiscard]] QString draftHex() const { return QString::fromLatin1(draft->id.toHex()); }

    crypto::SystemRandom random;
    EndpointProcess endpoint;
    TestDevice device{random};
    std::optional<TestDraft> draft;
    std::optional<protocol::Change> first;
    bool ready = false;
};

} // namespace

class StaffToolsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QString trouble = engine.start();
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    }

    void cleanupTestCase() { engine.stop(); }

    void whatComesAfterArrivalIsAProposalForStaff()
    {
        Scene scene;
        QVERIFY(scene.ready);
        QCOMPARE(scene.list(QStringLiteral("supplements")), QJsonArray());
        const auto edit = scene.device.answer(*scene.draft, amount, QStringLiteral("250"), {scene.first->id});
        QCOMPARE(scene.outcome({edit}), PushOutcome::Stored);
        QCOMPARE(scene.outcome({scene.device.submit(*scene.draft, 1, {edit.id})}), PushOutcome::Refused);

        const QJsonObject line = scene.list(QStringLiteral("supplements")).at(0).toObject();
        QCOMPARE(line[u"draft"].toString(), scene.draftHex());
        QCOMPARE(line[u"edits"].toInt(), 1);
        QCOMPARE(line[u"submissions"].toInt(), 1);

        QCOMPARE(scene.exportAll(), 0);
        // It says it was sent years before the device was enrolled.
        QCOMPARE(scene.exported(QStringLiteral("receipt.json"))[u"device_clock"].toString(),
                 QStringLiteral("behind"));
        const QJsonObject beside = scene.exported(QStringLiteral("supplements.json"));
        const QJsonObject told = beside[u"edits"].toArray().at(0).toObject();
        QCOMPARE(told[u"path"].toString(), amount);
        QCOMPARE(told[u"before"].toString(), QStringLiteral("100"));
        QCOMPARE(told[u"proposed"].toString(), QStringLiteral("250"));
        QVERIFY(told[u"arrived_after_submission"].toBool());
        const QJsonObject round = beside[u"submissions"].toArray().at(0).toObject();
        QCOMPARE(round[u"round"].toInt(), 1);
        QCOMPARE(round[u"file"].toString(), QStringLiteral("proposal-1.xml"));
        // One case and one receipt, whatever came later.
        QCOMPARE(scene.endpoint.submissions().array().size(), 1);
    }

    void anAttachmentThatCameLaterIsExportedBesideTheSubmission()
    {
        Scene scene;
        QVERIFY(scene.ready);
        const auto blob = *sealing::sealBlob(QByteArray(1000, 'i'), scene.random);
        protocol::AttachBody page{QStringLiteral("/data/page"),
                                  {sealing::attachmentName(blob.id, u"jpg"), blob.id, blob.key,
                                   QStringLiteral("image/jpeg"), 1000}};
        protocol::ChangeHeader header;
        header.draft = scene.draft->id;
        header.slot = *sealing::slotFor(scene.draft->keys, page.path);
        header.attachments = {blob.id};
        QCOMPARE(scene.outcome({*sealing::sealChange(header, page, scene.draft->keys, scene.random)}),
                 PushOutcome::Stored);
        QCOMPARE(scene.exportAll(), 4); // its bytes are still missing
        const auto create = protocol::encodeBlobCreate(
            {blob.id, scene.draft->id, static_cast<std::uint64_t>(blob.sealed.size())});
        QCOMPARE(scene.ask("POST", paths::blobs, create).status, 201);
        QCOMPARE(scene.ask("PATCH", QByteArray(paths::blobs) + '/' + blob.id.toHex(), blob.sealed, 0).status,
                 200);
        QCOMPARE(scene.exportAll(), 0);
        const QString reference = scene.endpoint.submissions().array().at(0)[u"reference"].toString();
        QFile file(scene.endpoint.path(QStringLiteral("out/%1/%2").arg(reference, page.file.name)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray(1000, 'i'));
    }

    void aRequestIsOpenUntilARoundNamesIt()
    {
        Scene scene;
        QVERIFY(scene.ready);
        const auto made = scene.endpoint.admin(QStringLiteral("request"),
                                               {scene.draftHex(), QStringLiteral("--text"),
                                                QStringLiteral("Tuothan tiliotteen."),
                                                QStringLiteral("--due"), QStringLiteral("2026-12-03")});
        QCOMPARE(made.exitCode, 0);
        // No pack of this centre has the draft's form, so no text of one is known.
        QCOMPARE(scene.endpoint
                     .admin(QStringLiteral("request"), {scene.draftHex(), QStringLiteral("--text-id=lease"),
                                                        QStringLiteral("--due=2026-12-03")})
                     .exitCode,
                 1);
        const QJsonArray open = scene.list(QStringLiteral("requests"));
        QCOMPARE(open.size(), 1);
        QCOMPARE(open.at(0)[u"due"].toString(), QStringLiteral("2026-12-03"));
        QCOMPARE(open.at(0)[u"from"].toString(), QStringLiteral("Kela"));
        QVERIFY(open.at(0)[u"answered_by_rounds"].toArray().isEmpty());
        // What the centre itself has said is no proposal of the person.
        QCOMPARE(scene.list(QStringLiteral("supplements")), QJsonArray());

        const auto request = protocol::ChangeId::fromHex(open.at(0)[u"request"].toString().toLatin1());
        QVERIFY(request.has_value());
        const auto page =
            scene.device.answer(*scene.draft, QStringLiteral("/data/page"), QStringLiteral("x"));
        QCOMPARE(scene.outcome({page, scene.device.submit(*scene.draft, 2, {scene.first->id, page.id}, {},
                                                          {*request})}),
                 PushOutcome::Stored);
        QCOMPARE(scene.list(QStringLiteral("requests")).at(0)[u"answered_by_rounds"].toArray(),
                 QJsonArray{2});
        QCOMPARE(scene.exportAll(), 0);
        QCOMPARE(scene.exported(QStringLiteral("requests.json"))[u"requests"].toArray().size(), 1);
    }

    void aRequestThatSaysNothingOrNoDayIsRefused()
    {
        const EndpointProcess centre({}, engine.options());
        const QString draft(32, u'a');
        const auto exitOf = [&](const QStringList &options) {
            return centre.admin(QStringLiteral("request"), QStringList{draft} + options).exitCode;
        };
        const QString due = QStringLiteral("--due=2026-12-03");
        QCOMPARE(exitOf({due}), 2);
        QCOMPARE(exitOf({due, QStringLiteral("--text=a"), QStringLiteral("--text-id=b")}), 2);
        QCOMPARE(exitOf({QStringLiteral("--text=a")}), 2);
        QCOMPARE(exitOf({QStringLiteral("--text=a"), QStringLiteral("--due=tomorrow")}), 2);
        QCOMPARE(exitOf({QStringLiteral("--text=a"), due}), 3);
    }

    void whatARevokedDeviceBrought_isSeenAsStuckAndLetIn()
    {
        Scene scene;
        QVERIFY(scene.ready);
        // The desk has looked at what was sent: nothing waits.
        QTRY_COMPARE_WITH_TIMEOUT(scene.endpoint.admin(QStringLiteral("stuck"), {}).exitCode, 0, 20'000);
        const QString device = QString::fromLatin1(scene.device.id.toHex());
        QCOMPARE(scene.endpoint.admin(QStringLiteral("revoke"), {device}).exitCode, 0);
        const auto late = scene.device.answer(*scene.draft, amount, QStringLiteral("250"), {scene.first->id});
        QCOMPARE(scene.outcome({late}), PushOutcome::Quarantined);

        const auto said = scene.endpoint.admin(QStringLiteral("stuck"), {QStringLiteral("--json")});
        QCOMPARE(said.exitCode, 4);
        const QJsonArray lines = QJsonDocument::fromJson(said.out).array();
        QCOMPARE(lines.size(), 2);
        const QJsonObject apart = lines.at(0).toObject();
        QCOMPARE(apart[u"what"].toString(), QStringLiteral("kept-apart"));
        QCOMPARE(apart[u"draft"].toString(), scene.draftHex());
        QCOMPARE(apart[u"device"].toString(), device);
        QCOMPARE(apart[u"reason"].toString(), QStringLiteral("revoked"));
        QVERIFY(!apart[u"since"].toString().isEmpty());
        QCOMPARE(lines.at(1)[u"what"].toString(), QStringLiteral("order-not-done"));
        QCOMPARE(lines.at(1)[u"order"].toString(), QStringLiteral("revoke"));

        QCOMPARE(scene.endpoint.admin(QStringLiteral("release"), {scene.draftHex(), device}).exitCode, 0);
        QCOMPARE(scene.list(QStringLiteral("supplements")).at(0)[u"edits"].toInt(), 1);
        QCOMPARE(scene.endpoint.admin(QStringLiteral("release"), {scene.draftHex(), device}).exitCode, 3);
        QCOMPARE(scene.endpoint.admin(QStringLiteral("release"), {device, QStringLiteral("x")}).exitCode, 2);
    }

    void afterARestorationTheReportTellsWhatIsMissing()
    {
        Scene scene;
        QVERIFY(scene.ready);
        const auto report = [&] {
            return scene.endpoint.admin(QStringLiteral("restored-report"), {QStringLiteral("--json")});
        };
        QCOMPARE(report().exitCode, 3);
        QCOMPARE(scene.endpoint.admin(QStringLiteral("restored"), {}).exitCode, 0);
        auto said = report();
        QCOMPARE(said.exitCode, 0);
        QCOMPARE(QJsonDocument::fromJson(said.out)[u"devices"][0][u"changes"].toInt(), 0);

        const auto lost = scene.device.answer(*scene.draft, amount, QStringLiteral("1"));
        const auto after = scene.device.answer(*scene.draft, amount, QStringLiteral("2"), {lost.id});
        QCOMPARE(scene.outcome({after}), PushOutcome::Stored);
        said = report();
        QCOMPARE(said.exitCode, 4);
        const QJsonDocument told = QJsonDocument::fromJson(said.out);
        QCOMPARE(told[u"devices"][0][u"changes"].toInt(), 1);
        QCOMPARE(told[u"incomplete"][0][u"draft"].toString(), scene.draftHex());
        QCOMPARE(told[u"incomplete"][0][u"changes"].toArray(),
                 QJsonArray{QString::fromLatin1(lost.id.toHex())});
    }

    void aRosterHoldsCertifiedColleaguesOnly()
    {
        EndpointProcess centre({}, engine.options());
        crypto::SystemRandom random;
        const auto certify = [&](const QString &scope) {
            const auto signing = *crypto::SigningKey::generate(random);
            const auto box = *crypto::BoxKeyPair::generate(random);
            const QJsonObject keys{
                {QStringLiteral("device"), QString::fromLatin1(random.make<protocol::DeviceId>().toHex())},
                {QStringLiteral("signingKey"), QString::fromLatin1(signing.publicKey.toHex())},
                {QStringLiteral("boxKey"), QString::fromLatin1(box.publicKey.toHex())},
                {QStringLiteral("deviceBoxKey"), QString::fromLatin1(box.publicKey.toHex())}};
            QFile file(centre.path(QStringLiteral("keys.json")));
            if (!file.open(QIODevice::WriteOnly))
                return QString();
            file.write(QJsonDocument(keys).toJson());
            file.close();
            const auto said = centre.admin(QStringLiteral("certify-worker"),
                                           {file.fileName(), QStringLiteral("--scope"), scope});
            return QJsonDocument::fromJson(said.out)[u"certificate"].toString();
        };
        const QString out = centre.path(QStringLiteral("north.roster"));
        const auto sign = [&](const QStringList &certificates) {
            QStringList arguments{out, QStringLiteral("--scope=north"), QStringLiteral("--number=4")};
            for (const QString &certificate : certificates)
                arguments.append(QStringLiteral("--certificate=") + certificate);
            return centre.admin(QStringLiteral("sign-roster"), arguments).exitCode;
        };
        const QString first = certify(QStringLiteral("north"));
        QCOMPARE(sign({first, certify(QStringLiteral("south"))}), 2);
        QCOMPARE(sign({first, first}), 2);
        QVERIFY(!QFile::exists(out));
        QCOMPARE(sign({first, certify(QStringLiteral("north"))}), 0);
        QFile file(out);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto roster = protocol::decodeRoster(file.readAll());
        QVERIFY(roster.ok());
        QCOMPARE(roster->roster.members.size(), std::size_t(2));
        QCOMPARE(roster->roster.number, std::uint64_t(4));
    }
};

QTEST_GUILESS_MAIN(StaffToolsTest)
#include "StaffToolsTest.moc"
