#include "centre/http/DeviceTurns.h"

#include <utility>

namespace luotsi::centre::http {

DeviceTurns::Turn DeviceTurns::take(const QByteArray &name)
{
    {
        const std::lock_guard lock(m_mutex);
        Device &device = m_devices[name];
        if (device.taken >= m_limit)
            return nullptr;
        ++device.taken;
    }
    return turnOf(name);
}

void DeviceTurns::take(const QByteArray &name, Begin begin)
{
    {
        const std::lock_guard lock(m_mutex);
        Device &device = m_devices[name];
        if (device.taken >= m_limit) {
            device.waiting.push_back(std::move(begin));
            return;
        }
        ++device.taken;
    }
    begin(turnOf(name));
}

DeviceTurns::Turn DeviceTurns::turnOf(const QByteArray &name)
{
    return {this, [name](DeviceTurns *turns) { turns->end(name); }};
}

void DeviceTurns::end(const QByteArray &name)
{
    Begin next;
    {
        const std::lock_guard lock(m_mutex);
        const auto device = m_devices.find(name);
        if (device->second.waiting.empty()) {
            if (--device->second.taken == 0)
                m_devices.erase(device);
            return;
        }
        next = std::move(device->second.waiting.front());
        device->second.waiting.pop_front();
    }
    next(turnOf(name));
}

} // namespace luotsi::centre::http
