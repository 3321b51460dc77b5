#include "centre/handlers/ReleaseQuarantine.h"

#include "centre/handlers/PushRun.h"
#include "sync/protocol/ChangeCodec.h"

#include <algorithm>

namespace luotsi::centre::handlers {

using base::ErrorCode;

namespace {

/// Submissions last: what stands in the draft before one belongs to it, what comes after is a proposal.
std::vector<protocol::Change> changesOf(const std::vector<storage::QuarantinedChange> &rows)
{
    std::vector<protocol::Change> changes;
    for (const storage::QuarantinedChange &row : rows) {
        auto change = protocol::decodeChange(row.bytes);
        if (change && change->header.kind != protocol::ChangeKind::Erase)
            changes.push_back(std::move(*change));
    }
    std::stable_partition(changes.begin(), changes.end(), [](const protocol::Change &change) {
        return change.header.kind != protocol::ChangeKind::Submit;
    });
    return changes;
}

Result<void> mustStand(storage::Transaction &rows, const protocol::DraftId &id)
{
    const auto draft = rows.draft(id);
    if (!draft)
        return draft.error();
    if (draft->has_value() && (*draft)->erasedAt != 0)
        return ErrorCode::Erased;
    return {};
}

Result<Released> release(storage::Transaction &rows, const Services &services, const protocol::DraftId &draft,
                         const storage::Device &device)
{
    if (auto stands = mustStand(rows, draft); !stands)
        return stands.error();
    const auto apart = rows.quarantined(draft, device.id);
    if (!apart)
        return apart.error();
    if (apart->empty())
        return ErrorCode::NotFound;
    Released result;
    PushRun run(rows, services, device, services.clock.wallMilliseconds());
    for (const protocol::Change &change : changesOf(*apart)) {
        const auto taken = run.release(change);
        if (!taken)
            return taken.error();
        if (!*taken)
            continue;
        if (auto dropped = rows.dropQuarantined(change.id, device.id); !dropped)
            return dropped.error();
        ++result.taken;
    }
    if (auto finished = run.finish(); !finished)
        return finished.error();
    result.kept = apart->size() - result.taken;
    return result;
}

} // namespace

Result<Released> releaseQuarantine(const Services &services, const protocol::DraftId &draft,
                                   const protocol::DeviceId &device)
{
    Released result;
    const auto written = services.storage.write([&](storage::Transaction &rows) -> Result<void> {
        const auto known = rows.lockDevice(device);
        if (!known)
            return known.error();
        if (!known->has_value())
            return ErrorCode::NotFound;
        const auto released = release(rows, services, draft, **known);
        if (!released)
            return released.error();
        result = *released;
        return {};
    });
    if (!written)
        return written.error();
    return result;
}

} // namespace luotsi::centre::handlers
