#include "centre/handlers/Access.h"
#include "centre/handlers/Commands.h"
#include "centre/handlers/Replies.h"
#include "sync/protocol/Paths.h"

namespace luotsi::centre::handlers {

namespace paths = sync::protocol::paths;
using base::ErrorCode;

Response giveReceipt(const Services &services, const Request &request, const Caller &caller)
{
    const auto id = idBehind<protocol::SubmissionId>(request.path, paths::receipts);
    if (!id)
        return errorReply(ErrorCode::NotFound);
    QByteArray receipt;
    const auto read = services.storage.read([&](storage::Transaction &rows) -> Result<void> {
        const auto submission = rows.submission(*id);
        if (!submission)
            return submission.error();
        if (!submission->has_value())
            return ErrorCode::NotFound;
        if (auto may = mayTouch(rows, caller, (*submission)->draft); !may)
            return may;
        receipt = (*submission)->receipt;
        return {};
    });
    return read ? cborReply(receipt) : errorReply(read.error());
}

} // namespace luotsi::centre::handlers
