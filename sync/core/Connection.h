#pragma once

#include "base/Error.h"

#include <cstdint>
#include <optional>

namespace luotsi::sync::core {

/// Whether the centre answers, as a fact for the screen. `reason` is set exactly when it does not:
/// NetworkUnreachable, CertificateRefused, CertificateExpired, CaptivePortal, ServerBusy, Revoked or
/// ProtocolTooOld. Times are wall milliseconds, for display.
struct Connection
{
    enum class State : std::uint8_t { Unknown, Online, Offline };

    State state = State::Unknown;
    std::optional<base::ErrorCode> reason;
    std::int64_t since = 0; ///< when this state began

    friend bool operator==(const Connection &, const Connection &) = default;
};

} // namespace luotsi::sync::core
