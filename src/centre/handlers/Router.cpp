#include "centre/handlers/Router.h"

#include "centre/handlers/Commands.h"
#include "centre/handlers/Replies.h"
#include "pki/CertificateFacts.h"
#include "sync/protocol/Control.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/Push.h"

#include <array>

namespace luotsi::centre::handlers {

namespace paths = sync::protocol::paths;
using sync::protocol::Problem;
using sync::protocol::ProblemType;

namespace {

constexpr std::uint64_t smallBody = 64 * 1024;
constexpr std::uint64_t batchBody = sync::protocol::maximumBatchBytes;
/// Stands for Policy::patchBytes.
constexpr std::uint64_t pieceBody = ~std::uint64_t(0);

enum class Match : std::uint8_t { Whole, Below };

Response notFound()
{
    Problem problem;
    problem.type = ProblemType::NotFound;
    return problemReply(problem);
}

} // namespace

struct Router::Route
{
    Method method;
    const char *path;
    Match match; ///< Below: an id and perhaps more follows
    Access access;
    std::uint64_t bodyLimit;
    Command command;
    const char *rest = ""; ///< Below: what follows, for people
};

std::span<const Router::Route> Router::routes()
{
    // Plain wrappers, so that the table says it all in one place.
    static constexpr auto health = [](const Router &, const Request &, const Caller &) {
        return textReply("ok\n");
    };
    static constexpr auto ready = [](const Router &router, const Request &, const Caller &) {
        return tellReady(router.m_services);
    };
    static constexpr auto metrics = [](const Router &router, const Request &, const Caller &) {
        return tellMetrics(router.m_services);
    };
    static constexpr auto time = [](const Router &router, const Request &, const Caller &) {
        return tellTime(router.m_services);
    };
    static constexpr auto authority = [](const Router &router, const Request &, const Caller &) {
        return giveAuthority(router.m_services);
    };
    static constexpr auto enrol = [](const Router &router, const Request &request, const Caller &) {
        return enrolDevice(router.m_services, request);
    };
    static constexpr auto bundle = [](const Router &router, const Request &, const Caller &) {
        return giveBundleIndex(router.m_services);
    };
    static constexpr auto packFile = [](const Router &router, const Request &request, const Caller &) {
        return givePackFile(router.m_services, request);
    };
    static constexpr auto push = [](const Router &router, const Request &request, const Caller &caller) {
        return router.m_push.handle(request, caller);
    };
#define LUOTSI_COMMAND(function)                                                                             \
    [](const Router &router, const Request &request, const Caller &caller) {                                 \
        return function(router.m_services, request, caller);                                                 \
    }
    static constexpr auto openApi = [](const Router &, const Request &, const Caller &) {
        return giveOpenApi();
    };
    static constexpr auto commandList = [](const Router &router, const Request &, const Caller &caller) {
        return giveCommands(router.m_services, caller);
    };
    static constexpr std::array table{
        Route{Method::Get, paths::health, Match::Whole, Access::Anyone, 0, health},
        Route{Method::Get, paths::ready, Match::Whole, Access::Anyone, 0, ready},
        Route{Method::Get, paths::openApi, Match::Whole, Access::Anyone, 0, openApi},
        Route{Method::Get, paths::caCertificates, Match::Whole, Access::Anyone, 0, authority},
        Route{Method::Post, paths::enrol, Match::Whole, Access::Anyone, smallBody, enrol},
        Route{Method::Post, paths::reenrol, Match::Whole, Access::DeviceInGrace, smallBody,
              LUOTSI_COMMAND(renewCertificate)},
        Route{Method::Get, paths::time, Match::Whole, Access::AnyDevice, 0, time},
        Route{Method::Get, paths::metrics, Match::Whole, Access::Device, 0, metrics},
        Route{Method::Post, paths::changes, Match::Whole, Access::AnyDevice, batchBody, push},
        Route{Method::Post, paths::draftsStatus, Match::Whole, Access::Device, smallBody,
              LUOTSI_COMMAND(giveDraftsStatus)},
        Route{Method::Post, paths::blobs, Match::Whole, Access::DeviceInGrace, smallBody,
              LUOTSI_COMMAND(registerBlob)},
        Route{Method::Patch, paths::blobs, Match::Below, Access::DeviceInGrace, pieceBody,
              LUOTSI_COMMAND(appendBlob), "/{sha256}"},
        Route{Method::Head, paths::blobs, Match::Below, Access::DeviceInGrace, 0, LUOTSI_COMMAND(tellBlob),
              "/{sha256}"},
        Route{Method::Get, paths::blobs, Match::Below, Access::Device, 0, LUOTSI_COMMAND(readBlob),
              "/{sha256}"},
        Route{Method::Post, paths::codes, Match::Whole, Access::AnyDevice, smallBody,
              LUOTSI_COMMAND(storeCode)},
        Route{Method::Post, paths::codes, Match::Below, Access::Device, smallBody, LUOTSI_COMMAND(claimCode),
              "/{lookup}/claim"},
        Route{Method::Get, paths::commands, Match::Whole, Access::AnyDevice, 0, commandList},
        Route{Method::Post, paths::commands, Match::Below, Access::AnyDevice, 0, LUOTSI_COMMAND(ackCommand),
              "/{command}/ack"},
        Route{Method::Post, paths::audit, Match::Whole, Access::AnyDevice, sync::protocol::maximumAuditBytes,
              LUOTSI_COMMAND(takeAudit)},
        Route{Method::Post, paths::rewrap, Match::Whole, Access::Device, smallBody,
              LUOTSI_COMMAND(rewrapDraft)},
        Route{Method::Get, paths::feed, Match::Whole, Access::Device, 0, LUOTSI_COMMAND(giveFeed)},
        Route{Method::Get, paths::receipts, Match::Below, Access::DeviceInGrace, 0,
              LUOTSI_COMMAND(giveReceipt), "{submission}"},
        Route{Method::Get, paths::configBundle, Match::Whole, Access::Device, 0, bundle},
        Route{Method::Get, paths::packs, Match::Below, Access::Device, 0, packFile, "{sha256}"},
    };
#undef LUOTSI_COMMAND
    return table;
}

const Router::Route *Router::find(Method method, QByteArrayView path)
{
    for (const Route &route : routes()) {
        const QByteArrayView wanted(route.path, qstrlen(route.path));
        const bool whole = path == wanted;
        const bool below = path.size() > wanted.size() && path.startsWith(wanted) &&
                           (wanted.endsWith('/') || path[wanted.size()] == '/');
        if (route.method == method && (route.match == Match::Whole ? whole : below))
            return &route;
    }
    return nullptr;
}

Router::Router(Services services, std::function<void()> submitted)
    : m_services(std::move(services)), m_push(m_services, std::move(submitted))
{
}

std::uint64_t Router::bodyLimit(Method method, QByteArrayView path) const
{
    const Route *route = find(method, path);
    if (route == nullptr)
        return 0;
    return route->bodyLimit == pieceBody ? m_services.policy.patchBytes : route->bodyLimit;
}

QByteArray Router::deviceOf(const QByteArray &certificatePem) const
{
    const auto facts = pki::readCertificate(certificatePem);
    return facts && facts->device ? protocol::DeviceId(facts->device->device).toHex() : QByteArray();
}

Response Router::handle(const Request &request) const
{
    m_services.metrics.add(Count::Requests);
    const Route *route = find(request.method, request.path);
    Response response = route == nullptr ? notFound() : dispatch(*route, request);
    if (response.contentType == paths::problemType)
        m_services.metrics.add(Count::Problems);
    return response;
}

Response Router::handleLocal(const Request &request) const
{
    if (request.method != Method::Get)
        return notFound();
    if (request.path == paths::metrics)
        return tellMetrics(m_services);
    if (request.path == paths::ready)
        return tellReady(m_services);
    return request.path == paths::health ? textReply("ok\n") : notFound();
}

std::vector<Router::RouteName> Router::routeNames()
{
    std::vector<RouteName> names;
    for (const Route &route : routes())
        names.push_back({route.method, QByteArray(route.path) + route.rest});
    return names;
}

Response Router::dispatch(const Route &route, const Request &request) const
{
    if (request.protocolVersion != static_cast<std::uint32_t>(paths::protocolVersion)) {
        Problem problem;
        problem.type = ProblemType::VersionTooOld;
        problem.detail = QStringLiteral("this centre speaks another version of the protocol");
        return problemReply(problem);
    }
    if (route.access == Access::Anyone)
        return route.command(*this, request, Caller{});
    const auto caller = recognise(m_services, request, route.access);
    if (const auto *problem = std::get_if<Problem>(&caller))
        return problemReply(*problem);
    return route.command(*this, request, std::get<Caller>(caller));
}

} // namespace luotsi::centre::handlers
