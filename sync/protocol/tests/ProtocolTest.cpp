#include "sync/protocol/Body.h"
#include "sync/protocol/Cbor.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/PushCodec.h"
#include "sync/protocol/SubmissionOf.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::sync::protocol;
using base::ErrorCode;

namespace {

template<typename Id> Id filled(std::uint8_t byte)
{
    Id id;
    std::fill_n(id.data(), Id::size, byte);
    return id;
}

ChangeHeader answerHeader()
{
    ChangeHeader header;
    header.draft = filled<DraftId>(1);
    header.slot = filled<SlotId>(2);
    header.form = filled<FormHash>(3);
    header.key = filled<KeyId>(4);
    return header;
}

Change answer(qsizetype ciphertextBytes = 80)
{
    return *makeChange(answerHeader(), QByteArray(nonceBytes, 'n'), QByteArray(ciphertextBytes, 'c'));
}

Record recordOf(const Change &change, std::uint64_t sequence)
{
    Record record{{}, change};
    record.envelope = {.device = filled<DeviceId>(8),
                       .epoch = filled<EpochId>(9),
                       .sequence = sequence,
                       .previous = sequence == 1 ? EnvelopeHash() : filled<EnvelopeHash>(7),
                       .draft = change.header.draft,
                       .change = change.id};
    return record;
}

} // namespace

class ProtocolTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void change_everyFlippedBitIsAnotherChangeOrNone()
    {
        const Change change = answer();
        for (qsizetype bit = 0; bit < change.bytes.size() * 8; ++bit) {
            QByteArray bytes = change.bytes;
            bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
            const auto decoded = decodeChange(bytes);
            if (decoded)
                QVERIFY(decoded->id != change.id);
        }
    }

    void change_everyCutIsRefused()
    {
        const Change change = answer();
        for (qsizetype size = 0; size < change.bytes.size(); ++size)
            QVERIFY(!decodeChange(change.bytes.first(size)));
    }

    void change_tooLargeForARecordIsSaidWhenMade()
    {
        const auto large = makeChange(answerHeader(), QByteArray(nonceBytes, 'n'), QByteArray(66'000, 'c'));
        QVERIFY(!large);
        QCOMPARE(large.error().code, ErrorCode::QuotaExceeded);
        CborWriter writer;
        writer.array(3)
            .bytes(*encodeHeader(answerHeader()))
            .bytes(QByteArray(24, 'n'))
            .bytes(QByteArray(66'000, 'c'));
        QVERIFY(!decodeChange(writer.take()));
    }

    void change_largestBodyFitsARecord()
    {
        constexpr qsizetype paddedAndTag = maximumBodyBytes + 1 + 16;
        ChangeHeader header = answerHeader();
        for (int i = 0; i < 60; ++i)
            header.attachments.push_back(filled<BlobId>(static_cast<std::uint8_t>(i)));
        const auto change = makeChange(header, QByteArray(nonceBytes, 'n'), QByteArray(paddedAndTag, 'c'));
        QVERIFY(change.ok());
        QVERIFY(encodeRecord(recordOf(*change, 1)).size() <= qsizetype(maximumRecordBytes));
    }

    void change_headerBytesAreThoseInsideTheChange()
    {
        const auto header = headerBytes(answer());
        QVERIFY(header.ok());
        QCOMPARE(*header, *encodeHeader(answerHeader()));
    }

    void wrapChange_carriesTheWrapAndRefusesAnotherDrafts()
    {
        const Wrap wrap{WrapPurpose::Intake, filled<DraftId>(1), filled<KeyId>(4), filled<KeyId>(5),
                        "sealed"};
        const auto change = makeWrapChange(answerHeader(), wrap);
        QVERIFY(change.ok());
        QCOMPARE(change->header.kind, ChangeKind::Wrap);
        const auto decoded = decodeChange(change->bytes);
        QVERIFY(decoded.ok());
        QCOMPARE(wrapOf(*decoded)->sealed, wrap.sealed);
        Wrap foreign = wrap;
        foreign.draft = filled<DraftId>(99);
        QCOMPARE(makeWrapChange(answerHeader(), foreign).error().code, ErrorCode::WrapMismatch);
        QCOMPARE(wrapOf(answer()).error().code, ErrorCode::NotFound);
    }

    void record_envelopeAndChangeMustBelongTogether()
    {
        Record record = recordOf(answer(), 1);
        QVERIFY(decodeRecord(encodeRecord(record)).ok());
        record.envelope.change = filled<ChangeId>(5);
        QVERIFY(!decodeRecord(encodeRecord(record)));
        record = recordOf(answer(), 1);
        record.envelope.draft = filled<DraftId>(5);
        QVERIFY(!decodeRecord(encodeRecord(record)));
        const auto batch = decodePushRequest(*encodePushRequest({{record}}));
        QVERIFY(batch.ok());
        QVERIFY(batch->records[0].envelope.ok());
        QVERIFY(!batch->records[0].change.ok());
    }

    void push_overItsLimitsIsSaidByBothSides()
    {
        PushRequest tooMany;
        tooMany.records.assign(maximumBatchRecords + 1, recordOf(answer(), 1));
        QCOMPARE(encodePushRequest(tooMany).error().code, ErrorCode::QuotaExceeded);
        PushRequest tooLarge;
        tooLarge.records.assign(40, recordOf(answer(40'000), 1));
        QCOMPARE(encodePushRequest(tooLarge).error().code, ErrorCode::QuotaExceeded);
        CborWriter writer;
        writer.array(2).number(1).array(1).bytes(QByteArray(qsizetype(maximumBatchBytes), 'x'));
        QVERIFY(!decodePushRequest(writer.take()));
    }

    void wrap_tooLargeIsRefused()
    {
        const Wrap wrap{WrapPurpose::Intake, filled<DraftId>(1), filled<KeyId>(4), filled<KeyId>(5),
                        QByteArray(5000, 'x')};
        QVERIFY(!decodeWrap(encodeWrap(wrap)));
    }

    void body_tooLargeIsSaidBeforeItIsSealed()
    {
        QCOMPARE(encodeBody(AnswerBody{QStringLiteral("/data/a"), QString(50'000, u'x')}).error().code,
                 ErrorCode::QuotaExceeded);
    }

    void body_longInstanceShrinksAndComesBack()
    {
        SubmitBody body;
        body.instance = "<data>" + QByteArray("<question>answer</question>").repeated(40'000) + "</data>";
        body.instanceId = QStringLiteral("uuid:x");
        const auto bytes = encodeBody(body);
        QVERIFY(bytes.ok());
        ChangeHeader header;
        header.kind = ChangeKind::Submit;
        QVERIFY(*decodeBody(header, *bytes) == Body(body));
    }

    void body_instanceThatInflatesBeyondTheLimitIsRefused()
    {
        SubmitBody body;
        body.instance = QByteArray(maximumInstanceBytes + 1, ' ');
        const auto bytes = encodeBody(body);
        QVERIFY(bytes.ok());
        ChangeHeader header;
        header.kind = ChangeKind::Submit;
        QVERIFY(!decodeBody(header, *bytes));
    }

    void body_unknownKindOrNewerVersionIsKeptWhole()
    {
        ChangeHeader header;
        header.kind = static_cast<ChangeKind>(77);
        const QByteArray bytes("anything at all");
        QVERIFY(*decodeBody(header, bytes) == Body(OpaqueBody{bytes}));
        header.kind = ChangeKind::Answer;
        header.version = changeVersion + 1;
        QVERIFY(*decodeBody(header, bytes) == Body(OpaqueBody{bytes}));
        QCOMPARE(*encodeBody(OpaqueBody{bytes}), bytes);
        QVERIFY(!kindOf(OpaqueBody{bytes}));
    }

    void submission_isTheSameWhateverTheOrder()
    {
        const auto draft = filled<DraftId>(1);
        const std::vector<ChangeId> heads{filled<ChangeId>(1), filled<ChangeId>(2)};
        const std::vector<ChangeId> turned{filled<ChangeId>(2), filled<ChangeId>(1), filled<ChangeId>(2)};
        const std::vector<BlobId> blobs{filled<BlobId>(3)};
        QCOMPARE(submissionOf(draft, 1, heads, blobs), submissionOf(draft, 1, turned, blobs));
        QVERIFY(submissionOf(draft, 1, heads, blobs) != submissionOf(draft, 2, heads, blobs));
        QVERIFY(submissionOf(draft, 1, heads, blobs) != submissionOf(draft, 1, heads, {}));
        QVERIFY(submissionOf(draft, 1, heads, blobs) != submissionOf(draft, 1, {filled<ChangeId>(1)}, blobs));
        QVERIFY(submissionOf(draft, 1, heads, blobs) != submissionOf(filled<DraftId>(2), 1, heads, blobs));
    }
};

QTEST_APPLESS_MAIN(ProtocolTest)
#include "ProtocolTest.moc"
