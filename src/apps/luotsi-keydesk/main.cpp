#include "DeskOptions.h"

#include "base/Log.h"
#include "centre/host/Endpoint.h"
#include "centre/keydesk-socket/DeskServer.h"
#include "centre/keydesk/KeyRetention.h"
#include "crypto/Sodium.h"
#include "crypto/SystemRandom.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>
#include <cstdio>

using namespace luotsi;

namespace {

constexpr int couldNotStart = 1;
constexpr int wrongCommandLine = 2;
constexpr timespec betweenRounds{3600, 0};

int fail(int code, const base::Error &error)
{
    const QByteArray text =
        "luotsi-keydesk: " + QByteArray(base::name(error.code).data()) + ": " + error.detail.toUtf8() + '\n';
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stderr);
    return code;
}

void announce(const QString &socket)
{
    const QJsonObject line{{QStringLiteral("socket"), socket}};
    const QByteArray text = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stdout);
    std::fflush(stdout);
}

void destroyOldKeys(const apps::DeskOptions &options, const base::Clock &clock)
{
    if (options.destroyKeysAfter == 0)
        return;
    const auto gone = centre::keydesk::destroyKeysBefore(options.parts.keys,
                                                         clock.wallMilliseconds() - options.destroyKeysAfter);
    if (!gone)
        base::logEvent("keys-not-destroyed", {{"error", gone.error().code}});
    else if (!gone->empty())
        base::logEvent("keys-destroyed");
}

base::Result<void> serve(const apps::DeskOptions &options)
{
    // Before any thread is there, so that none of them takes the signal.
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    const base::SystemClock clock;
    crypto::SystemRandom random;
    const auto desk = centre::host::makeKeyDesk(options.parts, clock, random);
    if (!desk)
        return desk.error();
    const auto server = centre::keydesk_socket::DeskServer::start(options.socket, options.users, **desk);
    if (!server)
        return server.error();
    announce(options.socket);
    do
        destroyOldKeys(options, clock);
    while (sigtimedwait(&ends, nullptr, &betweenRounds) < 0);
    return {};
}

} // namespace

// An exception here is a fault to crash on: everything answered is recorded by then.
// NOLINTNEXTLINE(bugprone-exception-escape)
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("luotsi-keydesk"));
    centre::host::harden();
    if (const auto ready = crypto::initialise(); !ready)
        return fail(couldNotStart, ready.error());
    const auto options = apps::parseDeskOptions(QCoreApplication::arguments());
    if (!options)
        return fail(wrongCommandLine, options.error());
    if (!options->helpText.isEmpty()) {
        std::fputs(options->helpText.toUtf8().constData(), stdout);
        return 0;
    }
    const auto served = serve(*options);
    return served ? 0 : fail(couldNotStart, served.error());
}
