#include "centre/handlers/Access.h"
#include "centre/handlers/Commands.h"
#include "centre/handlers/FeedEpoch.h"
#include "centre/handlers/Replies.h"
#include "sync/protocol/Messages.h"

namespace luotsi::centre::handlers {

namespace {

Result<void> addDraft(storage::Transaction &rows, const Services &services, const Caller &caller,
                      const protocol::DraftId &id, protocol::DraftsStatusReply &reply)
{
    const auto may = mayTouch(rows, caller, id);
    if (!may && may.error().code == base::ErrorCode::Erased) {
        reply.erased.push_back(id);
        return {};
    }
    if (!may && may.error().code == base::ErrorCode::NotFound)
        return {};
    if (!may || services.policy.stable != StablePolicy::AtCommit)
        return may;
    const auto changes = rows.changesOf(id);
    if (!changes)
        return changes.error();
    protocol::DraftsStatusReply::Stable stable{id, {}};
    for (const storage::StoredChange &change : *changes)
        stable.changes.push_back(change.id);
    reply.stable.push_back(std::move(stable));
    return {};
}

} // namespace

Response giveDraftsStatus(const Services &services, const Request &request, const Caller &caller)
{
    const auto message = protocol::decodeDraftsStatusRequest(request.body);
    if (!message)
        return errorReply(message.error());
    protocol::DraftsStatusReply reply;
    reply.serverTime = services.clock.wallMilliseconds();
    const auto read = services.storage.read([&](storage::Transaction &rows) -> Result<void> {
        auto epoch = feedEpochOf(rows);
        if (!epoch)
            return epoch.error();
        reply.feedEpoch = *epoch;
        for (const protocol::DraftId &id : message->drafts) {
            if (auto added = addDraft(rows, services, caller, id, reply); !added)
                return added;
        }
        return {};
    });
    return read ? cborReply(protocol::encodeDraftsStatusReply(reply)) : errorReply(read.error());
}

} // namespace luotsi::centre::handlers
