#include "kioskhost/Supervisor.h"
#include "SignedBundles.h"
#include "base/Clock.h"
#include "crypto/SystemRandom.h"

#include <QGuiApplication>
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

    KioskOptions optionsFor(const QTemporaryDir &data) const
    {
        KioskOptions options;
        options.dataFolder = data.path();
        options.plainKeyFiles = true;
        options.windowSize = windowSize;
        return options;
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
