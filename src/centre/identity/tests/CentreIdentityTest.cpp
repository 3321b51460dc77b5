#include "centre/identity/CentreIdentity.h"

#include "base/Clock.h"
#include "crypto/SystemRandom.h"
#include "pki/CertificateFacts.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::centre::identity;

class CentreIdentityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewCentreLoadsAndItsPartsBelongTogether()
    {
        const QTemporaryDir folder;
        const CentreLayout layout{folder.filePath(QStringLiteral("centre"))};
        QVERIFY(createCentre(layout, {QStringLiteral("127.0.0.1")}, m_clock, m_random).ok());
        const auto identity = CentreIdentity::load(layout);
        QVERIFY2(identity.ok(), identity.ok() ? "" : qPrintable(identity.error().detail));
        QVERIFY(pki::checkIssuedBy(identity->server().certificatePem, identity->authority().certificatePem,
                                   m_clock.wallMilliseconds())
                    .ok());
        QVERIFY(readKeyFile(layout.storageKey()).ok());
    }

    void nobodyElseReadsAnythingOfACentre()
    {
        const QTemporaryDir folder;
        const CentreLayout layout{folder.filePath(QStringLiteral("centre"))};
        QVERIFY(createCentre(layout, {QStringLiteral("localhost")}, m_clock, m_random).ok());
        constexpr auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther |
                                QFile::ExeGroup | QFile::ExeOther;
        QDirIterator walk(layout.folder, QDir::AllEntries | QDir::NoDotAndDotDot,
                          QDirIterator::Subdirectories);
        int seen = 0;
        while (walk.hasNext()) {
            const QFileInfo info(walk.next());
            QVERIFY2(!(info.permissions() & others), qPrintable(info.filePath()));
            ++seen;
        }
        QVERIFY(seen > 10);
    }

    void anExistingCentreIsNeverOverwritten()
    {
        const QTemporaryDir folder;
        const CentreLayout layout{folder.filePath(QStringLiteral("centre"))};
        QVERIFY(createCentre(layout, {QStringLiteral("localhost")}, m_clock, m_random).ok());
        const auto before = CentreIdentity::load(layout);
        const auto again = createCentre(layout, {QStringLiteral("localhost")}, m_clock, m_random);
        QVERIFY(!again.ok());
        QCOMPARE(again.error().code, base::ErrorCode::StoreBusy);
        QCOMPARE(CentreIdentity::load(layout)->authority().certificatePem,
                 before->authority().certificatePem);
    }

    void aForeignServerKeyIsRefused()
    {
        const QTemporaryDir folder;
        const CentreLayout layout{folder.filePath(QStringLiteral("centre"))};
        QVERIFY(createCentre(layout, {QStringLiteral("localhost")}, m_clock, m_random).ok());
        QFile key(layout.server() + QStringLiteral("/key.pem"));
        QVERIFY(key.open(QIODevice::WriteOnly));
        key.write(*pki::makePrivateKey());
        key.close();
        QCOMPARE(CentreIdentity::load(layout).error().code, base::ErrorCode::StoreKeyUnavailable);
    }

    void rotationIsNoticedByWhoeverRuns()
    {
        const QTemporaryDir folder;
        const CentreLayout layout{folder.filePath(QStringLiteral("centre"))};
        QVERIFY(createCentre(layout, {QStringLiteral("localhost")}, m_clock, m_random).ok());
        const auto running = CentreIdentity::load(layout);
        const auto fresh = rotateIntakeKey(layout, m_random);
        QVERIFY(running->intakeKey().id == fresh->id);
        QCOMPARE(running->intakeKey().publicKey, fresh->publicKey);
        // A key that cannot be read is no reason to enrol nobody.
        QVERIFY(QFile::remove(layout.keys() + QStringLiteral("/intake.json")));
        QCOMPARE(running->intakeKey().publicKey.size(), qsizetype{32});
    }

    void rotationKeepsTheOldPrivateKeyAtTheDesk()
    {
        const QTemporaryDir folder;
        const CentreLayout layout{folder.filePath(QStringLiteral("centre"))};
        QVERIFY(createCentre(layout, {QStringLiteral("localhost")}, m_clock, m_random).ok());
        const auto old = CentreIdentity::load(layout)->intakeKey().id;
        const auto fresh = rotateIntakeKey(layout, m_random);
        QVERIFY(fresh.ok());
        QVERIFY(fresh->id != old);
        QVERIFY(CentreIdentity::load(layout)->intakeKey().id == fresh->id);
        for (const auto &id : {old, fresh->id})
            QVERIFY(QFile::exists(layout.keyDesk() + u'/' + QString::fromLatin1(id.toHex()) +
                                  QStringLiteral(".key")));
    }

private:
    base::SystemClock m_clock;
    crypto::SystemRandom m_random;
};

QTEST_APPLESS_MAIN(CentreIdentityTest)
#include "CentreIdentityTest.moc"
