#include "centre/handlers/Replies.h"

#include "sync/protocol/Paths.h"

namespace luotsi::centre::handlers {

using base::ErrorCode;
using sync::protocol::Problem;
using sync::protocol::ProblemType;
namespace paths = sync::protocol::paths;

namespace {

bool isStoreError(ErrorCode code)
{
    return code >= ErrorCode::StoreWrongKey && code <= ErrorCode::StoreFailed;
}

} // namespace

Response cborReply(const QByteArray &body, int status)
{
    return {status, paths::cborType, body, {}};
}

Response jsonReply(const QByteArray &body, int status)
{
    return {status, paths::jsonType, body, {}};
}

Response textReply(const QByteArray &body, int status)
{
    return {status, "text/plain; charset=utf-8", body, {}};
}

Response problemReply(const Problem &problem)
{
    Response response{statusOf(problem.type), paths::problemType, encodeProblem(problem), {}};
    if (problem.retryAfterSeconds)
        response.headers.emplace_back(paths::retryAfterHeader,
                                      QByteArray::number(*problem.retryAfterSeconds));
    return response;
}

Response errorReply(const base::Error &error)
{
    Problem problem;
    problem.type = isStoreError(error.code) ? ProblemType::Busy : sync::protocol::problemOf(error.code);
    // What the store says is for the centre's own log, not for a device.
    problem.detail = isStoreError(error.code) ? QString() : error.detail;
    if (problem.type == ProblemType::Busy)
        problem.retryAfterSeconds = busyPauseSeconds;
    else if (problem.type == ProblemType::Quota || problem.type == ProblemType::TooManyTries)
        problem.retryAfterSeconds = quotaPauseSeconds;
    return problemReply(problem);
}

Response errorReply(ErrorCode code)
{
    return errorReply(base::Error{code, {}, {}});
}

} // namespace luotsi::centre::handlers
