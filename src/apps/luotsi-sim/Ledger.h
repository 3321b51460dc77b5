#pragma once

#include "sync/protocol/Change.h"
#include "sync/protocol/Receipt.h"

#include <QString>
#include <QStringList>

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace luotsi::sim {

namespace protocol = sync::protocol;

/// The fifteen of architecture.md, section 5, by their numbers there.
inline constexpr std::size_t invariantCount = 15;
[[nodiscard]] const char *invariantText(int number);

/// What was promised to whom, and what happened: the memory of a run that no crash reaches. The first broken
/// promise ends the run.
class Ledger
{
public:
    enum class Fate : std::uint8_t {
        Unknown, ///< its commit was cut: it may be there or not
        Held,    ///< durable, but its person lets nothing leave yet
        Durable, ///< durable on a device and to go to the centre
        Erased,  ///< its person took it back
        Lost,    ///< went with a disk image: nobody can send it any more
    };
    struct Fact
    {
        protocol::Change change;
        std::size_t device = 0;
        Fate fate = Fate::Durable;
        bool keptBack = false; ///< its person has not let anything leave
        bool acknowledged = false;
        bool refused = false;              ///< refused or put into quarantine, and the device was told
        bool revoked = false;              ///< first sent after its device had been revoked
        std::set<protocol::ChangeId> seen; ///< changes its author's device had
    };
    struct Attachment
    {
        QByteArray sealed;
        std::size_t device = 0;
        bool lost = false; ///< with a disk image
    };

    /// Has its person let the draft go? True also while nobody can know.
    [[nodiscard]] bool isReleased(const protocol::DraftId &draft) const;

    void write(std::int64_t time, const QString &line);
    /// Counts the check, and ends the run when it does not hold.
    void check(int invariant, bool holds, const QString &otherwise);
    [[nodiscard]] bool failed() const { return !failure.isEmpty(); }

    /// One line of a device's own record.
    struct Noted
    {
        std::size_t device = 0;
        bool durable = true; ///< else its commit was cut
        bool lost = false;   ///< with a disk image
    };
    /// A command to a device that takes its readers' keys.
    struct Order
    {
        std::size_t device = 0;
        std::vector<protocol::LookupId> codes; ///< that could be opened there when it came
        bool done = false;                     ///< executed, durably: once is enough
        bool undone = false;                   ///< an image was put back since
    };

    /// Are the attachment's bytes at the centre, all of them and the right ones?
    std::function<bool(const protocol::BlobId &)> isWhole;

    std::map<protocol::ChangeId, Fact> changes;
    std::map<protocol::BlobId, Attachment> attachments;
    std::set<protocol::DraftId> erased; ///< asked for, or told by the centre
    std::map<std::pair<protocol::DraftId, std::uint32_t>, protocol::Receipt> receipts;
    std::vector<protocol::LookupId> codes; ///< of all drafts
    std::map<QByteArray, Noted> noted;     ///< by subject
    /// Submissions that wait for ever once the faults have stopped: nobody can bring one of their
    /// attachments.
    std::set<protocol::SubmissionId> stranded;
    std::map<protocol::CommandId, Order> orders;
    std::array<std::uint64_t, invariantCount + 1> checked{};
    std::map<QString, std::uint64_t> events; ///< how often each nemesis struck
    QString failure;
    QStringList history;
};

} // namespace luotsi::sim
