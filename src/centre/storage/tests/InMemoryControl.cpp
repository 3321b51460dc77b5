#include "centre/storage/tests/InMemoryTransaction.h"

#include <algorithm>

namespace luotsi::centre::storage {

Result<void> InMemoryTransaction::addCommand(const DeviceCommand &command)
{
    m_state.commands.emplace(command.command.id, command);
    return {};
}

Result<std::optional<DeviceCommand>> InMemoryTransaction::command(const protocol::CommandId &id)
{
    const auto found = m_state.commands.find(id);
    return found == m_state.commands.end() ? std::nullopt : std::optional(found->second);
}

Result<std::vector<DeviceCommand>> InMemoryTransaction::openCommands(const protocol::DeviceId &device,
                                                                     std::uint32_t limit)
{
    std::vector<DeviceCommand> open;
    for (const auto &[id, command] : m_state.commands) {
        if (command.device == device && command.ackedAt == 0)
            open.push_back(command);
    }
    std::stable_sort(open.begin(), open.end(), [](const DeviceCommand &a, const DeviceCommand &b) {
        return a.command.at < b.command.at;
    });
    if (open.size() > limit)
        open.resize(limit);
    return open;
}

Result<void> InMemoryTransaction::ackCommand(const protocol::CommandId &id, std::int64_t at)
{
    const auto found = m_state.commands.find(id);
    if (found != m_state.commands.end() && found->second.ackedAt == 0)
        found->second.ackedAt = at;
    return {};
}

Result<AuditHead> InMemoryTransaction::auditHead(const protocol::DeviceId &device)
{
    const auto &chain = m_state.audits[device];
    return chain.empty() ? AuditHead{} : chain.back().first;
}

Result<AuditHead> InMemoryTransaction::auditEntry(const protocol::DeviceId &device, std::uint64_t number)
{
    const auto &chain = m_state.audits[device];
    return number == 0 || number > chain.size() ? AuditHead{} : chain[number - 1].first;
}

Result<void> InMemoryTransaction::addAudit(const protocol::DeviceId &device, const AuditHead &place,
                                           std::int64_t, const QByteArray &bytes)
{
    auto &chain = m_state.audits[device];
    if (place.number != chain.size() + 1)
        return base::ErrorCode::Internal;
    chain.emplace_back(place, bytes);
    return {};
}

Result<std::vector<QByteArray>> InMemoryTransaction::auditOf(const protocol::DeviceId &device,
                                                             std::uint64_t after, std::uint32_t limit)
{
    std::vector<QByteArray> entries;
    for (const auto &[place, bytes] : m_state.audits[device]) {
        if (place.number > after && entries.size() < limit)
            entries.push_back(bytes);
    }
    return entries;
}

} // namespace luotsi::centre::storage
