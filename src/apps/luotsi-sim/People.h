#pragma once

#include "Device.h"
#include "Draft.h"
#include "sync/core/Merge.h"
#include "sync/protocol/Messages.h"

#include <memory>
#include <vector>

namespace luotsi::sim {

/// Text every answer, path and name of a run holds: what must never be found on a disk.
inline constexpr char canary[] = "kanarialintu";

/// Opens what its keys open, as every reader does; the merge of a run is always made with it.
[[nodiscard]] std::optional<protocol::Body> openedBy(const sealing::DraftKeys &keys,
                                                     const protocol::Change &change);

/// The people at the devices: they begin drafts, answer, add and remove rows, attach, send, take back, and go
/// on elsewhere with their code. Everything goes through the real store as the use cases do it, sealed by the
/// real keys; parents are the heads the person was shown. What was promised to them stands in the ledger.
class People
{
public:
    People(Chance &chance, Agenda &agenda, Ledger &ledger, const Prototype &prototype, SeededBug bug)
        : m_chance(chance), m_agenda(agenda), m_ledger(ledger), m_prototype(prototype), m_bug(bug)
    {
    }

    /// One thing somebody does at a device that is up.
    void act(Device &device);
    void note(Device &device);
    void begin(Device &device);
    /// One more answer: also what makes a restored centre notice what it misses.
    void answer(Device &device, Draft &draft);
    /// The first page of a claim's reply, already checked, is taken over as the product does it.
    void takeOver(Device &device, Draft &draft, const protocol::CodeClaimReply &reply);
    void withdrawForm() { m_form = m_chance.make<protocol::FormHash>(); }

    std::vector<std::unique_ptr<Draft>> drafts;
    std::map<QByteArray, protocol::DraftId> wraps; ///< sealed bytes of intake wraps, and what they are for

private:
    [[nodiscard]] std::optional<core::DraftState> shown(Device &device, const Draft &draft);
    [[nodiscard]] protocol::ChangeHeader header(Device &device, const Draft &draft, const QString &path,
                                                const core::DraftState &state);
    [[nodiscard]] protocol::Change seal(const protocol::ChangeHeader &header, const protocol::Body &body,
                                        const Draft &draft);
    bool commit(Device &device, Draft &draft, const protocol::Change &change, bool submits = false);
    void promise(const Device &device, const protocol::Change &change, bool done);
    void type(Device &device, Draft &draft);
    void addRow(Device &device, Draft &draft);
    void removeRow(Device &device, Draft &draft);
    void attach(Device &device, Draft &draft);
    void poison(Device &device, Draft &draft);
    void send(Device &device, Draft &draft);
    void takeBack(Device &device, Draft &draft);

    Chance &m_chance;
    Agenda &m_agenda;
    Ledger &m_ledger;
    const Prototype &m_prototype;
    SeededBug m_bug;
    protocol::FormHash m_form{std::array<std::uint8_t, 32>{1}};
    std::set<protocol::ChangeId> m_seen; ///< what the device had when a person was last shown a draft
    bool m_keptBack = false;             ///< and whether that device lets nothing of it leave
    std::uint64_t m_notes = 0;
    int m_answers = 0;
};

} // namespace luotsi::sim
