#include "sync/core/Lanes.h"

#include <algorithm>

namespace luotsi::sync::core {

bool QueueCounts::has(Lane lane) const
{
    switch (lane) {
    case Lane::Records:
        return records > 0;
    case Lane::Codes:
        return codes > 0;
    case Lane::Attachments:
        return attachments > 0;
    case Lane::Receipts:
        return incompleteSubmissions > 0 && attachments == 0;
    }
    return false;
}

bool QueueCounts::empty() const
{
    return std::none_of(allLanes.begin(), allLanes.end(), [this](Lane lane) { return has(lane); });
}

std::optional<Lane> Lanes::next(const QueueCounts &counts, std::int64_t monotonic) const
{
    if (!m_connection.ready(monotonic))
        return std::nullopt;
    for (const Lane lane : allLanes) {
        if (counts.has(lane) && of(lane).ready(monotonic))
            return lane;
    }
    return std::nullopt;
}

std::optional<std::int64_t> Lanes::nextAttempt(const QueueCounts &counts) const
{
    const Backoff *wait = deciding(counts);
    if (wait == nullptr)
        return std::nullopt;
    return wait->notBefore();
}

const Backoff *Lanes::deciding(const QueueCounts &counts) const
{
    const Backoff *soonest = nullptr;
    for (const Lane lane : allLanes) {
        if (counts.has(lane) && (soonest == nullptr || of(lane).notBefore() < soonest->notBefore()))
            soonest = &of(lane);
    }
    if (soonest == nullptr || m_connection.notBefore() > soonest->notBefore())
        return soonest == nullptr ? nullptr : &m_connection;
    return soonest;
}

void Lanes::hurry(std::int64_t monotonic)
{
    m_connection.hurry(monotonic);
    for (Backoff &lane : m_lanes)
        lane.hurry(monotonic);
}

} // namespace luotsi::sync::core
