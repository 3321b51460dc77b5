#include "centre/handlers/Metrics.h"

namespace luotsi::centre::handlers {

namespace {

constexpr std::array names{
    "luotsi_requests",
    "luotsi_problems",
    "luotsi_records_stored",
    "luotsi_records_duplicate",
    "luotsi_records_quarantined",
    "luotsi_records_gap",
    "luotsi_records_fork",
    "luotsi_records_refused",
    "luotsi_submissions",
    "luotsi_submissions_completed",
    "luotsi_supplements",
    "luotsi_blob_bytes",
    "luotsi_blobs_verified",
    "luotsi_blobs_restarted",
    "luotsi_codes_claimed",
    "luotsi_codes_refused",
    "luotsi_devices_enrolled",
    "luotsi_deliveries",
    "luotsi_delivery_failures",
    "luotsi_feed_pages",
    "luotsi_feed_entries",
    "luotsi_rewraps",
    "luotsi_rewraps_refused",
};
static_assert(names.size() == static_cast<std::size_t>(Count::Last), "every count has a name");

} // namespace

void Metrics::add(Count count, std::uint64_t by)
{
    m_values[static_cast<std::size_t>(count)].fetch_add(by, std::memory_order_relaxed);
}

std::uint64_t Metrics::value(Count count) const
{
    return m_values[static_cast<std::size_t>(count)].load(std::memory_order_relaxed);
}

QByteArray Metrics::text() const
{
    QByteArray out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        out += QByteArray("# TYPE ") + names[i] + " counter\n";
        out += QByteArray(names[i]) + "_total " + QByteArray::number(quint64(m_values[i].load())) + '\n';
    }
    return out;
}

} // namespace luotsi::centre::handlers
