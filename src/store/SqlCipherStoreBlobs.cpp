#include "store/SqlCipherStore.h"
#include "store/StoreParts.h"
#include "sync/protocol/Push.h"

#include <algorithm>

namespace luotsi::store {

using base::ErrorCode;
using base::Result;

namespace {

/// Room beside the attachment itself for the answers that come after.
constexpr std::uint64_t roomForAnswers = 1024 * 1024;

} // namespace

Result<ports::BlobWriting> SqlCipherStore::beginBlob(const protocol::DraftId &draft, std::uint64_t size)
{
    if (size == 0)
        return {ErrorCode::MalformedInput, QStringLiteral("an empty attachment")};
    if (size > protocol::maximumBlobBytes)
        return ErrorCode::AttachmentTooLarge;
    const auto free = freeBytes();
    if (!free)
        return free.error();
    // Once in the file, and once more in the log, which is emptied while it comes in.
    const std::uint64_t log =
        static_cast<std::uint64_t>(m_parts->options.checkpointAbove) + ports::blobPieceBytes;
    if (*free < size + std::min<std::uint64_t>(size, log) + roomForAnswers)
        return {ErrorCode::StoreFull, QStringLiteral("no room for the attachment")};
    const auto number = m_parts->database->read([&] { return m_parts->drafts.find(draft).number; });
    if (!number)
        return number.error();
    return m_parts->writings.begin(*number, size);
}

Result<void> SqlCipherStore::appendBlob(ports::BlobWriting writing, const QByteArray &piece)
{
    const auto free = freeBytes();
    if (!free)
        return free.error();
    return m_parts->writings.append(writing, piece, *free);
}

Result<protocol::BlobId> SqlCipherStore::finishBlob(ports::BlobWriting writing)
{
    return m_parts->writings.finish(writing);
}

Result<void> SqlCipherStore::abandonBlob(ports::BlobWriting writing)
{
    return m_parts->writings.abandon(writing);
}

Result<QByteArray> SqlCipherStore::readBlob(const protocol::BlobId &blob)
{
    return m_parts->database->read([&] { return m_parts->blobs.read(blob); });
}

} // namespace luotsi::store
