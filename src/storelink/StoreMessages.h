#pragma once

#include "base/Result.h"
#include "ports/DraftStore.h"
#include "sync/protocol/Cbor.h"

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <optional>
#include <vector>

namespace luotsi::storelink {

// Contents of the frames between RemoteStore and StoreServer: deterministic CBOR.
// Request: [number, operation, arguments…]. Reply: [number, true, result] or [number, false, [name, detail]].
// Both ends come out of one build, so there is no version in them.

/// Numbers are what goes over the wire.
enum class Operation : std::uint8_t {
    CreateDraft = 1,
    Commit = 2,
    PutOpenChange = 3,
    PromoteOpenChanges = 4,
    Load = 5,
    Status = 6,
    FindCode = 7,
    AddCode = 8,
    MarkCodeUsed = 9,
    CountFailedTry = 10,
    TryDelay = 11,
    AddWraps = 12,
    EraseDraft = 13,
    ReadBlob = 15,
    FreeBytes = 16,
    BeginBlob = 17,
    AppendBlob = 18,
    FinishBlob = 19,
    AbandonBlob = 20,
};

namespace protocol = sync::protocol;

// Writing one value into an open item.
void put(protocol::CborWriter &out, const protocol::Change &change);
void put(protocol::CborWriter &out, const std::vector<protocol::Change> &changes);
void put(protocol::CborWriter &out, const std::vector<protocol::Wrap> &wraps);
void put(protocol::CborWriter &out, const ports::CodeEntry &code);
void put(protocol::CborWriter &out, const ports::DraftCommit &commit);
void put(protocol::CborWriter &out, const ports::NewDraft &draft);
void put(protocol::CborWriter &out, const ports::OpenChange &open);
void put(protocol::CborWriter &out, const ports::DraftRecords &records);
void put(protocol::CborWriter &out, const ports::DraftStatus &status);

// Reading it back. What is not as it should be fails the reader; its `finish` tells.
[[nodiscard]] protocol::Change takeChange(protocol::CborReader &in);
[[nodiscard]] std::vector<protocol::Change> takeChanges(protocol::CborReader &in);
[[nodiscard]] std::vector<protocol::Wrap> takeWraps(protocol::CborReader &in);
[[nodiscard]] ports::CodeEntry takeCode(protocol::CborReader &in);
[[nodiscard]] ports::DraftCommit takeCommit(protocol::CborReader &in);
[[nodiscard]] ports::NewDraft takeNewDraft(protocol::CborReader &in);
[[nodiscard]] ports::OpenChange takeOpenChange(protocol::CborReader &in);
[[nodiscard]] ports::DraftRecords takeRecords(protocol::CborReader &in);
[[nodiscard]] ports::DraftStatus takeStatus(protocol::CborReader &in);
[[nodiscard]] base::ErrorCode takeErrorCode(protocol::CborReader &in);
[[nodiscard]] std::optional<base::ErrorCode> takeReason(protocol::CborReader &in);
void put(protocol::CborWriter &out, const std::optional<base::ErrorCode> &reason);

/// Reply that carries an error, and the error of such a reply.
[[nodiscard]] QByteArray errorReply(std::uint64_t number, const base::Error &error);

} // namespace luotsi::storelink
