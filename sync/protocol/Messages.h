#pragma once

#include "base/Result.h"
#include "sync/protocol/Push.h"
#include "sync/protocol/Wrap.h"

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <optional>
#include <vector>

namespace luotsi::sync::protocol {

// Control messages beside the push, all deterministic CBOR. Pure functions; any thread. Decoding is strict:
// MalformedInput, or ProtocolTooOld for a newer version.

/// Body of POST /v1/blobs: announces an attachment. Idempotent by blob.
struct BlobCreate
{
    BlobId blob;
    DraftId draft;
    std::uint64_t size = 0; ///< sealed bytes, 1 to maximumBlobBytes
    friend bool operator==(const BlobCreate &, const BlobCreate &) = default;
};

/// Where an upload stands: reply to POST, PATCH. `offset == size` and `complete` only after the hash was
/// checked.
struct BlobState
{
    BlobId blob;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    bool complete = false;
    friend bool operator==(const BlobState &, const BlobState &) = default;
};

/// Body of POST /v1/codes: a resume code's wrap, outer layer peeled. Idempotent by lookup.
struct CodeStore
{
    LookupId lookup;
    Wrap wrap;
    std::int64_t expiresAt = 0; ///< wall milliseconds
};

/// Body of POST /v1/codes/{lookup}/claim. `after` pages through the draft's changes, 0 first.
struct CodeClaim
{
    LookupId lookup;
    std::uint64_t after = 0;
    friend bool operator==(const CodeClaim &, const CodeClaim &) = default;
};

/// One opening of a draft that the centre took part in. Holds nothing of the person.
struct Access
{
    enum class By : std::uint8_t {
        Code = 1,  ///< the person's resume code, at a device
        Worker = 2 ///< a worker with a reason, through the key desk
    };
    std::int64_t at = 0; ///< wall milliseconds of the centre
    By by = By::Code;
    QString site; ///< where the device stands, as it was enrolled
    friend bool operator==(const Access &, const Access &) = default;
};

/// Newest openings a reply tells of.
inline constexpr std::size_t maximumAccesses = 100;

/// What a claim gives: the wrap and a page of the draft's changes, as their exact bytes.
struct CodeClaimReply
{
    Wrap wrap;
    FormHash form;
    std::vector<Change> changes;
    std::uint64_t next = 0;
    bool more = false;
    std::optional<Receipt> receipt; ///< newest, when the draft has been submitted
    std::vector<Access> accesses;   ///< newest first, this one included
};

/// Body of POST /v1/drafts/status and its reply: what of these drafts is safe for good or erased.
struct DraftsStatusRequest
{
    std::vector<DraftId> drafts;
};

struct DraftsStatusReply
{
    struct Stable
    {
        DraftId draft;
        std::vector<ChangeId> changes;
    };
    std::vector<Stable> stable; ///< changes that are safe at the centre for good
    std::vector<DraftId> erased;
    std::int64_t serverTime = 0;
    std::optional<FeedEpochId> feedEpoch; ///< as in PushReply
};

/// One page of GET /v1/feed. Tombstones come first in every page; a page and its cursor are applied in one
/// transaction. Invariant, also checked when read: the numbers of `entries` follow each other without a gap
/// and `next` is the last of them, so that a reader can prove that it has skipped nothing.
struct FeedPage
{
    struct Entry
    {
        std::uint64_t number = 0;     ///< per scope, gap-free in commit order
        std::optional<Change> change; ///< none: a tombstone, or a change whose draft has been erased since
    };
    FeedEpochId feedEpoch;
    std::vector<DraftId> erased; ///< drafts of the entries without a change
    std::vector<Entry> entries;
    std::uint64_t next = 0;   ///< the cursor after this page
    std::uint64_t stable = 0; ///< feed number up to which all is safe for good
    bool more = false;
    std::int64_t serverTime = 0; ///< wall milliseconds of the centre
    QByteArray timeSignature;    ///< the centre's, over timeSignedBytes(serverTime)
};

/// Most entries of one page.
inline constexpr std::size_t maximumFeedEntries = 500;

/// Largest reply a device reads.
inline constexpr std::size_t maximumReplyBytes = 4'194'304;

[[nodiscard]] QByteArray encodeBlobCreate(const BlobCreate &message);
[[nodiscard]] base::Result<BlobCreate> decodeBlobCreate(QByteArrayView bytes);
[[nodiscard]] QByteArray encodeBlobState(const BlobState &message);
[[nodiscard]] base::Result<BlobState> decodeBlobState(QByteArrayView bytes);
[[nodiscard]] QByteArray encodeCodeStore(const CodeStore &message);
[[nodiscard]] base::Result<CodeStore> decodeCodeStore(QByteArrayView bytes);
[[nodiscard]] QByteArray encodeCodeClaim(const CodeClaim &message);
[[nodiscard]] base::Result<CodeClaim> decodeCodeClaim(QByteArrayView bytes);
[[nodiscard]] QByteArray encodeCodeClaimReply(const CodeClaimReply &message);
[[nodiscard]] base::Result<CodeClaimReply> decodeCodeClaimReply(QByteArrayView bytes);
[[nodiscard]] QByteArray encodeDraftsStatusRequest(const DraftsStatusRequest &message);
[[nodiscard]] base::Result<DraftsStatusRequest> decodeDraftsStatusRequest(QByteArrayView bytes);
[[nodiscard]] QByteArray encodeDraftsStatusReply(const DraftsStatusReply &message);
[[nodiscard]] base::Result<DraftsStatusReply> decodeDraftsStatusReply(QByteArrayView bytes);
[[nodiscard]] QByteArray encodeFeedPage(const FeedPage &page);
[[nodiscard]] base::Result<FeedPage> decodeFeedPage(QByteArrayView bytes);
/// What the centre's receipt key signs to say what time it is there.
[[nodiscard]] QByteArray timeSignedBytes(std::int64_t wallMilliseconds);

} // namespace luotsi::sync::protocol
