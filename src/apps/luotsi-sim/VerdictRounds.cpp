#include "Verdict.h"

#include "sync/protocol/Control.h"

// Feeds, erasures, orders and records: what is promised beside the queue.

namespace luotsi::sim {

void Verdict::feeds()
{
    for (const auto &device : m_devices) {
        const QString &scope = device->prototype().scope;
        const auto log = m_centre.feedLog().find(scope);
        const auto position = device->store().feedPosition(scope);
        if (!device->follows() || device->revoked || !position || log == m_centre.feedLog().end())
            continue;
        m_ledger.check(7, position->complete,
                       QStringLiteral("device %1 never came to its feed's end").arg(device->number()));
        for (const auto &[number, id] : log->second) {
            const auto stored =
                m_centre.rows([&change = id](storage::Transaction &rows) { return rows.change(change); });
            // A line of an erased draft may have gone before it was read; wraps are kept as such.
            if (number > position->number || !stored || !*stored || !(*stored)->has_value() ||
                isTombstone((**stored)->draft) || m_ledger.erased.contains((**stored)->draft) ||
                (**stored)->kind == static_cast<std::uint64_t>(protocol::ChangeKind::Wrap))
                continue;
            m_ledger.check(7, isOn(*device, (**stored)->draft, id),
                           QStringLiteral("device %1 stands at %2 of its feed and never saw line %3")
                               .arg(device->number())
                               .arg(position->number)
                               .arg(number));
        }
    }
}

/// Whoever has asked since knows of it.
void Verdict::erasures()
{
    for (const auto &draft : m_people.drafts) {
        if (!isTombstone(draft->id))
            continue;
        for (const auto &device : m_devices)
            m_ledger.check(12, device->revoked || !device->store().load(draft->id).ok(),
                           QStringLiteral("device %1 still opens draft %2, which is erased")
                               .arg(device->number())
                               .arg(draft->number));
    }
}

/// What a device says it has done, it has done: a code that is safe at the centre opens nothing there.
void Verdict::orders()
{
    for (const auto &[id, order] : m_ledger.orders) {
        const auto command =
            m_centre.rows([&wanted = id](storage::Transaction &rows) { return rows.command(wanted); });
        const bool acked = command && *command && (*command)->has_value() && (**command)->ackedAt != 0;
        const Device &device = *m_devices[order.device];
        // Of what it holds back as far as it knows, the code is the only key there is.
        if (!acked || order.undone || device.revoked || device.hasForgotten)
            continue;
        for (const protocol::LookupId &lookup : order.codes) {
            const auto code = m_centre.rows([&](storage::Transaction &rows) { return rows.code(lookup); });
            const auto here = m_devices[order.device]->store().findCode(lookup);
            const bool arrived = code && *code && (*code)->has_value();
            m_ledger.check(
                12, !arrived || !here || !here->has_value(),
                QStringLiteral("device %1 keeps a key it says it has destroyed").arg(order.device));
        }
    }
}

/// Each device's record arrived whole, once, and in one chain.
void Verdict::record()
{
    std::map<QByteArray, int> arrived;
    for (const auto &device : m_devices) {
        const auto &id = device->prototype().identity.device;
        const auto rows =
            m_centre.rows([&](storage::Transaction &read) { return read.auditOf(id, 0, 10'000); });
        if (!rows || !*rows)
            continue;
        std::uint64_t last = 0;
        protocol::AuditHash hash;
        for (const QByteArray &bytes : **rows) {
            const auto entry = protocol::decodeAuditEntry(bytes);
            m_ledger.check(9, entry && entry->number == last + 1 && entry->previous == hash,
                           QStringLiteral("the record of device %1 is no chain").arg(device->number()));
            if (!entry)
                return;
            last = entry->number;
            hash = protocol::hashOf(*entry);
            ++arrived[entry->subject];
        }
    }
    for (const auto &[subject, noted] : m_ledger.noted) {
        const int times = arrived.contains(subject) ? arrived[subject] : 0;
        if (noted.durable && !noted.lost)
            m_ledger.check(2, times > 0,
                           QStringLiteral("a line of device %1's record never arrived").arg(noted.device));
    }
}

} // namespace luotsi::sim
