#include "sync/protocol/Messages.h"

#include "sync/protocol/Cbor.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/PushCodec.h"
#include "sync/protocol/WireParts.h"

#include <limits>

namespace luotsi::sync::protocol {

namespace {

using base::Result;

constexpr std::size_t maximumControlBytes = 65'536;
constexpr std::size_t maximumPageEntries = 10'000;

/// Ends a decoding: the message, or what was wrong with it.
template<typename Message> Result<Message> finished(CborReader &reader, Message message)
{
    if (const auto end = reader.finish(); !end)
        return end.error();
    return message;
}

template<typename Part> void takePart(CborReader &reader, Part &target, Result<Part> part, const char *what)
{
    if (part)
        target = *std::move(part);
    else
        reader.fail(what);
}

/// Cursors and sequences are stored as signed 64-bit numbers on both sides.
std::uint64_t readCounter(CborReader &reader)
{
    const std::uint64_t value = reader.number();
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        reader.fail("number out of range");
    return value;
}

} // namespace

QByteArray encodeBlobCreate(const BlobCreate &message)
{
    CborWriter writer;
    writer.array(4).number(wireVersion).fixed(message.blob).fixed(message.draft).number(message.size);
    return writer.take();
}

Result<BlobCreate> decodeBlobCreate(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumControlBytes, 4);
    if (!reader)
        return reader.error();
    BlobCreate message;
    message.blob = reader->fixed<BlobId>();
    message.draft = reader->fixed<DraftId>();
    message.size = reader->number();
    if (message.size == 0)
        reader->fail("size");
    if (!reader->failed() && message.size > maximumBlobBytes)
        return {base::ErrorCode::AttachmentTooLarge, QStringLiteral("attachment over the limit")};
    return finished(*reader, message);
}

QByteArray encodeBlobState(const BlobState &message)
{
    CborWriter writer;
    writer.array(5).number(wireVersion).fixed(message.blob).number(message.offset).number(message.size);
    writer.boolean(message.complete);
    return writer.take();
}

Result<BlobState> decodeBlobState(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumControlBytes, 5);
    if (!reader)
        return reader.error();
    BlobState message;
    message.blob = reader->fixed<BlobId>();
    message.offset = readCounter(*reader);
    message.size = readCounter(*reader);
    message.complete = reader->boolean();
    if (message.offset > message.size || (message.complete && message.offset != message.size))
        reader->fail("offset");
    return finished(*reader, message);
}

QByteArray encodeCodeStore(const CodeStore &message)
{
    CborWriter writer;
    writer.array(4).number(wireVersion).fixed(message.lookup).bytes(encodeWrap(message.wrap));
    writer.integer(message.expiresAt);
    return writer.take();
}

Result<CodeStore> decodeCodeStore(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumControlBytes, 4);
    if (!reader)
        return reader.error();
    CodeStore message;
    message.lookup = reader->fixed<LookupId>();
    takePart(*reader, message.wrap, decodeWrap(reader->bytes()), "wrap");
    message.expiresAt = reader->integer();
    if (!reader->failed() && message.wrap.purpose != WrapPurpose::ResumeCode)
        return {base::ErrorCode::WrapMismatch, QStringLiteral("a code's wrap of another purpose")};
    return finished(*reader, std::move(message));
}

QByteArray encodeCodeClaim(const CodeClaim &message)
{
    CborWriter writer;
    writer.array(3).number(wireVersion).fixed(message.lookup).number(message.after);
    return writer.take();
}

Result<CodeClaim> decodeCodeClaim(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumControlBytes, 3);
    if (!reader)
        return reader.error();
    CodeClaim message;
    message.lookup = reader->fixed<LookupId>();
    message.after = readCounter(*reader);
    return finished(*reader, message);
}

namespace {

/// A kind of opening this program does not know is kept as its number: it still counts as one.
Access readAccess(CborReader &reader)
{
    reader.arrayOf(3);
    Access access;
    access.at = reader.integer();
    const std::uint64_t by = reader.number();
    if (by == 0 || by > std::numeric_limits<std::uint8_t>::max())
        reader.fail("kind of access");
    access.by = static_cast<Access::By>(by);
    access.site = reader.text();
    return access;
}

} // namespace

QByteArray encodeCodeClaimReply(const CodeClaimReply &message)
{
    CborWriter writer;
    writer.array(8).number(wireVersion).bytes(encodeWrap(message.wrap)).fixed(message.form);
    writer.array(message.changes.size());
    for (const Change &change : message.changes)
        writer.bytes(change.bytes);
    writer.number(message.next).boolean(message.more);
    if (message.receipt)
        writer.bytes(encodeReceipt(*message.receipt));
    else
        writer.null();
    writer.array(message.accesses.size());
    for (const Access &access : message.accesses)
        writer.array(3).integer(access.at).number(static_cast<std::uint64_t>(access.by)).text(access.site);
    return writer.take();
}

Result<CodeClaimReply> decodeCodeClaimReply(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumReplyBytes, 8);
    if (!reader)
        return reader.error();
    CodeClaimReply message;
    takePart(*reader, message.wrap, decodeWrap(reader->bytes()), "wrap");
    message.form = reader->fixed<FormHash>();
    const std::size_t count = reader->array();
    if (count > maximumPageEntries)
        reader->fail("too many changes");
    for (std::size_t i = 0; i < count && !reader->failed(); ++i)
        takePart(*reader, message.changes.emplace_back(), decodeChange(reader->bytes()), "change");
    message.next = readCounter(*reader);
    message.more = reader->boolean();
    if (!reader->null())
        takePart(*reader, message.receipt.emplace(), decodeReceipt(reader->bytes()), "receipt");
    const std::size_t accesses = reader->array();
    if (accesses > maximumAccesses)
        reader->fail("too many accesses");
    for (std::size_t i = 0; i < accesses && !reader->failed(); ++i)
        message.accesses.push_back(readAccess(*reader));
    return finished(*reader, std::move(message));
}

QByteArray encodeDraftsStatusRequest(const DraftsStatusRequest &message)
{
    CborWriter writer;
    writer.array(2).number(wireVersion);
    writeIds(writer, message.drafts);
    return writer.take();
}

Result<DraftsStatusRequest> decodeDraftsStatusRequest(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumControlBytes, 2);
    if (!reader)
        return reader.error();
    DraftsStatusRequest message{readIds<DraftId>(*reader, maximumStatusDrafts, IdOrder::Any)};
    return finished(*reader, std::move(message));
}

namespace {

void writeStable(CborWriter &writer, const std::vector<DraftsStatusReply::Stable> &stable)
{
    writer.array(stable.size());
    for (const DraftsStatusReply::Stable &entry : stable) {
        writer.array(2).fixed(entry.draft);
        writeIds(writer, entry.changes);
    }
}

std::vector<DraftsStatusReply::Stable> readStable(CborReader &reader)
{
    const std::size_t count = reader.array();
    if (count > maximumStatusDrafts)
        reader.fail("too many drafts");
    std::vector<DraftsStatusReply::Stable> stable;
    for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
        reader.arrayOf(2);
        const auto draft = reader.fixed<DraftId>();
        stable.push_back({draft, readIds<ChangeId>(reader, maximumStableChanges, IdOrder::Any)});
    }
    return stable;
}

} // namespace

QByteArray encodeDraftsStatusReply(const DraftsStatusReply &message)
{
    CborWriter writer;
    writer.array(5).number(wireVersion).integer(message.serverTime);
    writeStable(writer, message.stable);
    writeIds(writer, message.erased);
    writeFeedEpoch(writer, message.feedEpoch);
    return writer.take();
}

Result<DraftsStatusReply> decodeDraftsStatusReply(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumReplyBytes, 5);
    if (!reader)
        return reader.error();
    DraftsStatusReply message;
    message.serverTime = reader->integer();
    message.stable = readStable(*reader);
    message.erased = readIds<DraftId>(*reader, maximumStatusDrafts, IdOrder::Any);
    message.feedEpoch = readFeedEpoch(*reader);
    return finished(*reader, std::move(message));
}

QByteArray encodeFeedPage(const FeedPage &page)
{
    CborWriter writer;
    writer.array(9).number(wireVersion).fixed(page.feedEpoch);
    writeIds(writer, page.erased);
    writer.array(page.entries.size());
    for (const FeedPage::Entry &entry : page.entries) {
        writer.array(2).number(entry.number);
        if (entry.change)
            writer.bytes(entry.change->bytes);
        else
            writer.null();
    }
    writer.number(page.next).number(page.stable).boolean(page.more).integer(page.serverTime);
    writer.bytes(page.timeSignature);
    return writer.take();
}

Result<FeedPage> decodeFeedPage(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumReplyBytes, 9);
    if (!reader)
        return reader.error();
    FeedPage page;
    page.feedEpoch = reader->fixed<FeedEpochId>();
    page.erased = readIds<DraftId>(*reader, maximumFeedEntries, IdOrder::Any);
    const std::size_t count = reader->array();
    if (count > maximumFeedEntries)
        reader->fail("too many entries");
    for (std::size_t i = 0; i < count && !reader->failed(); ++i) {
        reader->arrayOf(2);
        FeedPage::Entry &entry = page.entries.emplace_back();
        entry.number = readCounter(*reader);
        if (!reader->null())
            takePart(*reader, entry.change.emplace(), decodeChange(reader->bytes()), "change");
        if (entry.number == 0 || (i > 0 && entry.number != page.entries[i - 1].number + 1))
            reader->fail("a gap in the feed's numbers");
    }
    page.next = readCounter(*reader);
    page.stable = readCounter(*reader);
    page.more = reader->boolean();
    page.serverTime = reader->integer();
    page.timeSignature = reader->bytes();
    if (!page.entries.empty() && page.next != page.entries.back().number)
        reader->fail("the cursor is not the last entry");
    if (page.more && page.entries.empty())
        reader->fail("an empty page with more behind it");
    return finished(*reader, std::move(page));
}

QByteArray timeSignedBytes(std::int64_t wallMilliseconds)
{
    CborWriter writer;
    writer.array(2).number(wireVersion).integer(wallMilliseconds);
    return "luotsi time 1\n" + writer.take();
}

} // namespace luotsi::sync::protocol
