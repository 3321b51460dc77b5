#include "sync/protocol/Cbor.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/WireParts.h"

#include <limits>

namespace luotsi::sync::protocol {

using base::ErrorCode;
using base::Result;

QByteArray encodeEnvelope(const Envelope &envelope)
{
    CborWriter writer;
    writer.array(7)
        .number(wireVersion)
        .fixed(envelope.device)
        .fixed(envelope.epoch)
        .number(envelope.sequence);
    writer.fixed(envelope.previous).fixed(envelope.draft).fixed(envelope.change);
    return writer.take();
}

Result<Envelope> decodeEnvelope(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumRecordBytes, 7);
    if (!reader)
        return reader.error();
    Envelope envelope;
    envelope.device = reader->fixed<DeviceId>();
    envelope.epoch = reader->fixed<EpochId>();
    envelope.sequence = reader->number();
    envelope.previous = reader->fixed<EnvelopeHash>();
    envelope.draft = reader->fixed<DraftId>();
    envelope.change = reader->fixed<ChangeId>();
    // The first of a chain follows nothing, every other follows something.
    if (envelope.sequence == 0 || (envelope.sequence == 1) != envelope.previous.isNull() ||
        envelope.sequence > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        reader->fail("sequence");
    if (const auto finished = reader->finish(); !finished)
        return finished.error();
    return envelope;
}

EnvelopeHash hashOf(const Envelope &envelope)
{
    return sha256As<EnvelopeHash>(encodeEnvelope(envelope));
}

QByteArray encodeRecord(const Record &record)
{
    CborWriter writer;
    writer.array(2).bytes(encodeEnvelope(record.envelope)).bytes(record.change.bytes);
    return writer.take();
}

Result<Record> decodeRecord(QByteArrayView bytes)
{
    auto reader = CborReader::open(bytes, maximumRecordBytes);
    if (!reader)
        return reader.error();
    reader->arrayOf(2);
    const QByteArray envelopeBytes = reader->bytes();
    const QByteArray changeBytes = reader->bytes();
    if (const auto finished = reader->finish(); !finished)
        return finished.error();
    auto envelope = decodeEnvelope(envelopeBytes);
    if (!envelope)
        return envelope.error();
    auto change = decodeChange(changeBytes);
    if (!change)
        return change.error();
    if (envelope->change != change->id || envelope->draft != change->header.draft)
        return {ErrorCode::MalformedInput, QStringLiteral("envelope names another change")};
    return Record{*std::move(envelope), *std::move(change)};
}

QByteArray encodeWrap(const Wrap &wrap)
{
    CborWriter writer;
    writer.array(6).number(wireVersion).number(static_cast<std::uint64_t>(wrap.purpose));
    writer.fixed(wrap.draft).fixed(wrap.key).fixed(wrap.reader).bytes(wrap.sealed);
    return writer.take();
}

Result<Wrap> decodeWrap(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumWrapBytes, 6);
    if (!reader)
        return reader.error();
    const std::uint64_t purpose = reader->number();
    if (purpose < static_cast<std::uint64_t>(WrapPurpose::ResumeCode) ||
        purpose > static_cast<std::uint64_t>(WrapPurpose::ScopeRoster))
        reader->fail("purpose");
    Wrap wrap;
    wrap.purpose = static_cast<WrapPurpose>(purpose);
    wrap.draft = reader->fixed<DraftId>();
    wrap.key = reader->fixed<KeyId>();
    wrap.reader = reader->fixed<KeyId>();
    wrap.sealed = reader->bytes();
    if (wrap.sealed.isEmpty())
        reader->fail("nothing sealed");
    if (const auto finished = reader->finish(); !finished)
        return finished.error();
    return wrap;
}

} // namespace luotsi::sync::protocol
