#include "centre/handlers/Quota.h"

namespace luotsi::centre::handlers {

Result<void> chargeDevice(storage::Transaction &rows, const Services &services, const storage::Device &device,
                          std::int64_t records, std::int64_t bytes, std::int64_t now)
{
    const QByteArray name = device.id.toHex();
    const auto usedRecords = rows.raiseCounter("records:" + name, hourOf(now), records);
    if (!usedRecords)
        return usedRecords.error();
    const auto usedBytes = rows.raiseCounter("bytes:" + name, hourOf(now), bytes);
    if (!usedBytes)
        return usedBytes.error();
    if (*usedRecords > services.policy.recordsPerHour || *usedBytes > services.policy.recordBytesPerHour)
        return base::Error{
            base::ErrorCode::QuotaExceeded, QStringLiteral("records or bytes of this hour"), {}};
    return {};
}

} // namespace luotsi::centre::handlers
