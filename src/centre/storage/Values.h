#pragma once

#include "base/Error.h"
#include "sync/protocol/Change.h"
#include "sync/protocol/Control.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Push.h"
#include "sync/protocol/Wrap.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace luotsi::centre::storage {

namespace protocol = sync::protocol;

/// An enrolled device. `scope` is the team or service point whose drafts it may write; role, site and scope
/// were bound by the one-time code and never change. Times are wall milliseconds of the centre.
struct Device
{
    protocol::DeviceId id;
    QString role;
    QString site;
    QString scope;
    QByteArray requestKey;     ///< SHA-256 of the public key last certified; enrolment is idempotent by it
    QByteArray certificatePem; ///< the certificate last issued
    std::int64_t enrolledAt = 0;
    std::int64_t expiresAt = 0; ///< end of that certificate
    bool revoked = false;

    friend bool operator==(const Device &, const Device &) = default;
};

/// A one-time code; the code itself is never stored. `usedBy` is the request key that used it, empty before.
struct EnrolmentCode
{
    QByteArray codeHash; ///< SHA-256
    QString role;
    QString site;
    QString scope;
    std::int64_t expiresAt = 0;
    QByteArray usedBy;

    friend bool operator==(const EnrolmentCode &, const EnrolmentCode &) = default;
};

/// A draft the centre knows, or its tombstone: then `erasedAt` is set and nothing but this row is left.
struct Draft
{
    protocol::DraftId id;
    protocol::DeviceId createdBy;
    std::int64_t createdAt = 0;
    std::int64_t erasedAt = 0;   ///< 0: alive
    std::vector<QString> scopes; ///< sorted; who may write to it and reads it in the feed

    friend bool operator==(const Draft &, const Draft &) = default;
};

/// Names one chain of envelopes.
struct ChainName
{
    protocol::DraftId draft;
    protocol::DeviceId device;
    protocol::EpochId epoch;

    friend auto operator<=>(const ChainName &, const ChainName &) = default;
};

/// Last envelope of a chain; sequence 0 and an all-zero hash before the first.
struct ChainHead
{
    std::uint64_t sequence = 0;
    protocol::EnvelopeHash hash;

    friend bool operator==(const ChainHead &, const ChainHead &) = default;
};

/// What became of one envelope, kept for ever so that the same envelope gets the same answer again.
struct EnvelopeEntry
{
    std::uint64_t sequence = 0;
    protocol::EnvelopeHash hash;
    protocol::ChangeId change;
    protocol::PushOutcome outcome = protocol::PushOutcome::Stored;
    base::ErrorCode reason = base::ErrorCode::Internal; ///< for Refused and Quarantined

    friend bool operator==(const EnvelopeEntry &, const EnvelopeEntry &) = default;
};

/// A change as it came; `bytes` are stored opaquely whatever the kind.
struct StoredChange
{
    protocol::ChangeId id;
    protocol::DraftId draft;
    std::uint64_t kind = 0;
    protocol::DeviceId device;
    std::int64_t receivedAt = 0;
    bool afterSubmission = false; ///< arrived after a submission of the draft: shown as such
    QByteArray bytes;

    friend bool operator==(const StoredChange &, const StoredChange &) = default;
};

/// Bytes kept apart because they may not touch a draft: of a revoked device, for a foreign draft. Without
/// bytes when it was refused: it stays on its device.
struct QuarantinedChange
{
    protocol::ChangeId id;
    protocol::DraftId draft;
    protocol::DeviceId device;
    base::ErrorCode reason = base::ErrorCode::Quarantined;
    std::int64_t receivedAt = 0;
    QByteArray bytes;

    friend bool operator==(const QuarantinedChange &, const QuarantinedChange &) = default;
};

/// What one device has kept apart of one draft, for one reason.
struct QuarantineCount
{
    protocol::DraftId draft;
    protocol::DeviceId device;
    base::ErrorCode reason = base::ErrorCode::Quarantined;
    std::uint64_t changes = 0;
    std::int64_t since = 0; ///< when the first of them came

    friend bool operator==(const QuarantineCount &, const QuarantineCount &) = default;
};

/// Where the key desk's check of a submission stands. Numbers are stored.
enum class CheckState : std::uint8_t {
    Waiting = 0,   ///< not yet delivered: desk down, or no intake wrap has arrived
    Agreed = 1,    ///< the form engine comes to the same instance
    Differs = 2,   ///< accepted all the same; staff see the difference
    Unchecked = 3, ///< opened, but this centre has no definition of the form
    Unreadable = 4 ///< wrap or body does not open; staff must look
};

/// A received submission: at most one per (draft, round). `receipt` is the signed receipt as it stands.
struct Submission
{
    protocol::SubmissionId id;
    protocol::DraftId draft;
    std::uint32_t round = 1;
    protocol::ChangeId change;
    protocol::DeviceId device;
    QString reference; ///< short, unique at this centre
    std::int64_t receivedAt = 0;
    std::int64_t completedAt = 0; ///< 0: attachments missing
    QByteArray receipt;
    std::vector<protocol::BlobId> attachments;
    CheckState check = CheckState::Waiting;
    QString checkDetail; ///< paths and figures only, never an answer
    std::int64_t nextDeliveryAt = 0;
    std::uint32_t deliveryTries = 0;

    friend bool operator==(const Submission &, const Submission &) = default;
};

/// A different submission for a round that has one already: a proposal for staff, never an overwrite.
struct Supplement
{
    protocol::DraftId draft;
    std::uint32_t round = 1;
    protocol::SubmissionId proposed;
    protocol::ChangeId change;
    std::int64_t receivedAt = 0;

    friend bool operator==(const Supplement &, const Supplement &) = default;
};

/// How far an attachment has come. `verified` once all bytes are there and their hash is the id.
struct Blob
{
    protocol::BlobId id;
    protocol::DraftId draft;
    protocol::DeviceId device;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;
    bool verified = false;
    std::uint32_t failures = 0; ///< how often all bytes were there and the hash was another

    friend bool operator==(const Blob &, const Blob &) = default;
};

/// A resume code's wrap. `wrap.sealed` stands inside an outer layer under the centre's own secret.
struct ResumeCode
{
    protocol::LookupId lookup;
    protocol::Wrap wrap;
    protocol::DeviceId device;
    std::int64_t createdAt = 0;
    std::int64_t expiresAt = 0;
    std::int64_t usedAt = 0; ///< first claim; older codes of the draft are retired then

    [[nodiscard]] bool retired() const { return wrap.sealed.isEmpty(); }
};

/// One opening of a draft: where and when, and by what right. Never a name.
struct DraftAccess
{
    protocol::Access access;
    protocol::DeviceId device;

    friend bool operator==(const DraftAccess &, const DraftAccess &) = default;
};

/// A command and whether its device has acknowledged it.
struct DeviceCommand
{
    protocol::Command command;
    protocol::DeviceId device;
    std::int64_t ackedAt = 0; ///< 0: not yet

    friend bool operator==(const DeviceCommand &, const DeviceCommand &) = default;
};

/// A place in a device's audit chain; number 0 and an all-zero hash before the first.
struct AuditHead
{
    std::uint64_t number = 0;
    protocol::AuditHash hash;

    friend bool operator==(const AuditHead &, const AuditHead &) = default;
};

/// One line of a scope's feed; numbers of a scope have no gaps and follow commit order. A line is never
/// taken out: when its draft is erased it stays as a tombstone, so that every reader can count on the
/// numbers.
struct FeedEntry
{
    std::uint64_t number = 0;
    protocol::ChangeId change;                 ///< all zero in a tombstone
    std::optional<protocol::DraftId> erased{}; ///< set in a tombstone: the draft that is gone

    friend bool operator==(const FeedEntry &, const FeedEntry &) = default;
};

/// One line of a feed as a page gives it out.
struct FeedLine
{
    FeedEntry entry;
    QByteArray change; ///< the change's bytes; empty in a tombstone

    friend bool operator==(const FeedLine &, const FeedLine &) = default;
};

} // namespace luotsi::centre::storage
