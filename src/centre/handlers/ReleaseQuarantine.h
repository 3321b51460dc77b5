#pragma once

#include "centre/handlers/Services.h"

#include <cstddef>

namespace luotsi::centre::handlers {

/// What became of the changes one device has kept apart of one draft.
struct Released
{
    std::size_t taken = 0; ///< stand in the draft now
    std::size_t kept = 0;  ///< stay apart: erasures, what only the centre may say, what cannot be read

    friend bool operator==(const Released &, const Released &) = default;
};

/// Lets into the draft what was kept apart, as if the device had been allowed: staff know who has it or had
/// it. In one transaction; a submission among it gets its receipt. What would take something away stays
/// apart: an erasure is done by name (`luotsi-admin erase`). NotFound when nothing of the device is kept
/// apart of the draft, Erased for a tombstone. Threading: any thread.
[[nodiscard]] Result<Released> releaseQuarantine(const Services &services, const protocol::DraftId &draft,
                                                 const protocol::DeviceId &device);

} // namespace luotsi::centre::handlers
