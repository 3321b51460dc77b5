#include "centre/storage-sql/Query.h"
#include "centre/storage-sql/SqlTransaction.h"

namespace luotsi::centre::storage_sql {

namespace {

#define DEVICE_COLUMNS "id, role, site, scope, request_key, certificate, enrolled_at, expires_at, revoked"
constexpr const char *selectDevice = "SELECT " DEVICE_COLUMNS " FROM device WHERE id = ?";
constexpr const char *selectDeviceToWrite = "SELECT " DEVICE_COLUMNS " FROM device WHERE id = ? FOR UPDATE";
constexpr const char *selectDeviceByKey = "SELECT " DEVICE_COLUMNS " FROM device WHERE request_key = ?";
constexpr const char *selectDevices = "SELECT " DEVICE_COLUMNS " FROM device ORDER BY id";
constexpr const char *upsertDevice =
    "INSERT INTO device (" DEVICE_COLUMNS
    ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
    "role = excluded.role, site = excluded.site, scope = excluded.scope, request_key = excluded.request_key, "
    "certificate = excluded.certificate, enrolled_at = excluded.enrolled_at, expires_at = "
    "excluded.expires_at, "
    "revoked = excluded.revoked";
constexpr const char *selectCode =
    "SELECT code_hash, role, site, scope, expires_at, used_by FROM enrolment_code WHERE code_hash = ?";
constexpr const char *upsertCode = "INSERT INTO enrolment_code (code_hash, role, site, scope, expires_at, "
                                   "used_by) VALUES (?, ?, ?, ?, ?, ?) "
                                   "ON CONFLICT (code_hash) DO UPDATE SET used_by = excluded.used_by";
constexpr const char *raiseCounterSql =
    "INSERT INTO counter (name, period, value) VALUES (?, ?, ?) ON CONFLICT (name, period) DO UPDATE SET "
    "value = counter.value + excluded.value RETURNING value";
constexpr const char *dropCounters = "DELETE FROM counter WHERE period < ?";
constexpr const char *selectSetting = "SELECT value FROM setting WHERE name = ?";
constexpr const char *upsertSetting =
    "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
constexpr const char *insertSetting =
    "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING";

storage::Device deviceAt(const Query &query)
{
    return {query.fixedAt<protocol::DeviceId>(0),
            query.textAt(1),
            query.textAt(2),
            query.textAt(3),
            query.bytesAt(4),
            query.bytesAt(5),
            query.numberAt(6),
            query.numberAt(7),
            query.numberAt(8) != 0};
}

Result<std::optional<storage::Device>> oneDevice(Query &query)
{
    const auto row = query.next();
    if (!row)
        return row.error();
    return *row ? std::optional(deviceAt(query)) : std::nullopt;
}

} // namespace

Result<std::optional<storage::Device>> SqlTransaction::device(const protocol::DeviceId &id)
{
    Query query(m_connection, selectDevice);
    return oneDevice(query.fixed(id));
}

Result<std::optional<storage::Device>> SqlTransaction::lockDevice(const protocol::DeviceId &id)
{
    Query query(m_connection, m_locks ? selectDeviceToWrite : selectDevice);
    return oneDevice(query.fixed(id));
}

Result<std::optional<storage::Device>> SqlTransaction::deviceByRequestKey(const QByteArray &requestKey)
{
    Query query(m_connection, selectDeviceByKey);
    return oneDevice(query.bytes(requestKey));
}

Result<void> SqlTransaction::putDevice(const storage::Device &device)
{
    return Query(m_connection, upsertDevice)
        .fixed(device.id)
        .text(device.role)
        .text(device.site)
        .text(device.scope)
        .bytes(device.requestKey)
        .bytes(device.certificatePem)
        .number(device.enrolledAt)
        .number(device.expiresAt)
        .number(device.revoked ? 1 : 0)
        .run();
}

Result<std::vector<storage::Device>> SqlTransaction::devices()
{
    Query query(m_connection, selectDevices);
    return allRows<storage::Device>(query, [](const Query &row) { return deviceAt(row); });
}

Result<std::optional<storage::EnrolmentCode>> SqlTransaction::enrolmentCode(const QByteArray &codeHash)
{
    Query query(m_connection, selectCode);
    const auto row = query.bytes(codeHash).next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<storage::EnrolmentCode>();
    return std::optional(storage::EnrolmentCode{query.bytesAt(0), query.textAt(1), query.textAt(2),
                                                query.textAt(3), query.numberAt(4), query.bytesAt(5)});
}

Result<void> SqlTransaction::putEnrolmentCode(const storage::EnrolmentCode &code)
{
    return Query(m_connection, upsertCode)
        .bytes(code.codeHash)
        .text(code.role)
        .text(code.site)
        .text(code.scope)
        .number(code.expiresAt)
        .bytes(code.usedBy)
        .run();
}

Result<std::int64_t> SqlTransaction::raiseCounter(const QByteArray &name, std::int64_t window,
                                                  std::int64_t by)
{
    Query query(m_connection, raiseCounterSql);
    const auto row = query.bytes(name).number(window).number(by).next();
    if (!row)
        return row.error();
    const std::int64_t value = query.numberAt(0);
    if (auto done = query.run(); !done)
        return done.error();
    return value;
}

Result<void> SqlTransaction::dropCountersBefore(std::int64_t window)
{
    return Query(m_connection, dropCounters).number(window).run();
}

Result<std::optional<QByteArray>> SqlTransaction::setting(const QByteArray &name)
{
    Query query(m_connection, selectSetting);
    const auto row = query.bytes(name).next();
    if (!row)
        return row.error();
    return *row ? std::optional(query.bytesAt(0)) : std::nullopt;
}

Result<void> SqlTransaction::putSetting(const QByteArray &name, const QByteArray &value)
{
    return Query(m_connection, upsertSetting).bytes(name).bytes(value).run();
}

Result<void> SqlTransaction::addSetting(const QByteArray &name, const QByteArray &value)
{
    return Query(m_connection, insertSetting).bytes(name).bytes(value).run();
}

} // namespace luotsi::centre::storage_sql
