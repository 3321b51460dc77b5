#include "DeliveryLoop.h"
#include "Options.h"

#include "base/Clock.h"
#include "base/Log.h"
#include "centre/handlers/Commands.h"
#include "centre/handlers/Router.h"
#include "centre/http/Server.h"
#include "centre/identity/CentreIdentity.h"
#include "centre/keydesk/FormCheck.h"
#include "centre/keydesk/IntakeDesk.h"
#include "centre/storage-choice/StorageChoice.h"
#include "centre/storage-files/DirectoryBlobs.h"
#include "crypto/Sodium.h"
#include "crypto/SystemRandom.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>
#include <functional>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace luotsi;
using namespace luotsi::centre;

namespace {

constexpr int couldNotStart = 1;
constexpr int wrongCommandLine = 2;

int fail(int code, const base::Error &error)
{
    const QByteArray text =
        "luotsi-endpoint: " + QByteArray(base::name(error.code).data()) + ": " + error.detail.toUtf8() + '\n';
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stderr);
    return code;
}

/// Keys pass through this process: nothing of it may reach a disk, and what it writes is its user's alone.
void harden()
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    umask(0077);
}

void announce(const apps::EndpointOptions &options, std::uint16_t port)
{
    const bool isIpv6 = options.address.contains(u':');
    const QString host = isIpv6 ? u'[' + options.address + u']' : options.address;
    const QJsonObject line{{QStringLiteral("url"), QStringLiteral("https://%1:%2").arg(host).arg(port)}};
    const QByteArray text = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stdout);
    std::fflush(stdout);
}

/// Packs are trusted when this centre's own root signed them.
packs::RootSet trustedRoots(const identity::CentreLayout &layout)
{
    QFile file(layout.signing() + QStringLiteral("/roots.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto roots = packs::decodeRootSet(file.readAll());
    return roots ? *roots : packs::RootSet{};
}

http::ServerOptions serverOptions(const apps::EndpointOptions &options,
                                  const identity::CentreIdentity &identity)
{
    http::ServerOptions server;
    server.address = options.address;
    server.port = options.port;
    server.certificatePem = identity.server().certificatePem;
    server.keyPem = identity.server().keyPem;
    server.authorityPem = identity.authority().certificatePem;
    return server;
}

int serve(const apps::EndpointOptions &options)
{
    const identity::CentreLayout layout{options.centre};
    const auto identity = identity::CentreIdentity::load(layout);
    if (!identity)
        return fail(couldNotStart, identity.error());
    const auto storage = storage_choice::openStorage(layout, {options.storageKeyFile, false});
    if (!storage)
        return fail(couldNotStart, storage.error());

    base::SystemClock clock;
    crypto::SystemRandom random;
    storage_files::DirectoryBlobs blobs(layout.blobs());
    handlers::Metrics metrics;
    const handlers::Services services{**storage, blobs, clock, random, *identity, metrics, options.policy};
    keydesk::IntakeDesk keyDesk(
        keydesk::KeyFolder(layout.keyDesk()),
        keydesk::FormLibrary(layout.bundles() + QStringLiteral("/packs"), trustedRoots(layout), clock),
        keydesk::engineChecker(random, options.timeZone));
    apps::DeliveryLoop deliveries(handlers::DeliverSubmissions(services, keyDesk), [&services] {
        if (const auto dropped = handlers::dropOldCounters(services); !dropped)
            base::logEvent("counters-not-dropped", {{"error", dropped.error().code}});
    });
    const handlers::Router router(services, [&deliveries] { deliveries.kick(); });
    const auto server = http::Server::start(serverOptions(options, *identity), router);
    if (!server)
        return fail(couldNotStart, server.error());
    announce(options, (*server)->port());
    (*server)->runUntilSignal();
    return 0;
}

} // namespace

// An exception here is a fault to crash on: everything acknowledged is stored by then.
// NOLINTNEXTLINE(bugprone-exception-escape)
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("luotsi-endpoint"));
    harden();
    if (const auto ready = crypto::initialise(); !ready)
        return fail(couldNotStart, ready.error());
    const auto options = apps::parseOptions(QCoreApplication::arguments());
    if (!options)
        return fail(wrongCommandLine, options.error());
    if (!options->helpText.isEmpty()) {
        std::fputs(options->helpText.toUtf8().constData(), stdout);
        return 0;
    }
    return serve(*options);
}
