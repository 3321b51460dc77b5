#pragma once

#include "sync/core/FeedReader.h"
#include "sync/protocol/Control.h"
#include "sync/protocol/Messages.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace luotsi::sync::core {

/// Names one action that has an answer. The answer carries it back, so that a late or doubled answer is known
/// and dropped.
using Operation = std::uint64_t;

/// What a device does beside sending (Upkeep). Without duties it only sends.
struct Duties
{
    QString scope;     ///< whose feed it follows; empty for a kiosk
    bool kept = false; ///< commands, drafts' status and its own record
};

/// Most drafts of one question after their status: their changes have to fit into one reply.
inline constexpr std::size_t heldPerQuestion = 200;

/// Answers to what the rounds beside the queue asked for (Upkeep).
namespace event {

struct FeedPositionRead
{
    Operation operation = 0;
    FeedCursor position;
};
struct FeedReplied
{
    Operation operation = 0;
    protocol::FeedPage page;
};
struct CommandsReplied
{
    Operation operation = 0;
    std::vector<protocol::Command> commands;
};
struct CommandAcked
{
    Operation operation = 0;
};
struct HeldRead
{
    Operation operation = 0;
    std::vector<protocol::DraftId> drafts;
};
struct StatusReplied
{
    Operation operation = 0;
    protocol::DraftsStatusReply reply;
};
struct AuditRead
{
    Operation operation = 0;
    std::vector<protocol::AuditEntry> entries;
};
struct AuditReplied
{
    Operation operation = 0;
    std::uint64_t last = 0;
};
/// The centre refused the entries as a gap or fork and said where its chain ends.
struct AuditPlaced
{
    Operation operation = 0;
    std::uint64_t last = 0;
    protocol::AuditHash hash;
};

} // namespace event

} // namespace luotsi::sync::core
