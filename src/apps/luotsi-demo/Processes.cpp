#include "Processes.h"

#include "RobotAgent.h"
#include "ScenarioClock.h"
#include "base/Log.h"
#include "centre/host/Endpoint.h"
#include "crypto/Sodium.h"
#include "crypto/SystemRandom.h"
#include "kioskhost/SessionHost.h"
#include "kioskhost/Supervisor.h"
#include "platform/LinuxHostControls.h"
#include "qml/theme/Fonts.h"

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QQuickWindow>
#include <QStyleHints>

#include <csignal>
#include <cstdio>

namespace luotsi::demo {

namespace {

constexpr auto wallOption = "wall";

struct ProcessOptions
{
    kioskhost::KioskOptions kiosk;
    QString robot;
    std::int64_t wall = 0;
    bool session = false;
    int storeDescriptor = -1;
    int controlDescriptor = -1;
};

ProcessOptions parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    for (const char *name : {"data", "slips", "capture", "size", "robot", wallOption, "store-descriptor",
                             "control-descriptor", "accepted-profile", "accepted-pack"})
        parser.addOption({QString::fromLatin1(name), {}, QStringLiteral("value")});
    parser.addOption({QStringLiteral("plain-key-files"), {}});
    parser.addOption({QStringLiteral("session-process"), {}});
    parser.process(arguments);
    ProcessOptions options;
    options.kiosk.dataFolder = parser.value(QStringLiteral("data"));
    options.kiosk.slipFolder = parser.value(QStringLiteral("slips"));
    options.kiosk.captureFolder = parser.value(QStringLiteral("capture"));
    options.kiosk.devicesFile =
        QCoreApplication::applicationDirPath() + QStringLiteral("/../lib/luotsi/devices.so");
    options.kiosk.plainKeyFiles = parser.isSet(QStringLiteral("plain-key-files"));
    const QString size = parser.value(QStringLiteral("size"));
    if (!size.isEmpty())
        options.kiosk.windowSize = QSize(size.section(u'x', 0, 0).toInt(), size.section(u'x', 1, 1).toInt());
    options.kiosk.session.program = QCoreApplication::applicationFilePath();
    options.kiosk.session.arguments = arguments.mid(1) + QStringList{QStringLiteral("--session-process")};
    options.robot = parser.value(QStringLiteral("robot"));
    options.wall = parser.value(QString::fromLatin1(wallOption)).toLongLong();
    options.session = parser.isSet(QStringLiteral("session-process"));
    options.storeDescriptor = parser.value(QStringLiteral("store-descriptor")).toInt();
    options.controlDescriptor = parser.value(QStringLiteral("control-descriptor")).toInt();
    options.kiosk.accepted = {parser.value(QStringLiteral("accepted-profile")).toULongLong(),
                              parser.value(QStringLiteral("accepted-pack")).toULongLong()};
    return options;
}

/// The clock's difference to the real one travels to session processes in their environment.
constexpr auto differenceVariable = "LUOTSI_DEMO_CLOCK_DIFFERENCE";

void tellDifference(const ScenarioClock &clock)
{
    qputenv(differenceVariable, QByteArray::number(static_cast<qint64>(clock.difference())));
}

void giveHand(QQuickWindow &window, const ProcessOptions &options, ScenarioClock &clock, const QString &role,
              QObject &owner)
{
    if (options.robot.isEmpty())
        return;
    auto *agent = new RobotAgent(window, role, options.robot, &owner);
    agent->addOrder(QStringLiteral("clock"), [&clock](const QJsonObject &order) {
        clock.moveTo(order.value(QStringLiteral("wall")).toInteger());
        tellDifference(clock);
        return QJsonObject();
    });
}

int runSupervisor(const ProcessOptions &options, ScenarioClock &clock, base::Random &random)
{
    if (options.wall != 0)
        clock.moveTo(options.wall);
    tellDifference(clock);
    kioskhost::Supervisor supervisor(options.kiosk, clock, random);
    const auto started = supervisor.start();
    if (!supervisor.window())
        return 1;
    giveHand(*supervisor.window(), options, clock, QStringLiteral("start"), supervisor);
    // A demonstration ends when its window is closed; a kiosk's never is.
    QObject::connect(supervisor.window(), &QWindow::visibleChanged, qApp, [](bool visible) {
        if (!visible)
            QCoreApplication::quit();
    });
    return QGuiApplication::exec();
}

int runSession(const ProcessOptions &options, ScenarioClock &clock, base::Random &random)
{
    kioskhost::SessionLinks links{storelink::Socket(options.storeDescriptor),
                                  storelink::Socket(options.controlDescriptor)};
    auto host = kioskhost::SessionHost::create(options.kiosk, std::move(links), clock, random);
    if (!host) {
        base::logEvent("session.failed", {{"error", host.error().code}});
        return 1;
    }
    QObject::connect(host->get(), &kioskhost::SessionHost::finished, qApp, &QCoreApplication::quit);
    QObject::connect(host->get(), &kioskhost::SessionHost::waiting, qApp, [&] {
        giveHand(*(*host)->window(), options, clock, QStringLiteral("session"), **host);
    });
    return QGuiApplication::exec();
}

} // namespace

int runKioskProcess(int argc, char *argv[])
{
    QGuiApplication::setQuitOnLastWindowClosed(false);
    if (qEnvironmentVariableIsEmpty("QT_IM_MODULE"))
        qputenv("QT_IM_MODULE", "qtvirtualkeyboard");
    QGuiApplication application(argc, argv);
    theme::installFonts();
    QGuiApplication::styleHints()->setCursorFlashTime(0);
    std::signal(SIGTERM, [](int) { QCoreApplication::quit(); });
    const ProcessOptions options = parse(QGuiApplication::arguments());
    if (!platform::LinuxHostControls().hardenProcess() || !crypto::initialise())
        return 1;
    ScenarioClock clock(qEnvironmentVariable(differenceVariable).toLongLong());
    crypto::SystemRandom random;
    return options.session ? runSession(options, clock, random) : runSupervisor(options, clock, random);
}

int runEndpointProcess(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    centre::host::harden();
    if (!crypto::initialise())
        return 1;
    QStringList arguments = QCoreApplication::arguments();
    arguments.removeAt(1); // "endpoint"
    ScenarioClock clock;
    clock.moveTo(arguments.takeAt(1).toLongLong());
    crypto::SystemRandom random;
    const auto options = centre::host::parseOptions(arguments);
    const auto served =
        options ? centre::host::serve(*options, clock, random) : base::Result<void>(options.error());
    if (!served)
        std::fputs(qPrintable(served.error().detail + u'\n'), stderr);
    return served ? 0 : 1;
}

} // namespace luotsi::demo
