#include "centre/handlers/StuckWork.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace luotsi::centre::handlers {

namespace {

bool isDone(const storage::Submission &submission)
{
    return submission.completedAt != 0 && submission.check != storage::CheckState::Waiting &&
           submission.check != storage::CheckState::Unreadable;
}

Result<StuckSubmission> look(storage::Transaction &rows, storage::Submission submission)
{
    StuckSubmission stuck{std::move(submission), {}, 0, 0};
    for (const protocol::BlobId &id : stuck.submission.attachments) {
        const auto blob = rows.blob(id);
        if (!blob)
            return blob.error();
        if (blob->has_value() && (*blob)->verified)
            continue;
        stuck.missing.push_back(id);
        if (!blob->has_value())
            continue;
        stuck.missingBytes += (*blob)->size - (*blob)->offset;
        stuck.failures += (*blob)->failures;
    }
    return stuck;
}

Result<void> addSubmissions(storage::Transaction &rows, StuckWork &work)
{
    auto all = rows.submissions();
    if (!all)
        return all.error();
    for (storage::Submission &submission : *all) {
        if (isDone(submission))
            continue;
        auto stuck = look(rows, std::move(submission));
        if (!stuck)
            return stuck.error();
        work.submissions.push_back(std::move(*stuck));
    }
    return {};
}

Result<void> addOrders(storage::Transaction &rows, StuckWork &work)
{
    const auto devices = rows.devices();
    if (!devices)
        return devices.error();
    for (const storage::Device &device : *devices) {
        const auto open = rows.openCommands(device.id, std::numeric_limits<std::int32_t>::max());
        if (!open)
            return open.error();
        work.orders.insert(work.orders.end(), open->begin(), open->end());
    }
    std::stable_sort(work.orders.begin(), work.orders.end(),
                     [](const auto &a, const auto &b) { return a.command.at < b.command.at; });
    return {};
}

} // namespace

Result<StuckWork> stuckWork(storage::Transaction &rows)
{
    StuckWork work;
    auto counts = rows.quarantineCounts();
    if (!counts)
        return counts.error();
    work.quarantine = std::move(*counts);
    if (auto added = addSubmissions(rows, work); !added)
        return added.error();
    if (auto added = addOrders(rows, work); !added)
        return added.error();
    return work;
}

} // namespace luotsi::centre::handlers
