#pragma once

#include "Simulation.h"

#include <map>
#include <set>
#include <utility>
#include <vector>

namespace luotsi::sim {

/// Reads a history's end. One object per verdict.
class Verdict
{
public:
    Verdict(Centre &centre, People &people, std::vector<std::unique_ptr<Device>> &devices,
            const Prototype &prototype, Ledger &ledger, SeededBug bug)
        : m_centre(centre), m_people(people), m_devices(devices), m_prototype(prototype), m_ledger(ledger),
          m_bug(bug)
    {
    }

    void changes(bool restoredCentre);
    void drafts();
    void submissions(bool restoredCentre);
    void feeds();
    void erasures();
    void orders();
    void record();
    void wraps();
    void disks();

private:
    [[nodiscard]] bool atCentre(const protocol::ChangeId &id);
    [[nodiscard]] bool isTombstone(const protocol::DraftId &draft);
    [[nodiscard]] bool isOn(Device &device, const protocol::DraftId &draft, const protocol::ChangeId &id);
    [[nodiscard]] bool onSomeDevice(const protocol::DraftId &draft, const protocol::ChangeId &id);
    void fate(const protocol::ChangeId &id, const Ledger::Fact &fact);
    [[nodiscard]] core::DraftState merged(const std::vector<protocol::Change> &changes,
                                          const Draft &draft) const;
    void heads(const core::DraftState &state, const std::vector<protocol::Change> &changes);
    void authorship(const std::vector<protocol::Change> &changes);

    Centre &m_centre;
    People &m_people;
    std::vector<std::unique_ptr<Device>> &m_devices;
    const Prototype &m_prototype;
    Ledger &m_ledger;
    SeededBug m_bug;
    std::map<std::pair<std::size_t, protocol::DraftId>, std::set<protocol::ChangeId>> m_here;
};

} // namespace luotsi::sim
