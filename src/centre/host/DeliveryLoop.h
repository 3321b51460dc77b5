#pragma once

#include "centre/handlers/DeliverSubmissions.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace luotsi::centre::host {

/// Calls the key desk's deliveries on a thread of its own: at once after a submission and every second for
/// what waits. Ends with the object. Threading: `kick` from any thread.
class DeliveryLoop
{
public:
    DeliveryLoop(handlers::DeliverSubmissions deliveries, std::function<void()> hourly);
    ~DeliveryLoop();
    DeliveryLoop(const DeliveryLoop &) = delete;
    DeliveryLoop &operator=(const DeliveryLoop &) = delete;

    void kick();

private:
    void run();

    handlers::DeliverSubmissions m_deliveries;
    std::function<void()> m_hourly;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_kicked = true; ///< what waited before the start is due
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace luotsi::centre::host
