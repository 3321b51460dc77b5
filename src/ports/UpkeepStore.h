#pragma once

#include "base/Result.h"
#include "sync/protocol/Control.h"
#include "sync/protocol/Messages.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace luotsi::ports {

namespace protocol = luotsi::sync::protocol;

/// How far a scope's feed has been read. `complete` once its end was reached: before that what is there is a
/// part and never shown as the whole.
struct FeedPosition
{
    std::optional<protocol::FeedEpochId> epoch; ///< none: nothing has been read yet
    std::uint64_t number = 0;
    bool complete = false;

    friend bool operator==(const FeedPosition &, const FeedPosition &) = default;
};

/// One page of a feed as it is taken in: tombstones, changes in feed order, and the position behind them.
/// What came from the centre is its to keep: it waits for nothing here and may go first.
struct FeedPart
{
    QString scope;
    std::vector<protocol::DraftId> erased;
    std::vector<protocol::Change> changes; ///< those already held are no news
    FeedPosition position;
};

/// The device's side of what the centre says without being sent anything, and the device's own record. Every
/// call is one transaction, durable when it returns. No call ever removes sealed work the centre has not
/// acknowledged. Threading: as DraftStore.
class UpkeepStore
{
public:
    virtual ~UpkeepStore() = default;

    virtual base::Result<FeedPosition> feedPosition(const QString &scope) = 0;
    virtual base::Result<void> applyFeed(const FeedPart &part) = 0;
    /// The feed belongs to another life of the centre: read from the start, and everything this device holds
    /// that was not stable is offered again.
    virtual base::Result<void> restartFeed(const QString &scope) = 0;
    /// The storage the centre speaks for now. Another one than before: as restartFeed, for all that was sent.
    virtual base::Result<void> noteFeedEpoch(const protocol::FeedEpochId &epoch) = 0;

    /// Drafts of which something is at the centre, in the order of their ids.
    virtual base::Result<std::vector<protocol::DraftId>>
    heldDrafts(const std::optional<protocol::DraftId> &after, std::size_t limit) = 0;
    virtual base::Result<void> applyStatus(const protocol::DraftsStatusReply &reply) = 0;

    /// Does what the centre orders; done before is done. Revoke destroys what readers could open drafts with;
    /// Wipe also what has safely arrived. A code whose wrap is nowhere else keeps it until the centre has it.
    virtual base::Result<void> execute(const protocol::Command &command) = 0;

    /// Adds a line to the device's record. `event` is a word of the program, `subject` an id or empty:
    /// nothing of a person.
    virtual base::Result<void> record(const QString &event, const QByteArray &subject) = 0;
    /// Lines that have not arrived, with their places in the chain; empty while the device is not enrolled.
    virtual base::Result<std::vector<protocol::AuditEntry>> nextAudit() = 0;
    virtual base::Result<void> applyAudit(std::uint64_t last) = 0;
    /// The centre's chain of this device ends there: after an image was put back here, or a backup there.
    /// What has not arrived, and what it has lost, gets new places behind it.
    virtual base::Result<void> replaceAudit(std::uint64_t last, const protocol::AuditHash &hash) = 0;
};

} // namespace luotsi::ports
