#include "Simulation.h"

#include "sealing/WrapSealing.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/PushCodec.h"

namespace luotsi::sim {

namespace paths = protocol::paths;
using handlers::Method;
using handlers::Request;

void Simulation::disturb()
{
    Device *device = anyUp();
    if (device == nullptr || m_quiet)
        return;
    const std::uint64_t choice = m_fateChance.below(100);
    const bool mild = !m_weather.diskTrouble && choice >= 35;
    if (choice < 20 || mild)
        killDevice(*device);
    else if (choice < 35)
        jumpClock(*device);
    else if (choice < 45)
        hostileAct();
    else if (choice < 50)
        moveWrap(*device);
    else if (choice < 53)
        m_people.withdrawForm();
    else if (choice < 58)
        order(*device,
              m_fateChance.percent(60) ? protocol::CommandKind::Wipe : protocol::CommandKind::Rotate);
    else if (choice < 72)
        cutDevice(*device);
    else if (choice < 80)
        cutCentre();
    else if (choice < 90)
        putImageBack(*device);
    else if (choice < 94)
        revoke(*device);
    else
        backUpAndRestore();
}

void Simulation::killDevice(Device &device)
{
    ++m_ledger.events[QStringLiteral("device killed")];
    m_ledger.write(m_agenda.now(), QStringLiteral("device %1 is killed").arg(device.number()));
    device.die(PowerCut::KeepAll);
    bootDeviceLater(device);
}

/// At some step of its disk from now on everything stops, or an fsync fails.
void Simulation::cutDevice(Device &device)
{
    const bool syncs = m_fateChance.percent(20);
    ++m_ledger.events[syncs ? QStringLiteral("fsync of a device fails")
                            : QStringLiteral("power of a device cut")];
    device.disk().failFrom(syncs ? DiskFault::SyncError : DiskFault::PowerOff, 1 + m_fateChance.below(40));
    // Whenever it stops: a little later it is started again.
    m_agenda.at(30 * second + m_fateChance.within(30 * second), [this, &device] {
        if (device.isUp() && !m_quiet)
            device.die(PowerCut::LoseSome);
        device.boot();
    });
}

void Simulation::cutCentre()
{
    if (!m_centre.isUp())
        return;
    ++m_ledger.events[QStringLiteral("power of the centre cut")];
    m_centre.die(PowerCut::TearSectors);
    centreDied();
}

void Simulation::jumpClock(Device &device)
{
    ++m_ledger.events[QStringLiteral("clock jumps")];
    device.clock().error = (m_fateChance.within(2'000'000'000) - 1'000'000'000) * m_weather.clockFactor;
}

void Simulation::putImageBack(Device &device)
{
    ++m_ledger.events[QStringLiteral("image of a device put back")];
    m_agenda.at(m_fateChance.within(5 * minute), [this, &device, image = device.disk().image()] {
        if (m_quiet || m_restoredCentre)
            return;
        m_ledger.write(m_agenda.now(),
                       QStringLiteral("an image is put back on device %1").arg(device.number()));
        device.restoreImage(image);
        bootDeviceLater(device);
    });
}

/// Yesterday's backup. Only for histories in which no device has lost anything: what both have lost is lost.
void Simulation::backUpAndRestore()
{
    if (!m_centre.isUp() || m_ledger.events.contains(QStringLiteral("image of a device put back")))
        return;
    m_agenda.at(m_fateChance.within(5 * minute), [this, backup = m_centre.backup()] {
        if (m_quiet || m_ledger.events.contains(QStringLiteral("image of a device put back")))
            return;
        ++m_ledger.events[QStringLiteral("centre restored from a backup")];
        m_ledger.write(m_agenda.now(), QStringLiteral("the centre is restored from a backup"));
        m_restoredCentre = true;
        ++m_era;
        m_centre.restore(backup);
        for (auto &device : m_devices) {
            if (device->revoked)
                (void)m_centre.revoke(device->prototype().identity.device);
        }
    });
}

void Simulation::revoke(Device &device)
{
    if (!m_centre.isUp() || device.revoked || m_restoredCentre)
        return;
    ++m_ledger.events[QStringLiteral("device revoked")];
    m_ledger.write(m_agenda.now(), QStringLiteral("device %1 is revoked").arg(device.number()));
    if (!m_centre.revoke(device.prototype().identity.device))
        return;
    device.revoked = true;
    order(device, m_fateChance.percent(50) ? protocol::CommandKind::Wipe : protocol::CommandKind::Revoke);
    for (auto &[id, fact] : m_ledger.changes) {
        if (fact.device != device.number())
            continue;
        const auto stored =
            m_centre.rows([&change = id](storage::Transaction &rows) { return rows.change(change); });
        fact.revoked = stored && *stored && !(*stored)->has_value();
    }
}

void Simulation::order(Device &device, protocol::CommandKind kind)
{
    if (!m_centre.isUp())
        return;
    ++m_ledger.events[QStringLiteral("command given")];
    const QByteArray number = QByteArray::number(quint64{++m_orders}).rightJustified(16, 'c');
    const storage::DeviceCommand command{
        {*protocol::CommandId::fromBytes(number), kind, beginning + m_agenda.now()},
        device.prototype().identity.device,
        0};
    (void)m_centre.storage().write([&](storage::Transaction &rows) { return rows.addCommand(command); });
}

/// An enrolled device that means ill: what it hears it sends as its own, changed, again, or cut.
void Simulation::hostileAct()
{
    if (m_wire.empty() || !m_centre.isUp() || m_prototype.devices().size() <= m_devices.size())
        return;
    ++m_ledger.events[QStringLiteral("hostile request")];
    Request request = m_fateChance.oneOf(m_wire);
    request.clientCertificatePem = m_prototype.devices().back().identity.certificatePem;
    if (m_fateChance.percent(50) && !request.body.isEmpty()) {
        if (m_fateChance.percent(50))
            request.body.truncate(
                static_cast<qsizetype>(m_fateChance.below(static_cast<std::uint64_t>(request.body.size()))));
        else
            request.body[static_cast<qsizetype>(
                m_fateChance.below(static_cast<std::uint64_t>(request.body.size())))] ^= 0x55;
    }
    (void)m_centre.serve(request);
    if (m_centre.disk().isDown())
        centreDied();
}

/// A wrap of one draft sent as that of another: a reader must refuse it.
void Simulation::moveWrap(Device &device)
{
    std::vector<Draft *> own;
    for (const auto &draft : m_people.drafts) {
        if (draft->devices.contains(device.number()) && !draft->over)
            own.push_back(draft.get());
    }
    if (own.empty() || m_people.wraps.empty() || device.revoked)
        return;
    ++m_ledger.events[QStringLiteral("wrap moved to another draft")];
    const Draft &target = *m_fateChance.oneOf(own);
    const protocol::Wrap moved{protocol::WrapPurpose::Intake, target.id, target.keys.keyId,
                               m_prototype.identity().intakeKey().id, m_people.wraps.begin()->first};
    (void)device.store().addWraps(target.id, {moved});
    device.survived();
}

void Simulation::claim(Device &device)
{
    if (!device.isUp() || device.revoked || m_people.drafts.empty())
        return;
    Draft &draft = *m_fateChance.oneOf(m_people.drafts);
    if (draft.over || draft.devices.contains(device.number()))
        return;
    ++m_ledger.events[QStringLiteral("draft opened elsewhere")];
    askClaim(device, draft, 0, std::make_shared<protocol::CodeClaimReply>());
}

void Simulation::askClaim(Device &device, Draft &draft, std::uint64_t after,
                          const std::shared_ptr<protocol::CodeClaimReply> &whole)
{
    const auto lookup = sealing::lookupOf(draft.code);
    const QByteArray path = QByteArray(paths::codes) + '/' + lookup.toHex() + paths::claim;
    const Request request = device.request(Method::Post, path, protocol::encodeCodeClaim({lookup, after}));
    send(device, request, [this, &device, &draft, after, whole, life = device.life()](const auto &response) {
        if (!response || device.life() != life || !device.isUp() || response->contentType != paths::cborType)
            return;
        auto page = protocol::decodeCodeClaimReply(response->body);
        if (!page || (after != 0 && after != whole->next))
            return;
        auto changes = std::move(whole->changes);
        changes.insert(changes.end(), page->changes.begin(), page->changes.end());
        *whole = std::move(*page);
        whole->changes = std::move(changes);
        if (whole->more)
            askClaim(device, draft, whole->next, whole);
        else if (!whole->changes.empty())
            m_people.takeOver(device, draft, *whole);
    });
}

} // namespace luotsi::sim
