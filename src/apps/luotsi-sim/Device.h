#pragma once

#include "Chance.h"
#include "Draft.h"
#include "Ledger.h"
#include "Prototype.h"
#include "SeededBug.h"
#include "VirtualTime.h"
#include "centre/handlers/Request.h"
#include "store/testing/SimulatedVfs.h"
#include "sync/core/Synchroniser.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>

namespace luotsi::sim {

namespace core = sync::core;
namespace handlers = centre::handlers;
using base::Result;
using store::testing::DiskFault;
using store::testing::PowerCut;
using store::testing::SimulatedDisk;

/// One device: the real synchroniser over the real encrypted store on a simulated disk. Does for both what
/// sync::client does in the product. May die at any step of its disk; answers to an earlier life find nobody.
class Device
{
public:
    /// Gives the answer, or nothing when there is none; called never, once or twice.
    using Answered = std::function<void(const std::optional<handlers::Response> &)>;
    struct Surroundings
    {
        const Prototype &prototype;
        Agenda &agenda;
        Chance &chance;
        Ledger &ledger;
        SeededBug bug;
        store::testing::SimulatedVfs &vfs;
        std::function<void(Device &, const handlers::Request &, const Answered &)> send;
    };

    Device(Surroundings surroundings, std::size_t number);

    void boot();
    void die(PowerCut cut);
    [[nodiscard]] bool isUp() const { return m_store != nullptr; }
    void feed(const core::Event &event);
    /// After every use of the store: has the disk failed under it? Then the device is gone.
    bool survived();
    void restoreImage(const SimulatedDisk::Image &image);

    [[nodiscard]] store::SqlCipherStore &store() { return *m_store; }
    [[nodiscard]] MachineClock &clock() { return m_clock; }
    [[nodiscard]] SimulatedDisk &disk() { return m_disk; }
    [[nodiscard]] std::size_t number() const { return m_number; }
    [[nodiscard]] const Prototype::Device &prototype() const { return m_prototype; }
    [[nodiscard]] std::uint64_t life() const { return m_life; }
    /// Nothing waited when it last looked, and it rests.
    [[nodiscard]] bool isIdle() const;
    /// It has to look again, and to go its rounds, before it counts as idle.
    void stir();
    [[nodiscard]] bool follows() const { return m_prototype.role != QLatin1String("kiosk"); }
    /// Why it is not idle, in words.
    [[nodiscard]] QString complaint();
    [[nodiscard]] handlers::Request request(handlers::Method method, const QByteArray &path,
                                            const QByteArray &body) const;

    bool revoked = false;
    bool restored = false;     ///< an image was put back since it last started
    bool hasForgotten = false; ///< an image was put back once: it may hold back what the centre has

private:
    [[nodiscard]] core::Instant now() const;
    /// What it has to have heard since it was stirred.
    enum Heard : unsigned { Epoch = 1, Commands = 2, Status = 4, Record = 8, Feed = 16 };

    void checkWhatSurvived();
    void checkRecord();
    void checkRest();
    void noteErased(const std::vector<protocol::DraftId> &erased);
    [[nodiscard]] std::optional<protocol::FeedEpochId>
    heard(const std::optional<protocol::FeedEpochId> &epoch);

    template<typename Good> void ask(core::Operation operation, const handlers::Request &request, Good good)
    {
        ask(operation, request, std::function<void(const QByteArray &)>(std::move(good)));
    }
    void ask(core::Operation operation, const handlers::Request &request,
             const std::function<void(const QByteArray &)> &good);
    void attachmentAnswered(core::Operation operation, const QByteArray &body);
    void noteOffset(std::uint64_t offset);
    void stored(core::Operation operation, const Result<void> &result);
    void storeFailed(core::Operation operation, base::ErrorCode error);
    void notePush(const std::vector<protocol::Record> &records, const protocol::PushReply &reply);
    void noteReceipt(const protocol::Receipt &receipt);

    void run(const core::action::ReadQueue &action);
    void run(const core::action::ReadBatch &action);
    void run(const core::action::ReadAttachment &action);
    void run(const core::action::ReadCode &action);
    void run(const core::action::ReadIncomplete &action);
    void run(const core::action::ApplyPush &action);
    void run(const core::action::ApplyReceipt &action);
    void run(const core::action::ApplyAttachmentOffset &action);
    void run(const core::action::ApplyAttachmentRefused &action);
    void run(const core::action::ApplyCodeStored &action);
    void run(const core::action::ApplyCodeRefused &action);
    void run(const core::action::ScheduleAttempt &action);
    void run(const core::action::Expire &action);
    void run(const core::action::SendPush &action);
    void run(const core::action::OpenAttachment &action);
    void run(const core::action::SendAttachmentSegment &action);
    void run(const core::action::SendCode &action);
    void run(const core::action::AskReceipt &action);
    void run(const core::action::AskTime &action);
    void run(const core::action::RenewCertificate &action);
    void run(const core::action::NoteFeedEpoch &action);
    void run(const core::action::ReadFeedPosition &action);
    void run(const core::action::AskFeed &action);
    void run(const core::action::ApplyFeed &action);
    void run(const core::action::RestartFeed &action);
    void run(const core::action::AskCommands &action);
    void run(const core::action::ExecuteCommand &action);
    void run(const core::action::AckCommand &action);
    void run(const core::action::ReadHeld &action);
    void run(const core::action::AskStatus &action);
    void run(const core::action::ApplyStatus &action);
    void run(const core::action::ReadAudit &action);
    void run(const core::action::SendAudit &action);
    void run(const core::action::ApplyAudit &action);
    void run(const core::action::ReplaceAudit &action);
    void run(const core::action::SetTimer &action);
    void run(const core::action::ReportConnection &action);

    Surroundings m_around;
    std::size_t m_number;
    const Prototype::Device &m_prototype;
    MachineClock m_clock;
    SimulatedDisk m_disk;
    std::unique_ptr<store::SqlCipherStore> m_store;
    std::unique_ptr<core::Synchroniser> m_machine;
    std::deque<core::Event> m_inbox;
    std::optional<ports::CodeUpload> m_code;
    std::uint64_t m_life = 0;
    std::uint64_t m_timer = 0;
    bool m_draining = false;
    bool m_idle = false;
    unsigned m_heard = 0;
    bool m_feedHasMore = false;
    bool m_afterFailure = false;
};

} // namespace luotsi::sim
