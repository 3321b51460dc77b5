#include "store/Expiry.h"

namespace luotsi::store {

namespace {

// Also when the centre's clock was set back: then it is counted anew.
constexpr char noteIdleSql[] = "UPDATE draft SET idle_since = ?1 WHERE idle_since IS NULL OR idle_since > ?1";

// Sent, and everything of it is at the centre for good: records stable, attachments complete, code delivered.
// ?1 is not used but bound, so that all these statements run alike.
constexpr char settledSql[] =
    "SELECT number FROM draft WHERE gone = 0 AND followed = 0 AND submitted_at IS NOT NULL "
    "AND ?1 IS NOT NULL AND EXISTS(SELECT 1 FROM change WHERE change.draft = draft.number) "
    "AND NOT EXISTS(SELECT 1 FROM change WHERE change.draft = draft.number AND state <> 3) "
    "AND NOT EXISTS(SELECT 1 FROM open_change WHERE open_change.draft = draft.number) "
    "AND NOT EXISTS(SELECT 1 FROM blob WHERE blob.draft = draft.number AND upload IN (1, 3)) "
    "AND NOT EXISTS(SELECT 1 FROM code WHERE code.draft = draft.number AND upload = 1) "
    "AND EXISTS(SELECT 1 FROM receipt WHERE receipt.draft = draft.number) "
    "AND NOT EXISTS(SELECT 1 FROM receipt WHERE receipt.draft = draft.number AND complete = 0)";
// Its receipt and code stay for a while, so that the person can see here that it has arrived.
constexpr char forgottenSql[] =
    "SELECT number FROM draft WHERE gone = 0 AND followed = 0 AND submitted_at IS NOT NULL "
    "AND idle_since < ?1 AND NOT EXISTS(SELECT 1 FROM change WHERE change.draft = draft.number) "
    "AND NOT EXISTS(SELECT 1 FROM code WHERE code.draft = draft.number AND upload = 1)";
// Never sent: held back from the centre, or wholly safe there.
constexpr char abandonedSql[] =
    "SELECT number FROM draft WHERE gone = 0 AND followed = 0 AND submitted_at IS NULL AND idle_since < ?1 "
    "AND NOT EXISTS(SELECT 1 FROM change WHERE change.draft = draft.number AND state IN (1, 2, 4)) "
    "AND NOT EXISTS(SELECT 1 FROM blob JOIN change_blob ON change_blob.blob = blob.number JOIN change "
    "ON change.number = change_blob.change WHERE blob.draft = draft.number AND blob.upload IN (1, 3) "
    "AND change.state <> 0)";
constexpr char erasedSql[] =
    "SELECT number FROM draft WHERE gone = 1 AND ?1 IS NOT NULL "
    "AND NOT EXISTS(SELECT 1 FROM change WHERE change.draft = draft.number AND state IN (1, 4))";
constexpr char tombstonedSql[] = "SELECT number FROM draft WHERE gone = 2 AND idle_since < ?1";

constexpr const char *emptyCopySql[] = {
    "DELETE FROM change_blob WHERE change IN (SELECT number FROM change WHERE draft = ?1)",
    "UPDATE blob SET upload = 4, id = randomblob(32) WHERE draft = ?1 AND upload <> 4",
    "DELETE FROM change WHERE draft = ?1",
};

} // namespace

Expiry::Expiry(Database &database, DraftTable &drafts, BlobTable &blobs)
    : m_database(database), m_drafts(drafts), m_blobs(blobs)
{
}

std::vector<std::int64_t> Expiry::numbers(const char *sql, std::int64_t before)
{
    std::vector<std::int64_t> found;
    Statement statement(m_database, sql);
    Query query = statement.run(before);
    while (query.next())
        found.push_back(query.integer(0));
    return found;
}

bool Expiry::run(std::int64_t now, std::int64_t unsentLifetime)
{
    Statement(m_database, noteIdleSql).execute(now);
    bool removed = false;
    for (const std::int64_t draft : numbers(settledSql, now)) {
        for (const char *sql : emptyCopySql)
            Statement(m_database, sql).execute(draft);
        removed = true;
    }
    for (const char *sql : {forgottenSql, abandonedSql, erasedSql, tombstonedSql}) {
        for (const std::int64_t draft : numbers(sql, now - unsentLifetime)) {
            m_drafts.remove(draft);
            removed = true;
        }
    }
    m_blobs.letUnnamedGo(now);
    return removed;
}

} // namespace luotsi::store
