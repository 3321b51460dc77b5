#include "centre/handlers/CentreChanges.h"

#include "centre/handlers/FeedBook.h"
#include "sync/protocol/ChangeCodec.h"

namespace luotsi::centre::handlers {

using base::ErrorCode;

Result<void> addCentreChange(storage::Transaction &rows, const protocol::Change &change, std::int64_t now)
{
    const auto draft = rows.draft(change.header.draft);
    if (!draft)
        return draft.error();
    if (!draft->has_value())
        return base::Error{ErrorCode::NotFound, QStringLiteral("no such draft"), {}};
    if ((*draft)->erasedAt != 0)
        return base::Error{ErrorCode::Erased, QStringLiteral("the draft was erased"), {}};
    storage::StoredChange row;
    row.id = change.id;
    row.draft = change.header.draft;
    row.kind = static_cast<std::uint64_t>(change.header.kind);
    row.receivedAt = now;
    row.bytes = change.bytes;
    const auto added = rows.addChange(row);
    if (!added)
        return added.error();
    if (!*added)
        return {};
    FeedBook feed(rows);
    for (const QString &scope : (*draft)->scopes)
        feed.addChange(scope, change.id);
    return feed.number();
}

Result<ports::Delivery> loadDelivery(storage::Storage &storage, const storage::Submission &submission)
{
    ports::Delivery delivery;
    delivery.submission = submission.id;
    delivery.draft = submission.draft;
    delivery.round = submission.round;
    const auto read = storage.read([&](storage::Transaction &rows) -> Result<void> {
        const auto row = rows.change(submission.change);
        if (!row)
            return row.error();
        if (!row->has_value())
            return ErrorCode::NotFound;
        auto change = protocol::decodeChange((*row)->bytes);
        if (!change)
            return change.error();
        delivery.change = std::move(*change);
        auto wraps = rows.wraps(submission.draft);
        if (!wraps)
            return wraps.error();
        delivery.wraps = std::move(*wraps);
        return {};
    });
    if (!read)
        return read.error();
    return delivery;
}

} // namespace luotsi::centre::handlers
