#pragma once

#include "base/Result.h"
#include "sync/protocol/Change.h"
#include "sync/protocol/Receipt.h"
#include "sync/protocol/Wrap.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <vector>

namespace luotsi::ports {

namespace protocol = sync::protocol;

/// May unsent changes of a draft leave this device? The person's own choice before the first question.
enum class CentreCopy : std::uint8_t {
    WhenSent = 0, ///< nothing leaves before the person sends
    AsWritten = 1 ///< sealed changes are pushed as they are made, so that the code works elsewhere too
};

/// What must become durable together or not at all: exactly one transaction, exactly one commit.
struct DraftCommit
{
    protocol::DraftId draft;
    std::vector<protocol::Change> changes;     ///< in order; the store makes their envelopes
    std::vector<protocol::SlotId> closedSlots; ///< open changes these changes replace
    std::vector<protocol::BlobId> blobs;       ///< attachments these changes refer to; already written
    bool submits = false;                      ///< the last change is a submit: releases what was held back
};

/// A person's way back to a draft. `sealedWrap` is the wrap's sealed bytes inside an outer layer under the
/// device's vault key; the store never sees the resume code.
struct CodeEntry
{
    protocol::LookupId lookup;
    protocol::DraftId draft;
    protocol::KeyId key;
    protocol::KeyId reader;
    QByteArray sealedWrap;
    std::int64_t createdAt = 0; ///< wall milliseconds
    bool used = false;          ///< set when it was first opened; a rotated code retires its predecessor then
};

struct NewDraft
{
    DraftCommit first; ///< holds the Create change
    protocol::FormHash form;
    CentreCopy copy = CentreCopy::WhenSent;
    CodeEntry code;
    std::vector<protocol::Wrap>
        wraps; ///< intake wrap when the person allows staff help; also sent to the centre
};

/// The answer being typed, sealed: replaced in place, never sent, promoted to a change when the page is left
/// or at the next start. `change` is a complete change, so that promoting needs no key.
struct OpenChange
{
    protocol::DraftId draft;
    protocol::SlotId slot;
    protocol::Change change;
};

/// Everything the device has of a draft; merge is the reader's work. Wraps travel to the centre as changes of
/// their own kind, which the store makes from `NewDraft::wraps` and `addWraps`; they are given back as
/// `wraps`. `changes` is empty once a sent draft is safe at the centre and its copy here has gone.
struct DraftRecords
{
    protocol::FormHash form;
    std::vector<protocol::Change> changes; ///< in the order they were stored, without those of kind Wrap
    std::vector<protocol::Wrap> wraps;
    CentreCopy copy = CentreCopy::WhenSent; ///< as the person chose
};

/// One attachment of a draft on its way to the centre.
struct AttachmentProgress
{
    protocol::BlobId blob;
    std::uint64_t size = 0;         ///< bytes, sealed
    std::uint64_t acknowledged = 0; ///< of these at the centre; equal to the size: arrived and verified
    bool putAside = false;          ///< no more of it is sent

    [[nodiscard]] bool arrived() const { return acknowledged == size; }
    friend bool operator==(const AttachmentProgress &, const AttachmentProgress &) = default;
};

/// Something of a draft stays here: the centre refused or quarantined it, or it cannot be read any more.
struct PutAside
{
    base::ErrorCode reason = base::ErrorCode::Internal;
    std::int64_t since = 0; ///< wall milliseconds; 0: put aside by a version that did not note it

    friend bool operator==(const PutAside &, const PutAside &) = default;
};

/// Where a draft stands, from facts in the store alone. Times are wall milliseconds.
struct DraftStatus
{
    bool submitted = false; ///< the person has pressed send
    std::int64_t submittedAt = 0;
    std::optional<protocol::Receipt> receipt; ///< the centre has it
    std::uint32_t unsentChanges = 0;
    std::uint32_t unsentBlobs = 0;
    std::optional<PutAside> stuck;                    ///< what was put aside first and still is
    std::vector<AttachmentProgress> attachments = {}; ///< named by a change and still here, oldest first
};

/// One attachment that is being written. Means something only to the store that gave it, until it is finished
/// or abandoned.
enum class BlobWriting : std::uint64_t {};

/// Bytes of the pieces an attachment is written in; a store takes larger ones and holds at most this much.
inline constexpr qsizetype blobPieceBytes = 1024 * 1024;
/// Largest attachment that is given out whole.
inline constexpr std::uint64_t maximumWholeBlobBytes = 21 * 1024 * 1024;

/// The store as the use cases see it. Every call that returns ok has been fsynced before it returns.
/// Never sees a plain answer, path, name or key. Errors: NotFound for a draft, code or attachment that is not
/// here; MalformedInput for a request that contradicts itself (a change of another draft, an id stored
/// before); Erased for a draft that has been erased; StoreFull, StoreCorrupt, StoreFailed from the disk. A
/// call that fails has changed nothing. Threading: an implementation may be called from one thread at a time;
/// it may block.
class DraftStore
{
public:
    virtual ~DraftStore() = default;

    /// StoreFull below the reserve: a draft is refused before it begins rather than lost later.
    virtual base::Result<void> createDraft(const NewDraft &draft) = 0;
    virtual base::Result<void> commit(const DraftCommit &commit) = 0;
    virtual base::Result<void> putOpenChange(const OpenChange &open) = 0;
    /// Makes changes of the open changes of a draft nobody has on a screen any more: what was being typed
    /// when its session ended counts as left. Needs no key; also done for all drafts when the device starts.
    virtual base::Result<void> promoteOpenChanges(const protocol::DraftId &draft) = 0;
    virtual base::Result<DraftRecords> load(const protocol::DraftId &draft) = 0;
    virtual base::Result<DraftStatus> status(const protocol::DraftId &draft) = 0;

    /// Nothing when there is no such code here.
    virtual base::Result<std::optional<CodeEntry>> findCode(const protocol::LookupId &lookup) = 0;
    /// The new code works from now on; older codes of the draft go when the new one is first used.
    virtual base::Result<void> addCode(const CodeEntry &code) = 0;
    virtual base::Result<void> markCodeUsed(const protocol::LookupId &lookup) = 0;
    /// Counts a failed try and says how many milliseconds to wait before the next (0: at once).
    virtual base::Result<std::int64_t> countFailedTry() = 0;
    /// Milliseconds until a code may be tried again (0: now).
    virtual base::Result<std::int64_t> tryDelay() = 0;

    /// Adds wraps later, e.g. the intake wrap at sending; they go to the centre with the draft.
    virtual base::Result<void> addWraps(const protocol::DraftId &draft,
                                        const std::vector<protocol::Wrap> &wraps) = 0;

    /// Removes a never-sent draft (AlreadySubmitted for a sent one): wraps and codes first, then its records.
    /// What has already left the device is erased at the centre by the Erase change in `erase`, which stays
    /// in the outbox.
    virtual base::Result<void> eraseDraft(const protocol::DraftId &draft,
                                          const std::optional<protocol::Change> &erase) = 0;

    /// Begins a sealed attachment of exactly `size` bytes, which come in order and in pieces of any length.
    /// StoreFull at once when there is no room for all of it; AttachmentTooLarge; StoreBusy when too many are
    /// under way. Whatever fails later abandons it: nothing of it stays, on a full disk too.
    virtual base::Result<BlobWriting> beginBlob(const protocol::DraftId &draft, std::uint64_t size) = 0;
    virtual base::Result<void> appendBlob(BlobWriting writing, const QByteArray &piece) = 0;
    /// Durable when it returns, together with the last piece. The id is the SHA-256 of all of it.
    virtual base::Result<protocol::BlobId> finishBlob(BlobWriting writing) = 0;
    virtual base::Result<void> abandonBlob(BlobWriting writing) = 0;

    /// AttachmentTooLarge above maximumWholeBlobBytes.
    virtual base::Result<QByteArray> readBlob(const protocol::BlobId &blob) = 0;

    /// One sealed attachment that is in memory already.
    base::Result<protocol::BlobId> writeBlob(const protocol::DraftId &draft, const QByteArray &sealed)
    {
        const auto writing = beginBlob(draft, static_cast<std::uint64_t>(sealed.size()));
        if (!writing)
            return writing.error();
        for (qsizetype at = 0; at < sealed.size(); at += blobPieceBytes) {
            if (const auto appended = appendBlob(*writing, sealed.mid(at, blobPieceBytes)); !appended)
                return appended.error();
        }
        return finishBlob(*writing);
    }

    /// Session facts shown on every page.
    virtual base::Result<std::uint64_t> freeBytes() = 0;
};

} // namespace luotsi::ports
