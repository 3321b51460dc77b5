#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "ports/SyncStore.h"
#include "store/AuditTable.h"
#include "store/BlobTable.h"
#include "store/CodeTable.h"
#include "store/DeviceTable.h"
#include "store/DraftTable.h"
#include "store/Statement.h"
#include "sync/protocol/Messages.h"

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace luotsi::store {

/// What leaves the device and what came back. A change gets its envelope when it is first offered, so that
/// what a person holds back has no place in a chain, and a new epoch after a fork only has to forget the
/// envelopes of what is unsent. All members run inside Database::read or write and throw Failure.
class Outbox
{
public:
    Outbox(Database &database, const base::Clock &clock, base::Random &random, DraftTable &drafts,
           BlobTable &blobs, CodeTable &codes, DeviceTable &device, AuditTable &audit);

    [[nodiscard]] ports::QueueState queue(bool codesCanGo);
    [[nodiscard]] std::vector<protocol::Record> nextBatch(const std::vector<protocol::ChangeId> &underWay);
    void applyPush(const std::vector<protocol::Record> &sent, const protocol::PushReply &reply);
    void applyReceipt(const protocol::Receipt &receipt);
    void applyStatus(const protocol::DraftsStatusReply &reply);
    /// The storage the centre speaks for. Another one than before: it was restored, and all that it had
    /// promised is offered again.
    void noteFeedEpoch(const protocol::FeedEpochId &epoch);
    /// The centre may have lost everything that was not stable.
    void offerAgain();
    void applyTombstone(const protocol::DraftId &draft);
    [[nodiscard]] std::vector<protocol::SubmissionId> incompleteSubmissions();
    void scheduleAttempt(std::int64_t at, std::uint32_t tries, std::optional<base::ErrorCode> lastError);
    /// A new epoch for the install; what is unsent gets new envelopes. Needs no key.
    void openEpoch();
    /// Once nothing waits any more, the next thing that does is tried at once.
    void settle(bool codesCanGo);

private:
    struct Chain
    {
        protocol::EpochId epoch;
        std::uint64_t sequence = 0;
        protocol::EnvelopeHash last;
    };
    struct Waiting
    {
        std::int64_t number = 0;
        std::int64_t draft = 0;
        protocol::DraftId draftId;
        std::optional<protocol::Envelope> envelope;
        QByteArray bytes;
        protocol::ChangeId id;
    };

    [[nodiscard]] std::vector<Waiting> waiting(const std::set<protocol::ChangeId> &except);
    [[nodiscard]] std::size_t addWaitingOf(std::int64_t draft, const std::set<protocol::ChangeId> &except,
                                           std::size_t room, std::vector<Waiting> &found);
    [[nodiscard]] std::vector<protocol::Record> batchOf(const std::vector<Waiting> &waiting,
                                                        const protocol::DeviceId &device);
    void putAside(const protocol::ChangeId &change, base::ErrorCode reason);
    [[nodiscard]] Chain chainOf(std::int64_t draft);
    [[nodiscard]] protocol::Envelope makeEnvelope(const Waiting &waiting, const protocol::Change &change,
                                                  const protocol::DeviceId &device);
    void applyResult(const protocol::Record &record, const protocol::PushResult &result);
    void rewind(const protocol::Record &record, std::uint64_t expected);
    [[nodiscard]] std::int64_t draftNumber(const protocol::DraftId &draft);

    Database &m_database;
    const base::Clock &m_clock;
    base::Random &m_random;
    DraftTable &m_drafts;
    BlobTable &m_blobs;
    CodeTable &m_codes;
    DeviceTable &m_device;
    AuditTable &m_audit;
    Statement m_waitingCount;
    Statement m_oldest;
    Statement m_attempt;
    Statement m_saveAttempt;
    Statement m_clearAttempt;
    Statement m_draftsInOrder;
    Statement m_waiting;
    Statement m_chain;
    Statement m_saveChain;
    Statement m_setEnvelope;
    Statement m_setState;
    Statement m_setStable;
    Statement m_acknowledgedFrom;
    Statement m_unacknowledge;
    Statement m_rewind;
    Statement m_forgetEnvelopes;
    Statement m_forgetAllEnvelopes;
    Statement m_restartAllChains;
    Statement m_draftNumber;
    Statement m_notYetErased;
    Statement m_saveReceipt;
    Statement m_incomplete;
};

} // namespace luotsi::store
