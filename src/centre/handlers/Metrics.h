#pragma once

#include <QByteArray>

#include <array>
#include <atomic>
#include <cstdint>

namespace luotsi::centre::handlers {

/// What is counted. The names in Metrics.cpp are read by dashboards and do not change.
enum class Count : std::uint8_t {
    Requests,
    Problems,
    RecordsStored,
    RecordsDuplicate,
    RecordsQuarantined,
    RecordsGap,
    RecordsFork,
    RecordsRefused,
    Submissions,
    SubmissionsCompleted,
    Supplements,
    BlobBytes,
    BlobsVerified,
    BlobsRestarted,
    CodesClaimed,
    CodesRefused,
    DevicesEnrolled,
    Deliveries,
    DeliveryFailures,
    FeedPages,
    FeedEntries,
    Rewraps,
    RewrapsRefused,
    Last,
};

/// Counters since the start of the process. Threading: any thread.
class Metrics
{
public:
    void add(Count count, std::uint64_t by = 1);
    [[nodiscard]] std::uint64_t value(Count count) const;
    /// In the OpenMetrics text format, without the closing line.
    [[nodiscard]] QByteArray text() const;

private:
    std::array<std::atomic<std::uint64_t>, static_cast<std::size_t>(Count::Last)> m_values{};
};

} // namespace luotsi::centre::handlers
