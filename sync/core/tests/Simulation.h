#pragma once

#include "ModelCentre.h"
#include "ModelDisk.h"
#include "SeededRandom.h"
#include "sync/core/Synchroniser.h"

#include <QString>

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace luotsi::sync::core {

/// Two devices and a model centre on one virtual clock: loss, delay, duplication and reordering of requests
/// and replies, death of a device before and after it applied a reply, death of the centre around its commit,
/// disk images put back, clocks that jump. After a while the faults stop, and everything must come to its
/// end. A run is a function of its seed.
class Simulation
{
public:
    explicit Simulation(std::uint64_t seed, SeededBug bug = SeededBug::None);

    /// What was promised and not kept; empty when all is well.
    [[nodiscard]] QString run();
    [[nodiscard]] std::uint64_t faults() const { return m_faults; }
    /// How many pushes left before the answer to the one before was applied.
    [[nodiscard]] std::uint64_t sentAhead() const { return m_sentAhead; }

private:
    struct Device
    {
        ModelDisk disk;
        std::unique_ptr<Synchroniser> machine;
        std::uint64_t life = 0;  ///< counts starts: answers to an earlier life find nobody
        std::uint64_t timer = 0; ///< the one that counts; older ones ring for nobody
        bool draining = false;
        std::deque<Event> inbox;
        std::int64_t clockError = 0;
        std::vector<protocol::DraftId> drafts;
        std::set<protocol::DraftId> submitted;
        Operation onTheWire = 0;
        Operation inTheStore = 0;
        std::vector<protocol::Record> lastSent;
        std::vector<protocol::Record> readAhead;
        std::vector<protocol::Record> wronglyKept; ///< of ReadAheadAfterFork
    };
    using Moment = std::pair<std::int64_t, std::uint64_t>;

    void at(std::int64_t delay, std::function<void()> what);
    [[nodiscard]] bool strikes(std::uint64_t percent);

    void author(std::size_t index);
    void commitChange(Device &device, const protocol::DraftId &draft, protocol::ChangeKind kind);
    void disturb(std::size_t index);
    void boot(std::size_t index);
    void die(std::size_t index);
    void feed(std::size_t index, const Event &event);
    [[nodiscard]] Instant instantOf(const Device &device) const;

    void perform(std::size_t index, const Action &action);
    void read(std::size_t index, const Action &action);
    void askStore(std::size_t index, const Action &action, Operation operation);
    void readBatch(std::size_t index, const action::ReadBatch &action);
    void applyReply(std::size_t index, const action::ApplyPush &action);
    /// `serve` runs at the centre and gives the reply; both ways are at the mercy of the network.
    void request(std::size_t index, Operation operation, std::function<Event(bool commits)> serve);

    [[nodiscard]] QString verdict() const;
    void checkRest(const Device &device);
    void checkPush(const Device &device, const std::vector<protocol::Record> &records);
    void checkReceipt(const protocol::Receipt &receipt);
    void restoreImage(std::size_t index, const ModelDisk &image);
    [[nodiscard]] bool settled() const;
    [[nodiscard]] bool canComplete(const ModelCentre::Submission &submission) const;

    SeededRandom m_random;
    SeededBug m_bug;
    ModelCentre m_centre;
    std::vector<Device> m_devices;
    std::map<Moment, std::function<void()>> m_agenda;
    std::int64_t m_time = 0;
    std::uint64_t m_order = 0;
    std::uint64_t m_faults = 0;
    std::uint64_t m_sentAhead = 0;
    bool m_quiet = false;                   ///< the faults are over
    std::set<protocol::ChangeId> m_durable; ///< promised: committed and not lost with a disk image
    std::set<protocol::BlobId> m_durableBlobs;
    std::set<ModelCentre::Round> m_durableSubmits;
    std::set<protocol::BlobId> m_lostBlobs; ///< went with a disk image: nobody can send them any more
    QString m_failure;
};

} // namespace luotsi::sync::core
