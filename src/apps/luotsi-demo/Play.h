#pragma once

#include "Kiosk.h"
#include "base/Result.h"

namespace luotsi::demo {

/// Plays one application from the start screen to the centre's export as scenario A1 tells it: begins on
/// Monday, loses the network, stops, comes back on Tuesday with the code, sends without a network, and finds
/// the application received once the centre is back. Writes numbered pictures, the data folders of both
/// sides, the export and report.json below the output folder. Good only when the centre holds exactly one
/// submission whose answers equal what was typed.
[[nodiscard]] base::Result<void> play(const DemoOptions &options);

} // namespace luotsi::demo
