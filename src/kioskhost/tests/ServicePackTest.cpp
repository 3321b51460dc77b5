#include "kioskhost/ServicePack.h"
#include "SignedBundles.h"
#include "crypto/SystemRandom.h"
#include "kioskhost/KioskOptions.h"
#include "ports/testing/ManualClock.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::kioskhost;
using namespace luotsi::kioskhost::tests;
using base::ErrorCode;

namespace {

constexpr std::int64_t day = 86'400'000;
constexpr std::uint64_t installedVersion = 2;

} // namespace

class ServicePackTest : public QObject
{
    Q_OBJECT

    crypto::SystemRandom m_random;
    ports::testing::ManualClock m_clock;
    SignedBundles::Validity m_validity{m_clock.wall - day, m_clock.wall + day};
    SignedBundles m_authority{m_random, m_validity};
    std::unique_ptr<QTemporaryDir> m_data;
    std::unique_ptr<MemoryDeviceStore> m_device;

    [[nodiscard]] KioskFolders folders() const { return KioskFolders(m_data->path()); }

    base::Result<void> install(const QString &bundle, const QString &rootsFile)
    {
        return installBundle(bundle, rootsFile, m_data->path(), *m_device, m_clock, m_random);
    }
    base::Result<void> install(const QString &bundle) { return install(bundle, m_authority.rootsFile()); }

    void installBoth()
    {
        for (const QString &bundle :
             {m_authority.pack(installedVersion), m_authority.profile(installedVersion)}) {
            const auto installed = install(bundle);
            QVERIFY2(installed.ok(), installed ? "" : qPrintable(installed.error().detail));
        }
    }

    /// What was installed before is in use and whole.
    void verifyNothingChanged()
    {
        const auto opened = openServicePack(m_data->path(), m_clock);
        QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().detail));
        QCOMPARE(opened->pack.manifest().version, installedVersion);
        QCOMPARE(*opened->pack.file(QString::fromLatin1(SignedBundles::formPath)), SignedBundles::form());
        QCOMPARE(opened->profile.siteId, QStringLiteral("library-1"));
        QCOMPARE(m_device->accepted[SignedBundles::packName], installedVersion);
    }

private Q_SLOTS:
    void init()
    {
        m_data = std::make_unique<QTemporaryDir>();
        m_device = std::make_unique<MemoryDeviceStore>();
    }

    void nothingInstalled_isNotFound()
    {
        QCOMPARE(openServicePack(m_data->path(), m_clock).error().code, ErrorCode::NotFound);
    }

    void installedPackAndProfile_openWithTheirForms()
    {
        installBoth();
        verifyNothingChanged();
        QCOMPARE(openServicePack(m_data->path(), m_clock)->pack.formNames(),
                 QStringList{QStringLiteral("totu-1.0")});
        QCOMPARE(readFile(folders().roots), readFile(m_authority.rootsFile()));
    }

    void earlierVersion_staysForTheDraftsBegunWithIt()
    {
        installBoth();
        const auto before = openServicePack(m_data->path(), m_clock)->pack.form(QStringLiteral("totu-1.0"));
        QVERIFY(before.ok());
        const QByteArray changed = SignedBundles::form().replace("<truth/>", "<truth></truth>");
        const QByteArray about = "{\"withdrawn\":[\"" + before->hash.toHex() + "\"]}";
        QVERIFY(install(m_authority.pack(installedVersion + 1, changed, about)).ok());
        const auto newer = openServicePack(m_data->path(), m_clock);
        const auto earlier = earlierForms(m_data->path(), *newer, m_clock);
        QCOMPARE(newer->pack.formByHash(before->hash).error().code, ErrorCode::UnknownForm);
        QVERIFY(earlier(before->hash).ok());
        QCOMPARE(earlier(m_random.make<sync::protocol::FormHash>()).error().code, ErrorCode::UnknownForm);
        QVERIFY(*withdrawnForms(newer->pack) == std::vector{before->hash});
    }

    void mapOfAnEarlierVersion_leadsToTheNewer()
    {
        installBoth();
        const QString name = QStringLiteral("totu-1.0");
        const auto before = openServicePack(m_data->path(), m_clock)->pack.form(name);
        QVERIFY(before.ok());
        const QByteArray changed = SignedBundles::form().replace("<truth/>", "<truth></truth>");
        const QByteArray map = "{\"migrations\":[{\"from\":\"" + before->hash.toHex() +
                               "\",\"paths\":{\"/data/before\":\"/data/after\"}}]}";
        QVERIFY(install(m_authority.pack(installedVersion + 1, changed, {}, map)).ok());
        const auto newer = openServicePack(m_data->path(), m_clock)->pack.form(name);
        QVERIFY(newer.ok());
        const auto known = usecases::readForm(*newer);
        QVERIFY(known.ok());
        const auto target = usecases::FormShelf({*known}).newerThan(before->hash);
        QVERIFY(target.ok());
        QCOMPARE(target->hash, newer->hash);
        QVERIFY(target->hash != before->hash);
        const auto &paths = target->migrationFrom(before->hash)->paths;
        QCOMPARE(paths.size(), std::size_t(1));
        QCOMPARE(paths.front().to, QStringLiteral("/data/after"));
    }

    void packWithABrokenMap_installsNothing()
    {
        installBoth();
        const auto refused = install(m_authority.pack(installedVersion + 1, {}, {}, "{\"migrations\":[{}]}"));
        QCOMPARE(refused.error().code, ErrorCode::MalformedInput);
        verifyNothingChanged();
    }

    void packThatWithdrawsNonsense_installsNothing()
    {
        installBoth();
        const auto refused = install(m_authority.pack(installedVersion + 1, {}, "{\"withdrawn\":[\"x\"]}"));
        QCOMPARE(refused.error().code, ErrorCode::MalformedInput);
        verifyNothingChanged();
    }

    void newerVersion_takesThePlaceOfTheOlder()
    {
        installBoth();
        QVERIFY(install(m_authority.pack(installedVersion + 1)).ok());
        QCOMPARE(openServicePack(m_data->path(), m_clock)->pack.manifest().version, installedVersion + 1);
        QCOMPARE(m_device->accepted[SignedBundles::packName], installedVersion + 1);
    }

    void brokenForm_isRefusedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("fault");
        QTest::newRow("XML") << QByteArray("<itext>") << QByteArray("</nobody-opened-this>");
        QTest::newRow("expression") << QByteArray("<bind ")
                                    << QByteArray("<bind nodeset=\"/data/before\" relevant=\"1 = = 2\"/>");
    }

    void brokenForm_isRefusedWithItsPlace()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, fault);
        QByteArray form = SignedBundles::form();
        const qsizetype place = form.indexOf(before);
        QVERIFY(place > 0);
        form.insert(place, fault);

        const auto onEmptyDevice = install(m_authority.pack(3, form));
        QVERIFY(!onEmptyDevice.ok());
        QCOMPARE(onEmptyDevice.error().code, ErrorCode::MalformedForm);
        QCOMPARE(onEmptyDevice.error().place.line, form.left(place).count('\n') + 1);
        QVERIFY(onEmptyDevice.error().place.column > 0);
        QVERIFY(!QFile::exists(folders().roots));
        QVERIFY(!QFile::exists(folders().bundles));
        QVERIFY(m_device->accepted.empty() || m_device->accepted[SignedBundles::packName] == 0);

        installBoth();
        QCOMPARE(install(m_authority.pack(3, form)).error().code, ErrorCode::MalformedForm);
        verifyNothingChanged();
    }

    void fileChangedAfterSigning_isRefused()
    {
        installBoth();
        const QString bundle = m_authority.pack(3);
        const QString list = bundle + u'/' + QString::fromLatin1(SignedBundles::listPath);
        QByteArray bytes = readFile(list);
        bytes[bytes.size() - 2] = bytes.at(bytes.size() - 2) == 'x' ? 'y' : 'x';
        writeFile(list, bytes);
        QCOMPARE(install(bundle).error().code, ErrorCode::SignatureInvalid);
        verifyNothingChanged();
    }

    void olderVersion_isRefused()
    {
        installBoth();
        QCOMPARE(install(m_authority.pack(installedVersion - 1)).error().code, ErrorCode::BundleRollback);
        verifyNothingChanged();
    }

    void olderVersionPutBack_isNotOpened()
    {
        installBoth();
        QVERIFY(install(m_authority.pack(installedVersion + 1)).ok());
        writeFile(folders().bundles + QStringLiteral("/pack-fi/current"),
                  QByteArray::number(installedVersion));
        const AcceptedVersions accepted{installedVersion, installedVersion + 1};
        const auto opened = openServicePack(m_data->path(), m_clock, accepted);
        QVERIFY(opened.ok());
        QCOMPARE(opened->pack.manifest().version, installedVersion + 1);

        QVERIFY(QDir(folders().bundles + QStringLiteral("/pack-fi/3")).removeRecursively());
        QCOMPARE(openServicePack(m_data->path(), m_clock, accepted).error().code, ErrorCode::BundleRollback);
    }

    void acceptedVersions_areThoseOfTheProfileAndItsPack()
    {
        installBoth();
        const auto profile = openProfile(m_data->path(), m_clock);
        QVERIFY(profile.ok());
        QVERIFY(install(m_authority.pack(installedVersion + 1)).ok());
        const auto accepted = acceptedVersions(*m_device, *profile);
        QVERIFY(accepted.ok());
        QCOMPARE(accepted->profile, installedVersion);
        QCOMPARE(accepted->pack, installedVersion + 1);
    }

    void anotherRootSet_isRefused()
    {
        installBoth();
        SignedBundles stranger(m_random, m_validity);
        const QString bundle = stranger.pack(3);
        QCOMPARE(install(bundle).error().code, ErrorCode::BundleUnknownKey);
        QCOMPARE(install(bundle, stranger.rootsFile()).error().code, ErrorCode::BundleUnknownKey);
        verifyNothingChanged();
        QCOMPARE(readFile(folders().roots), readFile(m_authority.rootsFile()));
    }

    void expiredBundle_isRefused()
    {
        installBoth();
        QCOMPARE(install(m_authority.expiredPack(3)).error().code, ErrorCode::BundleExpired);
        verifyNothingChanged();
    }

    void installedPackPastItsEnd_isStillUsed()
    {
        installBoth();
        m_clock.advance(2 * day);
        verifyNothingChanged();
        m_clock.advance(-2 * day);
    }
};

QTEST_GUILESS_MAIN(ServicePackTest)
#include "ServicePackTest.moc"
