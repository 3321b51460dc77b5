#include "centre/handlers/Access.h"
#include "centre/handlers/BlobReplies.h"
#include "centre/handlers/Commands.h"
#include "centre/handlers/Replies.h"

namespace luotsi::centre::handlers {

using base::ErrorCode;

Response registerBlob(const Services &services, const Request &request, const Caller &caller)
{
    const auto message = protocol::decodeBlobCreate(request.body);
    if (!message)
        return errorReply(message.error());
    if (message->size == 0 || message->size > protocol::maximumBlobBytes)
        return errorReply(ErrorCode::AttachmentTooLarge);
    storage::Blob blob;
    bool fresh = false;
    const auto written = services.storage.write([&](storage::Transaction &rows) -> Result<void> {
        if (auto may = mayTouch(rows, caller, message->draft); !may)
            return may;
        auto known = rows.blob(message->blob);
        if (!known)
            return known.error();
        fresh = !known->has_value();
        if (!fresh) {
            blob = **known;
            // One attachment, one draft, one size: the id is the hash of its bytes, sealed under its own key.
            if (blob.draft != message->draft || blob.size != message->size)
                return base::Error{
                    ErrorCode::MalformedInput, QStringLiteral("known with another size or draft"), {}};
            return {};
        }
        blob = {message->blob, message->draft, caller.device.id, message->size, 0, false, 0};
        return rows.addBlob(blob);
    });
    if (!written)
        return errorReply(written.error());
    return blobReply(blob, fresh ? 201 : 200);
}

} // namespace luotsi::centre::handlers
