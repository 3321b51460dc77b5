#pragma once

#include "base/Result.h"
#include "sync/protocol/Ids.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <vector>

namespace luotsi::sync::protocol {

/// What a change does. Numbers are wire format and never reused; a number not in this list is kept and
/// forwarded as it is.
enum class ChangeKind : std::uint64_t {
    Create = 1,
    Answer = 2,
    RepeatAdd = 3,
    RepeatRemove = 4,
    Attach = 5,
    Wrap = 6,
    Handover = 7,
    Claim = 8,
    Submit = 9,
    Request = 10,
    Status = 11,
    Withdraw = 12,
    Migrate = 13,
    Note = 14,
    Erase = 15,
};

/// Order of sending when not everything fits; lower numbers go first (architecture, Sync).
enum class Urgency : std::uint8_t {
    Control = 0, ///< erase and control records
    UrgentSubmission = 1,
    Submission = 2,
    Handover = 3,
    Draft = 4,
};

/// Clocks of honest devices differ by less, in milliseconds.
inline constexpr std::int64_t ordinaryDrift = 300'000;

/// The part of a change everybody may read; authenticated together with the sealed body.
/// Shapes: `parents` are the heads of the slot its author was shown; `parents` and `attachments` are sorted,
/// without duplicates, at most maximumParents and maximumAttachments long.
struct ChangeHeader
{
    std::uint64_t version = 1;
    DraftId draft;
    SlotId slot;
    std::vector<ChangeId> parents;
    ChangeKind kind = ChangeKind::Answer;
    FormHash form;
    KeyId key;
    std::optional<ActorId> actor;
    Urgency urgency = Urgency::Draft;
    std::vector<BlobId> attachments;
    std::int64_t deviceTime = 0; ///< wall milliseconds, for display only
    /// Submit only; on the wire absent otherwise. In clear because the centre, which opens nothing, accepts
    /// one submission per (draft, round); the key desk recomputes `submission` from the opened body.
    std::uint32_t round = 0; ///< from 1
    std::optional<SubmissionId> submission;

    friend bool operator==(const ChangeHeader &, const ChangeHeader &) = default;
};

/// One immutable sealed record of a draft, as its exact wire bytes plus what was read from them.
/// Invariant: `id` is the SHA-256 of `bytes`, and `header` is what `bytes` say. Only makeChange and
/// decodeChange (ChangeCodec.h) make one. A change of an unknown kind or newer version keeps all its bytes.
/// A Wrap change is the one kind whose third part is not sealed by a draft key: it has no nonce and its
/// `ciphertext` is an encoded Wrap, which is sealed to its reader.
struct Change
{
    ChangeId id;
    ChangeHeader header;
    QByteArray nonce;      ///< 24 bytes; empty when there is no body sealed under a draft key
    QByteArray ciphertext; ///< padded body, sealed; empty only for kinds that have no body
    QByteArray bytes;      ///< deterministic CBOR (RFC 8949 section 4.2.1)
};

/// Transport of one change: place in the chain of (draft, device, epoch). Sequences start at 1 and
/// `previous` is all zero for the first.
struct Envelope
{
    DeviceId device;
    EpochId epoch;
    std::uint64_t sequence = 0;
    EnvelopeHash previous;
    DraftId draft;
    ChangeId change;

    friend bool operator==(const Envelope &, const Envelope &) = default;
};

/// What travels: an envelope with the change it carries.
struct Record
{
    Envelope envelope;
    Change change;
};

} // namespace luotsi::sync::protocol
