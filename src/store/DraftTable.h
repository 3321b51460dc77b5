#pragma once

#include "base/Clock.h"
#include "ports/SyncStore.h"
#include "store/Statement.h"
#include "store/States.h"

#include <cstdint>
#include <vector>

namespace luotsi::store {

namespace ports = luotsi::ports;
namespace protocol = sync::protocol;

/// One row of `draft`.
struct DraftRow
{
    std::int64_t number = 0;
    protocol::FormHash form;
    ports::CentreCopy copy = ports::CentreCopy::WhenSent;
    bool submitted = false;
    std::int64_t submittedAt = 0;

    /// May what is stored now leave the device?
    [[nodiscard]] bool released() const { return submitted || copy == ports::CentreCopy::AsWritten; }
};

/// Drafts with their changes, open changes and wraps. All members run inside Database::read or write and
/// throw Failure. A change becomes part of the outbox in the same transaction, unless the person holds it
/// back.
class DraftTable
{
public:
    DraftTable(Database &database, const base::Clock &clock);

    /// NotFound, or Erased when the centre was told to forget it.
    [[nodiscard]] DraftRow find(const protocol::DraftId &draft);

    /// A draft without records yet.
    [[nodiscard]] DraftRow begin(const protocol::DraftId &draft, const protocol::FormHash &form,
                                 ports::CentreCopy copy);
    void create(const ports::NewDraft &draft);
    void commit(const DraftRow &draft, const ports::DraftCommit &commit);
    void putOpenChange(const DraftRow &draft, const ports::OpenChange &open);
    void promoteOpenChanges(const DraftRow &draft);
    void promoteAllOpenChanges();
    void addWraps(const DraftRow &draft, const protocol::DraftId &id,
                  const std::vector<protocol::Wrap> &wraps);
    [[nodiscard]] ports::DraftRecords load(const DraftRow &draft);

    /// Stores what is not here yet of a draft the centre has, and gives its number. What came from there is
    /// safe there: it waits for nothing and may go first.
    [[nodiscard]] std::int64_t takeOver(const ports::ClaimedDraft &claimed);

    /// A page of a scope's feed: drafts this device follows. As with takeOver, what came from there is safe
    /// there.
    void follow(const std::vector<protocol::Change> &changes);
    /// No feed tells of any draft here until it brings it again.
    void followNothing();

    /// Everything of the draft but its row: keys first. The row says from now on why the draft is gone.
    void empty(std::int64_t draft, Gone why);
    void remove(std::int64_t draft);
    /// Stored although the draft is gone: the centre has to hear it.
    void insertErase(std::int64_t draft, const protocol::Change &erase);
    /// Has anything of it ever been offered to the centre?
    [[nodiscard]] bool mayHaveLeft(const DraftRow &draft);
    /// Unacknowledged envelopes are about to go: the chain cannot be continued.
    [[nodiscard]] bool hasOfferedChanges(std::int64_t draft);
    void restartChain(std::int64_t draft, const protocol::EpochId &epoch);
    /// Something waits to leave: there is a next attempt.
    void wake();

private:
    void insert(std::int64_t draft, const protocol::Change &change, ChangeState state);
    void insertWrapOf(std::int64_t draft, const protocol::Change &change);
    void linkBlobs(std::int64_t draft, std::int64_t change, const std::vector<protocol::BlobId> &blobs);
    [[nodiscard]] DraftRow rowFor(const ports::ClaimedDraft &claimed);
    void needBlobs(std::int64_t draft, const std::vector<protocol::BlobId> &blobs);
    void release(const DraftRow &draft, std::int64_t sentAt);
    void promote(std::int64_t draft, bool released, const std::vector<protocol::Change> &open);
    [[nodiscard]] std::vector<protocol::Change> openChanges(std::int64_t draft);

    Database &m_database;
    const base::Clock &m_clock;
    Statement m_find;
    Statement m_insertDraft;
    Statement m_follow;
    Statement m_touch;
    Statement m_insertChange;
    Statement m_hasChange;
    Statement m_submit;
    Statement m_releaseChanges;
    Statement m_releaseCodes;
    Statement m_putOpen;
    Statement m_open;
    Statement m_draftsWithOpen;
    Statement m_closeSlot;
    Statement m_closeAll;
    Statement m_changes;
    Statement m_insertWrap;
    Statement m_wraps;
    Statement m_findBlob;
    Statement m_nameBlob;
    Statement m_linkBlob;
    Statement m_offered;
    Statement m_everOffered;
    Statement m_restartChain;
    Statement m_gone;
    Statement m_wake;
};

} // namespace luotsi::store
