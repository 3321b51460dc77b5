#include "centre/storage-sql/Query.h"
#include "centre/storage-sql/SqlTransaction.h"

#include <array>
#include <limits>

namespace luotsi::centre::storage_sql {

namespace {

constexpr const char *selectDraft = "SELECT id, created_by, created_at, erased_at FROM draft WHERE id = ?";
// Erasing and pushing follow each other: a change must not slip in behind the tombstone.
constexpr const char *selectDraftToWrite =
    "SELECT id, created_by, created_at, erased_at FROM draft WHERE id = ? FOR UPDATE";
constexpr const char *insertDraft = "INSERT INTO draft (id, created_by, created_at, erased_at) VALUES (?, ?, "
                                    "?, ?) ON CONFLICT (id) DO NOTHING";
constexpr const char *selectScopes = "SELECT scope FROM draft_scope WHERE draft = ? ORDER BY scope";
constexpr const char *insertScope =
    "INSERT INTO draft_scope (draft, scope) VALUES (?, ?) ON CONFLICT (draft, scope) DO NOTHING";
constexpr const char *markErased = "UPDATE draft SET erased_at = ? WHERE id = ?";

constexpr const char *selectHead =
    "SELECT sequence, hash FROM envelope WHERE draft = ? AND device = ? AND epoch = ? "
    "ORDER BY sequence DESC LIMIT 1";
constexpr const char *insertEnvelope =
    "INSERT INTO envelope (draft, device, epoch, sequence, hash, change_id, outcome, reason) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char *selectEnvelope = "SELECT sequence, hash, change_id, outcome, reason FROM envelope "
                                       "WHERE draft = ? AND device = ? AND epoch = ? AND sequence = ?";

#define CHANGE_COLUMNS "id, draft, kind, device, received_at, after_submission, bytes"
constexpr const char *insertChange =
    "INSERT INTO change_record (" CHANGE_COLUMNS ", place) VALUES (?, ?, ?, ?, ?, ?, ?, "
    "(SELECT COALESCE(MAX(place), 0) + 1 FROM change_record WHERE draft = ?)) ON CONFLICT (id) DO NOTHING";
constexpr const char *selectChange = "SELECT " CHANGE_COLUMNS " FROM change_record WHERE id = ?";
constexpr const char *selectChanges =
    "SELECT " CHANGE_COLUMNS " FROM change_record WHERE draft = ? ORDER BY place";
constexpr const char *insertQuarantine =
    "INSERT INTO quarantine (change_id, draft, device, reason, received_at, bytes) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (change_id, device) DO NOTHING";
constexpr const char *selectQuarantine = "SELECT change_id, draft, device, reason, received_at, bytes FROM "
                                         "quarantine WHERE draft = ? AND device = ? "
                                         "ORDER BY received_at, change_id";
constexpr const char *countQuarantine =
    "SELECT draft, device, reason, COUNT(*), MIN(received_at) FROM quarantine GROUP BY draft, device, reason "
    "ORDER BY MIN(received_at), draft, device, reason";
constexpr const char *dropOneQuarantined = "DELETE FROM quarantine WHERE change_id = ? AND device = ?";
constexpr const char *selectDraftIds = "SELECT id FROM draft WHERE erased_at = 0";

constexpr const char *selectBlobsOfDraft = "SELECT id FROM blob WHERE draft = ? ORDER BY id";
/// Wraps first: from then on the rest opens for nobody. Feed lines keep their numbers (a gap would look like
/// something skipped) and say whose tombstone they are.
constexpr const char *eraseWraps = "DELETE FROM wrap WHERE draft = ?";
constexpr const char *eraseFeedLines = "UPDATE feed SET erased = ?, change_id = ? WHERE change_id IN (SELECT "
                                       "id FROM change_record WHERE draft = ?)";
constexpr std::array eraseSteps{
    "DELETE FROM access WHERE draft = ?",
    "DELETE FROM change_record WHERE draft = ?",
    "DELETE FROM quarantine WHERE draft = ?",
    "DELETE FROM submission_blob WHERE submission IN (SELECT id FROM submission WHERE draft = ?)",
    "DELETE FROM submission WHERE draft = ?",
    "DELETE FROM supplement WHERE draft = ?",
    "DELETE FROM blob WHERE draft = ?",
};

storage::StoredChange changeAt(const Query &query)
{
    return {query.fixedAt<protocol::ChangeId>(0),
            query.fixedAt<protocol::DraftId>(1),
            static_cast<std::uint64_t>(query.numberAt(2)),
            query.fixedAt<protocol::DeviceId>(3),
            query.numberAt(4),
            query.numberAt(5) != 0,
            query.bytesAt(6)};
}

} // namespace

Result<std::vector<QString>> SqlTransaction::scopesOf(const protocol::DraftId &draft)
{
    Query query(m_connection, selectScopes);
    query.fixed(draft);
    return allRows<QString>(query, [](const Query &row) { return row.textAt(0); });
}

Result<std::optional<storage::Draft>> SqlTransaction::draft(const protocol::DraftId &id)
{
    Query query(m_connection, m_locks ? selectDraftToWrite : selectDraft);
    const auto row = query.fixed(id).next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<storage::Draft>();
    auto scopes = scopesOf(id);
    if (!scopes)
        return scopes.error();
    return std::optional(storage::Draft{query.fixedAt<protocol::DraftId>(0),
                                        query.fixedAt<protocol::DeviceId>(1), query.numberAt(2),
                                        query.numberAt(3), std::move(*scopes)});
}

Result<void> SqlTransaction::addDraft(const storage::Draft &draft)
{
    Query query(m_connection, insertDraft);
    query.fixed(draft.id).fixed(draft.createdBy).number(draft.createdAt).number(draft.erasedAt);
    if (auto inserted = query.run(); !inserted)
        return inserted;
    if (query.changed() == 0)
        return {};
    for (const QString &scope : draft.scopes) {
        if (auto added = addDraftScope(draft.id, scope); !added)
            return added;
    }
    return {};
}

Result<void> SqlTransaction::addDraftScope(const protocol::DraftId &id, const QString &scope)
{
    return Query(m_connection, insertScope).fixed(id).text(scope).run();
}

Result<std::vector<protocol::BlobId>> SqlTransaction::eraseDraft(const protocol::DraftId &id, std::int64_t at)
{
    std::vector<protocol::BlobId> freed;
    {
        Query query(m_connection, selectBlobsOfDraft);
        query.fixed(id);
        for (;;) {
            const auto row = query.next();
            if (!row)
                return row.error();
            if (!*row)
                break;
            freed.push_back(query.fixedAt<protocol::BlobId>(0));
        }
    }
    if (auto retired = retireCodesBefore(id, std::numeric_limits<std::int64_t>::max()); !retired)
        return retired.error();
    if (auto erased = Query(m_connection, eraseWraps).fixed(id).run(); !erased)
        return erased.error();
    if (auto erased = Query(m_connection, eraseFeedLines).fixed(id).bytes({}).fixed(id).run(); !erased)
        return erased.error();
    for (const char *step : eraseSteps) {
        if (auto erased = Query(m_connection, step).fixed(id).run(); !erased)
            return erased.error();
    }
    if (auto known = addDraft({id, {}, at, at, {}}); !known)
        return known.error();
    if (auto marked = Query(m_connection, markErased).number(at).fixed(id).run(); !marked)
        return marked.error();
    return freed;
}

Result<storage::ChainHead> SqlTransaction::chain(const storage::ChainName &name)
{
    Query query(m_connection, selectHead);
    const auto row = query.fixed(name.draft).fixed(name.device).fixed(name.epoch).next();
    if (!row)
        return row.error();
    if (!*row)
        return storage::ChainHead{};
    return storage::ChainHead{static_cast<std::uint64_t>(query.numberAt(0)),
                              query.fixedAt<protocol::EnvelopeHash>(1)};
}

Result<void> SqlTransaction::appendEnvelope(const storage::ChainName &name,
                                            const storage::EnvelopeEntry &entry)
{
    return Query(m_connection, insertEnvelope)
        .fixed(name.draft)
        .fixed(name.device)
        .fixed(name.epoch)
        .number(static_cast<std::int64_t>(entry.sequence))
        .fixed(entry.hash)
        .fixed(entry.change)
        .number(static_cast<std::int64_t>(entry.outcome))
        .text(base::name(entry.reason))
        .run();
}

Result<std::optional<storage::EnvelopeEntry>> SqlTransaction::envelope(const storage::ChainName &name,
                                                                       std::uint64_t sequence)
{
    Query query(m_connection, selectEnvelope);
    query.fixed(name.draft).fixed(name.device).fixed(name.epoch).number(static_cast<std::int64_t>(sequence));
    const auto row = query.next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<storage::EnvelopeEntry>();
    return std::optional(storage::EnvelopeEntry{
        static_cast<std::uint64_t>(query.numberAt(0)), query.fixedAt<protocol::EnvelopeHash>(1),
        query.fixedAt<protocol::ChangeId>(2), static_cast<protocol::PushOutcome>(query.numberAt(3)),
        base::codeFromName(query.textAt(4))});
}

Result<bool> SqlTransaction::addChange(const storage::StoredChange &change)
{
    Query query(m_connection, insertChange);
    query.fixed(change.id)
        .fixed(change.draft)
        .number(static_cast<std::int64_t>(change.kind))
        .fixed(change.device);
    query.number(change.receivedAt)
        .number(change.afterSubmission ? 1 : 0)
        .bytes(change.bytes)
        .fixed(change.draft);
    if (auto inserted = query.run(); !inserted)
        return inserted.error();
    return query.changed() == 1;
}

Result<std::optional<storage::StoredChange>> SqlTransaction::change(const protocol::ChangeId &id)
{
    Query query(m_connection, selectChange);
    const auto row = query.fixed(id).next();
    if (!row)
        return row.error();
    return *row ? std::optional(changeAt(query)) : std::nullopt;
}

Result<std::vector<storage::StoredChange>> SqlTransaction::changesOf(const protocol::DraftId &draft)
{
    Query query(m_connection, selectChanges);
    query.fixed(draft);
    return allRows<storage::StoredChange>(query, [](const Query &row) { return changeAt(row); });
}

Result<void> SqlTransaction::addQuarantined(const storage::QuarantinedChange &change)
{
    return Query(m_connection, insertQuarantine)
        .fixed(change.id)
        .fixed(change.draft)
        .fixed(change.device)
        .text(base::name(change.reason))
        .number(change.receivedAt)
        .bytes(change.bytes)
        .run();
}

Result<std::vector<storage::QuarantineCount>> SqlTransaction::quarantineCounts()
{
    Query query(m_connection, countQuarantine);
    return allRows<storage::QuarantineCount>(query, [](const Query &row) {
        return storage::QuarantineCount{row.fixedAt<protocol::DraftId>(0), row.fixedAt<protocol::DeviceId>(1),
                                        base::codeFromName(row.textAt(2)),
                                        static_cast<std::uint64_t>(row.numberAt(3)), row.numberAt(4)};
    });
}

Result<void> SqlTransaction::dropQuarantined(const protocol::ChangeId &id, const protocol::DeviceId &device)
{
    return Query(m_connection, dropOneQuarantined).fixed(id).fixed(device).run();
}

Result<std::vector<protocol::DraftId>> SqlTransaction::drafts()
{
    Query query(m_connection, selectDraftIds);
    return allRows<protocol::DraftId>(query,
                                      [](const Query &row) { return row.fixedAt<protocol::DraftId>(0); });
}

Result<std::vector<storage::QuarantinedChange>> SqlTransaction::quarantined(const protocol::DraftId &draft,
                                                                            const protocol::DeviceId &device)
{
    Query query(m_connection, selectQuarantine);
    query.fixed(draft).fixed(device);
    return allRows<storage::QuarantinedChange>(query, [](const Query &row) {
        return storage::QuarantinedChange{row.fixedAt<protocol::ChangeId>(0),
                                          row.fixedAt<protocol::DraftId>(1),
                                          row.fixedAt<protocol::DeviceId>(2),
                                          base::codeFromName(row.textAt(3)),
                                          row.numberAt(4),
                                          row.bytesAt(5)};
    });
}

} // namespace luotsi::centre::storage_sql
