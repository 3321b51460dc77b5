#pragma once

#include <QByteArray>

#include <memory>
#include <mutex>
#include <set>

namespace luotsi::centre::http {

/// Who has a prompt command under way. Invariant: a device has one turn at most, however many connections it
/// opens and whatever it calls urgent; an honest one sends one request after the other and never notices.
/// Those without a certificate share one. Threading: any thread.
class DeviceTurns
{
public:
    /// Held for as long as the command lasts; ends with its last copy, which the turns outlive.
    using Turn = std::shared_ptr<void>;

    /// Null when the device of this certificate has its turn already.
    [[nodiscard]] Turn take(const QByteArray &certificate)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_taken.insert(certificate).second)
                return nullptr;
        }
        return {this, [certificate](DeviceTurns *turns) {
                    const std::lock_guard lock(turns->m_mutex);
                    turns->m_taken.erase(certificate);
                }};
    }

private:
    std::mutex m_mutex;
    std::set<QByteArray> m_taken;
};

} // namespace luotsi::centre::http
