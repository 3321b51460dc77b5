#include "centre/handlers/Access.h"

#include "pki/CertificateFacts.h"

#include <algorithm>

namespace luotsi::centre::handlers {

using base::ErrorCode;
using sync::protocol::Problem;
using sync::protocol::ProblemType;

namespace {

Problem problem(ProblemType type, const char *detail)
{
    Problem result;
    result.type = type;
    result.detail = QLatin1String(detail);
    return result;
}

} // namespace

std::variant<Caller, Problem> recognise(const Services &services, const Request &request, Access access)
{
    const auto facts = pki::readCertificate(request.clientCertificatePem);
    if (!facts || !facts->device)
        return problem(ProblemType::EnrolmentRefused, "a device certificate is needed");
    const std::int64_t now = services.clock.wallMilliseconds();
    const std::int64_t end = facts->validity.notAfter;
    const bool expired = now > end;
    const bool grace = access != Access::Device && now <= end + services.policy.certificateGrace;
    if (expired && !grace)
        return problem(ProblemType::CertificateExpired, "renew the device certificate");

    std::optional<storage::Device> device;
    const auto read = services.storage.read([&](storage::Transaction &rows) -> Result<void> {
        auto row = rows.device(protocol::DeviceId(facts->device->device));
        if (!row)
            return row.error();
        device = std::move(*row);
        return {};
    });
    if (!read)
        return problem(ProblemType::Busy, "");
    if (!device)
        return problem(ProblemType::EnrolmentRefused, "this centre does not know the device");
    if (device->revoked && access != Access::AnyDevice)
        return problem(ProblemType::Revoked, "the device has been revoked");
    return Caller{std::move(*device), expired, facts->device->scope};
}

Result<void> mayTouch(storage::Transaction &rows, const Caller &caller, const protocol::DraftId &draft)
{
    const auto row = rows.draft(draft);
    if (!row)
        return row.error();
    if (!row->has_value())
        return {};
    if ((*row)->erasedAt != 0)
        return ErrorCode::Erased;
    if (!std::binary_search((*row)->scopes.begin(), (*row)->scopes.end(), caller.device.scope))
        return ErrorCode::NotFound;
    return {};
}

} // namespace luotsi::centre::handlers
