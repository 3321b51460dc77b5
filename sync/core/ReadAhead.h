#pragma once

#include "sync/core/Event.h"
#include "sync/protocol/Push.h"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace luotsi::sync::core {

/// What the store does while a push travels: it applies the answer before, then reads the batch that follows
/// the one on its way, so that the link rests for as long as the centre thinks and no longer.
/// Invariants: one piece of work at a time; the batch it holds was read after the last hint that something
/// was committed, else it is not given out; the centre's answer waits for the work and is never dropped.
/// Knows no step and no lane: Synchroniser asks it. Threading: a value.
class ReadAhead
{
public:
    enum class Work : std::uint8_t { None, Applying, Reading };
    /// The centre's word about the push on its way.
    using Answer = std::variant<event::PushReplied, event::RequestFailed>;

    /// A first batch leaves; `more` when the queue holds others behind it. What was read ahead of another and
    /// not taken is forgotten: the queue still has it.
    void begin(bool more);
    /// The batch that was read ahead leaves, while the store applies the answer before.
    void goOn(Operation applying);

    /// Something was committed: what was read before may not be what comes next.
    void noteWork() { m_stale = true; }
    /// True when the store should read what follows now.
    [[nodiscard]] bool shouldRead() const;
    void reading(Operation operation);

    [[nodiscard]] bool answers(Work work, Operation operation) const;
    [[nodiscard]] bool busy() const { return m_work != Work::None; }
    void read(const std::vector<protocol::Record> &records);
    void applied() { m_work = Work::None; }
    /// Nothing more is read before the push on its way is answered and the queue looked at.
    void failed();

    /// Of several answers to one push the first counts.
    void hold(const Answer &answer);
    [[nodiscard]] std::optional<Answer> takeHeld();
    /// The batch to send next; empty when there is none, or none that may go.
    [[nodiscard]] std::vector<protocol::Record> take();

private:
    Work m_work = Work::None;
    Operation m_operation = 0;
    std::vector<protocol::Record> m_records;
    bool m_more = false;  ///< worth reading: something waits behind what is on its way
    bool m_stale = false; ///< something was committed since the last read began
    std::optional<Answer> m_held;
};

} // namespace luotsi::sync::core
