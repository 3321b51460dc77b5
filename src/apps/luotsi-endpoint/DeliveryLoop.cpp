#include "DeliveryLoop.h"

#include "base/Log.h"

#include <chrono>

namespace luotsi::apps {

namespace {
constexpr auto pause = std::chrono::seconds(1);
} // namespace

DeliveryLoop::DeliveryLoop(centre::handlers::DeliverSubmissions deliveries)
    : m_deliveries(std::move(deliveries)), m_thread([this] { run(); })
{
}

DeliveryLoop::~DeliveryLoop()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void DeliveryLoop::kick()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_kicked = true;
    }
    m_wake.notify_all();
}

void DeliveryLoop::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        m_wake.wait_for(lock, pause, [this] { return m_kicked || m_ending; });
        m_kicked = false;
        if (m_ending)
            return;
        lock.unlock();
        if (const auto done = m_deliveries.run(); !done)
            base::logEvent("delivery-failed", {{"error", done.error().code}});
        lock.lock();
    }
}

} // namespace luotsi::apps
