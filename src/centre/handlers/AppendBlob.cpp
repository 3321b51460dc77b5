#include "centre/handlers/BlobReplies.h"
#include "centre/handlers/Commands.h"
#include "centre/handlers/Replies.h"
#include "centre/handlers/SubmissionBook.h"

namespace luotsi::centre::handlers {

using base::ErrorCode;
using sync::protocol::Problem;
using sync::protocol::ProblemType;

namespace {

/// After so many complete uploads with a wrong hash the device's own copy is damaged: no more tries.
constexpr std::uint32_t maximumFailures = 3;

Response offsetReply(std::uint64_t offset)
{
    Problem problem;
    problem.type = ProblemType::OffsetMismatch;
    problem.detail = QStringLiteral("go on at the offset given");
    problem.offset = offset;
    return problemReply(problem);
}

Response restart(const Services &services, const storage::Blob &blob)
{
    const auto written =
        services.storage.write([&](storage::Transaction &rows) { return rows.restartBlob(blob.id); });
    if (!written)
        return errorReply(written.error());
    services.metrics.add(Count::BlobsRestarted);
    if (blob.failures + 1 >= maximumFailures)
        return errorReply(
            {ErrorCode::Quarantined, QStringLiteral("the bytes are not those of the attachment"), {}});
    return offsetReply(0);
}

struct Moved
{
    bool inTime = false;
    int completed = 0;
};

/// Compare-and-set; with the last byte also `verified` and the receipts that waited for it.
Result<Moved> move(const Services &services, const Caller &caller, const storage::Blob &blob,
                   std::uint64_t to)
{
    Moved moved;
    const std::int64_t now = services.clock.wallMilliseconds();
    const auto written = services.storage.write([&](storage::Transaction &rows) -> Result<void> {
        moved = {};
        const auto used = rows.raiseCounter("blob-bytes:" + caller.device.id.toHex(), hourOf(now),
                                            static_cast<std::int64_t>(to - blob.offset));
        if (!used)
            return used.error();
        if (*used > services.policy.blobBytesPerHour)
            return ErrorCode::QuotaExceeded;
        const auto set = rows.moveBlob(blob.id, blob.offset, to);
        if (!set)
            return set.error();
        moved.inTime = *set;
        if (!moved.inTime || to != blob.size)
            return {};
        if (auto marked = rows.markBlobVerified(blob.id); !marked)
            return marked;
        const auto completed = SubmissionBook(rows, services, now).attachmentVerified(blob.id);
        if (!completed)
            return completed.error();
        moved.completed = *completed;
        return {};
    });
    if (!written)
        return written.error();
    return moved;
}

Result<storage::Blob> current(const Services &services, const Request &request, const Caller &caller)
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

} // namespace

Response appendBlob(const Services &services, const Request &request, const Caller &caller)
{
    auto found = current(services, request, caller);
    if (!found)
        return errorReply(found.error());
    storage::Blob &blob = *found;
    if (!request.uploadOffset)
        return errorReply({ErrorCode::MalformedInput, QStringLiteral("Upload-Offset is missing"), {}});
    if (blob.verified)
        return blobReply(blob);
    if (*request.uploadOffset != blob.offset)
        return offsetReply(blob.offset);
    const auto size = static_cast<std::uint64_t>(request.body.size());
    if (size == 0 || size > blob.size - blob.offset)
        return errorReply(
            {ErrorCode::MalformedInput, QStringLiteral("no bytes, or more than announced"), {}});

    // Bytes first, offset after: bytes beyond the offset mean nothing, an offset beyond the bytes would be a
    // lie.
    if (auto stored = services.blobs.write(blob.id, blob.offset, request.body); !stored)
        return errorReply(stored.error());
    const std::uint64_t to = blob.offset + size;
    if (to == blob.size) {
        const auto hash = services.blobs.hash(blob.id, blob.size);
        if (!hash)
            return errorReply(hash.error());
        if (*hash != blob.id)
            return restart(services, blob);
    }
    const auto moved = move(services, caller, blob, to);
    if (!moved)
        return errorReply(moved.error());
    if (!moved->inTime) {
        const auto now = current(services, request, caller);
        return now ? offsetReply(now->offset) : errorReply(now.error());
    }
    blob.offset = to;
    blob.verified = to == blob.size;
    services.metrics.add(Count::BlobBytes, size);
    services.metrics.add(Count::BlobsVerified, blob.verified ? 1 : 0);
    services.metrics.add(Count::SubmissionsCompleted, static_cast<std::uint64_t>(moved->completed));
    return blobReply(blob);
}

} // namespace luotsi::centre::handlers
