#pragma once

#include "base/Result.h"

#include <optional>

namespace luotsi::ports {

/// Where a device stands: degrees of WGS 84, metres.
struct Fix
{
    double latitude = 0;
    double longitude = 0;
    std::optional<double> altitude;
    std::optional<double> accuracy;
};

/// Tells where the device stands, when the person asks for it and never before. A kiosk has none: its place
/// is known from the profile. Threading: called on the GUI thread; answers within a second or gives up.
class Position
{
public:
    virtual ~Position() = default;
    /// NotFound when no place can be told now.
    [[nodiscard]] virtual base::Result<Fix> here() = 0;
};

} // namespace luotsi::ports
