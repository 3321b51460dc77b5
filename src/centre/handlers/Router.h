#pragma once

#include "centre/handlers/Access.h"
#include "centre/handlers/PushChanges.h"
#include "centre/handlers/RequestHandler.h"
#include "centre/handlers/Services.h"

#include <functional>
#include <span>
#include <vector>

namespace luotsi::centre::handlers {

/// Finds the command for a request, lets in who may, and never lets an error out but as a problem of the
/// closed list. Threading: any thread.
class Router final : public RequestHandler
{
public:
    /// `submitted` is called after a commit that brought something for the key desk.
    Router(Services services, std::function<void()> submitted);

    [[nodiscard]] std::uint64_t bodyLimit(Method method, QByteArrayView path) const override;
    [[nodiscard]] QByteArray deviceOf(const QByteArray &certificatePem) const override;
    [[nodiscard]] Response handle(const Request &request) const override;
    /// What a collector or supervisor of this machine may ask without a certificate: health, readiness and
    /// metrics. NotFound for everything else.
    [[nodiscard]] Response handleLocal(const Request &request) const;

    /// A route as sync/openapi.json names it, with `{…}` for an id.
    struct RouteName
    {
        Method method;
        QByteArray path;
    };
    [[nodiscard]] static std::vector<RouteName> routeNames();
    [[nodiscard]] const Services &services() const { return m_services; }

private:
    struct Route;
    using Command = Response (*)(const Router &, const Request &, const Caller &);
    [[nodiscard]] static std::span<const Route> routes();
    [[nodiscard]] static const Route *find(Method method, QByteArrayView path);
    [[nodiscard]] Response dispatch(const Route &route, const Request &request) const;

    Services m_services;
    PushChanges m_push;
};

} // namespace luotsi::centre::handlers
