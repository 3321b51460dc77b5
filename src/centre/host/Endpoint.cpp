#include "centre/host/Endpoint.h"

#include "base/Log.h"
#include "centre/handlers/Commands.h"
#include "centre/handlers/Router.h"
#include "centre/host/DeliveryLoop.h"
#include "centre/http/Server.h"
#include "centre/identity/CentreIdentity.h"
#include "centre/keydesk/FormCheck.h"
#include "centre/keydesk/IntakeDesk.h"
#include "centre/storage-choice/StorageChoice.h"
#include "centre/storage-files/DirectoryBlobs.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>
#include <sys/resource.h>
#include <sys/stat.h>

namespace luotsi::centre::host {

namespace {

void announce(const EndpointOptions &options, std::uint16_t port)
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

http::ServerOptions serverOptions(const EndpointOptions &options, const identity::CentreIdentity &identity)
{
    http::ServerOptions server;
    server.address = options.address;
    server.port = options.port;
    server.certificatePem = identity.server().certificatePem;
    server.keyPem = identity.server().keyPem;
    server.authorityPem = identity.authority().certificatePem;
    return server;
}

} // namespace

void harden()
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    umask(0077);
}

base::Result<void> serve(const EndpointOptions &options, base::Clock &clock, base::Random &random)
{
    const identity::CentreLayout layout{options.centre};
    const auto identity = identity::CentreIdentity::load(layout);
    if (!identity)
        return identity.error();
    const auto storage = storage_choice::openStorage(layout, {options.storageKeyFile, false});
    if (!storage)
        return storage.error();
    storage_files::DirectoryBlobs blobs(layout.blobs());
    handlers::Metrics metrics;
    const handlers::Services services{**storage, blobs, clock, random, *identity, metrics, options.policy};
    keydesk::IntakeDesk keyDesk(
        keydesk::KeyFolder(layout.keyDesk()),
        keydesk::FormLibrary(layout.bundles() + QStringLiteral("/packs"), trustedRoots(layout), clock),
        keydesk::engineChecker(random, options.timeZone));
    DeliveryLoop deliveries(handlers::DeliverSubmissions(services, keyDesk), [&services] {
        if (const auto dropped = handlers::dropOldCounters(services); !dropped)
            base::logEvent("counters-not-dropped", {{"error", dropped.error().code}});
    });
    const handlers::Router router(services, [&deliveries] { deliveries.kick(); });
    const auto server = http::Server::start(serverOptions(options, *identity), router);
    if (!server)
        return server.error();
    announce(options, (*server)->port());
    (*server)->runUntilSignal();
    return {};
}

} // namespace luotsi::centre::host
