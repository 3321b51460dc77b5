#include "centre/handlers/Commands.h"
#include "centre/handlers/FeedBook.h"
#include "centre/handlers/Replies.h"
#include "sync/protocol/Rewrap.h"

#include <algorithm>
#include <limits>

namespace luotsi::centre::handlers {

using base::ErrorCode;

namespace {

/// Counters of this window are never dropped.
constexpr std::int64_t forEver = std::numeric_limits<std::int64_t>::max();

Result<storage::Draft> livingDraft(storage::Transaction &rows, const protocol::DraftId &id)
{
    auto draft = rows.draft(id);
    if (!draft)
        return draft.error();
    if (!draft->has_value())
        return ErrorCode::NotFound;
    if ((*draft)->erasedAt != 0)
        return ErrorCode::Erased;
    return std::move(**draft);
}

Result<std::vector<protocol::Wrap>> wrapsOf(const Services &services, const protocol::DraftId &id)
{
    std::vector<protocol::Wrap> wraps;
    const auto read = services.storage.read([&](storage::Transaction &rows) -> Result<void> {
        if (const auto draft = livingDraft(rows, id); !draft)
            return draft.error();
        auto found = rows.wraps(id);
        if (!found)
            return found.error();
        wraps = std::move(*found);
        return {};
    });
    if (!read)
        return read.error();
    return wraps;
}

/// What the client is shown of it, and the draft's way into the worker's scope: before the wrap is given out.
Result<void> noteOpening(storage::Transaction &rows, const Caller &caller, const protocol::RewrapOrder &order,
                         std::int64_t now)
{
    const auto draft = livingDraft(rows, order.draft);
    if (!draft)
        return draft.error();
    const auto times = rows.raiseCounter("rewrap:" + order.request.toHex(), forEver, 1);
    if (!times)
        return times.error();
    if (*times == 1) {
        const storage::DraftAccess access{{now, protocol::Access::By::Worker, caller.device.site},
                                          caller.device.id};
        if (auto noted = rows.addAccess(order.draft, access); !noted)
            return noted;
    }
    const QString &scope = caller.device.scope;
    if (std::binary_search(draft->scopes.begin(), draft->scopes.end(), scope))
        return {};
    if (auto added = rows.addDraftScope(order.draft, scope); !added)
        return added;
    FeedBook feed(rows);
    if (auto gathered = feed.addDraft(scope, order.draft); !gathered)
        return gathered;
    return feed.number();
}

/// The desk's answers in words a device acts on: a stranger is not told that a draft exists.
Response refusal(const base::Error &error)
{
    switch (error.code) {
    case ErrorCode::SignatureInvalid:
    case ErrorCode::WrapMismatch:
    case ErrorCode::Revoked: // the worker; the device would take it for itself
    case ErrorCode::CertificateExpired:
    case ErrorCode::CryptoRejected:
        return errorReply({ErrorCode::NotFound, error.detail, {}});
    default:
        return errorReply(error);
    }
}

} // namespace

Response rewrapDraft(const Services &services, const Request &request, const Caller &caller)
{
    auto message = protocol::decodeRewrapRequest(request.body);
    if (!message)
        return errorReply(message.error());
    // A worker speaks through the device it is certified for, and for that device's scope.
    const protocol::WorkerGrant &grant = message->certificate.grant;
    if (message->order.device != caller.device.id || grant.device != caller.device.id ||
        grant.scope != caller.device.scope)
        return errorReply(ErrorCode::NotFound);
    if (services.keyDesk == nullptr)
        return errorReply(ErrorCode::StoreKeyUnavailable);
    auto wraps = wrapsOf(services, message->order.draft);
    if (!wraps)
        return errorReply(wraps.error());
    const auto reply = services.keyDesk->rewrap({*message, std::move(*wraps)});
    if (!reply) {
        services.metrics.add(Count::RewrapsRefused);
        return refusal(reply.error());
    }
    const std::int64_t now = services.clock.wallMilliseconds();
    const auto noted = services.storage.write(
        [&](storage::Transaction &rows) { return noteOpening(rows, caller, message->order, now); });
    if (!noted)
        return errorReply(noted.error());
    services.metrics.add(Count::Rewraps);
    return cborReply(protocol::encodeRewrapReply(*reply));
}

} // namespace luotsi::centre::handlers
