#include "store/FeedTable.h"

namespace luotsi::store {

namespace {

constexpr char positionSql[] = "SELECT epoch, number, complete FROM feed WHERE scope = ?1";
constexpr char setPositionSql[] =
    "INSERT OR REPLACE INTO feed(scope, epoch, number, complete) VALUES(?1, ?2, ?3, ?4)";
constexpr char restartSql[] = "DELETE FROM feed WHERE scope = ?1";
// Something of it has been acknowledged: then there is something to be told of it. Of drafts this device only
// follows the feed tells.
constexpr char heldSql[] =
    "SELECT id FROM draft WHERE gone <> 2 AND (?1 IS NULL OR id > ?1) AND (EXISTS(SELECT 1 FROM change WHERE "
    "change.draft = draft.number AND state = 2) OR (followed = 0 AND (EXISTS(SELECT 1 FROM change WHERE "
    "change.draft = draft.number AND state = 3) OR EXISTS(SELECT 1 FROM receipt WHERE receipt.draft = "
    "draft.number)))) ORDER BY id LIMIT ?2";

} // namespace

FeedTable::FeedTable(Database &database)
    : m_position(database, positionSql), m_setPosition(database, setPositionSql),
      m_restart(database, restartSql), m_held(database, heldSql)
{
}

ports::FeedPosition FeedTable::position(const QString &scope)
{
    ports::FeedPosition position;
    Query query = m_position.run(scope.toUtf8());
    if (!query.next())
        return position;
    if (!query.isNull(0))
        position.epoch = query.fixed<protocol::FeedEpochId>(0);
    position.number = static_cast<std::uint64_t>(query.integer(1));
    position.complete = query.integer(2) != 0;
    return position;
}

void FeedTable::setPosition(const QString &scope, const ports::FeedPosition &position)
{
    m_setPosition.execute(scope.toUtf8(), position.epoch, position.number, position.complete);
}

void FeedTable::restart(const QString &scope)
{
    m_restart.execute(scope.toUtf8());
}

std::vector<protocol::DraftId> FeedTable::heldDrafts(const std::optional<protocol::DraftId> &after,
                                                     std::size_t limit)
{
    std::vector<protocol::DraftId> held;
    Query query = m_held.run(after, limit);
    while (query.next())
        held.push_back(query.fixed<protocol::DraftId>(0));
    return held;
}

} // namespace luotsi::store
