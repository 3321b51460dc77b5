#include "centre/handlers/DeliverSubmissions.h"

#include "base/Log.h"
#include "centre/handlers/CentreChanges.h"

#include <algorithm>

namespace luotsi::centre::handlers {

using storage::CheckState;

namespace {

constexpr std::uint32_t perRun = 50;
constexpr std::int64_t firstPause = 1'000;
constexpr std::int64_t longestPause = 300'000;

std::optional<CheckState> stateOf(ports::Verdict verdict)
{
    switch (verdict) {
    case ports::Verdict::Agreed:
        return CheckState::Agreed;
    case ports::Verdict::Differs:
        return CheckState::Differs;
    case ports::Verdict::Unchecked:
        return CheckState::Unchecked;
    case ports::Verdict::Unreadable:
        return CheckState::Unreadable;
    case ports::Verdict::NoWrap:
        break;
    }
    return std::nullopt;
}

} // namespace

Result<int> DeliverSubmissions::run()
{
    std::vector<storage::Submission> due;
    const auto read = m_services.storage.read([&](storage::Transaction &rows) -> Result<void> {
        auto found = rows.deliveriesDue(m_services.clock.wallMilliseconds(), perRun);
        if (!found)
            return found.error();
        due = std::move(*found);
        return {};
    });
    if (!read)
        return read.error();
    int delivered = 0;
    for (storage::Submission &submission : due) {
        const auto done = deliver(std::move(submission));
        if (!done)
            return done.error();
        delivered += *done ? 1 : 0;
    }
    return delivered;
}

Result<bool> DeliverSubmissions::deliver(storage::Submission submission)
{
    const auto delivery = loadDelivery(m_services.storage, submission);
    if (!delivery)
        return delivery.error();
    const auto accepted = m_keyDesk.accept(*delivery);
    const auto state = accepted ? stateOf(accepted->verdict) : std::nullopt;
    if (state) {
        submission.check = *state;
        submission.checkDetail = accepted->detail;
        m_services.metrics.add(Count::Deliveries);
    } else {
        postpone(submission);
        m_services.metrics.add(Count::DeliveryFailures);
        if (!accepted)
            base::logEvent("key-desk-unavailable", {{"error", accepted.error().code}});
    }
    const auto written = m_services.storage.write([&](storage::Transaction &rows) -> Result<void> {
        // The receipt may have become complete in the meantime: only check and delivery are ours to write.
        auto row = rows.submission(submission.id);
        if (!row)
            return row.error();
        if (!row->has_value())
            return {};
        (*row)->check = submission.check;
        (*row)->checkDetail = submission.checkDetail;
        (*row)->nextDeliveryAt = submission.nextDeliveryAt;
        (*row)->deliveryTries = submission.deliveryTries;
        return rows.updateSubmission(**row);
    });
    if (!written)
        return written.error();
    return state.has_value();
}

void DeliverSubmissions::postpone(storage::Submission &submission)
{
    const std::int64_t ceiling =
        std::min(longestPause, firstPause << std::min<std::uint32_t>(submission.deliveryTries, 10));
    std::uint32_t draw = 0;
    m_services.random.fill(reinterpret_cast<std::uint8_t *>(&draw), sizeof draw);
    ++submission.deliveryTries;
    // Full jitter, but never at once: a desk that comes back is not to be met by everything in one moment.
    submission.nextDeliveryAt = m_services.clock.wallMilliseconds() + firstPause / 2 + draw % ceiling;
}

} // namespace luotsi::centre::handlers
