#include "sync/client/WorkerRewrap.h"

#include "sync/protocol/Paths.h"

#include <algorithm>

namespace luotsi::sync::client {

namespace paths = protocol::paths;
using base::ErrorCode;

namespace {

base::Result<std::vector<protocol::Wrap>> wrapsFor(const protocol::DraftId &draft, const QByteArray &bytes)
{
    auto reply = protocol::decodeRewrapReply(bytes);
    if (!reply)
        return reply.error();
    const bool fits = std::all_of(reply->wraps.begin(), reply->wraps.end(), [&](const protocol::Wrap &wrap) {
        return wrap.draft == draft && wrap.purpose == protocol::WrapPurpose::Worker;
    });
    if (!fits || reply->wraps.empty())
        return {ErrorCode::MalformedInput, QStringLiteral("rewrap: not what was asked for")};
    return std::move(reply->wraps);
}

} // namespace

void requestRewrap(CentreConnection &connection, const protocol::RewrapRequest &request, Rewrapped done)
{
    const protocol::DraftId draft = request.order.draft;
    connection.send({CentreRequest::Verb::Post,
                     paths::rewrap,
                     protocol::encodeRewrapRequest(request),
                     paths::cborType,
                     {},
                     paths::cborType},
                    [draft, done = std::move(done)](const CentreReply &reply) {
                        if (reply.failure)
                            done(reply.failure->error);
                        else
                            done(wrapsFor(draft, reply.body));
                    });
}

} // namespace luotsi::sync::client
