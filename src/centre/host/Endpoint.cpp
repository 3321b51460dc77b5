#include "centre/host/Endpoint.h"

#include "base/Log.h"
#include "centre/handlers/Commands.h"
#include "centre/handlers/Router.h"
#include "centre/host/DeliveryLoop.h"
#include "centre/host/KeyDeskAssembly.h"
#include "centre/http/Monitor.h"
#include "centre/http/Server.h"
#include "centre/identity/CentreIdentity.h"
#include "centre/keydesk-socket/RemoteKeyDesk.h"
#include "centre/storage-choice/StorageChoice.h"
#include "centre/storage-files/DirectoryBlobs.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>
#include <sys/resource.h>
#include <sys/stat.h>

namespace luotsi::centre::host {

namespace {

void announce(const EndpointOptions &options, std::uint16_t port, const http::Monitor *monitor)
{
    const bool isIpv6 = options.address.contains(u':');
    const QString host = isIpv6 ? u'[' + options.address + u']' : options.address;
    QJsonObject line{{QStringLiteral("url"), QStringLiteral("https://%1:%2").arg(host).arg(port)}};
    if (monitor != nullptr)
        line.insert(QStringLiteral("monitor"), QStringLiteral("http://127.0.0.1:%1").arg(monitor->port()));
    const QByteArray text = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stdout);
    std::fflush(stdout);
}

http::ServerOptions serverOptions(const EndpointOptions &options, const identity::CentreIdentity &identity)
{
    http::ServerOptions server;
    server.address = options.address;
    server.port = options.port;
    server.certificatePem = identity.server().certificatePem;
    server.keyPem = identity.server().keyPem;
    server.authorityPem = identity.authoritiesInForce();
    return server;
}

/// In a process of its own where the options say it listens, else in this one.
base::Result<std::unique_ptr<ports::KeyDesk>> keyDeskFor(const EndpointOptions &options,
                                                         const identity::CentreLayout &layout,
                                                         const base::Clock &clock, base::Random &random)
{
    if (!options.keyDeskSocket.isEmpty())
        return std::unique_ptr<ports::KeyDesk>(
            std::make_unique<keydesk_socket::RemoteKeyDesk>(options.keyDeskSocket));
    auto desk = makeKeyDesk(KeyDeskParts::of(layout, options.timeZone), clock, random);
    if (!desk)
        return desk.error();
    return std::unique_ptr<ports::KeyDesk>(std::move(*desk));
}

} // namespace

void harden()
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    umask(0077);
    // Every device that is there holds a connection open.
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
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
    const auto keyDesk = keyDeskFor(options, layout, clock, random);
    if (!keyDesk)
        return keyDesk.error();
    const handlers::Services services{**storage, blobs,   clock,          random,
                                      *identity, metrics, options.policy, keyDesk->get()};
    DeliveryLoop deliveries(handlers::DeliverSubmissions(services, **keyDesk), [&services] {
        if (const auto dropped = handlers::dropOldCounters(services); !dropped)
            base::logEvent("counters-not-dropped", {{"error", dropped.error().code}});
    });
    const handlers::Router router(services, [&deliveries] { deliveries.kick(); });
    const auto server = http::Server::start(serverOptions(options, *identity), router);
    if (!server)
        return server.error();
    std::unique_ptr<http::Monitor> monitor;
    if (options.metricsPort) {
        auto started = http::Monitor::start(*options.metricsPort, router);
        if (!started)
            return started.error();
        monitor = std::move(*started);
    }
    announce(options, (*server)->port(), monitor.get());
    (*server)->runUntilSignal();
    return {};
}

} // namespace luotsi::centre::host
