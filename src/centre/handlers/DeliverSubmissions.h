#pragma once

#include "centre/handlers/Services.h"
#include "centre/ports/KeyDesk.h"

namespace luotsi::centre::handlers {

/// Hands received submissions to the key desk, oldest first. A desk that is down costs nothing but time:
/// every waiting delivery has a stored next attempt. Threading: one thread at a time.
class DeliverSubmissions
{
public:
    DeliverSubmissions(const Services &services, ports::KeyDesk &keyDesk)
        : m_services(services), m_keyDesk(keyDesk)
    {
    }
    /// Tries what is due now; says how many were delivered. Call again at least every second.
    Result<int> run();

private:
    Result<bool> deliver(storage::Submission submission);
    void postpone(storage::Submission &submission);

    const Services &m_services;
    ports::KeyDesk &m_keyDesk;
};

} // namespace luotsi::centre::handlers
