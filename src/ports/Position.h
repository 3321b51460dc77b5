#pragma once

#include "base/Result.h"

#include <functional>
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

/// Tells where the device stands, when the person asks for it or has been told that the form does, and never
/// before. A kiosk has none: its place is known from the profile. Threading: GUI thread; never blocks.
class Position
{
public:
    using Found = std::function<void(const base::Result<Fix> &fix)>;
    virtual ~Position() = default;
    /// Begins to look. `found` comes once, at once or later, unless `stop` or another `find` comes first.
    /// NotFound when no place could be told in time.
    virtual void find(Found found) = 0;
    virtual void stop() = 0;
};

} // namespace luotsi::ports
