#include "centre/storage-sql/Query.h"
#include "centre/storage-sql/SqlTransaction.h"

namespace luotsi::centre::storage_sql {

namespace {

constexpr const char *insertCounter =
    "INSERT INTO scope (id, last_seq) VALUES (?, 0) ON CONFLICT (id) DO NOTHING";
constexpr const char *raiseScopeSql =
    "UPDATE scope SET last_seq = last_seq + ? WHERE id = ? RETURNING last_seq";
constexpr const char *selectHead = "SELECT last_seq FROM scope WHERE id = ?";
constexpr const char *insertFeed = "INSERT INTO feed (scope, number, change_id, erased) VALUES (?, ?, ?, ?)";
constexpr const char *selectFeed =
    "SELECT number, change_id, erased FROM feed WHERE scope = ? AND number > ? ORDER BY number LIMIT ?";
// From the line to its change by the primary key: as many rows as lines.
constexpr const char *selectPage =
    "SELECT f.number, f.change_id, f.erased, c.bytes FROM feed f LEFT JOIN change_record c ON c.id = "
    "f.change_id WHERE f.scope = ? AND f.number > ? ORDER BY f.number LIMIT ?";

storage::FeedEntry entryAt(const Query &query)
{
    storage::FeedEntry entry{static_cast<std::uint64_t>(query.numberAt(0)),
                             query.fixedAt<protocol::ChangeId>(1)};
    // A line without a change whose draft is not known any more is of a centre's first version.
    if (entry.change == protocol::ChangeId())
        entry.erased = query.fixedAt<protocol::DraftId>(2);
    return entry;
}

} // namespace

Result<std::uint64_t> SqlTransaction::raiseScope(const QString &scope, std::uint64_t by)
{
    if (auto there = Query(m_connection, insertCounter).text(scope).run(); !there)
        return there.error();
    Query query(m_connection, raiseScopeSql);
    const auto row = query.number(static_cast<std::int64_t>(by)).text(scope).next();
    if (!row)
        return row.error();
    const auto value = static_cast<std::uint64_t>(query.numberAt(0));
    if (auto done = query.run(); !done)
        return done.error();
    return value;
}

Result<std::uint64_t> SqlTransaction::scopeHead(const QString &scope)
{
    Query query(m_connection, selectHead);
    const auto row = query.text(scope).next();
    if (!row)
        return row.error();
    return *row ? static_cast<std::uint64_t>(query.numberAt(0)) : 0;
}

Result<void> SqlTransaction::addFeedEntry(const QString &scope, const storage::FeedEntry &entry)
{
    Query query(m_connection, insertFeed);
    query.text(scope).number(static_cast<std::int64_t>(entry.number));
    if (entry.erased)
        query.bytes({}).fixed(*entry.erased);
    else
        query.fixed(entry.change).bytes({});
    return query.run();
}

Result<std::vector<storage::FeedEntry>> SqlTransaction::feed(const QString &scope, std::uint64_t after,
                                                             std::uint32_t limit)
{
    Query query(m_connection, selectFeed);
    query.text(scope).number(static_cast<std::int64_t>(after)).number(limit);
    return allRows<storage::FeedEntry>(query, [](const Query &row) { return entryAt(row); });
}

Result<std::vector<storage::FeedLine>> SqlTransaction::feedPage(const QString &scope, std::uint64_t after,
                                                                std::uint32_t limit, std::uint64_t bytes)
{
    Query query(m_connection, selectPage);
    query.text(scope).number(static_cast<std::int64_t>(after)).number(limit);
    std::vector<storage::FeedLine> lines;
    for (std::uint64_t taken = 0; taken < bytes;) {
        const auto there = query.next();
        if (!there)
            return there.error();
        if (!*there)
            break;
        const storage::FeedEntry entry = entryAt(query);
        lines.push_back({entry, entry.erased ? QByteArray() : query.bytesAt(3)});
        taken += static_cast<std::uint64_t>(lines.back().change.size());
    }
    return lines;
}

} // namespace luotsi::centre::storage_sql
