#pragma once

#include "base/Result.h"
#include "centre/handlers/Request.h"
#include "sync/protocol/Problem.h"

#include <QByteArray>

#include <cstdint>

namespace luotsi::centre::handlers {

/// Seconds a device waits after a limit was reached.
inline constexpr std::uint32_t quotaPauseSeconds = 600;
/// Seconds a device waits when the centre is at its limit.
inline constexpr std::uint32_t busyPauseSeconds = 5;

[[nodiscard]] Response cborReply(const QByteArray &body, int status = 200);
[[nodiscard]] Response jsonReply(const QByteArray &body, int status = 200);
[[nodiscard]] Response textReply(const QByteArray &body, int status = 200);
/// problem+json with the status and Retry-After that go with it.
[[nodiscard]] Response problemReply(const sync::protocol::Problem &problem);
/// The problem an error stands for. Store errors become "busy": the device keeps its data and comes again.
[[nodiscard]] Response errorReply(const base::Error &error);
[[nodiscard]] Response errorReply(base::ErrorCode code);

} // namespace luotsi::centre::handlers
