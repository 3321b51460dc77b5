#pragma once

#include "centre/handlers/Services.h"

namespace luotsi::centre::handlers {

/// Counts what a device brings in this hour. QuotaExceeded once it is more than the policy's share; the
/// device comes again, nothing is lost.
[[nodiscard]] Result<void> chargeDevice(storage::Transaction &rows, const Services &services,
                                        const storage::Device &device, std::int64_t records,
                                        std::int64_t bytes, std::int64_t now);

} // namespace luotsi::centre::handlers
