#include "sync/core/Backoff.h"

#include <algorithm>
#include <array>

namespace luotsi::sync::core {

namespace {

constexpr std::uint32_t doublingLimit = 9; // 1 s × 2^9 is above the bound already

std::int64_t boundOf(std::uint32_t tries)
{
    return std::min(longestBackoff, shortestBackoff << std::min(tries, doublingLimit));
}

std::uint64_t draw(base::Random &random)
{
    std::array<std::uint8_t, 8> bytes{};
    random.fill(bytes.data(), bytes.size());
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes)
        value = (value << 8) | byte;
    return value;
}

} // namespace

std::int64_t fullJitterDelay(std::uint32_t tries, base::Random &random)
{
    const auto span = static_cast<std::uint64_t>(boundOf(tries) - shortestBackoff + 1);
    return shortestBackoff + static_cast<std::int64_t>(draw(random) % span);
}

void Backoff::fail(std::int64_t monotonic, std::optional<base::ErrorCode> error,
                   std::optional<std::int64_t> retryAfter, base::Random &random)
{
    m_tries = std::min(m_tries + 1, std::uint32_t{1'000'000});
    m_lastError = error;
    m_notBefore = monotonic + fullJitterDelay(m_tries, random);
    if (!retryAfter)
        return;
    m_askedToWait = monotonic + std::clamp(*retryAfter, std::int64_t{0}, longestRetryAfter);
    m_notBefore = std::max(m_notBefore, m_askedToWait);
}

void Backoff::succeed()
{
    *this = Backoff();
}

void Backoff::hurry(std::int64_t monotonic)
{
    m_notBefore = std::min(m_notBefore, std::max(monotonic, m_askedToWait));
}

void Backoff::restore(std::int64_t monotonic, std::uint32_t tries, std::int64_t waiting,
                      std::optional<base::ErrorCode> error)
{
    const bool askedToWait = error == base::ErrorCode::ServerBusy || error == base::ErrorCode::QuotaExceeded;
    m_tries = tries;
    m_lastError = error;
    m_notBefore =
        monotonic + std::clamp(waiting, std::int64_t{0}, askedToWait ? longestRetryAfter : longestBackoff);
    m_askedToWait = askedToWait ? m_notBefore : 0;
}

} // namespace luotsi::sync::core
