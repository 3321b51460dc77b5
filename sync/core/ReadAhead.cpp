#include "sync/core/ReadAhead.h"

#include <utility>

namespace luotsi::sync::core {

void ReadAhead::begin(bool more)
{
    m_records.clear();
    m_more = more;
    m_stale = false;
}

void ReadAhead::goOn(Operation applying)
{
    m_records.clear();
    m_work = Work::Applying;
    m_operation = applying;
}

bool ReadAhead::shouldRead() const
{
    if (busy() || !m_more)
        return false;
    if (!m_held)
        return m_records.empty() || m_stale;
    // With the answer in hand nothing is read twice: people who write without a pause must not hold it up.
    return m_records.empty() && std::holds_alternative<event::PushReplied>(*m_held);
}

void ReadAhead::reading(Operation operation)
{
    m_work = Work::Reading;
    m_operation = operation;
    m_stale = false;
}

bool ReadAhead::answers(Work work, Operation operation) const
{
    return m_work == work && m_operation == operation;
}

void ReadAhead::read(const std::vector<protocol::Record> &records)
{
    m_work = Work::None;
    m_records = records;
    m_more = !records.empty();
}

void ReadAhead::failed()
{
    m_work = Work::None;
    m_records.clear();
    m_more = false;
}

void ReadAhead::hold(const Answer &answer)
{
    if (!m_held)
        m_held = answer;
}

std::optional<ReadAhead::Answer> ReadAhead::takeHeld()
{
    return std::exchange(m_held, std::nullopt);
}

std::vector<protocol::Record> ReadAhead::take()
{
    if (m_stale)
        return {};
    return std::exchange(m_records, {});
}

} // namespace luotsi::sync::core
