#include "centre/http/RequestTurns.h"

#include <boost/asio/post.hpp>

#include <utility>

namespace luotsi::centre::http {

namespace asio = boost::asio;

bool RequestTurns::takePrompt(const QByteArray &device)
{
    m_prompt = m_shared.prompt.take(device);
    return m_prompt != nullptr;
}

void RequestTurns::awaitBulk(const QByteArray &device, Duration longest, const std::shared_ptr<void> &owner,
                             std::function<void(bool)> next)
{
    m_wait.expires_after(longest);
    m_wait.async_wait([this, owner, next = std::move(next)](boost::system::error_code) { next(hasBulk()); });
    // Waits without keeping the owner alive; the timer does, and goes with its sockets when the server ends.
    m_shared.bulk.take(device, [this, weak = std::weak_ptr(owner)](DeviceTurns::Turn turn) {
        if (const auto kept = weak.lock())
            asio::post(m_strand,
                       [this, kept, turn = std::move(turn)]() mutable { takeBulk(std::move(turn)); });
    });
}

void RequestTurns::takeBulk(DeviceTurns::Turn turn)
{
    // Zero when it has waited for too long and was told so.
    if (m_wait.cancel() > 0)
        m_bulk = std::move(turn);
}

void RequestTurns::end(Duration pause)
{
    if (pause > Duration::zero()) {
        const auto timer = std::make_shared<asio::steady_timer>(m_strand, pause);
        timer->async_wait([timer, prompt = m_prompt, bulk = m_bulk](boost::system::error_code) {});
    }
    m_prompt.reset();
    m_bulk.reset();
}

} // namespace luotsi::centre::http
