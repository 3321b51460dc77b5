#include "centre/handlers/Commands.h"
#include "centre/handlers/Quota.h"
#include "centre/handlers/Replies.h"
#include "sync/protocol/Control.h"

namespace luotsi::centre::handlers {

using base::ErrorCode;
using protocol::Problem;
using protocol::ProblemType;

namespace {

/// Where the chain stands afterwards, or why it did not go on.
struct Outcome
{
    std::uint64_t last = 0;
    std::optional<Problem> problem;
};

/// Says where the chain ends here, so that a device whose image or whose centre was restored can go on.
Problem endsElsewhere(ProblemType type, const storage::AuditHead &head)
{
    Problem problem;
    problem.type = type;
    problem.expectedSequence = head.number + 1;
    problem.auditHead = head.hash;
    return problem;
}

/// One entry: new, a repeat, or not of this chain. What went before it in the batch stays stored.
Result<std::optional<Problem>> take(storage::Transaction &rows, const protocol::AuditEntry &entry,
                                    storage::AuditHead &head, std::int64_t now)
{
    const protocol::AuditHash hash = protocol::hashOf(entry);
    if (entry.number <= head.number) {
        const auto known = rows.auditEntry(entry.device, entry.number);
        if (!known)
            return known.error();
        if (known->hash == hash)
            return std::optional<Problem>();
        return std::optional(endsElsewhere(ProblemType::Fork, head));
    }
    if (entry.number != head.number + 1)
        return std::optional(endsElsewhere(ProblemType::Gap, head));
    if (entry.previous != head.hash)
        return std::optional(endsElsewhere(ProblemType::Fork, head));
    head = {entry.number, hash};
    if (auto added = rows.addAudit(entry.device, head, now, protocol::encodeAuditEntry(entry)); !added)
        return added.error();
    return std::optional<Problem>();
}

} // namespace

Response takeAudit(const Services &services, const Request &request, const Caller &caller)
{
    const auto entries = protocol::decodeAuditPush(request.body);
    if (!entries)
        return errorReply(entries.error());
    for (const protocol::AuditEntry &entry : *entries) {
        if (entry.device != caller.device.id)
            return errorReply({ErrorCode::MalformedInput, QStringLiteral("another device's record"), {}});
    }
    const std::int64_t now = services.clock.wallMilliseconds();
    Outcome outcome;
    const auto written = services.storage.write([&](storage::Transaction &rows) -> Result<void> {
        outcome = {};
        // The device's row makes two deliveries of one device follow each other.
        if (const auto device = rows.lockDevice(caller.device.id); !device)
            return device.error();
        if (auto charged =
                chargeDevice(rows, services, caller.device, static_cast<std::int64_t>(entries->size()),
                             static_cast<std::int64_t>(request.body.size()), now);
            !charged)
            return charged;
        auto head = rows.auditHead(caller.device.id);
        if (!head)
            return head.error();
        for (const protocol::AuditEntry &entry : *entries) {
            auto taken = take(rows, entry, *head, now);
            if (!taken)
                return taken.error();
            outcome.problem = std::move(*taken);
            if (outcome.problem)
                break;
        }
        outcome.last = head->number;
        return {};
    });
    if (!written)
        return errorReply(written.error());
    if (outcome.problem)
        return problemReply(*outcome.problem);
    return cborReply(protocol::encodeAuditReply(outcome.last));
}

} // namespace luotsi::centre::handlers
