#pragma once

#include "base/Error.h"
#include "sync/core/Lanes.h"
#include "sync/core/RoundEvents.h"
#include "sync/protocol/Change.h"
#include "sync/protocol/Push.h"
#include "sync/protocol/Receipt.h"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace luotsi::sync::core {

/// Validity of the device's certificate, in wall milliseconds of the centre.
struct CertificateTimes
{
    std::int64_t notBefore = 0;
    std::int64_t notAfter = 0;
};

/// What the store keeps about the attempts before a restart.
struct StoredAttempt
{
    std::int64_t nextAttemptAt = 0; ///< wall milliseconds, 0: none
    std::uint32_t tries = 0;
    std::optional<base::ErrorCode> lastError;
};

/// An attachment on its way; `offset` is what the centre has acknowledged.
struct AttachmentFacts
{
    protocol::BlobId blob;
    protocol::DraftId draft;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;
};

/// Everything the synchroniser can be told.
namespace event {

/// The program has started. Comes first, once.
struct Started
{
    std::optional<CertificateTimes> certificate;
    Duties duties = {};
};
/// Something was committed to the store; says nothing about urgency and may be left out or doubled.
struct WorkAdded
{
};
/// A person has pressed send: try now.
struct Submitted
{
};
/// The wait asked for with SetTimer is over; too early and too late are harmless.
struct TimerElapsed
{
};
/// The operating system says that the network came or changed: try now.
struct NetworkChanged
{
};

struct QueueRead
{
    Operation operation = 0;
    QueueCounts counts;
    StoredAttempt stored;
};
struct BatchRead
{
    Operation operation = 0;
    std::vector<protocol::Record> records;
};
struct AttachmentRead
{
    Operation operation = 0;
    std::optional<AttachmentFacts> attachment;
};
struct CodeRead
{
    Operation operation = 0;
    std::optional<protocol::LookupId> lookup;
};
struct IncompleteRead
{
    Operation operation = 0;
    std::vector<protocol::SubmissionId> submissions;
};
/// A write to the store is durable.
struct Stored
{
    Operation operation = 0;
};
/// A read or write of the store failed, or the bytes to send could not be read (`NotFound`, `StoreCorrupt`…).
struct StoreFailed
{
    Operation operation = 0;
    base::ErrorCode error = base::ErrorCode::StoreFailed;
};

struct PushReplied
{
    Operation operation = 0;
    protocol::PushReply reply;
};
/// The centre's own offset, also when it refused ours.
struct AttachmentReplied
{
    Operation operation = 0;
    std::uint64_t offset = 0;
};
struct CodeReplied
{
    Operation operation = 0;
};
struct ReceiptReplied
{
    Operation operation = 0;
    protocol::Receipt receipt;
};
struct TimeReplied
{
    Operation operation = 0;
    std::int64_t serverTime = 0;
    std::optional<protocol::FeedEpochId> feedEpoch = {};
};
struct CertificateRenewed
{
    Operation operation = 0;
    CertificateTimes certificate;
};
/// A request had no usable answer, or a problem for an answer. `retryAfter` in milliseconds.
struct RequestFailed
{
    Operation operation = 0;
    base::ErrorCode error = base::ErrorCode::NetworkUnreachable;
    std::optional<std::int64_t> retryAfter;
};

} // namespace event

using Event =
    std::variant<event::Started, event::WorkAdded, event::Submitted, event::TimerElapsed,
                 event::NetworkChanged, event::QueueRead, event::BatchRead, event::AttachmentRead,
                 event::CodeRead, event::IncompleteRead, event::Stored, event::StoreFailed,
                 event::PushReplied, event::AttachmentReplied, event::CodeReplied, event::ReceiptReplied,
                 event::TimeReplied, event::FeedPositionRead, event::FeedReplied, event::CommandsReplied,
                 event::CommandAcked, event::HeldRead, event::StatusReplied, event::AuditRead,
                 event::AuditReplied, event::AuditPlaced, event::CertificateRenewed, event::RequestFailed>;

} // namespace luotsi::sync::core
