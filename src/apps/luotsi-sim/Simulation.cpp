#include "Simulation.h"

#include "sync/protocol/Paths.h"

#include <algorithm>
#include <utility>

namespace luotsi::sim {

namespace paths = protocol::paths;

namespace {

constexpr std::int64_t stormy = 20 * minute;
constexpr std::int64_t longest = stormy + 6 * hour;
constexpr int actsOfEach = 14;
constexpr int nemesesOfEach = 3;

} // namespace

Simulation::Simulation(const Prototype &prototype, std::uint64_t seed, const Weather &weather, SeededBug bug)
    : m_weather(weather), m_bug(bug), m_chance(seed), m_peopleChance(seed ^ 0x7070U),
      m_fateChance(seed ^ 0xfa7eU), m_diskChance(seed ^ 0xd15cU), m_libraryChance(seed ^ 0x11bU),
      m_clock(m_agenda), m_prototype(prototype), m_vfs(m_clock, m_diskChance),
      m_centre(prototype, m_agenda, m_chance, m_ledger, bug, weather.isCrowded, m_vfs),
      m_people(m_peopleChance, m_agenda, m_ledger, prototype, bug)
{
    m_ledger.isWhole = [this](const protocol::BlobId &blob) {
        const auto sealed = m_ledger.attachments.find(blob);
        const auto stored = m_centre.blobs().bytes.find(blob);
        return sealed != m_ledger.attachments.end() && stored != m_centre.blobs().bytes.end() &&
               stored->second.startsWith(sealed->second.sealed);
    };
    const Device::Surroundings around{
        prototype,
        m_agenda,
        m_chance,
        m_ledger,
        bug,
        m_vfs,
        [this](Device &device, const handlers::Request &request, const Device::Answered &answered) {
            send(device, request, answered);
        }};
    for (std::size_t number = 0; number < weather.devices; ++number)
        m_devices.push_back(std::make_unique<Device>(around, number));
}

Simulation::~Simulation() = default;

QString Simulation::run()
{
    m_centre.boot();
    for (auto &device : m_devices) {
        device->boot();
        for (int act = 0; act < actsOfEach; ++act) {
            m_agenda.at(m_peopleChance.within(stormy), [this, &device] {
                if (!device->isUp())
                    return;
                m_people.act(*device);
                // The hint may get lost; the work may not.
                if (m_chance.percent(80))
                    device->feed(core::event::WorkAdded{});
            });
        }
        for (int nemesis = 0; nemesis < nemesesOfEach && !m_weather.isFair(); ++nemesis)
            m_agenda.at(m_fateChance.within(stormy), [this] { disturb(); });
        if (m_weather.diskTrouble)
            m_agenda.at(m_fateChance.within(stormy), [this, &device] { claim(*device); });
    }
    m_agenda.at(stormy, [this] { calm(); });
    while (!m_agenda.empty() && !m_ledger.failed() && m_agenda.now() < longest) {
        m_agenda.step();
        if (!m_quiet || !settled())
            continue;
        // What one of them brought last, the others have not asked for yet.
        if (std::exchange(m_everythingArrived, true))
            break;
        askAround();
    }
    if (!m_ledger.failed()) {
        for (const auto &device : m_devices)
            m_ledger.check(2, device->isIdle(), device->complaint());
    }
    if (!m_ledger.failed())
        judge(m_centre, m_people, m_devices, m_prototype, m_ledger, m_bug, m_restoredCentre);
    return m_ledger.failure;
}

/// The faults stop. Nobody does anything any more: what is not where it belongs has to get there by itself.
void Simulation::calm()
{
    m_quiet = true;
    m_ledger.write(m_agenda.now(), QStringLiteral("the faults stop"));
    m_centre.callOff();
    if (!m_centre.isUp())
        m_centre.boot();
    strand();
    for (auto &device : m_devices) {
        device->disk().heal();
        device->boot();
    }
    askAround();
}

/// An attachment that went with a disk's image is nowhere, a device whose image was put back may hold it back
/// again, and a revoked device's is not taken any more.
void Simulation::strand()
{
    const auto isGone = [this](const protocol::BlobId &blob) {
        const auto attachment = m_ledger.attachments.find(blob);
        if (attachment == m_ledger.attachments.end() || attachment->second.lost)
            return true;
        const Device &device = *m_devices[attachment->second.device];
        return device.revoked || device.hasForgotten;
    };
    for (const auto &[id, fact] : m_ledger.changes) {
        const protocol::ChangeHeader &header = fact.change.header;
        if (header.submission && std::any_of(header.attachments.begin(), header.attachments.end(), isGone))
            m_ledger.stranded.insert(*header.submission);
    }
}

void Simulation::askAround()
{
    for (auto &device : m_devices) {
        device->stir();
        device->feed(core::event::NetworkChanged{});
    }
}

bool Simulation::settled() const
{
    return std::all_of(m_devices.begin(), m_devices.end(),
                       [](const auto &device) { return device->isIdle(); });
}

bool Simulation::strikes(std::uint64_t percent, const char *nemesis)
{
    if (m_quiet || m_weather.isFair() || !m_chance.percent(percent))
        return false;
    ++m_ledger.events[QLatin1String(nemesis)];
    return true;
}

// The network.

void Simulation::send(Device &device, const handlers::Request &request, const Device::Answered &answered)
{
    const bool lost = ++m_requests == m_weather.lostRequest || strikes(10, "request lost");
    if (!lost)
        m_agenda.at(1 + m_chance.within(300),
                    [this, &device, request, answered] { arrive(device, request, answered); });
    // Or comes twice, the second time long after others.
    if (strikes(12, "request doubled"))
        m_agenda.at(m_chance.within(minute),
                    [this, &device, request, answered] { arrive(device, request, answered); });
}

void Simulation::arrive(Device &device, const handlers::Request &request, const Device::Answered &answered)
{
    if (!m_centre.isUp())
        return;
    if (m_bug == SeededBug::SequenceAtAllocation && request.path == paths::changes && !m_quiet) {
        // Numbers first, the commit when it pleases: what a sequence of the database does.
        const RequestFacts facts = m_centre.allocate(request, device.prototype().scope);
        m_agenda.at(m_chance.within(4 * second), [this, request, facts, answered] {
            if (auto response = m_centre.serve(request, facts))
                replyTo(answered, *response);
        });
        return;
    }
    if (m_weather.diskTrouble && strikes(3, "centre cut during a request"))
        m_centre.planCut(1 + m_chance.below(30));
    const auto response = m_centre.serve(request);
    if (m_centre.disk().isDown())
        centreDied();
    else
        m_centre.callOff();
    if (!response)
        return;
    if (m_wire.size() < 200)
        m_wire.push_back(request);
    if (strikes(2, "centre killed between commit and reply")) {
        m_centre.die(PowerCut::KeepAll);
        centreDied();
        return;
    }
    replyTo(answered, *response);
}

void Simulation::replyTo(const Device::Answered &answered, const handlers::Response &response)
{
    if (++m_replies == m_weather.lostReply || strikes(8, "reply lost"))
        return;
    if (strikes(3, "reply cut")) {
        m_agenda.at(1 + m_chance.within(300), [answered] { answered(std::nullopt); });
        return;
    }
    const std::int64_t slow = strikes(4, "slow commit") ? m_chance.within(40 * second) : 0;
    // Connections end with the centre that was replaced by its backup.
    const auto deliver = [this, answered, response, era = m_era] {
        if (m_era == era)
            answered(response);
    };
    m_agenda.at(1 + m_chance.within(300) + slow, deliver);
    if (strikes(8, "reply doubled"))
        m_agenda.at(m_chance.within(minute), deliver);
}

void Simulation::centreDied()
{
    if (m_centre.isUp()) {
        const PowerCut cuts[] = {PowerCut::LoseAll, PowerCut::LoseSome, PowerCut::TearSectors};
        m_centre.die(cuts[m_chance.below(3)]);
    }
    m_ledger.write(m_agenda.now(), QStringLiteral("the centre is down"));
    m_agenda.at(second + m_chance.within(20 * second), [this] {
        if (!m_centre.isUp())
            m_centre.boot();
    });
}

void Simulation::bootDeviceLater(Device &device)
{
    m_agenda.at(second + m_fateChance.within(30 * second), [&device] { device.boot(); });
}

Device *Simulation::anyUp()
{
    Device &device = *m_fateChance.oneOf(m_devices);
    return device.isUp() ? &device : nullptr;
}

} // namespace luotsi::sim
