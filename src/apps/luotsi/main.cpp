#include "KioskCommand.h"
#include "SetUp.h"
#include "base/Log.h"
#include "crypto/Sodium.h"
#include "crypto/SystemRandom.h"
#include "kioskhost/SessionHost.h"
#include "kioskhost/Supervisor.h"
#include "platform/LinuxHostControls.h"
#include "qml/theme/Fonts.h"

#include <QGuiApplication>
#include <QTimer>

#include <cstdio>

namespace {

using namespace luotsi;

constexpr int failedExitCode = 1;
constexpr int refusedExitCode = 2;

int report(const base::Error &error)
{
    base::logEvent("luotsi.failed",
                   {{"error", error.code}, {"line", error.place.line}, {"column", error.place.column}});
    std::fputs(qPrintable(QStringLiteral("%1: %2").arg(base::name(error.code), error.detail)), stderr);
    if (error.place.line > 0)
        std::fputs(
            qPrintable(QStringLiteral(" (line %1, column %2)").arg(error.place.line).arg(error.place.column)),
            stderr);
    std::fputs("\n", stderr);
    switch (error.code) {
    case base::ErrorCode::MalformedForm:
    case base::ErrorCode::SignatureInvalid:
    case base::ErrorCode::BundleExpired:
    case base::ErrorCode::BundleRollback:
    case base::ErrorCode::BundleUnknownKey:
        return refusedExitCode;
    default:
        return failedExitCode;
    }
}

int runSupervisor(const app::KioskCommand &command, base::Clock &clock, base::Random &random)
{
    kioskhost::Supervisor supervisor(command.options, clock, random);
    // An unusable kiosk goes on showing why; only without a window is there nothing to show.
    const auto started = supervisor.start();
    if (!supervisor.window())
        return report(started.error());
    return QGuiApplication::exec();
}

/// Starts as a kiosk does and ends at the sign `expected` waits for. An unusable kiosk and one that is
/// not ready within a minute both fail.
template<typename Expect>
int runUntil(const app::KioskCommand &command, base::Clock &clock, base::Random &random, Expect expect)
{
    kioskhost::Supervisor supervisor(command.options, clock, random);
    if (const auto started = supervisor.start(); !started)
        return report(started.error());
    QObject::connect(&supervisor, &kioskhost::Supervisor::outOfService, qApp,
                     [](const base::Error &error) { QGuiApplication::exit(report(error)); });
    expect(supervisor);
    constexpr int patience = 60'000;
    QTimer::singleShot(patience, qApp, [] {
        std::fputs("Nothing was ready within a minute.\n", stderr);
        QGuiApplication::exit(failedExitCode);
    });
    return QGuiApplication::exec();
}

void endWhenSessionWaits(kioskhost::Supervisor &supervisor)
{
    QObject::connect(&supervisor, &kioskhost::Supervisor::sessionWaiting, qApp,
                     [] { QGuiApplication::exit(0); });
}

void endAtFirstFrame(kioskhost::Supervisor &supervisor)
{
    QObject::connect(&supervisor, &kioskhost::Supervisor::firstFrame, qApp, [] { QGuiApplication::exit(0); });
}

int runSession(const app::KioskCommand &command, base::Clock &clock, base::Random &random)
{
    kioskhost::SessionLinks links{storelink::Socket(command.storeDescriptor),
                                  storelink::Socket(command.controlDescriptor)};
    auto host = kioskhost::SessionHost::create(command.options, std::move(links), clock, random);
    if (!host)
        return report(host.error());
    QObject::connect(host->get(), &kioskhost::SessionHost::finished, qApp, &QCoreApplication::quit);
    return QGuiApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    QGuiApplication::setQuitOnLastWindowClosed(false);
    // Text fields bring up our own keyboard; set before the platform plugin looks.
    if (qEnvironmentVariableIsEmpty("QT_IM_MODULE"))
        qputenv("QT_IM_MODULE", "qtvirtualkeyboard");
    QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("luotsi"));
    theme::installFonts();
    const app::KioskCommand command = app::parseCommand(QGuiApplication::arguments());

    if (const auto hardened = platform::LinuxHostControls().hardenProcess(); !hardened)
        return report(hardened.error());
    if (const auto ready = crypto::initialise(); !ready)
        return report(ready.error());
    base::SystemClock clock;
    crypto::SystemRandom random;
    switch (command.action) {
    case app::KioskCommand::Action::SetUp: {
        const auto done = app::setUp(command.options, command.setUp, clock, random);
        return done ? 0 : report(done.error());
    }
    case app::KioskCommand::Action::SelfTest:
        return runUntil(command, clock, random, endWhenSessionWaits);
    case app::KioskCommand::Action::FirstFrame:
        return runUntil(command, clock, random, endAtFirstFrame);
    case app::KioskCommand::Action::Session:
        return runSession(command, clock, random);
    case app::KioskCommand::Action::Run:
        break;
    }
    return runSupervisor(command, clock, random);
}
