#include "centre/handlers/PushChanges.h"

#include "base/Log.h"
#include "centre/handlers/PushRun.h"
#include "centre/handlers/Quota.h"
#include "centre/handlers/Replies.h"
#include "sync/protocol/PushCodec.h"

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
};

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

Response PushChanges::handle(const Request &request, const Caller &caller) const
{
    const auto batch = protocol::decodePushRequest(request.body);
    if (!batch)
        return errorReply(batch.error());
    const std::int64_t now = m_services.clock.wallMilliseconds();
    Committed done;
    const auto written = m_services.storage.write([&](storage::Transaction &rows) -> Result<void> {
        done = {};
        // Read again under the lock: it may have been revoked since the caller was recognised.
        const auto device = rows.lockDevice(caller.device.id);
        if (!device)
            return device.error();
        if (!device->has_value())
            return ErrorCode::CertificateRefused;
        const auto records = static_cast<std::int64_t>(batch->records.size());
        if (auto charged = chargeDevice(rows, m_services, **device, records, request.body.size(), now);
            !charged)
            return charged;
        PushRun run(rows, m_services, **device, now);
        for (const protocol::ReceivedRecord &record : batch->records) {
            if (auto taken = run.take(record); !taken)
                return taken;
        }
        auto reply = run.finish();
        if (!reply)
            return reply.error();
        done = {std::move(*reply), run.freedBlobs(), run.erasedNow(), run.newSubmissions(),
                run.newSupplements()};
        return {};
    });
    if (!written)
        return errorReply(written.error());
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
    m_submitted();
    return cborReply(protocol::encodePushReply(done.reply));
}

} // namespace luotsi::centre::handlers
