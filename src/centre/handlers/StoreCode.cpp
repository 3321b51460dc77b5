#include "centre/handlers/Access.h"
#include "centre/handlers/Commands.h"
#include "centre/handlers/Replies.h"
#include "sealing/WrapSealing.h"
#include "sync/protocol/Messages.h"

namespace luotsi::centre::handlers {

using base::ErrorCode;

namespace {

base::Error wrongWrap()
{
    return {ErrorCode::MalformedInput, QStringLiteral("not a resume code's wrap"), {}};
}

/// Codes may arrive before the first change of their draft.
Result<void> ensureDraft(storage::Transaction &rows, const Caller &caller, const protocol::DraftId &id,
                         std::int64_t now)
{
    return rows.addDraft({id, caller.device.id, now, 0, {caller.device.scope}});
}

} // namespace

Response storeCode(const Services &services, const Request &request, const Caller &caller)
{
    const auto message = protocol::decodeCodeStore(request.body);
    if (!message)
        return errorReply(message.error());
    if (message->wrap.purpose != protocol::WrapPurpose::ResumeCode)
        return errorReply(wrongWrap());
    const std::int64_t now = services.clock.wallMilliseconds();
    auto closed = sealing::closeOuter(message->wrap.sealed, message->lookup, services.identity.codeLayerKey(),
                                      services.random);
    if (!closed)
        return errorReply(closed.error());
    const auto written = services.storage.write([&](storage::Transaction &rows) -> Result<void> {
        if (auto may = mayTouch(rows, caller, message->wrap.draft); !may)
            return may;
        const auto known = rows.code(message->lookup);
        if (!known)
            return known.error();
        // A repeat, of which a revoked device hears too: only then it lets go of what it keeps. A lookup can
        // only be met again by the same code.
        if (known->has_value() && (*known)->wrap.draft == message->wrap.draft)
            return {};
        if (caller.device.revoked)
            return ErrorCode::Revoked;
        if (known->has_value())
            return wrongWrap();
        if (auto draft = ensureDraft(rows, caller, message->wrap.draft, now); !draft)
            return draft;
        storage::ResumeCode code;
        code.lookup = message->lookup;
        code.wrap = message->wrap;
        code.wrap.sealed = *closed;
        code.device = caller.device.id;
        code.createdAt = now;
        code.expiresAt = message->expiresAt;
        return rows.putCode(code);
    });
    if (!written)
        return errorReply(written.error());
    return {204, {}, {}, {}};
}

} // namespace luotsi::centre::handlers
