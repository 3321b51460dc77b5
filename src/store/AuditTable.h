#pragma once

#include "base/Clock.h"
#include "store/DeviceTable.h"
#include "store/Statement.h"
#include "sync/protocol/Control.h"

#include <utility>
#include <vector>

namespace luotsi::store {

/// The device's own record, as a chain. A line gets its place when it is first offered, as a change gets its
/// envelope, so that a chain that ends elsewhere than this device thought only has to give out places anew.
/// Lines that have arrived stay for a while: the centre may come back from a backup. All members run inside
/// Database::read or write and throw Failure.
class AuditTable
{
public:
    static constexpr std::int64_t keptAfterArrival = 1000;

    AuditTable(Database &database, const base::Clock &clock, DeviceTable &device);

    void add(const QString &event, const QByteArray &subject);
    [[nodiscard]] std::vector<protocol::AuditEntry> next();
    void arrived(std::uint64_t last);
    void replace(std::uint64_t last, const protocol::AuditHash &hash);

private:
    using Head = std::pair<std::uint64_t, protocol::AuditHash>;
    [[nodiscard]] Head head();
    void setHead(const Head &head);

    const base::Clock &m_clock;
    DeviceTable &m_device;
    Statement m_add;
    Statement m_waiting;
    Statement m_place;
    Statement m_arrived;
    Statement m_prune;
    Statement m_lost;
    Statement m_displace;
    Statement m_head;
    Statement m_setHead;
};

} // namespace luotsi::store
