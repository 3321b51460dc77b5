#include "centre/identity/AuthorityRotation.h"

#include "base/Clock.h"
#include "crypto/SystemRandom.h"
#include "pki/AuthorityChain.h"
#include "pki/CertificateFacts.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::centre::identity;

namespace {

constexpr std::int64_t day = 24LL * 3600 * 1000;

class MovedClock final : public base::Clock
{
public:
    [[nodiscard]] std::int64_t wallMilliseconds() const override { return wall; }
    [[nodiscard]] std::int64_t monotonicMilliseconds() const override { return wall; }
    std::int64_t wall = 1'764'000'000'000;
};

/// A new centre in a folder of its own, and what it was at the beginning.
struct Scene
{
    Scene()
    {
        if (!createCentre(layout, {QStringLiteral("127.0.0.1"), QStringLiteral("centre.example")}, clock,
                          random))
            qFatal("no centre");
        first = load().authority();
    }
    [[nodiscard]] CentreIdentity load() const
    {
        auto loaded = CentreIdentity::load(layout);
        if (!loaded)
            qFatal("%s", qPrintable(loaded.error().detail));
        return *std::move(loaded);
    }
    [[nodiscard]] bool rotateLater()
    {
        clock.wall += 30 * day;
        return rotateAuthority(layout, clock, random).ok();
    }

    QTemporaryDir folder;
    CentreLayout layout{folder.filePath(QStringLiteral("centre"))};
    MovedClock clock;
    crypto::SystemRandom random;
    pki::Credential first;
};

/// Is this text anywhere in the centre's folder?
bool standsSomewhere(const QString &folder, const QByteArray &text)
{
    QDirIterator walk(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        QFile file(walk.next());
        if (!file.open(QIODevice::ReadOnly) || file.readAll().contains(text))
            return true;
    }
    return false;
}

} // namespace

class AuthorityRotationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rotatedTwice_theServerIsReachedFromEveryRoot()
    {
        Scene scene;
        QVERIFY(scene.rotateLater());
        const auto second = scene.load().authority();
        QVERIFY(scene.rotateLater());
        const auto identity = scene.load();
        QVERIFY(identity.authority().certificatePem != second.certificatePem);
        for (const QByteArray &root :
             {scene.first.certificatePem, second.certificatePem, identity.authority().certificatePem})
            QVERIFY(pki::checkChain(identity.server().certificatePem, root, scene.clock.wall).ok());
        QCOMPARE(pki::readCertificate(identity.server().certificatePem)->names,
                 (QStringList{QStringLiteral("127.0.0.1"), QStringLiteral("centre.example")}));
        QCOMPARE(identity.authoritiesInForce(),
                 identity.authority().certificatePem + second.certificatePem + scene.first.certificatePem);
        QVERIFY(
            pki::checkSuccession(identity.succession(), scene.first.certificatePem, scene.clock.wall).ok());
    }

    void theEarlierPrivateKey_isNowhereAnyMore()
    {
        Scene scene;
        const QByteArray secret = scene.first.keyPem.split('\n').at(1);
        QVERIFY(standsSomewhere(scene.layout.folder, secret));
        const auto server = scene.load().server();
        QVERIFY(scene.rotateLater());
        QVERIFY(!standsSomewhere(scene.layout.folder, secret));
        QVERIFY(!standsSomewhere(scene.layout.folder, server.keyPem.split('\n').at(1)));
        QVERIFY(!QFileInfo::exists(scene.layout.authority() + QStringLiteral(".next")));
    }

    void whatAnInterruptedRotationLeft_isDestroyedByTheNext()
    {
        Scene scene;
        const QString left = scene.layout.authority() + QStringLiteral(".next");
        QVERIFY(QDir().mkdir(left));
        QFile key(left + QStringLiteral("/key.pem"));
        QVERIFY(key.open(QIODevice::WriteOnly));
        key.write("half a key");
        key.close();
        QVERIFY(scene.rotateLater());
        QVERIFY(!QFileInfo::exists(left));
        QVERIFY(!standsSomewhere(scene.layout.folder, "half a key"));
    }

    void rotationThatEndsInTheMiddle_leavesAWholeCentre_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("before anything is replaced") << QStringLiteral("/server.next");
        QTest::newRow("between the two") << QStringLiteral("/authority.next");
    }

    void rotationThatEndsInTheMiddle_leavesAWholeCentre()
    {
        QFETCH(QString, folder);
        Scene scene;
        // What stands in a folder's way ends the command there.
        const QString inTheWay = scene.layout.folder + folder;
        QVERIFY(QDir().mkpath(inTheWay + QStringLiteral("/folder")));
        QCOMPARE(rotateAuthority(scene.layout, scene.clock, scene.random).error().code,
                 base::ErrorCode::StoreFailed);
        const auto between = scene.load();
        QCOMPARE(between.authority().certificatePem, scene.first.certificatePem);
        QVERIFY(pki::checkChain(between.server().certificatePem, scene.first.certificatePem, scene.clock.wall)
                    .ok());
        QVERIFY(QDir(inTheWay).removeRecursively());
        QVERIFY(scene.rotateLater());
        const auto after = scene.load();
        QVERIFY(
            pki::checkChain(after.server().certificatePem, after.authority().certificatePem, scene.clock.wall)
                .ok());
        QVERIFY(pki::checkChain(after.server().certificatePem, scene.first.certificatePem, scene.clock.wall)
                    .ok());
    }

    void renewedServer_hasAnotherKeyAndTheSameAuthority()
    {
        Scene scene;
        QVERIFY(scene.rotateLater());
        const auto before = scene.load();
        scene.clock.wall += 600 * day;
        QVERIFY(renewServer(scene.layout, {}, scene.clock, scene.random).ok());
        const auto after = scene.load();
        QCOMPARE(after.authority().certificatePem, before.authority().certificatePem);
        QVERIFY(after.server().keyPem != before.server().keyPem);
        const auto facts = pki::readCertificate(after.server().certificatePem);
        QCOMPARE(facts->names, pki::readCertificate(before.server().certificatePem)->names);
        QVERIFY(facts->validity.notAfter > scene.clock.wall + 700 * day);
        QVERIFY(pki::checkChain(after.server().certificatePem, scene.first.certificatePem, scene.clock.wall)
                    .ok());
        QVERIFY(renewServer(scene.layout, {QStringLiteral("new.example")}, scene.clock, scene.random).ok());
        QCOMPARE(pki::readCertificate(scene.load().server().certificatePem)->names,
                 QStringList{QStringLiteral("new.example")});
    }

    void whatHasEnded_isLetGo()
    {
        Scene scene;
        QVERIFY(scene.rotateLater());
        const auto second = scene.load().authority();
        scene.clock.wall += 20 * 365 * day - 15 * day; // the first has ended, the second has not
        QVERIFY(rotateAuthority(scene.layout, scene.clock, scene.random).ok());
        const auto identity = scene.load();
        QCOMPARE(identity.authoritiesInForce(), identity.authority().certificatePem + second.certificatePem);
        QCOMPARE(pki::splitCertificates(identity.server().certificatePem)->size(), qsizetype{2});
        QCOMPARE(pki::splitCertificates(identity.succession())->size(), qsizetype{2});
    }

    void nothingOutlivesItsAuthority()
    {
        Scene scene;
        scene.clock.wall += 19 * 365 * day;
        QVERIFY(renewServer(scene.layout, {}, scene.clock, scene.random).ok());
        const auto identity = scene.load();
        QCOMPARE(pki::readCertificate(identity.server().certificatePem)->validity.notAfter,
                 identity.authorityValidity().notAfter);
    }

    void aDevicesFirstAuthority_isFoundByTheDayItWasEnrolled()
    {
        Scene scene;
        const std::int64_t begin = scene.clock.wall;
        QVERIFY(scene.rotateLater());
        const std::int64_t rotated = scene.clock.wall;
        const auto second = scene.load().authority();
        QVERIFY(scene.rotateLater());
        const auto identity = scene.load();
        QCOMPARE(identity.authorityAt(begin), scene.first.certificatePem);
        QCOMPARE(identity.authorityAt(rotated - 1000), scene.first.certificatePem);
        QCOMPARE(identity.authorityAt(rotated), second.certificatePem);
        QCOMPARE(identity.authorityAt(scene.clock.wall), identity.authority().certificatePem);
    }
};

QTEST_APPLESS_MAIN(AuthorityRotationTest)
#include "AuthorityRotationTest.moc"
