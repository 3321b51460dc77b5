#include "sync/protocol/PushCodec.h"

#include "sync/protocol/Cbor.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/WireParts.h"

#include <limits>

namespace luotsi::sync::protocol {

namespace {

using base::ErrorCode;
using base::Result;

// Keys of a push result (luotsi.cddl).
enum ResultKey : std::uint64_t {
    OutcomeKey = 0,
    ReasonKey = 1,
    SequenceKey = 2,
    ReceiptKey = 3,
    StableKey = 4
};

constexpr qsizetype maximumReferenceLength = 32;

bool isSafe(PushOutcome outcome)
{
    return outcome == PushOutcome::Stored || outcome == PushOutcome::Duplicate;
}

bool hasReason(PushOutcome outcome)
{
    return outcome == PushOutcome::Quarantined || outcome == PushOutcome::Refused;
}

void writeResult(CborWriter &writer, const PushResult &result)
{
    const bool isGap = result.outcome == PushOutcome::Gap;
    writer.map(1 + (hasReason(result.outcome) ? 1 : 0) + (isGap ? 1 : 0) + (result.receipt ? 1 : 0) +
               (result.stable ? 1 : 0));
    writer.number(OutcomeKey).number(static_cast<std::uint64_t>(result.outcome));
    if (hasReason(result.outcome))
        writer.number(ReasonKey).text(QString(base::name(result.reason)));
    if (isGap)
        writer.number(SequenceKey).number(result.expectedSequence);
    if (result.receipt)
        writer.number(ReceiptKey).bytes(encodeReceipt(*result.receipt));
    if (result.stable)
        writer.number(StableKey).boolean(true);
}

PushResult readResult(CborReader &reader)
{
    PushResult result;
    std::size_t left = reader.map();
    reader.needKey(left, OutcomeKey);
    const std::uint64_t outcome = reader.number();
    if (outcome < static_cast<std::uint64_t>(PushOutcome::Stored) ||
        outcome > static_cast<std::uint64_t>(PushOutcome::Refused))
        reader.fail("outcome");
    result.outcome = static_cast<PushOutcome>(outcome);
    if (reader.key(left, ReasonKey))
        result.reason = base::codeFromName(reader.text());
    if (reader.key(left, SequenceKey))
        result.expectedSequence = reader.number();
    if (reader.key(left, ReceiptKey)) {
        if (auto receipt = decodeReceipt(reader.bytes()))
            result.receipt = *std::move(receipt);
        else
            reader.fail("receipt");
    }
    if (reader.key(left, StableKey)) {
        result.stable = reader.boolean();
        // Left out where it is not so: one way to say each thing.
        if (!result.stable || !isSafe(result.outcome))
            reader.fail("stable");
    }
    if (left > 0)
        reader.fail("unknown key");
    return result;
}

ReceivedRecord receive(QByteArrayView bytes)
{
    ReceivedRecord received;
    auto reader = CborReader::open(bytes, maximumRecordBytes);
    if (!reader)
        return received;
    reader->arrayOf(2);
    const QByteArray envelopeBytes = reader->bytes();
    const QByteArray changeBytes = reader->bytes();
    if (!reader->finish())
        return received;
    received.envelope = decodeEnvelope(envelopeBytes);
    received.change = decodeChange(changeBytes);
    if (received.whole() && (received.envelope->change != received.change->id ||
                             received.envelope->draft != received.change->header.draft))
        received.change = {ErrorCode::MalformedInput, QStringLiteral("envelope names another change")};
    return received;
}

QByteArray receiptContent(const Receipt &receipt)
{
    CborWriter writer;
    writer.array(9).number(wireVersion).fixed(receipt.submission).fixed(receipt.draft).number(receipt.round);
    writer.text(receipt.reference).integer(receipt.receivedAt).integer(receipt.deviceTime);
    writer.boolean(receipt.complete);
    writeIds(writer, receipt.missing);
    return writer.take();
}

void readReceiptContent(CborReader &reader, Receipt &receipt)
{
    readVersionedArray(reader, 9);
    receipt.submission = reader.fixed<SubmissionId>();
    receipt.draft = reader.fixed<DraftId>();
    const std::uint64_t round = reader.number();
    if (round == 0 || round > std::numeric_limits<std::uint32_t>::max())
        reader.fail("round");
    receipt.round = static_cast<std::uint32_t>(round);
    receipt.reference = reader.text();
    if (receipt.reference.size() > maximumReferenceLength)
        reader.fail("reference");
    receipt.receivedAt = reader.integer();
    receipt.deviceTime = reader.integer();
    receipt.complete = reader.boolean();
    receipt.missing = readIds<BlobId>(reader, maximumAttachments);
    if (receipt.complete && !receipt.missing.empty())
        reader.fail("complete with something missing");
}

} // namespace

Result<QByteArray> encodePushRequest(const PushRequest &request)
{
    if (request.records.size() > maximumBatchRecords)
        return {ErrorCode::QuotaExceeded, QStringLiteral("more records than a batch may hold")};
    CborWriter writer;
    writer.array(2).number(wireVersion).array(request.records.size());
    for (const Record &record : request.records)
        writer.bytes(encodeRecord(record));
    QByteArray bytes = writer.take();
    if (bytes.size() > static_cast<qsizetype>(maximumBatchBytes))
        return {ErrorCode::QuotaExceeded, QStringLiteral("more bytes than a batch may hold")};
    return bytes;
}

Result<ReceivedBatch> decodePushRequest(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumBatchBytes, 2);
    if (!reader)
        return reader.error();
    const std::size_t count = reader->array();
    if (count > maximumBatchRecords)
        reader->fail("too many records");
    std::vector<QByteArray> parts;
    for (std::size_t i = 0; i < count && !reader->failed(); ++i)
        parts.push_back(reader->bytes());
    if (const auto finished = reader->finish(); !finished)
        return finished.error();
    ReceivedBatch batch;
    for (const QByteArray &part : parts)
        batch.records.push_back(receive(part));
    return batch;
}

QByteArray encodePushReply(const PushReply &reply)
{
    CborWriter writer;
    writer.array(5).number(wireVersion).integer(reply.serverTime).array(reply.results.size());
    for (const PushResult &result : reply.results)
        writeResult(writer, result);
    writeIds(writer, reply.erased);
    writeFeedEpoch(writer, reply.feedEpoch);
    return writer.take();
}

Result<PushReply> decodePushReply(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumReplyBytes, 5);
    if (!reader)
        return reader.error();
    PushReply reply;
    reply.serverTime = reader->integer();
    const std::size_t count = reader->array();
    if (count > maximumBatchRecords)
        reader->fail("too many results");
    for (std::size_t i = 0; i < count && !reader->failed(); ++i)
        reply.results.push_back(readResult(*reader));
    reply.erased = readIds<DraftId>(*reader, maximumStatusDrafts, IdOrder::Any);
    reply.feedEpoch = readFeedEpoch(*reader);
    if (const auto finished = reader->finish(); !finished)
        return finished.error();
    return reply;
}

QByteArray receiptSignedBytes(const Receipt &receipt)
{
    return QByteArrayLiteral("luotsi receipt 1\n") + receiptContent(receipt);
}

QByteArray encodeReceipt(const Receipt &receipt)
{
    CborWriter writer;
    writer.array(2).bytes(receiptContent(receipt)).bytes(receipt.signature);
    return writer.take();
}

Result<Receipt> decodeReceipt(QByteArrayView bytes)
{
    auto outer = CborReader::open(bytes, maximumRecordBytes);
    if (!outer)
        return outer.error();
    outer->arrayOf(2);
    const QByteArray content = outer->bytes();
    Receipt receipt;
    receipt.signature = outer->bytes();
    if (const auto finished = outer->finish(); !finished)
        return finished.error();
    auto reader = CborReader::open(content, maximumRecordBytes);
    if (!reader)
        return reader.error();
    readReceiptContent(*reader, receipt);
    if (const auto finished = reader->finish(); !finished)
        return finished.error();
    return receipt;
}

} // namespace luotsi::sync::protocol
