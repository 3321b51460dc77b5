#pragma once

#include "base/Result.h"
#include "sync/protocol/Messages.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace luotsi::sync::core {

namespace protocol = sync::protocol;

/// How far a device has read one scope's feed; stored beside what was read. `complete` is written with the
/// page that reached the end for the first time: what is there before is a part and never shown as the whole.
struct FeedCursor
{
    std::optional<protocol::FeedEpochId> epoch; ///< none: nothing has been read yet
    std::uint64_t number = 0;
    bool complete = false;

    friend bool operator==(const FeedCursor &, const FeedCursor &) = default;
};

/// What to ask the centre for.
struct FeedQuestion
{
    QString scope;
    std::optional<protocol::FeedEpochId> epoch;
    std::uint64_t after = 0;
    std::uint32_t limit = protocol::maximumFeedEntries;

    friend bool operator==(const FeedQuestion &, const FeedQuestion &) = default;
};

/// One local transaction: tombstones first, then changes, then the cursor, together or not at all.
struct FeedStep
{
    std::vector<protocol::DraftId> erased;
    std::vector<protocol::Change> changes; ///< in feed order; those already held are no news
    FeedCursor cursor;
    std::uint64_t stable = 0; ///< all up to this number is safe at the centre for good
    bool more = false;        ///< ask again at once
};

/// Reads one scope's feed so that nothing is skipped (invariant 7): a page counts only when it begins right
/// behind the cursor and has every number up to its end, and the cursor moves only when the caller says that
/// page and cursor have been committed together. A page read twice is one effect. Pure; one thread at a time.
class FeedReader
{
public:
    FeedReader(QString scope, FeedCursor stored) : m_scope(std::move(scope)), m_cursor(stored) {}

    [[nodiscard]] FeedQuestion question() const;
    /// What the page means for this device. MalformedInput when it skips or repeats something, FeedReset when
    /// it belongs to another life of the centre. Nothing moves.
    [[nodiscard]] base::Result<FeedStep> read(const protocol::FeedPage &page) const;
    /// The step has been committed.
    void applied(const FeedStep &step);
    /// The centre was restored: the feed is read again from its start. What was read stays, changes are known
    /// by their ids; everything not stable is offered again by push.
    [[nodiscard]] FeedStep restart() const;

    [[nodiscard]] const FeedCursor &cursor() const { return m_cursor; }

private:
    QString m_scope;
    FeedCursor m_cursor;
};

} // namespace luotsi::sync::core
