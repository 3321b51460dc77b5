#pragma once

#include "sync/core/Connection.h"
#include "sync/core/Event.h"
#include "sync/core/RoundActions.h"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace luotsi::sync::core {

/// Everything the synchroniser can ask for. An action with an operation is answered by exactly one event that
/// carries it (or never, when the program dies); the others have no answer. Of several actions with an answer
/// the first is a request and the second the store's, to be done while the request travels.
namespace action {

// Reads of the store.
struct ReadQueue
{
    Operation operation = 0;
};
/// At most `limit` records, none of those on their way: what comes next once these are answered.
struct ReadBatch
{
    Operation operation = 0;
    std::size_t limit = protocol::maximumBatchRecords;
    std::vector<protocol::ChangeId> underWay = {};
};
struct ReadAttachment
{
    Operation operation = 0;
};
struct ReadCode
{
    Operation operation = 0;
};
struct ReadIncomplete
{
    Operation operation = 0;
};

// Writes of the store: each one transaction.
struct ApplyPush
{
    Operation operation = 0;
    std::vector<protocol::Record> records;
    protocol::PushReply reply;
};
struct ApplyReceipt
{
    Operation operation = 0;
    protocol::Receipt receipt;
};
struct ApplyAttachmentOffset
{
    Operation operation = 0;
    protocol::BlobId blob;
    std::uint64_t offset = 0;
};
struct ApplyAttachmentRefused
{
    Operation operation = 0;
    protocol::BlobId blob;
    base::ErrorCode reason = base::ErrorCode::Internal;
};
struct ApplyCodeStored
{
    Operation operation = 0;
    protocol::LookupId lookup;
};
struct ApplyCodeRefused
{
    Operation operation = 0;
    protocol::LookupId lookup;
    base::ErrorCode reason = base::ErrorCode::Internal;
};
/// Has no answer: a wait that could not be stored still runs in memory.
struct ScheduleAttempt
{
    std::int64_t at = 0; ///< wall milliseconds
    std::uint32_t tries = 0;
    std::optional<base::ErrorCode> lastError;
};
/// The storage the centre speaks for, as it said last.
struct NoteFeedEpoch
{
    Operation operation = 0;
    protocol::FeedEpochId epoch;
};
/// Housekeeping, without an answer; `now` is the centre's time.
struct Expire
{
    std::int64_t now = 0;
};

// Requests to the centre.
struct SendPush
{
    Operation operation = 0;
    std::vector<protocol::Record> records;
};
/// Makes the attachment known at the centre, which answers with the offset it already has.
struct OpenAttachment
{
    Operation operation = 0;
    AttachmentFacts attachment;
};
struct SendAttachmentSegment
{
    Operation operation = 0;
    AttachmentFacts attachment; ///< `offset` is where the segment begins
    std::uint32_t length = 0;
};
struct SendCode
{
    Operation operation = 0;
    protocol::LookupId lookup;
};
struct AskReceipt
{
    Operation operation = 0;
    protocol::SubmissionId submission;
};
/// The smallest request there is: proves contact and tells the centre's time.
struct AskTime
{
    Operation operation = 0;
};
struct RenewCertificate
{
    Operation operation = 0;
};

/// Wakes the synchroniser after `delay` milliseconds; replaces the timer before.
struct SetTimer
{
    std::int64_t delay = 0;
};
struct ReportConnection
{
    Connection connection;
};

} // namespace action

using Action =
    std::variant<action::ReadQueue, action::ReadBatch, action::ReadAttachment, action::ReadCode,
                 action::ReadIncomplete, action::ApplyPush, action::ApplyReceipt,
                 action::ApplyAttachmentOffset, action::ApplyAttachmentRefused, action::ApplyCodeStored,
                 action::ApplyCodeRefused, action::ScheduleAttempt, action::Expire, action::SendPush,
                 action::OpenAttachment, action::SendAttachmentSegment, action::SendCode, action::AskReceipt,
                 action::AskTime, action::RenewCertificate, action::NoteFeedEpoch, action::ReadFeedPosition,
                 action::AskFeed, action::ApplyFeed, action::RestartFeed, action::AskCommands,
                 action::ExecuteCommand, action::AckCommand, action::ReadHeld, action::AskStatus,
                 action::ApplyStatus, action::ReadAudit, action::SendAudit, action::ApplyAudit,
                 action::ReplaceAudit, action::SetTimer, action::ReportConnection>;

} // namespace luotsi::sync::core
