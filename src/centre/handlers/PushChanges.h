#pragma once

#include "centre/handlers/Request.h"
#include "centre/handlers/Services.h"

#include <functional>

namespace luotsi::centre::handlers {

/// POST /v1/changes: a batch in one transaction, or in several where others would wait for it, the reply
/// after the last commit. Idempotent: the same batch again gets `duplicate` with the same receipts.
/// Threading: any thread.
class PushChanges
{
public:
    /// `submitted` is called after a commit that brought a submission: the key desk may be called.
    PushChanges(const Services &services, std::function<void()> submitted)
        : m_services(services), m_submitted(std::move(submitted))
    {
    }
    [[nodiscard]] Response handle(const Request &request, const Caller &caller) const;

private:
    class Taking;

    const Services &m_services;
    std::function<void()> m_submitted;
};

} // namespace luotsi::centre::handlers
