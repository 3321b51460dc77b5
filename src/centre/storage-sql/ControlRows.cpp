#include "centre/storage-sql/Query.h"
#include "centre/storage-sql/SqlTransaction.h"

namespace luotsi::centre::storage_sql {

namespace {

#define COMMAND_COLUMNS "id, device, kind, made_at, acked_at"
constexpr const char *insertCommand =
    "INSERT INTO command (" COMMAND_COLUMNS ") VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING";
constexpr const char *selectCommand = "SELECT " COMMAND_COLUMNS " FROM command WHERE id = ?";
constexpr const char *selectOpenCommands =
    "SELECT " COMMAND_COLUMNS " FROM command WHERE device = ? AND acked_at = 0 ORDER BY made_at, id LIMIT ?";
constexpr const char *ackCommandSql = "UPDATE command SET acked_at = ? WHERE id = ? AND acked_at = 0";
constexpr const char *selectLastAudit =
    "SELECT number, hash FROM audit WHERE device = ? ORDER BY number DESC LIMIT 1";
constexpr const char *selectAudit = "SELECT number, hash FROM audit WHERE device = ? AND number = ?";
constexpr const char *insertAudit =
    "INSERT INTO audit (device, number, hash, received_at, bytes) VALUES (?, ?, ?, ?, ?)";
constexpr const char *selectAuditBytes =
    "SELECT bytes FROM audit WHERE device = ? AND number > ? ORDER BY number LIMIT ?";

storage::DeviceCommand commandAt(const Query &query)
{
    return {{query.fixedAt<protocol::CommandId>(0), static_cast<protocol::CommandKind>(query.numberAt(2)),
             query.numberAt(3)},
            query.fixedAt<protocol::DeviceId>(1),
            query.numberAt(4)};
}

Result<storage::AuditHead> headOf(Query &query)
{
    const auto row = query.next();
    if (!row)
        return row.error();
    if (!*row)
        return storage::AuditHead{};
    return storage::AuditHead{static_cast<std::uint64_t>(query.numberAt(0)),
                              query.fixedAt<protocol::AuditHash>(1)};
}

} // namespace

Result<void> SqlTransaction::addCommand(const storage::DeviceCommand &command)
{
    return Query(m_connection, insertCommand)
        .fixed(command.command.id)
        .fixed(command.device)
        .number(static_cast<std::int64_t>(command.command.kind))
        .number(command.command.at)
        .number(command.ackedAt)
        .run();
}

Result<std::optional<storage::DeviceCommand>> SqlTransaction::command(const protocol::CommandId &id)
{
    Query query(m_connection, selectCommand);
    const auto row = query.fixed(id).next();
    if (!row)
        return row.error();
    return *row ? std::optional(commandAt(query)) : std::nullopt;
}

Result<std::vector<storage::DeviceCommand>> SqlTransaction::openCommands(const protocol::DeviceId &device,
                                                                         std::uint32_t limit)
{
    Query query(m_connection, selectOpenCommands);
    query.fixed(device).number(limit);
    return allRows<storage::DeviceCommand>(query, [](const Query &row) { return commandAt(row); });
}

Result<void> SqlTransaction::ackCommand(const protocol::CommandId &id, std::int64_t at)
{
    return Query(m_connection, ackCommandSql).number(at).fixed(id).run();
}

Result<storage::AuditHead> SqlTransaction::auditHead(const protocol::DeviceId &device)
{
    Query query(m_connection, selectLastAudit);
    return headOf(query.fixed(device));
}

Result<storage::AuditHead> SqlTransaction::auditEntry(const protocol::DeviceId &device, std::uint64_t number)
{
    Query query(m_connection, selectAudit);
    return headOf(query.fixed(device).number(static_cast<std::int64_t>(number)));
}

Result<void> SqlTransaction::addAudit(const protocol::DeviceId &device, const storage::AuditHead &place,
                                      std::int64_t receivedAt, const QByteArray &bytes)
{
    return Query(m_connection, insertAudit)
        .fixed(device)
        .number(static_cast<std::int64_t>(place.number))
        .fixed(place.hash)
        .number(receivedAt)
        .bytes(bytes)
        .run();
}

Result<std::vector<QByteArray>> SqlTransaction::auditOf(const protocol::DeviceId &device, std::uint64_t after,
                                                        std::uint32_t limit)
{
    Query query(m_connection, selectAuditBytes);
    query.fixed(device).number(static_cast<std::int64_t>(after)).number(limit);
    return allRows<QByteArray>(query, [](const Query &row) { return row.bytesAt(0); });
}

} // namespace luotsi::centre::storage_sql
