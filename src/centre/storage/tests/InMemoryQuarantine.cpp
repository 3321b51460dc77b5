#include "centre/storage/tests/InMemoryTransaction.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace luotsi::centre::storage {

Result<void> InMemoryTransaction::addQuarantined(const QuarantinedChange &change)
{
    const bool known =
        std::any_of(m_state.quarantined.begin(), m_state.quarantined.end(),
                    [&](const auto &row) { return row.id == change.id && row.device == change.device; });
    if (!known)
        m_state.quarantined.push_back(change);
    return {};
}

Result<std::vector<QuarantinedChange>> InMemoryTransaction::quarantined(const protocol::DraftId &draft,
                                                                        const protocol::DeviceId &device)
{
    std::vector<QuarantinedChange> all;
    std::copy_if(m_state.quarantined.begin(), m_state.quarantined.end(), std::back_inserter(all),
                 [&](const auto &row) { return row.draft == draft && row.device == device; });
    return all;
}

Result<std::vector<QuarantineCount>> InMemoryTransaction::quarantineCounts()
{
    std::map<std::tuple<protocol::DraftId, protocol::DeviceId, base::ErrorCode>, QuarantineCount> counts;
    for (const QuarantinedChange &row : m_state.quarantined) {
        const auto [place, isNew] =
            counts.try_emplace({row.draft, row.device, row.reason},
                               QuarantineCount{row.draft, row.device, row.reason, 0, row.receivedAt});
        ++place->second.changes;
        place->second.since = std::min(place->second.since, row.receivedAt);
    }
    std::vector<QuarantineCount> sorted;
    for (const auto &[key, count] : counts)
        sorted.push_back(count);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto &a, const auto &b) { return a.since < b.since; });
    return sorted;
}

Result<void> InMemoryTransaction::dropQuarantined(const protocol::ChangeId &id,
                                                  const protocol::DeviceId &device)
{
    std::erase_if(m_state.quarantined, [&](const auto &row) { return row.id == id && row.device == device; });
    return {};
}

} // namespace luotsi::centre::storage
