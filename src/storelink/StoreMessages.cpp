#include "storelink/StoreMessages.h"

#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/PushCodec.h"

namespace luotsi::storelink {

using protocol::CborReader;
using protocol::CborWriter;

namespace {

template<typename Item, typename Write>
void putAll(CborWriter &out, const std::vector<Item> &items, Write write)
{
    out.array(items.size());
    for (const Item &item : items)
        write(item);
}

template<typename Item, typename Read> std::vector<Item> takeAll(CborReader &in, Read read)
{
    std::vector<Item> items;
    for (std::size_t left = in.array(); left > 0 && !in.failed(); --left)
        items.push_back(read());
    return items;
}

template<typename Value> Value taken(CborReader &in, base::Result<Value> result, const char *what)
{
    if (result)
        return std::move(*result);
    in.fail(what);
    return Value();
}

} // namespace

void put(CborWriter &out, const protocol::Change &change)
{
    out.bytes(change.bytes);
}

protocol::Change takeChange(CborReader &in)
{
    return taken(in, protocol::decodeChange(in.bytes()), "change");
}

void put(CborWriter &out, const std::vector<protocol::Change> &changes)
{
    putAll(out, changes, [&](const protocol::Change &change) { put(out, change); });
}

std::vector<protocol::Change> takeChanges(CborReader &in)
{
    return takeAll<protocol::Change>(in, [&] { return takeChange(in); });
}

void put(CborWriter &out, const std::vector<protocol::Wrap> &wraps)
{
    putAll(out, wraps, [&](const protocol::Wrap &wrap) { out.bytes(protocol::encodeWrap(wrap)); });
}

std::vector<protocol::Wrap> takeWraps(CborReader &in)
{
    return takeAll<protocol::Wrap>(in, [&] { return taken(in, protocol::decodeWrap(in.bytes()), "wrap"); });
}

void put(CborWriter &out, const ports::CodeEntry &code)
{
    out.array(7).fixed(code.lookup).fixed(code.draft).fixed(code.key).fixed(code.reader);
    out.bytes(code.sealedWrap).integer(code.createdAt).boolean(code.used);
}

ports::CodeEntry takeCode(CborReader &in)
{
    in.arrayOf(7);
    ports::CodeEntry code;
    code.lookup = in.fixed<protocol::LookupId>();
    code.draft = in.fixed<protocol::DraftId>();
    code.key = in.fixed<protocol::KeyId>();
    code.reader = in.fixed<protocol::KeyId>();
    code.sealedWrap = in.bytes();
    code.createdAt = in.integer();
    code.used = in.boolean();
    return code;
}

void put(CborWriter &out, const ports::DraftCommit &commit)
{
    out.array(5).fixed(commit.draft);
    put(out, commit.changes);
    putAll(out, commit.closedSlots, [&](const protocol::SlotId &slot) { out.fixed(slot); });
    putAll(out, commit.blobs, [&](const protocol::BlobId &blob) { out.fixed(blob); });
    out.boolean(commit.submits);
}

ports::DraftCommit takeCommit(CborReader &in)
{
    in.arrayOf(5);
    ports::DraftCommit commit;
    commit.draft = in.fixed<protocol::DraftId>();
    commit.changes = takeChanges(in);
    commit.closedSlots = takeAll<protocol::SlotId>(in, [&] { return in.fixed<protocol::SlotId>(); });
    commit.blobs = takeAll<protocol::BlobId>(in, [&] { return in.fixed<protocol::BlobId>(); });
    commit.submits = in.boolean();
    return commit;
}

void put(CborWriter &out, const ports::NewDraft &draft)
{
    out.array(5);
    put(out, draft.first);
    out.fixed(draft.form).boolean(draft.copy == ports::CentreCopy::AsWritten);
    put(out, draft.code);
    put(out, draft.wraps);
}

ports::NewDraft takeNewDraft(CborReader &in)
{
    in.arrayOf(5);
    ports::NewDraft draft;
    draft.first = takeCommit(in);
    draft.form = in.fixed<protocol::FormHash>();
    draft.copy = in.boolean() ? ports::CentreCopy::AsWritten : ports::CentreCopy::WhenSent;
    draft.code = takeCode(in);
    draft.wraps = takeWraps(in);
    return draft;
}

void put(CborWriter &out, const ports::OpenChange &open)
{
    out.array(3).fixed(open.draft).fixed(open.slot);
    put(out, open.change);
}

ports::OpenChange takeOpenChange(CborReader &in)
{
    in.arrayOf(3);
    ports::OpenChange open;
    open.draft = in.fixed<protocol::DraftId>();
    open.slot = in.fixed<protocol::SlotId>();
    open.change = takeChange(in);
    return open;
}

void put(CborWriter &out, const ports::DraftRecords &records)
{
    out.array(4).fixed(records.form);
    put(out, records.changes);
    put(out, records.wraps);
    out.boolean(records.copy == ports::CentreCopy::AsWritten);
}

ports::DraftRecords takeRecords(CborReader &in)
{
    in.arrayOf(4);
    ports::DraftRecords records;
    records.form = in.fixed<protocol::FormHash>();
    records.changes = takeChanges(in);
    records.wraps = takeWraps(in);
    records.copy = in.boolean() ? ports::CentreCopy::AsWritten : ports::CentreCopy::WhenSent;
    return records;
}

void put(CborWriter &out, const std::optional<base::ErrorCode> &reason)
{
    if (reason)
        out.text(QString(base::name(*reason)));
    else
        out.null();
}

base::ErrorCode takeErrorCode(CborReader &in)
{
    const QString name = in.text();
    const base::ErrorCode code = base::codeFromName(name);
    if (name != base::name(code))
        in.fail("error name");
    return code;
}

std::optional<base::ErrorCode> takeReason(CborReader &in)
{
    if (in.null())
        return std::nullopt;
    return takeErrorCode(in);
}

void put(CborWriter &out, const ports::DraftStatus &status)
{
    out.array(7).boolean(status.submitted).integer(status.submittedAt);
    if (status.receipt)
        out.bytes(protocol::encodeReceipt(*status.receipt));
    else
        out.null();
    out.number(status.unsentChanges).number(status.unsentBlobs);
    if (status.stuck) {
        out.array(2).text(QString(base::name(status.stuck->reason))).integer(status.stuck->since);
    } else {
        out.null();
    }
    out.array(status.attachments.size());
    for (const ports::AttachmentProgress &one : status.attachments)
        out.array(4).fixed(one.blob).number(one.size).number(one.acknowledged).boolean(one.putAside);
}

namespace {

ports::AttachmentProgress takeProgress(CborReader &in)
{
    in.arrayOf(4);
    ports::AttachmentProgress one;
    one.blob = in.fixed<protocol::BlobId>();
    one.size = in.number();
    one.acknowledged = in.number();
    one.putAside = in.boolean();
    if (one.acknowledged > one.size)
        in.fail("more than there is");
    return one;
}

std::optional<ports::PutAside> takePutAside(CborReader &in)
{
    if (in.null())
        return std::nullopt;
    in.arrayOf(2);
    const base::ErrorCode reason = takeErrorCode(in);
    return ports::PutAside{reason, in.integer()};
}

} // namespace

ports::DraftStatus takeStatus(CborReader &in)
{
    in.arrayOf(7);
    ports::DraftStatus status;
    status.submitted = in.boolean();
    status.submittedAt = in.integer();
    if (!in.null())
        status.receipt = taken(in, protocol::decodeReceipt(in.bytes()), "receipt");
    status.unsentChanges = static_cast<std::uint32_t>(in.number());
    status.unsentBlobs = static_cast<std::uint32_t>(in.number());
    status.stuck = takePutAside(in);
    const std::size_t attachments = in.array();
    for (std::size_t i = 0; i < attachments && !in.failed(); ++i)
        status.attachments.push_back(takeProgress(in));
    return status;
}

QByteArray errorReply(std::uint64_t number, const base::Error &error)
{
    CborWriter out;
    out.array(3).number(number).boolean(false);
    out.array(2).text(QString(base::name(error.code))).text(error.detail.left(200));
    return out.take();
}

} // namespace luotsi::storelink
