#include "kioskhost/Supervisor.h"
#include "SignedBundles.h"
#include "base/Clock.h"
#include "crypto/SystemRandom.h"
#include "kioskhost/ServicePack.h"

#include <QGuiApplication>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::kioskhost;
using namespace luotsi::kioskhost::tests;
using base::ErrorCode;

namespace {

constexpr std::int64_t day = 86'400'000;
constexpr QSize windowSize(1280, 1024);

} // namespace

class SupervisorTest : public QObject
{
    Q_OBJECT

    crypto::SystemRandom m_random;
    base::SystemClock m_clock;

    static QString outOfServiceId(const Supervisor &supervisor)
    {
        return supervisor.window()->property("outOfServiceId").toString();
    }

    static bool isShown(const Supervisor &supervisor, const char *name)
    {
        const auto *item = supervisor.window()->findChild<QQuickItem *>(QString::fromLatin1(name));
        return item && item->isVisible() && item->height() > 0;
    }

    KioskOptions optionsFor(const QTemporaryDir &data) const
    {
        KioskOptions options;
        options.dataFolder = data.path();
        options.plainKeyFiles = true;
        options.windowSize = windowSize;
        return options;
    }

    /// A session that loads nothing and waits.
    KioskOptions idleOptionsFor(const QTemporaryDir &data) const
    {
        KioskOptions options = optionsFor(data);
        options.session = {QStringLiteral("/bin/sh"),
                           {QStringLiteral("-c"), QStringLiteral("exec sleep 60")}};
        return options;
    }

    static QString storeFile(const QTemporaryDir &data)
    {
        return KioskFolders(data.path()).store + QStringLiteral("/luotsi.db");
    }

    /// Opens the kiosk once and leaves `identity` in its store.
    void openOnce(const QTemporaryDir &data, const ports::DeviceIdentity &identity)
    {
        Supervisor supervisor(idleOptionsFor(data), m_clock, m_random);
        QVERIFY(supervisor.start().ok());
        QTRY_VERIFY(supervisor.core() != nullptr);
        QVERIFY(supervisor.core()->device().saveIdentity(identity).ok());
    }

    void installInto(const QTemporaryDir &data)
    {
        const std::int64_t now = m_clock.wallMilliseconds();
        SignedBundles authority(m_random, {now - day, now + day});
        MemoryDeviceStore device;
        for (const QString &bundle : {authority.pack(1), authority.profile(1)})
            QVERIFY(
                installBundle(bundle, authority.rootsFile(), data.path(), device, m_clock, m_random).ok());
    }

private Q_SLOTS:
    void emptyDataFolder_showsOutOfServiceAndSaysWhy()
    {
        QTemporaryDir data;
        Supervisor supervisor(optionsFor(data), m_clock, m_random);
        const auto started = supervisor.start();
        QVERIFY(!started.ok());
        QCOMPARE(started.error().code, ErrorCode::NotFound);
        QVERIFY(supervisor.window() != nullptr);
        QVERIFY(supervisor.window()->isVisible());
        QCOMPARE(outOfServiceId(supervisor), QStringLiteral("error-not-found"));
        QVERIFY(supervisor.core() == nullptr);
    }

    void startScreen_isDrawnBeforeAnythingElseIsOpened()
    {
        QTemporaryDir data;
        installInto(data);
        Supervisor supervisor(idleOptionsFor(data), m_clock, m_random);
        bool drawn = false;
        connect(&supervisor, &Supervisor::firstFrame, this, [&] {
            drawn = true;
            QVERIFY(supervisor.core() == nullptr);
            QVERIFY(!QFile::exists(storeFile(data)));
        });
        QVERIFY(supervisor.start().ok());
        QTRY_VERIFY(supervisor.core() != nullptr);
        QVERIFY(drawn);
        QVERIFY(QFile::exists(storeFile(data)));
    }

    void wrongKey_putsTheKioskOutOfServiceAndKeepsTheStore()
    {
        QTemporaryDir data;
        installInto(data);
        openOnce(data, {});
        const QByteArray before = readFile(storeFile(data));
        const QString key = KioskFolders(data.path()).keys + QStringLiteral("/database.key");
        QVERIFY(QFile::remove(key));
        Supervisor supervisor(idleOptionsFor(data), m_clock, m_random);
        QVERIFY(supervisor.start().ok());
        QTRY_COMPARE(outOfServiceId(supervisor), base::textId(ErrorCode::StoreWrongKey));
        QVERIFY(!supervisor.window()->property("staffDetail").toString().isEmpty());
        QVERIFY(isShown(supervisor, "outOfService"));
        QVERIFY(supervisor.core() == nullptr);
        QVERIFY(readFile(storeFile(data)) == before);
    }

    void damagedStore_isKeptAsideAndTheKioskGoesOn_data()
    {
        QTest::addColumn<bool>("firstPageDamaged");
        QTest::newRow("truncated") << false;
        QTest::newRow("first page overwritten") << true;
    }

    void damagedStore_isKeptAsideAndTheKioskGoesOn()
    {
        QFETCH(bool, firstPageDamaged);
        QTemporaryDir data;
        installInto(data);
        ports::DeviceIdentity identity;
        identity.device = m_random.make<sync::protocol::DeviceId>();
        identity.intakeKeyId = m_random.make<sync::protocol::KeyId>();
        openOnce(data, identity);
        QByteArray damaged = readFile(storeFile(data));
        damaged.chop(4096);
        if (firstPageDamaged)
            damaged.replace(100, 4, "torn");
        writeFile(storeFile(data), damaged);

        Supervisor supervisor(idleOptionsFor(data), m_clock, m_random);
        QVERIFY(supervisor.start().ok());
        QTRY_VERIFY(supervisor.core() != nullptr);
        QCOMPARE(outOfServiceId(supervisor), QString());
        const QString aside = data.filePath(QStringLiteral("store-damaged-1"));
        QVERIFY(readFile(aside + QStringLiteral("/luotsi.db")) == damaged);
        const QString told = supervisor.window()->property("damagedStores").toString();
        QVERIFY(told.startsWith(QStringLiteral("store-damaged-1: ")));
        QVERIFY(isShown(supervisor, "damagedStoreNotice"));
        QVERIFY(!isShown(supervisor, "outOfService"));
        // Who the device is survives as long as the page it stands on.
        const auto kept = supervisor.core()->device().identity();
        QVERIFY(kept.ok());
        QCOMPARE(kept->has_value(), !firstPageDamaged);
    }

    void languageCard_isLoadedWhenItIsAskedFor()
    {
        QTemporaryDir data;
        installInto(data);
        Supervisor supervisor(idleOptionsFor(data), m_clock, m_random);
        QVERIFY(supervisor.start().ok());
        QVERIFY(!isShown(supervisor, "languageDialog"));
        QVERIFY(supervisor.window()->setProperty("choosingLanguage", true));
        QTRY_VERIFY(isShown(supervisor, "languageDialog"));
        auto *button = supervisor.window()->findChild<QQuickItem *>(QStringLiteral("languageClose"));
        QVERIFY(button);
        QVERIFY(QMetaObject::invokeMethod(button, "clicked"));
        QTRY_VERIFY(!isShown(supervisor, "languageDialog"));
    }

    void fiveSessionsInARowThatDoNotLoad_putTheKioskOutOfService()
    {
        QTemporaryDir data;
        installInto(data);
        const QString launches = data.filePath(QStringLiteral("launches"));
        KioskOptions options = optionsFor(data);
        options.session = {QStringLiteral("/bin/sh"),
                           {QStringLiteral("-c"), QStringLiteral("echo launched >> '%1'").arg(launches)}};
        Supervisor supervisor(options, m_clock, m_random);
        const auto started = supervisor.start();
        QVERIFY2(started.ok(), started ? "" : qPrintable(started.error().detail));
        QCOMPARE(outOfServiceId(supervisor), QString());
        QTRY_COMPARE_WITH_TIMEOUT(outOfServiceId(supervisor), base::textId(ErrorCode::Internal), 20'000);
        QTest::qWait(500); // and it does not go on trying
        QCOMPARE(readFile(launches).count('\n'), 5);
    }

    void sessionProgramThatIsGone_putsTheKioskOutOfService()
    {
        QTemporaryDir data;
        installInto(data);
        KioskOptions options = optionsFor(data);
        options.session.program = QStringLiteral("/nonexistent/luotsi");
        Supervisor supervisor(options, m_clock, m_random);
        QVERIFY(supervisor.start().ok());
        QTRY_COMPARE_WITH_TIMEOUT(outOfServiceId(supervisor), base::textId(ErrorCode::Internal), 20'000);
    }
};

QTEST_MAIN(SupervisorTest)
#include "SupervisorTest.moc"
