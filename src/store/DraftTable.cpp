#include "store/DraftTable.h"

#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/PushCodec.h"

namespace luotsi::store {

using base::ErrorCode;

namespace {

constexpr char findSql[] = "SELECT number, form, copy, submitted_at, gone FROM draft WHERE id = ?1";
constexpr char insertDraftSql[] = "INSERT INTO draft(id, form, copy, created_at) VALUES(?1, ?2, ?3, ?4)";
constexpr char followNothingSql[] = "UPDATE draft SET followed = 0";
constexpr char followSql[] = "UPDATE draft SET followed = 1 WHERE number = ?1 AND followed = 0";
constexpr char touchSql[] = "UPDATE draft SET idle_since = NULL WHERE number = ?1";
constexpr char insertChangeSql[] = "INSERT INTO change(id, draft, kind, urgency, stored_at, state, bytes) "
                                   "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)";
constexpr char hasChangeSql[] = "SELECT 1 FROM change WHERE id = ?1";
constexpr char submitSql[] = "UPDATE draft SET submitted_at = ?2 WHERE number = ?1 AND submitted_at IS NULL";
constexpr char releaseChangesSql[] = "UPDATE change SET state = 1 WHERE draft = ?1 AND state = 0";
constexpr char releaseCodesSql[] = "UPDATE code SET upload = 1 WHERE draft = ?1 AND upload = 0";
constexpr char putOpenSql[] = "INSERT INTO open_change(draft, slot, bytes) VALUES(?1, ?2, ?3) "
                              "ON CONFLICT(draft, slot) DO UPDATE SET bytes = excluded.bytes";
constexpr char openSql[] = "SELECT bytes FROM open_change WHERE draft = ?1 ORDER BY slot";
constexpr char draftsWithOpenSql[] = "SELECT DISTINCT draft.id FROM draft JOIN open_change "
                                     "ON open_change.draft = draft.number ORDER BY draft.number";
constexpr char closeSlotSql[] = "DELETE FROM open_change WHERE draft = ?1 AND slot = ?2";
constexpr char closeAllSql[] = "DELETE FROM open_change WHERE draft = ?1";
constexpr char changesSql[] = "SELECT bytes FROM change WHERE draft = ?1 AND kind <> ?2 ORDER BY number";
constexpr char insertWrapSql[] = "INSERT INTO wrap(draft, bytes) VALUES(?1, ?2)";
constexpr char wrapsSql[] = "SELECT bytes FROM wrap WHERE draft = ?1 ORDER BY number";
constexpr char findBlobSql[] = "SELECT number FROM blob WHERE id = ?1 AND draft = ?2";
constexpr char nameBlobSql[] = "UPDATE blob SET upload = 1 WHERE number = ?1 AND upload = 0";
constexpr char linkBlobSql[] = "INSERT OR IGNORE INTO change_blob(change, blob) VALUES(?1, ?2)";
constexpr char offeredSql[] = "SELECT 1 FROM change WHERE draft = ?1 AND state = 1 AND sequence IS NOT NULL";
constexpr char everOfferedSql[] = "SELECT 1 FROM change WHERE draft = ?1 AND sequence IS NOT NULL "
                                  "UNION ALL SELECT 1 FROM code WHERE draft = ?1 AND upload = 2";
constexpr char restartChainSql[] =
    "UPDATE draft SET chain_epoch = ?2, chain_sequence = 0, chain_hash = NULL WHERE number = ?1";
constexpr char goneSql[] = "UPDATE draft SET gone = ?2, idle_since = NULL WHERE number = ?1";
// A non-empty queue always has a next attempt; one already set by the synchroniser stands.
constexpr char wakeSql[] = "INSERT OR IGNORE INTO attempt(one, at, tries) VALUES(1, ?1, 0)";

// Keys go first, then what they open.
constexpr const char *emptySql[] = {
    "DELETE FROM code WHERE draft = ?1",
    "DELETE FROM wrap WHERE draft = ?1",
    "DELETE FROM open_change WHERE draft = ?1",
    "DELETE FROM receipt WHERE draft = ?1",
    "DELETE FROM change_blob WHERE change IN (SELECT number FROM change WHERE draft = ?1)",
    "DELETE FROM blob_part WHERE blob IN (SELECT number FROM blob WHERE draft = ?1)",
    "DELETE FROM blob WHERE draft = ?1",
    "DELETE FROM change WHERE draft = ?1",
};
constexpr char removeSql[] = "DELETE FROM draft WHERE number = ?1";

template<typename Value> Value need(base::Result<Value> result, ErrorCode otherwise)
{
    if (!result)
        throw Failure(otherwise, result.error().detail);
    return std::move(*result);
}

} // namespace

DraftTable::DraftTable(Database &database, const base::Clock &clock)
    : m_database(database), m_clock(clock), m_find(database, findSql),
      m_insertDraft(database, insertDraftSql), m_follow(database, followSql), m_touch(database, touchSql),
      m_insertChange(database, insertChangeSql), m_hasChange(database, hasChangeSql),
      m_submit(database, submitSql), m_releaseChanges(database, releaseChangesSql),
      m_releaseCodes(database, releaseCodesSql), m_putOpen(database, putOpenSql), m_open(database, openSql),
      m_draftsWithOpen(database, draftsWithOpenSql), m_closeSlot(database, closeSlotSql),
      m_closeAll(database, closeAllSql), m_changes(database, changesSql),
      m_insertWrap(database, insertWrapSql), m_wraps(database, wrapsSql), m_findBlob(database, findBlobSql),
      m_nameBlob(database, nameBlobSql), m_linkBlob(database, linkBlobSql), m_offered(database, offeredSql),
      m_everOffered(database, everOfferedSql), m_restartChain(database, restartChainSql),
      m_gone(database, goneSql), m_wake(database, wakeSql)
{
}

DraftRow DraftTable::find(const protocol::DraftId &draft)
{
    Query query = m_find.run(draft);
    if (!query.next() || query.integer(4) == static_cast<std::int64_t>(Gone::ErasedHere))
        throw Failure(ErrorCode::NotFound);
    if (query.integer(4) == static_cast<std::int64_t>(Gone::ErasedAtCentre))
        throw Failure(ErrorCode::Erased);
    return {query.integer(0), query.fixed<protocol::FormHash>(1),
            static_cast<ports::CentreCopy>(query.integer(2)), !query.isNull(3), query.integer(3)};
}

DraftRow DraftTable::begin(const protocol::DraftId &draft, const protocol::FormHash &form,
                           ports::CentreCopy copy)
{
    m_insertDraft.execute(draft, form, copy, m_clock.wallMilliseconds());
    return {lastNumber(m_database), form, copy, false, 0};
}

void DraftTable::create(const ports::NewDraft &draft)
{
    if (draft.first.changes.empty())
        throw Failure(ErrorCode::MalformedInput, QStringLiteral("a draft begins with a change"));
    DraftRow row = begin(draft.first.draft, draft.form, draft.copy);
    commit(row, draft.first);
    row.submitted = draft.first.submits;
    addWraps(row, draft.first.draft, draft.wraps);
}

void DraftTable::insert(std::int64_t draft, const protocol::Change &change, ChangeState state)
{
    m_insertChange.execute(change.id, draft, change.header.kind, change.header.urgency,
                           m_clock.wallMilliseconds(), state, change.bytes);
    linkBlobs(draft, lastNumber(m_database), change.header.attachments);
}

void DraftTable::insertWrapOf(std::int64_t draft, const protocol::Change &change)
{
    if (change.header.kind != protocol::ChangeKind::Wrap)
        return;
    if (const auto wrap = protocol::wrapOf(change); wrap.ok())
        m_insertWrap.execute(draft, protocol::encodeWrap(*wrap));
}

void DraftTable::linkBlobs(std::int64_t draft, std::int64_t change,
                           const std::vector<protocol::BlobId> &blobs)
{
    for (const protocol::BlobId &blob : blobs) {
        // A change may name an attachment that another device holds.
        if (const std::int64_t number = m_findBlob.number(blob, draft); number != 0) {
            m_nameBlob.execute(number);
            m_linkBlob.execute(change, number);
        }
    }
}

void DraftTable::needBlobs(std::int64_t draft, const std::vector<protocol::BlobId> &blobs)
{
    for (const protocol::BlobId &blob : blobs) {
        if (m_findBlob.number(blob, draft) == 0)
            throw Failure(ErrorCode::NotFound, QStringLiteral("an attachment was not written before"));
    }
}

void DraftTable::commit(const DraftRow &draft, const ports::DraftCommit &commit)
{
    if (commit.changes.empty() && (commit.submits || !commit.blobs.empty()))
        throw Failure(ErrorCode::MalformedInput, QStringLiteral("a commit without changes"));
    needBlobs(draft.number, commit.blobs);
    const bool released = draft.released() || commit.submits;
    for (const protocol::Change &change : commit.changes) {
        if (change.header.draft != commit.draft)
            throw Failure(ErrorCode::MalformedInput, QStringLiteral("a change of another draft"));
        insert(draft.number, change, released ? ChangeState::Waiting : ChangeState::Held);
        const std::int64_t number = lastNumber(m_database);
        insertWrapOf(draft.number, change);
        if (&change == &commit.changes.back())
            linkBlobs(draft.number, number, commit.blobs);
    }
    for (const protocol::SlotId &slot : commit.closedSlots)
        m_closeSlot.execute(draft.number, slot);
    if (commit.submits)
        release(draft, m_clock.wallMilliseconds());
    m_touch.execute(draft.number);
    if (released)
        wake();
}

void DraftTable::release(const DraftRow &draft, std::int64_t sentAt)
{
    m_submit.execute(draft.number, sentAt);
    m_releaseChanges.execute(draft.number);
    m_releaseCodes.execute(draft.number);
}

void DraftTable::putOpenChange(const DraftRow &draft, const ports::OpenChange &open)
{
    if (open.change.header.draft != open.draft || open.change.header.slot != open.slot)
        throw Failure(ErrorCode::MalformedInput, QStringLiteral("an open change of another place"));
    m_putOpen.execute(draft.number, open.slot, open.change.bytes);
    m_touch.execute(draft.number);
}

std::vector<protocol::Change> DraftTable::openChanges(std::int64_t draft)
{
    std::vector<protocol::Change> open;
    Query query = m_open.run(draft);
    while (query.next())
        open.push_back(need(protocol::decodeChange(query.bytes(0)), ErrorCode::StoreCorrupt));
    return open;
}

void DraftTable::promote(std::int64_t draft, bool released, const std::vector<protocol::Change> &open)
{
    for (const protocol::Change &change : open) {
        if (m_hasChange.number(change.id) == 0)
            insert(draft, change, released ? ChangeState::Waiting : ChangeState::Held);
    }
    m_closeAll.execute(draft);
    if (released && !open.empty())
        wake();
}

void DraftTable::promoteOpenChanges(const DraftRow &draft)
{
    promote(draft.number, draft.released(), openChanges(draft.number));
}

void DraftTable::promoteAllOpenChanges()
{
    std::vector<protocol::DraftId> drafts;
    {
        Query query = m_draftsWithOpen.run();
        while (query.next())
            drafts.push_back(query.fixed<protocol::DraftId>(0));
    }
    for (const protocol::DraftId &draft : drafts)
        promoteOpenChanges(find(draft));
}

void DraftTable::addWraps(const DraftRow &draft, const protocol::DraftId &id,
                          const std::vector<protocol::Wrap> &wraps)
{
    for (const protocol::Wrap &wrap : wraps) {
        if (wrap.draft != id)
            throw Failure(ErrorCode::WrapMismatch);
        m_insertWrap.execute(draft.number, protocol::encodeWrap(wrap));
        // A resume code's wrap goes its own way, under its outer layer.
        if (wrap.purpose == protocol::WrapPurpose::ResumeCode)
            continue;
        protocol::ChangeHeader header;
        header.draft = id;
        header.form = draft.form;
        header.key = wrap.key;
        header.deviceTime = m_clock.wallMilliseconds();
        insert(draft.number, need(protocol::makeWrapChange(header, wrap), ErrorCode::MalformedInput),
               draft.released() ? ChangeState::Waiting : ChangeState::Held);
        if (draft.released())
            wake();
    }
}

ports::DraftRecords DraftTable::load(const DraftRow &draft)
{
    ports::DraftRecords records{draft.form, {}, {}, draft.copy};
    {
        Query query = m_changes.run(draft.number, protocol::ChangeKind::Wrap);
        while (query.next())
            records.changes.push_back(need(protocol::decodeChange(query.bytes(0)), ErrorCode::StoreCorrupt));
    }
    Query query = m_wraps.run(draft.number);
    while (query.next())
        records.wraps.push_back(need(protocol::decodeWrap(query.bytes(0)), ErrorCode::StoreCorrupt));
    return records;
}

DraftRow DraftTable::rowFor(const ports::ClaimedDraft &claimed)
{
    const protocol::DraftId &id = claimed.code.draft;
    bool known = false;
    {
        Query query = m_find.run(id);
        known = query.next();
        // What a person has erased does not come back because the centre has not heard of it yet.
        if (known && query.integer(4) != static_cast<std::int64_t>(Gone::No))
            throw Failure(ErrorCode::Erased);
    }
    // It is at the centre already, so nothing of it is to be held back here.
    if (!known)
        m_insertDraft.execute(id, claimed.form, ports::CentreCopy::AsWritten, m_clock.wallMilliseconds());
    return find(id);
}

std::int64_t DraftTable::takeOver(const ports::ClaimedDraft &claimed)
{
    const DraftRow draft = rowFor(claimed);
    std::optional<std::int64_t> sentAt;
    for (const protocol::Change &change : claimed.changes) {
        if (m_hasChange.number(change.id) != 0)
            continue;
        insert(draft.number, change, ChangeState::Stable);
        insertWrapOf(draft.number, change);
        if (change.header.kind == protocol::ChangeKind::Submit && !sentAt)
            sentAt = change.header.deviceTime;
    }
    if (sentAt && !draft.submitted)
        release(draft, *sentAt);
    m_touch.execute(draft.number);
    return draft.number;
}

void DraftTable::follow(const std::vector<protocol::Change> &changes)
{
    for (const protocol::Change &change : changes) {
        Gone gone = Gone::No;
        bool known = false;
        {
            Query query = m_find.run(change.header.draft);
            known = query.next();
            gone = known ? static_cast<Gone>(query.integer(4)) : Gone::No;
        }
        // What was erased here does not come back because the centre has not heard of it yet.
        if (gone != Gone::No)
            continue;
        if (!known)
            m_insertDraft.execute(change.header.draft, change.header.form, ports::CentreCopy::AsWritten,
                                  m_clock.wallMilliseconds());
        const DraftRow draft = find(change.header.draft);
        // Also when its changes are here already, by code or by hand: no later page would bring them again.
        m_follow.execute(draft.number);
        if (m_hasChange.number(change.id) != 0)
            continue;
        insert(draft.number, change, ChangeState::Stable);
        insertWrapOf(draft.number, change);
        if (change.header.kind == protocol::ChangeKind::Submit && !draft.submitted)
            release(draft, change.header.deviceTime);
    }
}

void DraftTable::followNothing()
{
    Statement(m_database, followNothingSql).execute();
}

void DraftTable::empty(std::int64_t draft, Gone why)
{
    for (const char *sql : emptySql)
        Statement(m_database, sql).execute(draft);
    m_gone.execute(draft, why);
}

void DraftTable::remove(std::int64_t draft)
{
    for (const char *sql : emptySql)
        Statement(m_database, sql).execute(draft);
    Statement(m_database, removeSql).execute(draft);
}

void DraftTable::insertErase(std::int64_t draft, const protocol::Change &erase)
{
    insert(draft, erase, ChangeState::Waiting);
    wake();
}

bool DraftTable::mayHaveLeft(const DraftRow &draft)
{
    return draft.released() || m_everOffered.number(draft.number) != 0;
}

bool DraftTable::hasOfferedChanges(std::int64_t draft)
{
    return m_offered.number(draft) != 0;
}

void DraftTable::restartChain(std::int64_t draft, const protocol::EpochId &epoch)
{
    m_restartChain.execute(draft, epoch);
}

void DraftTable::wake()
{
    m_wake.execute(m_clock.wallMilliseconds());
}

} // namespace luotsi::store
