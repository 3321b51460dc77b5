#pragma once

#include "sync/core/Event.h"
#include "sync/core/FeedReader.h"
#include "sync/protocol/Control.h"
#include "sync/protocol/Messages.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

/// What the rounds beside the queue can ask for (Upkeep). Each is answered as the other actions are.
namespace luotsi::sync::core::action {

struct ReadFeedPosition
{
    Operation operation = 0;
    QString scope;
};
struct AskFeed
{
    Operation operation = 0;
    FeedQuestion question;
};
/// Tombstones, changes and cursor: one transaction.
struct ApplyFeed
{
    Operation operation = 0;
    QString scope;
    FeedStep step;
};
/// The feed is another centre's life: its cursor goes, what was read stays and is offered again.
struct RestartFeed
{
    Operation operation = 0;
    QString scope;
};
struct AskCommands
{
    Operation operation = 0;
};
/// Answered when what it orders is durable; a command done before is done.
struct ExecuteCommand
{
    Operation operation = 0;
    protocol::Command command;
};
struct AckCommand
{
    Operation operation = 0;
    protocol::CommandId command;
};
/// The next heldPerQuestion drafts of which something is at the centre, in the order of their ids.
struct ReadHeld
{
    Operation operation = 0;
    std::optional<protocol::DraftId> after;
};
struct AskStatus
{
    Operation operation = 0;
    std::vector<protocol::DraftId> drafts;
};
struct ApplyStatus
{
    Operation operation = 0;
    protocol::DraftsStatusReply reply;
};
struct ReadAudit
{
    Operation operation = 0;
};
struct SendAudit
{
    Operation operation = 0;
    std::vector<protocol::AuditEntry> entries;
};
struct ApplyAudit
{
    Operation operation = 0;
    std::uint64_t last = 0;
};
/// The centre's chain ends elsewhere: what has not arrived goes on there.
struct ReplaceAudit
{
    Operation operation = 0;
    std::uint64_t last = 0;
    protocol::AuditHash hash;
};

} // namespace luotsi::sync::core::action
