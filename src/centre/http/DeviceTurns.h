#pragma once

#include <QByteArray>

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace luotsi::centre::http {

/// Who has how much of something in hand. Invariants: a device has `limit` turns at most, however many
/// connections it opens and whatever it calls urgent; who waits gets the next in the order of asking. An
/// honest device sends one request after the other and never notices. Those who are nobody share one name.
/// Threading: any thread.
class DeviceTurns
{
public:
    /// Ends with its last copy, which the turns outlive.
    using Turn = std::shared_ptr<void>;
    /// Is given its turn, on the thread of whoever asks or of whoever ends one; hands it on if it has no use
    /// for it any more.
    using Begin = std::function<void(Turn)>;

    explicit DeviceTurns(std::size_t limit) : m_limit(limit) {}
    DeviceTurns(const DeviceTurns &) = delete;
    DeviceTurns &operator=(const DeviceTurns &) = delete;

    /// Null when the device has all its turns already.
    [[nodiscard]] Turn take(const QByteArray &name);
    /// Now or when one of the device's turns ends.
    void take(const QByteArray &name, Begin begin);

private:
    struct Device
    {
        std::size_t taken = 0;
        std::deque<Begin> waiting;
    };
    [[nodiscard]] Turn turnOf(const QByteArray &name);
    void end(const QByteArray &name);

    const std::size_t m_limit;
    std::mutex m_mutex;
    std::map<QByteArray, Device> m_devices; ///< those that have a turn
};

} // namespace luotsi::centre::http
