#pragma once

#include "sync/core/Backoff.h"

#include <array>
#include <cstdint>
#include <optional>

namespace luotsi::sync::core {

/// The queues of a device in order of sending: records before anything else, attachments after records.
/// Within records and within attachments the store gives the urgent ones first (protocol notes, Storage).
enum class Lane : std::uint8_t { Records, Codes, Attachments, Receipts };
inline constexpr std::array allLanes{Lane::Records, Lane::Codes, Lane::Attachments, Lane::Receipts};

/// How much waits in each lane.
struct QueueCounts
{
    std::uint32_t records = 0;
    std::uint32_t codes = 0;
    std::uint32_t attachments = 0;
    std::uint32_t incompleteSubmissions = 0; ///< received, not yet known to be complete

    [[nodiscard]] bool has(Lane lane) const;
    [[nodiscard]] bool empty() const;
};

/// Chooses what is sent next and until when everything rests. Two kinds of failure: of the connection
/// (nothing can be sent) and of one lane (the centre takes records but its disk has no room for attachments);
/// the second never holds up the other lanes. Invariant (architecture, invariant 13): while anything waits,
/// either a lane is ready or `nextAttempt` says when one will be. Receipts are asked for only when no
/// attachment waits. Threading: a value.
class Lanes
{
public:
    [[nodiscard]] std::optional<Lane> next(const QueueCounts &counts, std::int64_t monotonic) const;
    /// Monotonic moment of the next attempt; nothing when nothing waits.
    [[nodiscard]] std::optional<std::int64_t> nextAttempt(const QueueCounts &counts) const;

    [[nodiscard]] Backoff &connection() { return m_connection; }
    [[nodiscard]] const Backoff &connection() const { return m_connection; }
    [[nodiscard]] Backoff &of(Lane lane) { return m_lanes[static_cast<std::size_t>(lane)]; }
    [[nodiscard]] const Backoff &of(Lane lane) const { return m_lanes[static_cast<std::size_t>(lane)]; }

    /// The wait that decides `nextAttempt`: its tries and error are what the store keeps.
    [[nodiscard]] const Backoff *deciding(const QueueCounts &counts) const;
    void hurry(std::int64_t monotonic);

private:
    Backoff m_connection;
    std::array<Backoff, allLanes.size()> m_lanes;
};

} // namespace luotsi::sync::core
