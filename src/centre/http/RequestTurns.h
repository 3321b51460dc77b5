#pragma once

#include "centre/http/DeviceTurns.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace luotsi::centre::http {

/// What requests of all devices take turns for.
struct TurnsShared
{
    DeviceTurns prompt{1}; ///< requests in the prompt lane
    DeviceTurns bulk{1};   ///< requests with a large body or in the bulk lane
};

/// The turns of one connection's request. Threading: the connection's strand.
class RequestTurns
{
public:
    using Duration = std::chrono::steady_clock::duration;

    RequestTurns(TurnsShared &shared, const boost::asio::any_io_executor &strand)
        : m_shared(shared), m_strand(strand), m_wait(strand)
    {
    }

    /// False when another request of the device has it.
    [[nodiscard]] bool takePrompt(const QByteArray &device);
    [[nodiscard]] bool hasBulk() const { return m_bulk != nullptr; }
    /// Calls `next` once, later: with true when it is the request's turn, with false when it has waited for
    /// `longest`. `owner` lives as long as this and is kept until then.
    void awaitBulk(const QByteArray &device, Duration longest, const std::shared_ptr<void> &owner,
                   std::function<void(bool)> next);
    /// For the pause the device leaves the centre to others.
    void end(Duration pause = Duration::zero());

private:
    void takeBulk(DeviceTurns::Turn turn);

    TurnsShared &m_shared;
    const boost::asio::any_io_executor m_strand;
    boost::asio::steady_timer m_wait;
    DeviceTurns::Turn m_prompt;
    DeviceTurns::Turn m_bulk;
};

} // namespace luotsi::centre::http
