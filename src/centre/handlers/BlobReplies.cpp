#include "centre/handlers/BlobReplies.h"

#include "centre/handlers/Replies.h"

namespace luotsi::centre::handlers {

namespace paths = sync::protocol::paths;
using base::ErrorCode;

Response blobReply(const storage::Blob &blob, int status)
{
    Response response =
        cborReply(protocol::encodeBlobState({blob.id, blob.offset, blob.size, blob.verified}), status);
    response.headers.emplace_back(paths::offsetHeader, QByteArray::number(quint64(blob.offset)));
    response.headers.emplace_back(paths::lengthHeader, QByteArray::number(quint64(blob.size)));
    return response;
}

Result<storage::Blob> blobOf(storage::Transaction &rows, const Request &request, const Caller &caller)
{
    const auto id = idBehind<protocol::BlobId>(request.path, QByteArray(paths::blobs) + '/');
    if (!id)
        return ErrorCode::NotFound;
    auto blob = rows.blob(*id);
    if (!blob)
        return blob.error();
    if (!blob->has_value())
        return ErrorCode::NotFound;
    if (auto may = mayTouch(rows, caller, (*blob)->draft); !may)
        return may.error();
    return **blob;
}

} // namespace luotsi::centre::handlers
