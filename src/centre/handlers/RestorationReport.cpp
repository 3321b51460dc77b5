#include "centre/handlers/RestorationReport.h"

#include "centre/handlers/FeedEpoch.h"
#include "sync/protocol/ChangeCodec.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace luotsi::centre::handlers {

namespace {

using Known = std::set<protocol::ChangeId>;

/// Changes that were kept apart are here too, whatever becomes of them; refused ones are not.
Result<Known> keptApart(storage::Transaction &rows)
{
    const auto counts = rows.quarantineCounts();
    if (!counts)
        return counts.error();
    std::set<std::pair<protocol::DraftId, protocol::DeviceId>> places;
    for (const storage::QuarantineCount &count : *counts)
        places.emplace(count.draft, count.device);
    Known known;
    for (const auto &[draft, device] : places) {
        const auto apart = rows.quarantined(draft, device);
        if (!apart)
            return apart.error();
        for (const storage::QuarantinedChange &row : *apart) {
            if (!row.bytes.isEmpty())
                known.insert(row.id);
        }
    }
    return known;
}

/// Goes through the drafts one after the other and gathers what the report says.
class Reading
{
public:
    Reading(storage::Transaction &rows, RestorationReport &report, Known apart)
        : m_rows(rows), m_report(report), m_apart(std::move(apart))
    {
        for (std::size_t index = 0; index < report.devices.size(); ++index)
            m_places.emplace(report.devices[index].device.id, index);
    }

    Result<void> read(const protocol::DraftId &id)
    {
        const auto changes = m_rows.changesOf(id);
        if (!changes)
            return changes.error();
        Known known;
        for (const storage::StoredChange &change : *changes)
            known.insert(change.id);
        IncompleteDraft draft{id, {}, {}, 0};
        std::set<protocol::DeviceId> authors;
        for (const storage::StoredChange &stored : *changes) {
            const auto change = protocol::decodeChange(stored.bytes);
            if (!change)
                continue; // of a later protocol: what it names is for a later program to say
            count(stored, change->header, authors);
            if (auto looked = look(change->header, stored, known, draft); !looked)
                return looked.error();
        }
        if (!draft.changes.empty() || !draft.attachments.empty())
            m_report.incomplete.push_back(std::move(draft));
        return {};
    }

private:
    void count(const storage::StoredChange &stored, const protocol::ChangeHeader &header,
               std::set<protocol::DeviceId> &authors)
    {
        const auto place = m_places.find(stored.device);
        if (stored.receivedAt < m_report.restoredAt || place == m_places.end())
            return;
        BroughtBack &brought = m_report.devices[place->second];
        ++brought.changes;
        brought.madeBefore += header.deviceTime < m_report.restoredAt ? 1 : 0;
        brought.drafts += authors.insert(stored.device).second ? 1 : 0;
    }

    Result<void> look(const protocol::ChangeHeader &header, const storage::StoredChange &stored,
                      const Known &known, IncompleteDraft &draft)
    {
        const auto miss = [&](auto &list, const auto &id) {
            draft.since = draft.since == 0 ? stored.receivedAt : std::min(draft.since, stored.receivedAt);
            if (std::find(list.begin(), list.end(), id) == list.end())
                list.push_back(id);
        };
        for (const protocol::ChangeId &parent : header.parents) {
            if (!known.contains(parent) && !m_apart.contains(parent))
                miss(draft.changes, parent);
        }
        for (const protocol::BlobId &id : header.attachments) {
            const auto blob = m_rows.blob(id);
            if (!blob)
                return blob.error();
            if (!blob->has_value() || !(*blob)->verified)
                miss(draft.attachments, id);
        }
        return {};
    }

    storage::Transaction &m_rows;
    RestorationReport &m_report;
    const Known m_apart;
    std::map<protocol::DeviceId, std::size_t> m_places;
};

} // namespace

std::size_t RestorationReport::silent() const
{
    return static_cast<std::size_t>(
        std::count_if(devices.begin(), devices.end(), [](const auto &one) { return one.changes == 0; }));
}

Result<std::optional<RestorationReport>> restorationReport(storage::Transaction &rows)
{
    const auto restoredAt = feedEpochBegunAt(rows);
    if (!restoredAt)
        return restoredAt.error();
    if (!restoredAt->has_value())
        return std::optional<RestorationReport>();
    RestorationReport report{**restoredAt, {}, {}};
    auto devices = rows.devices();
    if (!devices)
        return devices.error();
    for (storage::Device &device : *devices)
        report.devices.push_back({std::move(device), 0, 0, 0});
    auto apart = keptApart(rows);
    if (!apart)
        return apart.error();
    const auto drafts = rows.drafts();
    if (!drafts)
        return drafts.error();
    Reading reading(rows, report, std::move(*apart));
    for (const protocol::DraftId &draft : *drafts) {
        if (auto read = reading.read(draft); !read)
            return read.error();
    }
    return std::optional(std::move(report));
}

} // namespace luotsi::centre::handlers
