#include "centre/handlers/PushChanges.h"

#include "base/Log.h"
#include "centre/handlers/PushRun.h"
#include "centre/handlers/Quota.h"
#include "centre/handlers/Replies.h"
#include "sync/protocol/PushCodec.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace luotsi::centre::handlers {

using base::ErrorCode;
using protocol::PushOutcome;

namespace {

struct Committed
{
    protocol::PushReply reply;
    std::vector<protocol::BlobId> freed;
    std::vector<protocol::DraftId> erased;
    int submissions = 0;
    int supplements = 0;

    void add(Committed piece)
    {
        std::move(piece.reply.results.begin(), piece.reply.results.end(), std::back_inserter(reply.results));
        for (const protocol::DraftId &draft : piece.reply.erased) {
            if (std::find(reply.erased.begin(), reply.erased.end(), draft) == reply.erased.end())
                reply.erased.push_back(draft);
        }
        reply.serverTime = piece.reply.serverTime;
        reply.feedEpoch = piece.reply.feedEpoch;
        freed.insert(freed.end(), piece.freed.begin(), piece.freed.end());
        erased.insert(erased.end(), piece.erased.begin(), piece.erased.end());
        submissions += piece.submissions;
        supplements += piece.supplements;
    }
};

/// Of what was stored before its draft was erased behind it in the same batch, nothing is left.
void markStable(protocol::PushReply &reply, const protocol::ReceivedBatch &batch)
{
    for (std::size_t index = 0; index < reply.results.size(); ++index) {
        protocol::PushResult &result = reply.results[index];
        const auto &envelope = batch.records[index].envelope;
        const bool isSafe = result.outcome == PushOutcome::Stored || result.outcome == PushOutcome::Duplicate;
        result.stable =
            isSafe && envelope &&
            std::find(reply.erased.begin(), reply.erased.end(), envelope->draft) == reply.erased.end();
    }
}

void count(Metrics &metrics, const Committed &done)
{
    for (const protocol::PushResult &result : done.reply.results) {
        switch (result.outcome) {
        case PushOutcome::Stored:
            metrics.add(Count::RecordsStored);
            break;
        case PushOutcome::Duplicate:
            metrics.add(Count::RecordsDuplicate);
            break;
        case PushOutcome::Quarantined:
            metrics.add(Count::RecordsQuarantined);
            break;
        case PushOutcome::Gap:
            metrics.add(Count::RecordsGap);
            break;
        case PushOutcome::Fork:
            metrics.add(Count::RecordsFork);
            break;
        case PushOutcome::Refused:
            metrics.add(Count::RecordsRefused);
            break;
        }
    }
    metrics.add(Count::Submissions, static_cast<std::uint64_t>(done.submissions));
    metrics.add(Count::Supplements, static_cast<std::uint64_t>(done.supplements));
}

} // namespace

/// A batch on its way into the storage, in one transaction or, while others wait, in several. Whatever was
/// committed stays when a later piece fails: the device sends the batch again and hears of duplicates.
class PushChanges::Taking
{
public:
    Taking(const Services &services, const Request &request, const Caller &caller,
           const protocol::ReceivedBatch &batch)
        : m_services(services), m_request(request), m_caller(caller), m_batch(batch),
          m_now(services.clock.wallMilliseconds())
    {
    }

    Result<void> takeAll()
    {
        do {
            Committed piece;
            const auto written = m_services.storage.write([&](storage::Transaction &rows) -> Result<void> {
                auto taken = takePiece(rows);
                if (!taken)
                    return taken.error();
                piece = std::move(*taken);
                return {};
            });
            if (!written)
                return written;
            m_done.add(std::move(piece));
        } while (m_done.reply.results.size() < m_batch.records.size());
        return {};
    }
    [[nodiscard]] Committed &done() { return m_done; }

private:
    Result<Committed> takePiece(storage::Transaction &rows)
    {
        // Read again under the lock: it may have been revoked since the caller was recognised.
        const auto device = rows.lockDevice(m_caller.device.id);
        if (!device)
            return device.error();
        if (!device->has_value())
            return ErrorCode::CertificateRefused;
        std::size_t next = m_done.reply.results.size();
        if (next == 0) {
            const auto records = static_cast<std::int64_t>(m_batch.records.size());
            if (auto charged =
                    chargeDevice(rows, m_services, **device, records, m_request.body.size(), m_now);
                !charged)
                return charged.error();
        }
        PushRun run(rows, m_services, **device, m_now);
        for (std::size_t count = 0; next < m_batch.records.size(); ++count, ++next) {
            if (count > 0 && count % m_services.policy.pieceRecords == 0 && rows.isCrowded())
                break;
            if (auto taken = run.take(m_batch.records[next]); !taken)
                return taken.error();
        }
        auto reply = run.finish();
        if (!reply)
            return reply.error();
        return Committed{std::move(*reply), run.freedBlobs(), run.erasedNow(), run.newSubmissions(),
                         run.newSupplements()};
    }

    const Services &m_services;
    const Request &m_request;
    const Caller &m_caller;
    const protocol::ReceivedBatch &m_batch;
    const std::int64_t m_now;
    Committed m_done;
};

Response PushChanges::handle(const Request &request, const Caller &caller) const
{
    const auto batch = protocol::decodePushRequest(request.body);
    if (!batch)
        return errorReply(batch.error());
    Taking taking(m_services, request, caller, *batch);
    const auto taken = taking.takeAll();
    Committed &done = taking.done();
    count(m_services.metrics, done);
    for (const protocol::BlobId &blob : done.freed) {
        if (!m_services.blobs.remove(blob))
            base::logEvent("blob-not-removed");
    }
    // The tombstone holds without the desk; with its record it also survives a restored backup.
    for (const protocol::DraftId &draft : done.erased) {
        if (m_services.keyDesk != nullptr && !m_services.keyDesk->erase(draft))
            base::logEvent("key-desk-not-told-of-erasure");
    }
    if (!done.reply.results.empty())
        m_submitted();
    if (!taken)
        return errorReply(taken.error());
    if (m_services.policy.stable == StablePolicy::AtCommit)
        markStable(done.reply, *batch);
    return cborReply(protocol::encodePushReply(done.reply));
}

} // namespace luotsi::centre::handlers
