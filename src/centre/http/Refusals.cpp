#include "centre/http/Refusals.h"

#include "centre/handlers/Replies.h"

namespace luotsi::centre::http {

using handlers::Response;
using sync::protocol::Problem;
using sync::protocol::ProblemType;

bool isRefusal(const Response &response)
{
    return response.status == 400 || response.status == 403 || response.status == 413 ||
           response.status == 429;
}

Response problemOf(ProblemType type)
{
    Problem problem;
    problem.type = type;
    return handlers::problemReply(problem);
}

Response busyReply(std::uint32_t refusal)
{
    constexpr std::uint32_t spread = 11;
    Problem problem;
    problem.type = ProblemType::Busy;
    problem.retryAfterSeconds = handlers::busyPauseSeconds + refusal * 7 % spread;
    return handlers::problemReply(problem);
}

} // namespace luotsi::centre::http
