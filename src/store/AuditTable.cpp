#include "store/AuditTable.h"

namespace luotsi::store {

namespace {

constexpr char addSql[] = "INSERT INTO audit(at, event, subject) VALUES(?1, ?2, ?3)";
constexpr char waitingSql[] =
    "SELECT row, at, event, subject, number, previous FROM audit WHERE sent = 0 ORDER BY row LIMIT ?1";
constexpr char placeSql[] = "UPDATE audit SET number = ?2, previous = ?3 WHERE row = ?1";
constexpr char arrivedSql[] = "UPDATE audit SET sent = 1 WHERE sent = 0 AND number <= ?1";
constexpr char pruneSql[] = "DELETE FROM audit WHERE sent = 1 AND row <= (SELECT max(row) FROM audit) - ?1";
constexpr char lostSql[] = "UPDATE audit SET sent = 0 WHERE sent = 1 AND number > ?1";
constexpr char displaceSql[] = "UPDATE audit SET number = NULL, previous = NULL WHERE sent = 0";
constexpr char headSql[] = "SELECT value FROM setting WHERE name = 'audit-head'";
constexpr char setHeadSql[] = "INSERT OR REPLACE INTO setting(name, value) VALUES('audit-head', ?1)";

// Half of what a push may carry: lines are small, and the limit on bytes is never met.
constexpr int entriesAtOnce = 500;

} // namespace

AuditTable::AuditTable(Database &database, const base::Clock &clock, DeviceTable &device)
    : m_clock(clock), m_device(device), m_add(database, addSql), m_waiting(database, waitingSql),
      m_place(database, placeSql), m_arrived(database, arrivedSql), m_prune(database, pruneSql),
      m_lost(database, lostSql), m_displace(database, displaceSql), m_head(database, headSql),
      m_setHead(database, setHeadSql)
{
}

void AuditTable::add(const QString &event, const QByteArray &subject)
{
    m_add.execute(m_clock.wallMilliseconds(), event.toUtf8(), subject);
}

/// Number in eight bytes, largest first, then the hash.
AuditTable::Head AuditTable::head()
{
    Query query = m_head.run();
    if (!query.next())
        return {0, {}};
    const QByteArray value = query.bytes(0);
    const auto hash = protocol::AuditHash::fromBytes(value.mid(8));
    if (!hash)
        throw Failure(base::ErrorCode::StoreCorrupt);
    std::uint64_t number = 0;
    for (int index = 0; index < 8; ++index)
        number = (number << 8) | static_cast<std::uint8_t>(value[index]);
    return {number, *hash};
}

void AuditTable::setHead(const Head &head)
{
    QByteArray value;
    for (int shift = 56; shift >= 0; shift -= 8)
        value.append(static_cast<char>((head.first >> shift) & 0xff));
    m_setHead.execute(value + head.second.toByteArray());
}

std::vector<protocol::AuditEntry> AuditTable::next()
{
    std::vector<protocol::AuditEntry> entries;
    const auto identity = m_device.identity();
    if (!identity)
        return entries;
    struct Row
    {
        std::int64_t row = 0;
        bool placed = false;
    };
    std::vector<Row> rows;
    {
        Query query = m_waiting.run(entriesAtOnce);
        while (query.next()) {
            rows.push_back({query.integer(0), !query.isNull(4)});
            protocol::AuditEntry entry;
            entry.device = identity->device;
            entry.at = query.integer(1);
            entry.event = QString::fromUtf8(query.bytes(2));
            entry.subject = query.bytes(3);
            if (rows.back().placed) {
                entry.number = static_cast<std::uint64_t>(query.integer(4));
                entry.previous = query.fixed<protocol::AuditHash>(5);
            }
            entries.push_back(std::move(entry));
        }
    }
    Head last = head();
    for (std::size_t index = 0; index < entries.size(); ++index) {
        if (rows[index].placed)
            continue;
        entries[index].number = last.first + 1;
        entries[index].previous = last.second;
        m_place.execute(rows[index].row, entries[index].number, entries[index].previous);
        last = {entries[index].number, protocol::hashOf(entries[index])};
        setHead(last);
    }
    return entries;
}

void AuditTable::arrived(std::uint64_t last)
{
    m_arrived.execute(last);
    m_prune.execute(keptAfterArrival);
}

void AuditTable::replace(std::uint64_t last, const protocol::AuditHash &hash)
{
    m_lost.execute(last);
    m_displace.execute();
    setHead({last, hash});
}

} // namespace luotsi::store
