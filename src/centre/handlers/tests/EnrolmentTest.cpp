#include "centre/handlers/tests/CentreScene.h"

#include "centre/identity/AuthorityRotation.h"
#include "pki/AuthorityChain.h"
#include "pki/CertificateFacts.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/PushCodec.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::centre::handlers;
using protocol::ProblemType;
namespace paths = sync::protocol::paths;

namespace {

constexpr std::int64_t hour = 3'600'000;
constexpr std::int64_t day = 24 * hour;

Response enrol(CentreScene &centre, const TestDevice &device, const QString &code)
{
    return centre.send(Method::Post, paths::enrol, device.enrolBody(code));
}

ProblemType problem(const Response &response)
{
    const auto found = CentreScene::problemOf(response);
    return found ? found->type : ProblemType::Internal;
}

} // namespace

class EnrolmentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCodeBindsRoleSiteAndScopeIntoTheCertificate()
    {
        CentreScene centre;
        const auto device = centre.device(QStringLiteral("east"));
        const auto facts = pki::readCertificate(device.certificatePem);
        QVERIFY(facts->device.has_value());
        QCOMPARE(facts->device->role, QStringLiteral("kiosk"));
        QCOMPARE(facts->device->site, QStringLiteral("library"));
        QCOMPARE(facts->device->scope, QStringLiteral("east"));
        QVERIFY(protocol::DeviceId(facts->device->device) == device.id);
        QVERIFY(pki::checkIssuedBy(device.certificatePem, device.reply.authorityPem, centre.clock.wall).ok());
        QCOMPARE(device.reply.intakeKey, centre.identity->intakeKey().publicKey);
    }

    void theSameKeyAndCodeAgainYieldTheSameCertificate()
    {
        CentreScene centre;
        const TestDevice device(centre.random);
        const QString code = centre.code();
        const auto first = protocol::decodeEnrolReply(enrol(centre, device, code).body);
        centre.clock.wall += 2 * hour;
        const auto again = protocol::decodeEnrolReply(enrol(centre, device, code).body);
        QVERIFY(first.ok() && again.ok());
        QCOMPARE(again->certificatePem, first->certificatePem);
        QCOMPARE(centre.rows([](auto &rows) { return rows.devices()->size(); }), std::size_t(1));
    }

    void aUsedCodeAdmitsNoOtherKey()
    {
        CentreScene centre;
        const QString code = centre.code();
        QCOMPARE(enrol(centre, TestDevice(centre.random), code).status, 200);
        QCOMPARE(problem(enrol(centre, TestDevice(centre.random), code)), ProblemType::EnrolmentRefused);
    }

    void anExpiredOrUnknownCodeIsRefusedInTheSameWords()
    {
        CentreScene centre;
        const TestDevice device(centre.random);
        const QString code = centre.code();
        centre.clock.wall += hour;
        const auto expired = enrol(centre, device, code);
        QCOMPARE(problem(expired), ProblemType::EnrolmentRefused);
        QCOMPARE(enrol(centre, device, QStringLiteral("AAAA-AAAA-AAAA-AAAA")).body, expired.body);
        QCOMPARE(enrol(centre, device, QString()).body, expired.body);
    }

    void wrongCodesAreCountedAndThenPaused()
    {
        Policy policy;
        policy.enrolmentTriesPerHour = 2;
        CentreScene centre(policy);
        const TestDevice device(centre.random);
        for (int i = 0; i < 2; ++i)
            QCOMPARE(problem(enrol(centre, device, QStringLiteral("x"))), ProblemType::EnrolmentRefused);
        const auto paused = enrol(centre, device, centre.code());
        QCOMPARE(problem(paused), ProblemType::TooManyTries);
        QVERIFY(CentreScene::problemOf(paused)->retryAfterSeconds.has_value());
        centre.clock.wall += hour;
        QCOMPARE(enrol(centre, device, centre.code()).status, 200);
    }

    void anExpiredCertificateDeliversAndRenewsButReadsNothing()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        centre.clock.wall += 91 * day;
        const auto batch = TestDevice::batch({device.next(draft, device.ofKind(draft, 14))});
        QCOMPARE(centre.send(Method::Post, paths::changes, batch, &device).status, 200);
        const auto bundle = centre.send(Method::Get, paths::configBundle, {}, &device);
        QCOMPARE(problem(bundle), ProblemType::CertificateExpired);
        device.newKey();
        const auto renewed = centre.send(Method::Post, paths::reenrol, device.enrolBody({}), &device);
        QCOMPARE(renewed.status, 200);
        const auto before = device.id;
        device.enrolled(*protocol::decodeEnrolReply(renewed.body));
        QVERIFY(device.id == before);
        QVERIFY(problem(centre.send(Method::Get, paths::configBundle, {}, &device)) !=
                ProblemType::CertificateExpired);
    }

    void afterTheGraceWindowACertificateIsWorthNothing()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        centre.clock.wall += 181 * day;
        const auto batch = TestDevice::batch({device.next(draft, device.ofKind(draft, 14))});
        QCOMPARE(problem(centre.send(Method::Post, paths::changes, batch, &device)),
                 ProblemType::CertificateExpired);
    }

    void renewingTwiceForALostReplyGivesTheSameCertificate()
    {
        CentreScene centre;
        auto device = centre.device();
        centre.clock.wall += 60 * day;
        device.newKey();
        const auto body = device.enrolBody({});
        const auto first =
            protocol::decodeEnrolReply(centre.send(Method::Post, paths::reenrol, body, &device).body);
        const auto again =
            protocol::decodeEnrolReply(centre.send(Method::Post, paths::reenrol, body, &device).body);
        QCOMPARE(first->certificatePem, again->certificatePem);
    }

    void afterARotation_aRenewalNamesTheDevicesOwnRootAndLeadsToTheNewest()
    {
        CentreScene centre;
        auto device = centre.device();
        const QByteArray first = device.reply.authorityPem;
        QCOMPARE(device.reply.successionPem, first);
        centre.clock.wall += 60 * day;
        const centre::identity::CentreLayout layout{centre.folder.filePath(QStringLiteral("centre"))};
        QVERIFY(centre::identity::rotateAuthority(layout, centre.clock, centre.random).ok());
        // The endpoint is started again.
        *centre.identity = *centre::identity::CentreIdentity::load(layout);
        device.newKey();
        const auto renewed = protocol::decodeEnrolReply(
            centre.send(Method::Post, paths::reenrol, device.enrolBody({}), &device).body);
        QVERIFY(renewed.ok());
        QCOMPARE(renewed->authorityPem, first);
        const QByteArray present = centre.identity->authority().certificatePem;
        QVERIFY(present != first);
        QVERIFY(pki::checkIssuedBy(renewed->certificatePem, present, centre.clock.wall).ok());
        QVERIFY(renewed->successionPem.startsWith(present));
        QVERIFY(pki::checkSuccession(renewed->successionPem, first, centre.clock.wall).ok());
        QCOMPARE(centre.send(Method::Get, paths::caCertificates, {}).body, present + first);
        QCOMPARE(centre.device().reply.authorityPem, present);
    }

    void noCertificateOutlivesItsAuthority()
    {
        CentreScene centre;
        centre.clock.wall = centre.identity->authorityValidity().notAfter - 10 * day;
        const auto facts = pki::readCertificate(centre.device().certificatePem);
        QCOMPARE(facts->validity.notAfter, centre.identity->authorityValidity().notAfter);
    }

    void aRevokedDeviceCannotRenew()
    {
        CentreScene centre;
        auto device = centre.device();
        centre.revoke(device);
        QCOMPARE(problem(centre.send(Method::Post, paths::reenrol, device.enrolBody({}), &device)),
                 ProblemType::Revoked);
    }

    void withoutACertificateOnlyTheFirstDoorIsOpen()
    {
        CentreScene centre;
        QCOMPARE(centre.send(Method::Get, paths::health, {}).status, 200);
        QCOMPARE(centre.send(Method::Get, paths::ready, {}).status, 200);
        QCOMPARE(centre.send(Method::Get, paths::caCertificates, {}).body,
                 centre.identity->authority().certificatePem);
        for (const char *path : {paths::time, paths::metrics, paths::configBundle})
            QCOMPARE(problem(centre.send(Method::Get, path, {})), ProblemType::EnrolmentRefused);
        QCOMPARE(problem(centre.send(Method::Post, paths::changes, {})), ProblemType::EnrolmentRefused);
    }
};

QTEST_APPLESS_MAIN(EnrolmentTest)
#include "EnrolmentTest.moc"
