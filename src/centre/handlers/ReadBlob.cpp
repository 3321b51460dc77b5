#include "centre/handlers/BlobReplies.h"
#include "centre/handlers/Commands.h"
#include "centre/handlers/Replies.h"

#include <algorithm>

namespace luotsi::centre::handlers {

namespace paths = sync::protocol::paths;
using base::ErrorCode;

namespace {

Result<storage::Blob> known(const Services &services, const Request &request, const Caller &caller)
{
    Result<storage::Blob> blob = ErrorCode::NotFound;
    const auto read = services.storage.read([&](storage::Transaction &rows) -> Result<void> {
        blob = blobOf(rows, request, caller);
        return {};
    });
    if (!read)
        return read.error();
    return blob;
}

/// Larger ones are given out in ranges alone: nobody makes the centre hold one whole.
constexpr std::uint64_t wholeBytes = 4 * 1024 * 1024;

Response rangeReply(const storage::Blob &blob, std::uint64_t first, QByteArray bytes)
{
    const std::uint64_t last = first + static_cast<std::uint64_t>(bytes.size()) - 1;
    Response response{206, paths::blobType, std::move(bytes), {}};
    response.headers.emplace_back("Content-Range", "bytes " + QByteArray::number(quint64(first)) + '-' +
                                                       QByteArray::number(quint64(last)) + '/' +
                                                       QByteArray::number(quint64(blob.size)));
    return response;
}

} // namespace

Response tellBlob(const Services &services, const Request &request, const Caller &caller)
{
    const auto blob = known(services, request, caller);
    return blob ? blobReply(*blob) : errorReply(blob.error());
}

Response readBlob(const Services &services, const Request &request, const Caller &caller)
{
    const auto blob = known(services, request, caller);
    if (!blob)
        return errorReply(blob.error());
    if (!blob->verified)
        return errorReply(ErrorCode::NotFound);
    std::uint64_t first = 0;
    std::uint64_t size = blob->size;
    if (request.range) {
        first = request.range->first;
        if (first >= blob->size || request.range->second < first)
            return errorReply({ErrorCode::MalformedInput, QStringLiteral("the range is outside"), {}});
        size = std::min({request.range->second - first + 1, blob->size - first, services.policy.patchBytes});
    }
    if (!request.range && size > wholeBytes)
        return errorReply({ErrorCode::AttachmentTooLarge, QStringLiteral("ask for it in ranges"), {}});
    auto bytes = services.blobs.read(blob->id, first, size);
    if (!bytes)
        return errorReply(bytes.error());
    if (request.range)
        return rangeReply(*blob, first, std::move(*bytes));
    return {200, paths::blobType, std::move(*bytes), {}};
}

} // namespace luotsi::centre::handlers
