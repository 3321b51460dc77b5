#pragma once

#include "base/FixedBytes.h"

namespace luotsi::sync::protocol {

using DraftId = base::FixedBytes<struct DraftTag, 16>;   ///< random, made with the draft
using DeviceId = base::FixedBytes<struct DeviceTag, 16>; ///< given at enrolment, stands in the certificate
using EpochId = base::FixedBytes<struct EpochTag, 16>;   ///< random, new for every install and after a fork
using ChangeId = base::FixedBytes<struct ChangeTag, 32>; ///< SHA-256 of the change's bytes
using EnvelopeHash = base::FixedBytes<struct EnvelopeTag, 32>; ///< SHA-256 of the envelope's bytes
using SlotId = base::FixedBytes<struct SlotTag, 32>;     ///< answer path, hashed under the draft's slot key
using KeyId = base::FixedBytes<struct KeyTag, 16>;       ///< names a draft key or a reader's key
using FormHash = base::FixedBytes<struct FormTag, 32>;   ///< SHA-256 of the form's manifest
using BlobId = base::FixedBytes<struct BlobTag, 32>;     ///< SHA-256 of an attachment's sealed bytes
using LookupId = base::FixedBytes<struct LookupTag, 16>; ///< finds a wrap by resume code, opens nothing
using ActorId = base::FixedBytes<struct ActorTag, 16>;   ///< pseudonymous worker
using SubmissionId =
    base::FixedBytes<struct SubmissionTag, 32>;                ///< hash of (draft, round, heads, attachments)
using CommandId = base::FixedBytes<struct CommandTag, 16>;     ///< one command to a device
using AuditHash = base::FixedBytes<struct AuditTag, 32>;       ///< SHA-256 of an audit entry's bytes
using RequestId = base::FixedBytes<struct RequestTag, 16>;     ///< one request to the key desk
using RowId = base::FixedBytes<struct RowTag, 8>;              ///< one repeat row of a draft
using BlobKey = base::FixedBytes<struct BlobKeyTag, 32>;       ///< secret: opens one attachment
using FeedEpochId = base::FixedBytes<struct FeedEpochTag, 16>; ///< random, new when a centre was restored

} // namespace luotsi::sync::protocol
