#include "centre/host/DeliveryLoop.h"

#include "base/Log.h"

#include <chrono>

namespace luotsi::centre::host {

namespace {
constexpr auto pause = std::chrono::seconds(1);
constexpr auto tidyPause = std::chrono::hours(1);
} // namespace

DeliveryLoop::DeliveryLoop(handlers::DeliverSubmissions deliveries, std::function<void()> hourly)
    : m_deliveries(deliveries), m_hourly(std::move(hourly)), m_thread([this] { run(); })
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
    auto nextTidy = std::chrono::steady_clock::now();
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        m_wake.wait_for(lock, pause, [this] { return m_kicked || m_ending; });
        m_kicked = false;
        if (m_ending)
            return;
        lock.unlock();
        if (const auto done = m_deliveries.run(); !done)
            base::logEvent("delivery-failed", {{"error", done.error().code}});
        if (std::chrono::steady_clock::now() >= nextTidy) {
            nextTidy += tidyPause;
            m_hourly();
        }
        lock.lock();
    }
}

} // namespace luotsi::centre::host
