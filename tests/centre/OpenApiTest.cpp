#include "centre/EndpointProcess.h"
#include "centre/HttpsClient.h"
#include "centre/JsonSchema.h"

#include "centre/handlers/Router.h"
#include "crypto/ResumeCode.h"
#include "crypto/SystemRandom.h"
#include "sealing/BlobSealing.h"
#include "sealing/WorkerSealing.h"
#include "sealing/WrapSealing.h"
#include "sync/protocol/Control.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/Problem.h"
#include "sync/protocol/PushCodec.h"
#include "sync/protocol/Rewrap.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QSet>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::tests;
using centre::handlers::Method;
using centre::handlers::Router;
using centre::handlers::TestDevice;
namespace protocol = sync::protocol;
namespace paths = sync::protocol::paths;

namespace {

QJsonObject description()
{
    QFile file(QStringLiteral(LUOTSI_SOURCE_DIR "/sync/openapi.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("sync/openapi.json is missing");
    return QJsonDocument::fromJson(file.readAll()).object();
}

QString nameOf(Method method)
{
    switch (method) {
    case Method::Get:
        return QStringLiteral("get");
    case Method::Head:
        return QStringLiteral("head");
    case Method::Post:
        return QStringLiteral("post");
    case Method::Patch:
        return QStringLiteral("patch");
    case Method::Other:
        break;
    }
    return {};
}

/// Reads the bytes by the named rule of luotsi.cddl; false for an unknown rule as well.
bool readsAs(const QString &rule, const QByteArray &bytes)
{
    if (rule == QLatin1String("push-reply"))
        return protocol::decodePushReply(bytes).ok();
    if (rule == QLatin1String("feed-page"))
        return protocol::decodeFeedPage(bytes).ok();
    if (rule == QLatin1String("drafts-status-reply"))
        return protocol::decodeDraftsStatusReply(bytes).ok();
    if (rule == QLatin1String("blob-state"))
        return protocol::decodeBlobState(bytes).ok();
    if (rule == QLatin1String("code-claim-reply"))
        return protocol::decodeCodeClaimReply(bytes).ok();
    if (rule == QLatin1String("audit-reply"))
        return protocol::decodeAuditReply(bytes).ok();
    if (rule == QLatin1String("rewrap-reply"))
        return protocol::decodeRewrapReply(bytes).ok();
    return rule == QLatin1String("receipt") && protocol::decodeReceipt(bytes).ok();
}

/// Calls the running endpoint and holds each answer against the description; remembers what was exercised.
class Contract
{
public:
    explicit Contract(const EndpointProcess &endpoint) : m_endpoint(endpoint), m_schema(description()) {}

    void expect(const char *method, const QString &path, const QByteArray &target, int status,
                const QByteArray &body = {}, const TestDevice *device = nullptr,
                std::optional<quint64> offset = std::nullopt, const QByteArray &range = {})
    {
        HttpsClient client(m_endpoint.url(), m_endpoint.authority());
        if (device != nullptr)
            client.show(device->certificatePem, device->keyPem);
        if (!range.isEmpty())
            client.always("Range", range);
        last = client.send(method, target, body, offset);
        const QString verb = QString::fromLatin1(method).toLower();
        const QString name = verb + u' ' + path + u' ' + QString::number(status);
        if (last.status != status)
            return note(name + QStringLiteral(": answered ") + QString::number(last.status));
        exercised.insert(name);
        note(contentTrouble(name, responseOf(verb, path, status)));
    }

    HttpsReply last;
    QSet<QString> exercised;
    QStringList troubles;

private:
    void note(const QString &trouble)
    {
        if (!trouble.isEmpty())
            troubles << trouble;
    }
    [[nodiscard]] QJsonObject responseOf(const QString &verb, const QString &path, int status) const
    {
        const QJsonObject all = description()
                                    .value(QStringLiteral("paths"))
                                    .toObject()
                                    .value(path)
                                    .toObject()
                                    .value(verb)
                                    .toObject()
                                    .value(QStringLiteral("responses"))
                                    .toObject();
        return m_schema.resolved(all.value(QString::number(status)).toObject());
    }
    [[nodiscard]] QString contentTrouble(const QString &name, const QJsonObject &response) const
    {
        if (response.isEmpty())
            return name + QStringLiteral(": not described");
        const QJsonObject content = response.value(QStringLiteral("content")).toObject();
        if (content.isEmpty())
            return last.body.isEmpty() ? QString() : name + QStringLiteral(": a body nobody described");
        const QString type = QString::fromLatin1(last.contentType);
        if (!content.contains(type))
            return name + QStringLiteral(": content type ") + type;
        const QJsonObject schema = content.value(type).toObject().value(QStringLiteral("schema")).toObject();
        const QString rule = schema.value(QStringLiteral("x-cddl")).toString();
        if (!rule.isEmpty())
            return readsAs(rule, last.body) ? QString() : name + QStringLiteral(": is not ") + rule;
        if (!type.contains(QLatin1String("json")))
            return last.body.isEmpty() ? name + QStringLiteral(": empty") : QString();
        const QJsonDocument document = QJsonDocument::fromJson(last.body);
        const QString trouble = m_schema.trouble(document.object(), schema);
        if (!trouble.isEmpty())
            return name + trouble;
        // A problem says the status it came with.
        if (type == QLatin1String(paths::problemType) &&
            document.object().value(QStringLiteral("status")).toInt() != last.status)
            return name + QStringLiteral(": another status inside");
        return {};
    }

    const EndpointProcess &m_endpoint;
    JsonSchema m_schema;
};

QSet<QString> documented()
{
    QSet<QString> all;
    const QJsonObject described = description().value(QStringLiteral("paths")).toObject();
    for (const QString &path : described.keys()) {
        const QJsonObject verbs = described.value(path).toObject();
        for (const QString &verb : verbs.keys()) {
            const QJsonObject responses =
                verbs.value(verb).toObject().value(QStringLiteral("responses")).toObject();
            for (const QString &status : responses.keys()) {
                if (status != QLatin1String("default"))
                    all.insert(verb + u' ' + path + u' ' + status);
            }
        }
    }
    return all;
}

QByteArray withId(const char *path, const QByteArray &id, const QByteArray &rest = {})
{
    const QByteArray prefix(path);
    return prefix + (prefix.endsWith('/') ? "" : "/") + id + rest;
}

} // namespace

class OpenApiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_endpoint.start()); }

    void everyRouteIsDescribedAndNoOther()
    {
        QSet<QString> routed;
        for (const Router::RouteName &route : Router::routeNames())
            routed.insert(nameOf(route.method) + u' ' + QString::fromLatin1(route.path));
        QSet<QString> described;
        for (const QString &name : documented())
            described.insert(name.section(u' ', 0, 1));
        QVERIFY2((routed - described).isEmpty(),
                 qPrintable(QStringList((routed - described).values()).join(u'\n')));
        QVERIFY2((described - routed).isEmpty(),
                 qPrintable(QStringList((described - routed).values()).join(u'\n')));
    }

    void everyDescribedAnswerIsGivenAndKeepsItsDescription()
    {
        Contract contract(m_endpoint);
        exerciseOpenRoutes(contract);
        exerciseEnrolment(contract);
        exerciseBundles(contract);
        exercisePush(contract);
        exerciseFeed(contract);
        exerciseBlobs(contract);
        exerciseCodes(contract);
        exerciseKeyDesk(contract);
        exerciseControl(contract);
        exerciseQuota(contract);
        QVERIFY2(contract.troubles.isEmpty(), qPrintable(contract.troubles.join(u'\n')));
        const QStringList left = QStringList((documented() - contract.exercised).values());
        QVERIFY2(left.isEmpty(), qPrintable(QStringLiteral("never given:\n") + left.join(u'\n')));
    }

    void theProblemTypesOfTheDescriptionAreTheClosedList()
    {
        QSet<QString> known;
        for (int type = 0; type <= static_cast<int>(protocol::ProblemType::Internal); ++type)
            known.insert(QString(protocol::name(static_cast<protocol::ProblemType>(type))));
        const QJsonArray listed =
            description()[u"components"][u"schemas"][u"Problem"][u"properties"][u"type"][u"enum"].toArray();
        QSet<QString> described;
        for (const QJsonValue &type : listed)
            described.insert(type.toString());
        QCOMPARE(described, known);
    }

    void theServedDescriptionIsTheFile()
    {
        HttpsClient client(m_endpoint.url(), m_endpoint.authority());
        const auto reply = client.send("GET", paths::openApi);
        QCOMPARE(QJsonDocument::fromJson(reply.body).object(), description());
    }

private:
    void exerciseOpenRoutes(Contract &contract)
    {
        contract.expect("GET", QStringLiteral("/healthz"), paths::health, 200);
        contract.expect("GET", QStringLiteral("/readyz"), paths::ready, 200);
        contract.expect("GET", QStringLiteral("/openapi.json"), paths::openApi, 200);
        contract.expect("GET", QStringLiteral("/.well-known/est/cacerts"), paths::caCertificates, 200);
        contract.expect("GET", QStringLiteral("/v1/time"), paths::time, 403);
        contract.expect("GET", QStringLiteral("/metrics"), paths::metrics, 403);
    }

    void exerciseEnrolment(Contract &contract)
    {
        const QString enrol = QStringLiteral("/.well-known/est/simpleenroll");
        const QString renew = QStringLiteral("/.well-known/est/simplereenroll");
        contract.expect("POST", enrol, paths::enrol, 400, "{}");
        contract.expect("POST", enrol, paths::enrol, 403, m_kiosk.enrolBody(QStringLiteral("AAAA")));
        contract.expect("POST", enrol, paths::enrol, 200, m_kiosk.enrolBody(m_endpoint.code()));
        m_kiosk.enrolled(*protocol::decodeEnrolReply(contract.last.body));
        contract.expect(
            "POST", enrol, paths::enrol, 200,
            m_tablet.enrolBody(m_endpoint.code(QStringLiteral("team"), QStringLiteral("worker"))));
        m_tablet.enrolled(*protocol::decodeEnrolReply(contract.last.body));
        contract.expect("POST", renew, paths::reenrol, 200, m_kiosk.enrolBody({}), &m_kiosk);
        contract.expect("POST", renew, paths::reenrol, 400, "nonsense", &m_kiosk);
        contract.expect("POST", renew, paths::reenrol, 403, m_kiosk.enrolBody({}));
        contract.expect("GET", QStringLiteral("/v1/time"), paths::time, 200, {}, &m_kiosk);
        contract.expect("GET", QStringLiteral("/metrics"), paths::metrics, 200, {}, &m_kiosk);
    }

    void exerciseBundles(Contract &contract)
    {
        const QString index = QStringLiteral("/v1/config/bundle");
        contract.expect("GET", index, paths::configBundle, 403);
        contract.expect("GET", index, paths::configBundle, 404, {}, &m_kiosk);
        const QString source = m_endpoint.path(QStringLiteral("source"));
        QVERIFY(QDir().mkpath(source));
        QVERIFY(QFile::copy(QStringLiteral(LUOTSI_SOURCE_DIR "/assets/profiles/demo-library.json"),
                            source + QStringLiteral("/profile.json")));
        QCOMPARE(
            m_endpoint
                .admin(QStringLiteral("sign-profile"), {QStringLiteral("--name"), QStringLiteral("profile"),
                                                        source, m_endpoint.path(QStringLiteral("signed"))})
                .exitCode,
            0);
        contract.expect("GET", index, paths::configBundle, 200, {}, &m_kiosk);
        const QByteArray manifest =
            QJsonDocument::fromJson(contract.last.body)[u"bundles"][0][u"manifest"].toString().toLatin1();
        const QString file = QStringLiteral("/v1/packs/{sha256}");
        contract.expect("GET", file, withId(paths::packs, manifest), 200, {}, &m_kiosk);
        contract.expect("GET", file, withId(paths::packs, QByteArray(64, '0')), 404, {}, &m_kiosk);
    }

    void exercisePush(Contract &contract)
    {
        const QString push = QStringLiteral("/v1/changes");
        const auto answer = m_kiosk.answer(m_draft, QStringLiteral("/data/a"), QStringLiteral("1"));
        const auto batch = TestDevice::batch(
            {m_kiosk.next(m_draft, answer), m_kiosk.next(m_draft, m_kiosk.intakeWrap(m_draft)),
             m_kiosk.next(m_draft, m_kiosk.submit(m_draft, 1, {answer.id}))});
        contract.expect("POST", push, paths::changes, 200, batch, &m_kiosk);
        const auto reply = protocol::decodePushReply(contract.last.body);
        contract.expect("POST", push, paths::changes, 400, "nonsense", &m_kiosk);
        contract.expect("POST", push, paths::changes, 403, batch);
        contract.expect("POST", push, paths::changes, 413, QByteArray(2 * 1024 * 1024, 'x'), &m_kiosk);
        const QString receipt = QStringLiteral("/v1/receipts/{submission}");
        const QByteArray submission = reply->results.at(2).receipt->submission.toHex();
        contract.expect("GET", receipt, withId(paths::receipts, submission), 200, {}, &m_kiosk);
        contract.expect("GET", receipt, withId(paths::receipts, submission), 403);
        contract.expect("GET", receipt, withId(paths::receipts, QByteArray(64, '0')), 404, {}, &m_kiosk);
        const QString status = QStringLiteral("/v1/drafts/status");
        const auto ask = protocol::encodeDraftsStatusRequest({{m_draft.id}});
        contract.expect("POST", status, paths::draftsStatus, 200, ask, &m_kiosk);
        contract.expect("POST", status, paths::draftsStatus, 400, "x", &m_kiosk);
        contract.expect("POST", status, paths::draftsStatus, 403, ask);
    }

    void exerciseFeed(Contract &contract)
    {
        const QString feed = QStringLiteral("/v1/feed");
        const QByteArray target = QByteArray(paths::feed) + "?scope=team";
        contract.expect("GET", feed, target, 200, {}, &m_tablet);
        contract.expect("GET", feed, target + "&after=5", 400, {}, &m_tablet);
        contract.expect("GET", feed, target, 403);
        contract.expect("GET", feed, QByteArray(paths::feed) + "?scope=north", 404, {}, &m_tablet);
        contract.expect("GET", feed, target + "&after=5&epoch=" + QByteArray(32, 'a'), 409, {}, &m_tablet);
    }

    void exerciseBlobs(Contract &contract)
    {
        const QString all = QStringLiteral("/v1/blobs");
        const QString one = QStringLiteral("/v1/blobs/{sha256}");
        const auto blob = *sealing::sealBlob(QByteArray(5000, 'i'), m_random);
        const auto create =
            protocol::encodeBlobCreate({blob.id, m_draft.id, static_cast<std::uint64_t>(blob.sealed.size())});
        const QByteArray target = withId(paths::blobs, blob.id.toHex());
        const QByteArray nowhere = withId(paths::blobs, QByteArray(64, '0'));
        contract.expect("POST", all, paths::blobs, 201, create, &m_kiosk);
        contract.expect("POST", all, paths::blobs, 200, create, &m_kiosk);
        contract.expect("POST", all, paths::blobs, 400, "x", &m_kiosk);
        contract.expect("POST", all, paths::blobs, 403, create);
        contract.expect("HEAD", one, target, 200, {}, &m_kiosk);
        contract.expect("HEAD", one, nowhere, 404, {}, &m_kiosk);
        contract.expect("GET", one, target, 404, {}, &m_kiosk);
        contract.expect("PATCH", one, target, 400, blob.sealed, &m_kiosk);
        contract.expect("PATCH", one, target, 409, blob.sealed, &m_kiosk, 7);
        contract.expect("PATCH", one, nowhere, 404, blob.sealed, &m_kiosk, 0);
        contract.expect("PATCH", one, target, 200, blob.sealed, &m_kiosk, 0);
        contract.expect("GET", one, target, 200, {}, &m_kiosk);
        contract.expect("GET", one, target, 206, {}, &m_kiosk, std::nullopt, "bytes=10-19");
        contract.expect("GET", one, target, 400, {}, &m_kiosk, std::nullopt, "bytes=999999-");
    }

    void exerciseCodes(Contract &contract)
    {
        const QString store = QStringLiteral("/v1/codes");
        const QString claim = QStringLiteral("/v1/codes/{lookup}/claim");
        const auto keys = *crypto::deriveCodeKeys(crypto::ResumeCode::generate(m_random));
        const auto wrap = *sealing::sealCodeWrap(m_draft.id, m_draft.keys, keys, m_random);
        const auto lookup = sealing::lookupOf(keys);
        const auto body =
            protocol::encodeCodeStore({lookup, wrap, QDateTime::currentMSecsSinceEpoch() + 3'600'000});
        contract.expect("POST", store, paths::codes, 204, body, &m_kiosk);
        contract.expect("POST", store, paths::codes, 400, "x", &m_kiosk);
        contract.expect("POST", store, paths::codes, 403, body);
        const QByteArray target = withId(paths::codes, lookup.toHex(), paths::claim);
        const auto ask = protocol::encodeCodeClaim({lookup, 0});
        contract.expect("POST", claim, target, 200, ask, &m_tablet);
        contract.expect("POST", claim, target, 400, "x", &m_tablet);
        contract.expect("POST", claim, target, 403, ask);
        const protocol::LookupId unknown;
        contract.expect("POST", claim, withId(paths::codes, unknown.toHex(), paths::claim), 404,
                        protocol::encodeCodeClaim({unknown, 0}), &m_tablet);
    }

    void exerciseKeyDesk(Contract &contract)
    {
        const QString rewrap = QStringLiteral("/v1/keydesk/rewrap");
        const auto signing = *crypto::SigningKey::generate(m_random);
        const auto box = *crypto::BoxKeyPair::generate(m_random);
        const QJsonObject keys{{QStringLiteral("device"), QString::fromLatin1(m_tablet.id.toHex())},
                               {QStringLiteral("signingKey"), QString::fromLatin1(signing.publicKey.toHex())},
                               {QStringLiteral("boxKey"), QString::fromLatin1(box.publicKey.toHex())},
                               {QStringLiteral("deviceBoxKey"), QString::fromLatin1(box.publicKey.toHex())}};
        QFile file(m_endpoint.path(QStringLiteral("worker.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(keys).toJson()) > 0);
        file.close();
        const auto made =
            m_endpoint.admin(QStringLiteral("certify-worker"),
                             {QStringLiteral("--scope"), QStringLiteral("team"), file.fileName()});
        const auto certificate = protocol::decodeWorkerCertificate(
            QByteArray::fromHex(QJsonDocument::fromJson(made.out)[u"certificate"].toString().toLatin1()));
        QVERIFY2(certificate.ok(), made.errors.constData());
        const protocol::RewrapOrder order{m_random.make<protocol::RequestId>(), m_draft.id, m_tablet.id,
                                          QStringLiteral("hand-over"), 1};
        const auto body = protocol::encodeRewrapRequest(*sealing::signRewrap(order, *certificate, signing));
        contract.expect("POST", rewrap, paths::rewrap, 200, body, &m_tablet);
        const auto reply = protocol::decodeRewrapReply(contract.last.body);
        QVERIFY(reply.ok() && reply->wraps.size() == 1);
        QVERIFY(sealing::openWorkerWrap(reply->wraps.front(), m_draft.id, box, box).ok());
        contract.expect("POST", rewrap, paths::rewrap, 400, "x", &m_tablet);
        contract.expect("POST", rewrap, paths::rewrap, 403, body);
        contract.expect("POST", rewrap, paths::rewrap, 404, body, &m_kiosk);
    }

    void exerciseControl(Contract &contract)
    {
        const QString list = QStringLiteral("/v1/commands");
        const QString ack = QStringLiteral("/v1/commands/{command}/ack");
        contract.expect("GET", list, paths::commands, 403);
        const QString device = QString::fromLatin1(m_kiosk.id.toHex());
        QCOMPARE(m_endpoint.admin(QStringLiteral("order"), {device, QStringLiteral("rotate")}).exitCode, 0);
        contract.expect("GET", list, paths::commands, 200, {}, &m_kiosk);
        const auto commands = protocol::decodeCommands(contract.last.body);
        QVERIFY(commands.ok() && commands->size() == 1);
        const QByteArray target = withId(paths::commands, commands->front().id.toHex(), paths::ack);
        contract.expect("POST", ack, target, 403);
        contract.expect("POST", ack, target, 204, {}, &m_kiosk);
        contract.expect("POST", ack, withId(paths::commands, QByteArray(32, '0'), paths::ack), 404, {},
                        &m_kiosk);
        const QString audit = QStringLiteral("/v1/audit");
        const protocol::AuditEntry first{m_kiosk.id, 1, {}, 1, QStringLiteral("started"), {}};
        const protocol::AuditEntry third{m_kiosk.id, 3, protocol::hashOf(first), 1, QStringLiteral("started"),
                                         {}};
        contract.expect("POST", audit, paths::audit, 200, protocol::encodeAuditPush({first}), &m_kiosk);
        contract.expect("POST", audit, paths::audit, 409, protocol::encodeAuditPush({third}), &m_kiosk);
        contract.expect("POST", audit, paths::audit, 400, "x", &m_kiosk);
        contract.expect("POST", audit, paths::audit, 403, protocol::encodeAuditPush({first}));
    }

    /// Last: from then on the device may push nothing more in this hour.
    void exerciseQuota(Contract &contract)
    {
        TestDevice flooder(m_random);
        HttpsClient client(m_endpoint.url(), m_endpoint.authority());
        flooder.enrolled(*protocol::decodeEnrolReply(
            client.send("POST", paths::enrol, flooder.enrolBody(m_endpoint.code())).body));
        auto draft = flooder.newDraft();
        std::vector<protocol::Record> records;
        for (int i = 0; i < 21; ++i)
            records.push_back(
                flooder.next(draft, flooder.answer(draft, QStringLiteral("/data/a"), QString::number(i))));
        contract.expect("POST", QStringLiteral("/v1/changes"), paths::changes, 429,
                        TestDevice::batch(records), &flooder);
    }

    crypto::SystemRandom m_random;
    EndpointProcess m_endpoint{{QStringLiteral("--records-per-hour"), QStringLiteral("20")}};
    TestDevice m_kiosk{m_random};
    TestDevice m_tablet{m_random};
    centre::handlers::TestDraft m_draft = m_kiosk.newDraft();
};

QTEST_GUILESS_MAIN(OpenApiTest)
#include "OpenApiTest.moc"
