#include "sync/protocol/ChangeCodec.h"

#include "sync/protocol/Cbor.h"
#include "sync/protocol/WireParts.h"

#include <algorithm>
#include <limits>

namespace luotsi::sync::protocol {

namespace {

using base::ErrorCode;
using base::Result;

// Keys of the header map; numbers are wire format (luotsi.cddl).
enum HeaderKey : std::uint64_t {
    VersionKey = 0,
    DraftKey = 1,
    SlotKey = 2,
    ParentsKey = 3,
    KindKey = 4,
    FormKey = 5,
    KeyKey = 6,
    ActorKey = 7,
    UrgencyKey = 8,
    AttachmentsKey = 9,
    DeviceTimeKey = 10,
    RoundKey = 11,
    SubmissionKey = 12,
};

constexpr std::size_t tagBytes = 16;

bool carriesSubmission(ChangeKind kind)
{
    return kind == ChangeKind::Submit;
}

Result<void> checkHeader(const ChangeHeader &header)
{
    const auto bad = [](const char *what) -> Result<void> {
        return {ErrorCode::MalformedInput, QStringLiteral("change header: %1").arg(QLatin1String(what))};
    };
    if (header.version != changeVersion)
        return bad("version");
    if (header.draft.isNull())
        return bad("no draft");
    if (!isSortedSet(header.parents) || header.parents.size() > maximumParents)
        return bad("parents unsorted, twice or too many");
    if (!isSortedSet(header.attachments) || header.attachments.size() > maximumAttachments)
        return bad("attachments unsorted, twice or too many");
    if (header.urgency > Urgency::Draft)
        return bad("urgency");
    const bool hasSubmission = header.round != 0 && header.submission.has_value();
    const bool hasNone = header.round == 0 && !header.submission.has_value();
    if (carriesSubmission(header.kind) ? !hasSubmission
                                       : !(hasNone || (!isKnownKind(header.kind) && hasSubmission)))
        return bad("round and submission belong to a submit change");
    return {};
}

void readHeaderFields(CborReader &reader, ChangeHeader &header)
{
    std::size_t left = reader.map();
    reader.needKey(left, VersionKey);
    header.version = reader.number();
    reader.needKey(left, DraftKey);
    header.draft = reader.fixed<DraftId>();
    reader.needKey(left, SlotKey);
    header.slot = reader.fixed<SlotId>();
    reader.needKey(left, ParentsKey);
    header.parents = readIds<ChangeId>(reader, maximumParents);
    reader.needKey(left, KindKey);
    header.kind = static_cast<ChangeKind>(reader.number());
    reader.needKey(left, FormKey);
    header.form = reader.fixed<FormHash>();
    reader.needKey(left, KeyKey);
    header.key = reader.fixed<KeyId>();
    if (reader.key(left, ActorKey))
        header.actor = reader.fixed<ActorId>();
    reader.needKey(left, UrgencyKey);
    const std::uint64_t urgency = reader.number();
    const auto last = static_cast<std::uint64_t>(Urgency::Draft);
    if (urgency > last && header.version == changeVersion)
        reader.fail("urgency");
    header.urgency = static_cast<Urgency>(std::min(urgency, last));
    reader.needKey(left, AttachmentsKey);
    header.attachments = readIds<BlobId>(reader, maximumAttachments);
    reader.needKey(left, DeviceTimeKey);
    header.deviceTime = reader.integer();
    if (reader.key(left, RoundKey)) {
        const std::uint64_t round = reader.number();
        if (round == 0 || round > std::numeric_limits<std::uint32_t>::max())
            reader.fail("round");
        header.round = static_cast<std::uint32_t>(round);
        reader.needKey(left, SubmissionKey);
        header.submission = reader.fixed<SubmissionId>();
    }
    // A newer version may say more; this one has said all.
    for (; left > 0 && header.version > changeVersion && !reader.failed(); --left) {
        reader.skip();
        reader.skip();
    }
}

Result<ChangeHeader> decodeHeader(QByteArrayView bytes)
{
    auto reader = CborReader::open(bytes, maximumRecordBytes);
    if (!reader)
        return reader.error();
    ChangeHeader header;
    readHeaderFields(*reader, header);
    if (const auto finished = reader->finish(); !finished)
        return finished.error();
    if (header.version == 0)
        return {ErrorCode::MalformedInput, QStringLiteral("change header: version")};
    if (header.version == changeVersion) {
        if (const auto checked = checkHeader(header); !checked)
            return checked.error();
    }
    return header;
}

/// Which kinds may or must have which third part (Change.h).
bool bodyShapeFits(const ChangeHeader &header, QByteArrayView nonce, QByteArrayView ciphertext)
{
    if (!nonce.isEmpty())
        return nonce.size() == nonceBytes && static_cast<std::size_t>(ciphertext.size()) > tagBytes &&
               header.kind != ChangeKind::Wrap;
    switch (header.kind) {
    case ChangeKind::Create:
    case ChangeKind::Answer:
    case ChangeKind::RepeatAdd:
    case ChangeKind::RepeatRemove:
    case ChangeKind::Attach:
    case ChangeKind::Submit:
    case ChangeKind::Note:
        return false;
    case ChangeKind::Wrap:
        return !ciphertext.isEmpty();
    default:
        return ciphertext.isEmpty() || !isKnownKind(header.kind);
    }
}

} // namespace

bool isKnownKind(ChangeKind kind)
{
    return kind >= ChangeKind::Create && kind <= ChangeKind::Erase;
}

Result<QByteArray> encodeHeader(const ChangeHeader &header)
{
    if (const auto checked = checkHeader(header); !checked)
        return checked.error();
    const std::size_t optionals = (header.actor ? 1 : 0) + (header.submission ? 2 : 0);
    CborWriter writer;
    writer.map(10 + optionals);
    writer.number(VersionKey).number(header.version);
    writer.number(DraftKey).fixed(header.draft);
    writer.number(SlotKey).fixed(header.slot);
    writer.number(ParentsKey);
    writeIds(writer, header.parents);
    writer.number(KindKey).number(static_cast<std::uint64_t>(header.kind));
    writer.number(FormKey).fixed(header.form);
    writer.number(KeyKey).fixed(header.key);
    if (header.actor)
        writer.number(ActorKey).fixed(*header.actor);
    writer.number(UrgencyKey).number(static_cast<std::uint64_t>(header.urgency));
    writer.number(AttachmentsKey);
    writeIds(writer, header.attachments);
    writer.number(DeviceTimeKey).integer(header.deviceTime);
    if (header.submission) {
        writer.number(RoundKey).number(header.round);
        writer.number(SubmissionKey).fixed(*header.submission);
    }
    return writer.take();
}

Result<Change> makeChange(const ChangeHeader &header, QByteArrayView nonce, QByteArrayView ciphertext)
{
    const auto encoded = encodeHeader(header);
    if (!encoded)
        return encoded.error();
    if (!bodyShapeFits(header, nonce, ciphertext))
        return {ErrorCode::MalformedInput, QStringLiteral("change: body does not fit its kind")};
    CborWriter writer;
    writer.array(3).bytes(*encoded).bytes(nonce).bytes(ciphertext);
    Change change{.id = {},
                  .header = header,
                  .nonce = nonce.toByteArray(),
                  .ciphertext = ciphertext.toByteArray(),
                  .bytes = writer.take()};
    if (change.bytes.size() > static_cast<qsizetype>(maximumChangeBytes))
        return {ErrorCode::QuotaExceeded, QStringLiteral("change larger than a record may be")};
    change.id = sha256As<ChangeId>(change.bytes);
    return change;
}

Result<Change> makeWrapChange(ChangeHeader header, const Wrap &wrap)
{
    if (wrap.draft != header.draft)
        return {ErrorCode::WrapMismatch, QStringLiteral("wrap of another draft")};
    header.kind = ChangeKind::Wrap;
    return makeChange(header, {}, encodeWrap(wrap));
}

Result<Wrap> wrapOf(const Change &change)
{
    if (change.header.kind != ChangeKind::Wrap || change.header.version != changeVersion)
        return {ErrorCode::NotFound, QStringLiteral("change carries no wrap")};
    auto wrap = decodeWrap(change.ciphertext);
    if (wrap && wrap->draft != change.header.draft)
        return {ErrorCode::WrapMismatch, QStringLiteral("wrap of another draft")};
    return wrap;
}

Result<Change> decodeChange(QByteArrayView bytes)
{
    auto reader = CborReader::open(bytes, maximumChangeBytes);
    if (!reader)
        return reader.error();
    const std::size_t parts = reader->array();
    const QByteArray encodedHeader = reader->bytes();
    Change change;
    change.nonce = reader->bytes();
    change.ciphertext = reader->bytes();
    const auto header = decodeHeader(encodedHeader);
    if (!reader->failed() && !header)
        return header.error();
    const bool isNewer = header.ok() && header->version > changeVersion;
    for (std::size_t i = 3; i < parts && isNewer && !reader->failed(); ++i)
        reader->skip();
    if (const auto finished = reader->finish(); !finished)
        return finished.error();
    change.header = *header;
    if (!isNewer && !bodyShapeFits(change.header, change.nonce, change.ciphertext))
        return {ErrorCode::MalformedInput, QStringLiteral("change: body does not fit its kind")};
    change.bytes = bytes.toByteArray();
    change.id = sha256As<ChangeId>(bytes);
    if (change.header.kind == ChangeKind::Wrap && !isNewer) {
        if (const auto wrap = wrapOf(change); !wrap)
            return wrap.error();
    }
    return change;
}

Result<QByteArray> headerBytes(const Change &change)
{
    auto reader = CborReader::open(change.bytes, maximumChangeBytes);
    if (!reader)
        return reader.error();
    reader->array();
    QByteArray header = reader->bytes();
    if (reader->failed())
        return {ErrorCode::MalformedInput, QStringLiteral("change without header")};
    return header;
}

} // namespace luotsi::sync::protocol
