#pragma once

#include "Centre.h"
#include "Device.h"
#include "People.h"
#include "crypto/testing/LibraryRandom.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace luotsi::sim {

/// What kind of history a seed makes.
struct Weather
{
    std::size_t devices = 3;
    bool diskTrouble = true;      ///< cuts at any step of a disk, images put back, a centre restored
    bool isCrowded = false;       ///< others write at the centre, so that batches are taken in pieces
    std::int64_t clockFactor = 1; ///< how far wrong the devices' clocks go
    /// Fair weather but for one message: the N-th request, or reply, gets lost. 0: a storm.
    std::uint64_t lostRequest = 0;
    std::uint64_t lostReply = 0;

    [[nodiscard]] bool isFair() const { return lostRequest + lostReply > 0; }
};

/// One history: devices, people, a network and a centre on one virtual clock, all of it a function of the
/// seed. For a while everything goes wrong that can; then the faults stop, and every promise must come true.
class Simulation
{
public:
    Simulation(const Prototype &prototype, std::uint64_t seed, const Weather &weather, SeededBug bug);
    ~Simulation();

    /// The first broken promise; empty when all were kept.
    [[nodiscard]] QString run();
    [[nodiscard]] const Ledger &ledger() const { return m_ledger; }
    /// How many requests and replies there were: what a loop over all of them runs to.
    [[nodiscard]] std::uint64_t messages() const { return std::max(m_requests, m_replies); }
    /// What came of it without a word about times: equal for histories that differ in their clocks only.
    [[nodiscard]] QByteArray outcome();

private:
    [[nodiscard]] bool strikes(std::uint64_t percent, const char *nemesis);
    [[nodiscard]] bool settled() const;
    void send(Device &device, const handlers::Request &request, const Device::Answered &answered);
    void arrive(Device &device, const handlers::Request &request, const Device::Answered &answered);
    void replyTo(const Device::Answered &answered, const handlers::Response &response);
    void centreDied();
    void bootDeviceLater(Device &device);

    // Nemeses.
    void disturb();
    void killDevice(Device &device);
    void cutDevice(Device &device);
    void cutCentre();
    void jumpClock(Device &device);
    void putImageBack(Device &device);
    void backUpAndRestore();
    void revoke(Device &device);
    void hostileAct();
    void moveWrap(Device &device);
    void order(Device &device, protocol::CommandKind kind);
    void claim(Device &device);
    void askClaim(Device &device, Draft &draft, std::uint64_t after,
                  const std::shared_ptr<protocol::CodeClaimReply> &whole);

    [[nodiscard]] Device *anyUp();
    void calm();
    void strand();
    void askAround();

    Weather m_weather;
    SeededBug m_bug;
    Chance m_chance;       ///< of the network and the machines
    Chance m_peopleChance; ///< what people do must not depend on what the network did
    Chance m_fateChance;   ///< of the nemeses
    Chance m_diskChance;   ///< of the VFS: draws there must not shift what happens
    Chance m_libraryChance;
    const crypto::testing::LibraryRandom m_library{m_libraryChance}; ///< ids are hashes of what it sealed
    Agenda m_agenda;
    MachineClock m_clock;
    Ledger m_ledger;
    const Prototype &m_prototype;
    store::testing::SimulatedVfs m_vfs;
    Centre m_centre;
    People m_people;
    std::vector<std::unique_ptr<Device>> m_devices;
    std::vector<handlers::Request> m_wire; ///< what somebody who listens has heard
    std::uint64_t m_requests = 0;
    std::uint64_t m_replies = 0;
    bool m_quiet = false;
    bool m_everythingArrived = false; ///< then everybody asks once more
    bool m_restoredCentre = false;
    int m_era = 0; ///< counts restored centres
    std::uint64_t m_orders = 0;
};

/// The verdict at the end of a history: reads the centre, the devices and the ledger. See Verdict.cpp.
void judge(Centre &centre, People &people, std::vector<std::unique_ptr<Device>> &devices,
           const Prototype &prototype, Ledger &ledger, SeededBug bug, bool restoredCentre);

} // namespace luotsi::sim
