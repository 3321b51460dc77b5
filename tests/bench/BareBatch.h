#pragma once

#include "centre/storage/Transaction.h"
#include "sync/protocol/Push.h"

#include <QString>

#include <vector>

namespace luotsi::bench {

/// The statements of a push and nothing else: no decoding, no judgement, no hash.
inline base::Result<void> bareBatch(centre::storage::Transaction &rows,
                                    const sync::protocol::DeviceId &device, const QString &scope,
                                    const std::vector<sync::protocol::Record> &records)
{
    namespace storage = centre::storage;
    namespace protocol = sync::protocol;
    const auto count = static_cast<std::int64_t>(records.size());
    (void)rows.lockDevice(device);
    (void)rows.raiseCounter("records", 1, count);
    (void)rows.raiseCounter("bytes", 1, count);
    for (const protocol::Record &record : records) {
        const protocol::Envelope &envelope = record.envelope;
        const storage::ChainName chain{envelope.draft, envelope.device, envelope.epoch};
        (void)rows.chain(chain);
        if (const auto known = rows.draft(envelope.draft); known && !known->has_value())
            (void)rows.addDraft({envelope.draft, device, 1, 0, {scope}});
        (void)rows.draft(envelope.draft);
        (void)rows.change(record.change.id);
        (void)rows.hasSubmission(envelope.draft);
        const auto added =
            rows.addChange({record.change.id, envelope.draft, 2, device, 1, false, record.change.bytes});
        if (!added)
            return added.error();
        if (auto appended = rows.appendEnvelope(chain, {envelope.sequence, {}, record.change.id}); !appended)
            return appended;
        (void)rows.draft(envelope.draft);
    }
    const auto last = rows.raiseScope(scope, static_cast<std::uint64_t>(count));
    if (!last)
        return last.error();
    std::uint64_t number = *last - static_cast<std::uint64_t>(count);
    for (const protocol::Record &record : records) {
        if (auto added = rows.addFeedEntry(scope, {++number, record.change.id}); !added)
            return added;
    }
    return {};
}

} // namespace luotsi::bench
