#pragma once

#include "centre/handlers/Request.h"
#include "sync/protocol/Problem.h"

#include <cstdint>

namespace luotsi::centre::http {

/// Did the device send what it should not have sent, or not yet? Pure, as all here.
[[nodiscard]] bool isRefusal(const handlers::Response &response);
[[nodiscard]] handlers::Response problemOf(sync::protocol::ProblemType type);
/// Those who are sent away together are told different times, so that they do not come back together.
[[nodiscard]] handlers::Response busyReply(std::uint32_t refusal);

} // namespace luotsi::centre::http
