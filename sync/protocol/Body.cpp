#include "sync/protocol/Body.h"

#include "sync/protocol/Cbor.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/RecordBodies.h"
#include "sync/protocol/WireParts.h"

#include <limits>

namespace luotsi::sync::protocol {

namespace {

using base::ErrorCode;
using base::Result;

// Keys are numbered within each kind (luotsi.cddl).
constexpr qsizetype deflateFrom = 16'384;
constexpr qsizetype qtLengthBytes = 4; // what qCompress puts before the RFC 1950 stream

/// A map with `keys` entries, and one more when there is an origin to write behind them.
CborWriter &mapFor(CborWriter &writer, std::size_t keys, const Origin &origin)
{
    return writer.map(origin.isBlank() ? keys : keys + 1);
}

void writeOrigin(CborWriter &writer, std::uint64_t key, const Origin &origin)
{
    if (!origin.isBlank())
        writer.number(key).array(2).text(origin.site).text(origin.device);
}

void writeBody(CborWriter &writer, const CreateBody &body)
{
    mapFor(writer, 3, body.origin).number(0).fixed(body.form).number(1).text(body.site);
    writer.number(2).text(body.language);
    writeOrigin(writer, 3, body.origin);
}

void writeBody(CborWriter &writer, const AnswerBody &body)
{
    mapFor(writer, 2, body.origin).number(0).text(body.path).number(1).text(body.value);
    writeOrigin(writer, 2, body.origin);
}

void writeBody(CborWriter &writer, const RepeatAddBody &body)
{
    mapFor(writer, 3, body.origin).number(0).text(body.path).number(1).fixed(body.row);
    writer.number(2).number(body.position);
    writeOrigin(writer, 3, body.origin);
}

void writeBody(CborWriter &writer, const RepeatRemoveBody &body)
{
    mapFor(writer, 2, body.origin).number(0).text(body.path).number(1).fixed(body.row);
    writeOrigin(writer, 2, body.origin);
}

void writeFile(CborWriter &writer, const AttachmentRef &file)
{
    writer.array(5).text(file.name).fixed(file.blob).fixed(file.key).text(file.mediaType).number(file.size);
}

void writeBody(CborWriter &writer, const AttachBody &body)
{
    mapFor(writer, 2, body.origin).number(0).text(body.path).number(1);
    writeFile(writer, body.file);
    writeOrigin(writer, 2, body.origin);
}

void writeConflicts(CborWriter &writer, const std::vector<OpenConflict> &conflicts)
{
    writer.array(conflicts.size());
    for (const OpenConflict &conflict : conflicts) {
        writer.array(2).text(conflict.path).array(conflict.sides.size());
        for (const OpenConflict::Side &side : conflict.sides)
            writer.array(2).fixed(side.change).text(side.value);
    }
}

void writeBody(CborWriter &writer, const SubmitBody &body)
{
    const bool deflates = body.instance.size() > deflateFrom;
    const std::size_t keys = 7 + (body.conflicts.empty() ? 0 : 1) + (body.answers.empty() ? 0 : 1);
    writer.map(keys).number(0).number(body.round);
    if (!deflates)
        writer.number(1).bytes(body.instance);
    writer.number(2).text(body.instanceId).number(3);
    writeIds(writer, body.heads);
    writer.number(4).array(body.attachments.size());
    for (const AttachmentRef &file : body.attachments)
        writeFile(writer, file);
    writer.number(5).integer(body.deviceTime).number(6).text(body.language);
    if (deflates)
        writer.number(7).bytes(qCompress(body.instance, 9).mid(qtLengthBytes));
    if (!body.answers.empty())
        writeIds(writer.number(8), body.answers);
    if (!body.conflicts.empty())
        writeConflicts(writer.number(9), body.conflicts);
}

void writeBody(CborWriter &writer, const NoteBody &body)
{
    writer.map(1).number(0).text(body.text);
}

Origin readOrigin(CborReader &reader, std::size_t &left, std::uint64_t key)
{
    Origin origin;
    if (left == 0 || !reader.key(left, key))
        return origin;
    reader.arrayOf(2);
    origin.site = reader.text();
    origin.device = reader.text();
    if (origin.isBlank())
        reader.fail("blank origin");
    return origin;
}

void readBody(CborReader &reader, std::size_t &left, CreateBody &body)
{
    reader.needKey(left, 0);
    body.form = reader.fixed<FormHash>();
    reader.needKey(left, 1);
    body.site = reader.text();
    reader.needKey(left, 2);
    body.language = reader.text();
    body.origin = readOrigin(reader, left, 3);
}

void readBody(CborReader &reader, std::size_t &left, AnswerBody &body)
{
    reader.needKey(left, 0);
    body.path = reader.text();
    reader.needKey(left, 1);
    body.value = reader.text();
    body.origin = readOrigin(reader, left, 2);
}

std::uint32_t readSmall(CborReader &reader)
{
    const std::uint64_t value = reader.number();
    if (value > std::numeric_limits<std::uint32_t>::max())
        reader.fail("number out of range");
    return static_cast<std::uint32_t>(value);
}

void readBody(CborReader &reader, std::size_t &left, RepeatAddBody &body)
{
    reader.needKey(left, 0);
    body.path = reader.text();
    reader.needKey(left, 1);
    body.row = reader.fixed<RowId>();
    reader.needKey(left, 2);
    body.position = readSmall(reader);
    body.origin = readOrigin(reader, left, 3);
}

void readBody(CborReader &reader, std::size_t &left, RepeatRemoveBody &body)
{
    reader.needKey(left, 0);
    body.path = reader.text();
    reader.needKey(left, 1);
    body.row = reader.fixed<RowId>();
    body.origin = readOrigin(reader, left, 2);
}

AttachmentRef readFile(CborReader &reader)
{
    AttachmentRef file;
    reader.arrayOf(5);
    file.name = reader.text();
    file.blob = reader.fixed<BlobId>();
    file.key = reader.fixed<BlobKey>();
    file.mediaType = reader.text();
    file.size = reader.number();
    return file;
}

void readBody(CborReader &reader, std::size_t &left, AttachBody &body)
{
    reader.needKey(left, 0);
    body.path = reader.text();
    reader.needKey(left, 1);
    body.file = readFile(reader);
    body.origin = readOrigin(reader, left, 2);
}

/// A body is at most 48 KiB and deflate grows at most about 1032 times, so this cannot take all memory.
QByteArray inflate(CborReader &reader, const QByteArray &deflated)
{
    QByteArray withLength(qtLengthBytes, '\0');
    withLength.append(deflated);
    QByteArray instance = qUncompress(withLength);
    if (instance.isEmpty() || instance.size() > maximumInstanceBytes)
        reader.fail("instance does not inflate");
    return instance;
}

OpenConflict readConflict(CborReader &reader)
{
    OpenConflict conflict;
    reader.arrayOf(2);
    conflict.path = reader.text();
    const std::size_t sides = reader.array();
    if (sides < 2 || sides > maximumSides)
        reader.fail("sides of a conflict");
    for (std::size_t i = 0; i < sides && !reader.failed(); ++i) {
        reader.arrayOf(2);
        OpenConflict::Side side;
        side.change = reader.fixed<ChangeId>();
        side.value = reader.text();
        if (!conflict.sides.empty() && !(conflict.sides.back().change < side.change))
            reader.fail("order of sides");
        conflict.sides.push_back(std::move(side));
    }
    return conflict;
}

std::vector<OpenConflict> readConflicts(CborReader &reader, std::size_t &left)
{
    std::vector<OpenConflict> conflicts;
    if (left == 0 || !reader.key(left, 9))
        return conflicts;
    const std::size_t count = reader.array();
    if (count == 0 || count > maximumConflicts)
        reader.fail("number of conflicts");
    for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
        conflicts.push_back(readConflict(reader));
        if (i > 0 && !(conflicts[i - 1].path < conflicts[i].path))
            reader.fail("order of conflicts");
    }
    return conflicts;
}

void readBody(CborReader &reader, std::size_t &left, SubmitBody &body)
{
    reader.needKey(left, 0);
    body.round = readSmall(reader);
    if (body.round == 0)
        reader.fail("round");
    const bool isPlain = reader.key(left, 1);
    if (isPlain)
        body.instance = reader.bytes();
    reader.needKey(left, 2);
    body.instanceId = reader.text();
    reader.needKey(left, 3);
    body.heads = readIds<ChangeId>(reader, maximumStableChanges);
    reader.needKey(left, 4);
    const std::size_t files = reader.array();
    if (files > maximumAttachments)
        reader.fail("too many attachments");
    for (std::size_t i = 0; i < files && !reader.failed(); ++i)
        body.attachments.push_back(readFile(reader));
    reader.needKey(left, 5);
    body.deviceTime = reader.integer();
    reader.needKey(left, 6);
    body.language = reader.text();
    if (!isPlain) {
        reader.needKey(left, 7);
        body.instance = inflate(reader, reader.bytes());
    }
    if (reader.key(left, 8)) {
        body.answers = readIds<ChangeId>(reader, maximumAnswered);
        if (body.answers.empty())
            reader.fail("no request named");
    }
    body.conflicts = readConflicts(reader, left);
}

void readBody(CborReader &reader, std::size_t &left, NoteBody &body)
{
    reader.needKey(left, 0);
    body.text = reader.text();
}

template<typename Kind> Result<Body> read(QByteArrayView bytes)
{
    auto reader = CborReader::open(bytes, maximumBodyBytes);
    if (!reader)
        return reader.error();
    Kind body;
    std::size_t left = reader->map();
    readBody(*reader, left, body);
    if (left > 0)
        reader->fail("unknown key");
    if (const auto finished = reader->finish(); !finished)
        return finished.error();
    return Body(std::move(body));
}

} // namespace

std::optional<ChangeKind> kindOf(const Body &body)
{
    constexpr ChangeKind kinds[] = {ChangeKind::Create,       ChangeKind::Answer,  ChangeKind::RepeatAdd,
                                    ChangeKind::RepeatRemove, ChangeKind::Attach,  ChangeKind::Submit,
                                    ChangeKind::Note,         ChangeKind::Request, ChangeKind::Handover,
                                    ChangeKind::Migrate};
    static_assert(std::variant_size_v<Body> == std::size(kinds) + 1,
                  "one kind for every body but the opaque one");
    if (std::holds_alternative<OpaqueBody>(body))
        return std::nullopt;
    return kinds[body.index()];
}

Result<QByteArray> encodeBody(const Body &body)
{
    QByteArray bytes;
    if (const auto *opaque = std::get_if<OpaqueBody>(&body)) {
        bytes = opaque->bytes;
    } else {
        CborWriter writer;
        std::visit(
            [&writer](const auto &known) {
                if constexpr (!std::is_same_v<std::decay_t<decltype(known)>, OpaqueBody>)
                    writeBody(writer, known);
            },
            body);
        bytes = writer.take();
    }
    if (bytes.size() > maximumBodyBytes)
        return {ErrorCode::QuotaExceeded, QStringLiteral("body larger than a record may hold")};
    return bytes;
}

Result<Body> decodeBody(const ChangeHeader &header, QByteArrayView bytes)
{
    if (header.version > changeVersion)
        return Body(OpaqueBody{bytes.toByteArray()});
    switch (header.kind) {
    case ChangeKind::Create:
        return read<CreateBody>(bytes);
    case ChangeKind::Answer:
        return read<AnswerBody>(bytes);
    case ChangeKind::RepeatAdd:
        return read<RepeatAddBody>(bytes);
    case ChangeKind::RepeatRemove:
        return read<RepeatRemoveBody>(bytes);
    case ChangeKind::Attach:
        return read<AttachBody>(bytes);
    case ChangeKind::Submit:
        return read<SubmitBody>(bytes);
    case ChangeKind::Note:
        return read<NoteBody>(bytes);
    case ChangeKind::Request:
        return read<RequestBody>(bytes);
    case ChangeKind::Handover:
        return read<HandoverBody>(bytes);
    case ChangeKind::Migrate:
        return read<MigrateBody>(bytes);
    default:
        return Body(OpaqueBody{bytes.toByteArray()});
    }
}

} // namespace luotsi::sync::protocol
