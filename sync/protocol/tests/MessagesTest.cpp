#include "sync/protocol/Messages.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/Enrol.h"
#include "sync/protocol/Problem.h"
#include "sync/protocol/PushCodec.h"

#include <QSet>
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

Change change()
{
    ChangeHeader header;
    header.draft = filled<DraftId>(1);
    return *makeChange(header, QByteArray(nonceBytes, 'n'), QByteArray(80, 'c'));
}

Wrap codeWrap()
{
    return {WrapPurpose::ResumeCode, filled<DraftId>(1), filled<KeyId>(2), filled<KeyId>(3), "sealed"};
}

} // namespace

namespace {

FeedPage feedPage()
{
    FeedPage page;
    page.feedEpoch = filled<FeedEpochId>(1);
    page.erased = {filled<DraftId>(9)};
    page.entries = {{7, change()}, {8, std::nullopt}};
    page.next = 8;
    page.stable = 6;
    page.more = true;
    page.serverTime = 1790000000000;
    page.timeSignature = QByteArray(64, 's');
    return page;
}

} // namespace

class MessagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blobs_comeBackAndKeepTheirLimits()
    {
        const BlobCreate create{filled<BlobId>(1), filled<DraftId>(2), 1000};
        QCOMPARE(*decodeBlobCreate(encodeBlobCreate(create)), create);
        BlobCreate large = create;
        large.size = maximumBlobBytes + 1;
        QCOMPARE(decodeBlobCreate(encodeBlobCreate(large)).error().code, ErrorCode::AttachmentTooLarge);
        BlobCreate empty = create;
        empty.size = 0;
        QVERIFY(!decodeBlobCreate(encodeBlobCreate(empty)));

        const BlobState state{filled<BlobId>(1), 500, 1000, false};
        QCOMPARE(*decodeBlobState(encodeBlobState(state)), state);
        QVERIFY(!decodeBlobState(encodeBlobState({filled<BlobId>(1), 1001, 1000, false})));
        QVERIFY(!decodeBlobState(encodeBlobState({filled<BlobId>(1), 500, 1000, true})));
    }

    void codes_comeBackAndTakeNoOtherWrap()
    {
        const CodeStore store{filled<LookupId>(1), codeWrap(), 1790000000000};
        const auto decoded = decodeCodeStore(encodeCodeStore(store));
        QVERIFY(decoded.ok());
        QCOMPARE(decoded->lookup, store.lookup);
        QCOMPARE(decoded->wrap.sealed, store.wrap.sealed);
        QCOMPARE(decoded->expiresAt, store.expiresAt);
        CodeStore wrong = store;
        wrong.wrap.purpose = WrapPurpose::Intake;
        QCOMPARE(decodeCodeStore(encodeCodeStore(wrong)).error().code, ErrorCode::WrapMismatch);

        const CodeClaim claim{filled<LookupId>(1), 40};
        QCOMPARE(*decodeCodeClaim(encodeCodeClaim(claim)), claim);
    }

    void claimReply_givesTheChangesByteForByte()
    {
        CodeClaimReply reply{codeWrap(), filled<FormHash>(5), {change(), change()}, 2, true, std::nullopt,
                             {}};
        auto decoded = decodeCodeClaimReply(encodeCodeClaimReply(reply));
        QVERIFY(decoded.ok());
        QCOMPARE(decoded->changes.size(), 2U);
        QCOMPARE(decoded->changes[1].bytes, change().bytes);
        QCOMPARE(decoded->next, 2U);
        QVERIFY(decoded->more);
        QVERIFY(!decoded->receipt);
        reply.receipt = Receipt{.submission = filled<SubmissionId>(6),
                                .draft = filled<DraftId>(1),
                                .round = 1,
                                .reference = QStringLiteral("7KQ4-M2RD"),
                                .receivedAt = 5,
                                .deviceTime = 4,
                                .complete = true,
                                .missing = {},
                                .signature = QByteArray(64, 's')};
        decoded = decodeCodeClaimReply(encodeCodeClaimReply(reply));
        QVERIFY(decoded.ok());
        QCOMPARE(*decoded->receipt, *reply.receipt);
    }

    void clockThatSaidLaterThanTheArrival_wasAhead()
    {
        Receipt receipt;
        receipt.receivedAt = 1'790'000'000'000;
        receipt.deviceTime = receipt.receivedAt - 30LL * 24 * 3600 * 1000; // it was away for a month
        QVERIFY(!receipt.clockWasAhead());
        receipt.deviceTime = receipt.receivedAt + ordinaryDrift;
        QVERIFY(!receipt.clockWasAhead());
        ++receipt.deviceTime;
        QVERIFY(receipt.clockWasAhead());
    }

    void claimReply_tellsWhoHasOpenedTheDraft()
    {
        CodeClaimReply reply{codeWrap(), filled<FormHash>(5), {}, 0, false, std::nullopt, {}};
        reply.accesses = {{1790000000000, Access::By::Code, QStringLiteral("library-2")},
                          {1780000000000, static_cast<Access::By>(9), QStringLiteral("desk-1")}};
        const auto decoded = decodeCodeClaimReply(encodeCodeClaimReply(reply));
        QVERIFY(decoded.ok());
        QVERIFY(decoded->accesses == reply.accesses); // a kind of opening to come is kept
        reply.accesses.assign(maximumAccesses + 1, reply.accesses.front());
        QVERIFY(!decodeCodeClaimReply(encodeCodeClaimReply(reply)));
        reply.accesses = {{0, static_cast<Access::By>(0), {}}};
        QVERIFY(!decodeCodeClaimReply(encodeCodeClaimReply(reply)));
    }

    void feedPage_comesBackWithItsTombstones()
    {
        const FeedPage page = feedPage();
        const auto decoded = decodeFeedPage(encodeFeedPage(page));
        QVERIFY(decoded.ok());
        QCOMPARE(encodeFeedPage(*decoded), encodeFeedPage(page));
        QCOMPARE(decoded->entries[0].change->id, change().id);
        QVERIFY(!decoded->entries[1].change.has_value());
        QCOMPARE(decoded->timeSignature, page.timeSignature);
    }

    void feedPage_thatSkipsANumberOrLiesAboutItsEndIsRefused()
    {
        FeedPage gap = feedPage();
        gap.entries[1].number = 9;
        gap.next = 9;
        QVERIFY(!decodeFeedPage(encodeFeedPage(gap)));
        FeedPage twice = feedPage();
        twice.entries[1].number = 7;
        twice.next = 7;
        QVERIFY(!decodeFeedPage(encodeFeedPage(twice)));
        FeedPage beyond = feedPage();
        beyond.next = 9;
        QVERIFY(!decodeFeedPage(encodeFeedPage(beyond)));
        FeedPage empty = feedPage();
        empty.entries.clear();
        QVERIFY(!decodeFeedPage(encodeFeedPage(empty))); // more, and yet nothing
        empty.more = false;
        QVERIFY(decodeFeedPage(encodeFeedPage(empty)).ok());
    }

    void draftsStatus_comesBack()
    {
        const DraftsStatusRequest request{{filled<DraftId>(2), filled<DraftId>(1)}};
        QCOMPARE(decodeDraftsStatusRequest(encodeDraftsStatusRequest(request))->drafts, request.drafts);
        const DraftsStatusReply reply{
            {{filled<DraftId>(1), {filled<ChangeId>(2)}}}, {filled<DraftId>(3)}, 17, filled<FeedEpochId>(4)};
        const auto decoded = decodeDraftsStatusReply(encodeDraftsStatusReply(reply));
        QVERIFY(decoded.ok());
        QCOMPARE(decoded->stable[0].changes, reply.stable[0].changes);
        QCOMPARE(decoded->erased, reply.erased);
        QCOMPARE(decoded->serverTime, 17);
        QVERIFY(decoded->feedEpoch == reply.feedEpoch);
        QVERIFY(!decodeDraftsStatusReply(encodeDraftsStatusReply({{}, {}, 17, {}}))->feedEpoch.has_value());
    }

    void pushReply_saysForWhichLifeOfTheCentreItHolds()
    {
        PushReply reply;
        reply.serverTime = 17;
        QVERIFY(!decodePushReply(encodePushReply(reply))->feedEpoch.has_value());
        reply.feedEpoch = filled<FeedEpochId>(4);
        QVERIFY(decodePushReply(encodePushReply(reply))->feedEpoch == reply.feedEpoch);
    }

    void problemOfARecord_saysWhereTheChainEnds()
    {
        Problem problem;
        problem.type = ProblemType::Fork;
        problem.expectedSequence = 4;
        problem.auditHead = filled<AuditHash>(9);
        QVERIFY(*decodeProblem(encodeProblem(problem)) == problem);
        const QByteArray cut = encodeProblem(problem).replace(problem.auditHead->toHex(), "0909");
        QVERIFY(!decodeProblem(cut).ok());
    }

    void problems_everyTypeHasOneNameAndComesBack()
    {
        QSet<QString> names;
        for (int value = 0; value <= static_cast<int>(ProblemType::Internal); ++value) {
            const auto type = static_cast<ProblemType>(value);
            QVERIFY(!names.contains(name(type)));
            names.insert(name(type));
            const Problem problem{type, QStringLiteral("for staff"), 5, 6, 7, filled<AuditHash>(8)};
            QCOMPARE(*decodeProblem(encodeProblem(problem)), problem);
            QCOMPARE(problemOf(errorOf(type)), type);
            QVERIFY(statusOf(type) >= 400 && statusOf(type) < 600);
        }
        QCOMPARE(*decodeProblem(encodeProblem({ProblemType::Busy, {}, {}, {}, {}, {}})),
                 (Problem{ProblemType::Busy, {}, {}, {}, {}, {}}));
    }

    void problems_nothingOutsideTheListIsBelieved()
    {
        for (const QByteArray &bytes :
             {QByteArray(), QByteArray("<html>Log in to Wi-Fi</html>"), QByteArray("[]"),
              QByteArray(R"({"type":"x"})"), QByteArray(R"({"status":503})"),
              QByteArray(R"({"type":"gap","offset":-1})"), QByteArray(R"({"type":"gap","offset":1.5})"),
              QByteArray(R"({"type":"busy","retryAfter":1e300})"),
              QByteArray(R"({"type":"busy","retryAfter":"5"})"), QByteArray(20'000, ' ')})
            QVERIFY2(!decodeProblem(bytes), bytes.left(60));
    }

    void enrolment_comesBackAndRefusesWrongShapes()
    {
        const QByteArray pem(
            "-----BEGIN CERTIFICATE REQUEST-----\nAA==\n-----END CERTIFICATE REQUEST-----\n");
        const auto request = decodeEnrolRequest(encodeEnrolRequest({pem, QStringLiteral("ABCD")}));
        QVERIFY(request.ok());
        QCOMPARE(request->requestPem, pem);
        QCOMPARE(request->code, QStringLiteral("ABCD"));
        QVERIFY(!decodeEnrolRequest("{\"code\":\"ABCD\"}"));
        QVERIFY(!decodeEnrolRequest(encodeEnrolRequest({"no pem", QStringLiteral("ABCD")})));

        const EnrolReply reply{
            filled<DeviceId>(1), pem,          pem, pem + pem, QByteArray(32, 'r'), QByteArray(32, 'i'),
            filled<KeyId>(2),    1790000000000};
        const auto decoded = decodeEnrolReply(encodeEnrolReply(reply));
        QVERIFY(decoded.ok());
        QCOMPARE(decoded->device, reply.device);
        QCOMPARE(decoded->successionPem, reply.successionPem);
        QCOMPARE(decoded->receiptKey, reply.receiptKey);
        QCOMPARE(decoded->intakeKey, reply.intakeKey);
        QCOMPARE(decoded->intakeKeyId, reply.intakeKeyId);
        QCOMPARE(decoded->serverTime, reply.serverTime);
        EnrolReply ofAnOlderCentre = reply;
        ofAnOlderCentre.successionPem.clear();
        QVERIFY(!encodeEnrolReply(ofAnOlderCentre).contains("succession"));
        QVERIFY(decodeEnrolReply(encodeEnrolReply(ofAnOlderCentre)).ok());
        EnrolReply noSuccession = reply;
        noSuccession.successionPem = "no pem";
        QVERIFY(!decodeEnrolReply(encodeEnrolReply(noSuccession)));
        EnrolReply shortKey = reply;
        shortKey.intakeKey.chop(1);
        QVERIFY(!decodeEnrolReply(encodeEnrolReply(shortKey)));
        EnrolReply noDevice = reply;
        noDevice.device = {};
        QVERIFY(!decodeEnrolReply(encodeEnrolReply(noDevice)));
    }
};

QTEST_APPLESS_MAIN(MessagesTest)
#include "MessagesTest.moc"
