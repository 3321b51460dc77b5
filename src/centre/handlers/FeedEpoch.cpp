#include "centre/handlers/FeedEpoch.h"

namespace luotsi::centre::handlers {

namespace {

constexpr char epochSetting[] = "feed-epoch";
constexpr char begunSetting[] = "feed-epoch-begun";

} // namespace

Result<std::optional<protocol::FeedEpochId>> feedEpochOf(storage::Transaction &rows)
{
    const auto stored = rows.setting(epochSetting);
    if (!stored)
        return stored.error();
    if (!stored->has_value())
        return std::optional<protocol::FeedEpochId>();
    auto epoch = protocol::FeedEpochId::fromBytes(**stored);
    if (!epoch)
        return base::Error{base::ErrorCode::Internal, QStringLiteral("the feed's epoch is damaged"), {}};
    return epoch;
}

Result<protocol::FeedEpochId> ensureFeedEpoch(storage::Transaction &rows, base::Random &random)
{
    auto epoch = feedEpochOf(rows);
    if (!epoch)
        return epoch.error();
    if (epoch->has_value())
        return **epoch;
    const auto made = random.make<protocol::FeedEpochId>();
    if (auto added = rows.addSetting(epochSetting, made.view().toByteArray()); !added)
        return added.error();
    // Of several who come at the same time one wins.
    epoch = feedEpochOf(rows);
    if (!epoch)
        return epoch.error();
    return epoch->value_or(made);
}

Result<void> beginFeedEpoch(storage::Transaction &rows, base::Random &random, std::int64_t now)
{
    if (auto put = rows.putSetting(begunSetting, QByteArray::number(qint64(now))); !put)
        return put;
    return rows.putSetting(epochSetting, random.make<protocol::FeedEpochId>().view().toByteArray());
}

Result<std::optional<std::int64_t>> feedEpochBegunAt(storage::Transaction &rows)
{
    const auto stored = rows.setting(begunSetting);
    if (!stored)
        return stored.error();
    if (!stored->has_value())
        return std::optional<std::int64_t>();
    bool whole = false;
    const std::int64_t at = (*stored)->toLongLong(&whole);
    if (!whole)
        return base::Error{base::ErrorCode::Internal, QStringLiteral("the epoch's time is damaged"), {}};
    return std::optional(at);
}

} // namespace luotsi::centre::handlers
