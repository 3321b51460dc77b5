#include "centre/handlers/tests/CentreScene.h"

#include "sealing/ReceiptSigning.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/PushCodec.h"

#include <QtTest>

#include <algorithm>

using namespace luotsi;
using namespace luotsi::centre::handlers;
using base::ErrorCode;
using protocol::PushOutcome;
namespace paths = sync::protocol::paths;

namespace {

const QString path = QStringLiteral("/data/name");
const QString north = QStringLiteral("north");

std::vector<PushOutcome> outcomes(const protocol::PushReply &reply)
{
    std::vector<PushOutcome> result;
    for (const auto &one : reply.results)
        result.push_back(one.outcome);
    return result;
}

using Outcomes = std::vector<PushOutcome>;

Policy piecesOf(std::size_t records)
{
    Policy policy;
    policy.pieceRecords = records;
    return policy;
}

std::vector<protocol::Record> answers(TestDevice &device, TestDraft &draft, int count)
{
    std::vector<protocol::Record> records;
    for (int number = 0; number < count; ++number)
        records.push_back(device.next(draft, device.answer(draft, path, QString::number(number))));
    return records;
}

} // namespace

class PushTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameBatchAgainIsDuplicateAndChangesNothing()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        const std::vector records{device.next(draft, device.answer(draft, path, QStringLiteral("a"))),
                                  device.next(draft, device.answer(draft, path, QStringLiteral("b")))};
        QVERIFY(
            (outcomes(centre.push(device, records)) == Outcomes{PushOutcome::Stored, PushOutcome::Stored}));
        QVERIFY((outcomes(centre.push(device, records)) ==
                 Outcomes{PushOutcome::Duplicate, PushOutcome::Duplicate}));
        QCOMPARE(centre.rows([&](auto &rows) { return rows.changesOf(draft.id)->size(); }), std::size_t(2));
        QCOMPARE(centre.rows([&](auto &rows) { return rows.feed(north, 0, 100)->size(); }), std::size_t(2));
    }

    void aRepeatedTransactionLeavesOneEffect()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        const std::vector records{device.next(draft, device.answer(draft, path, QStringLiteral("a"))),
                                  device.next(draft, device.submit(draft, 1, {}))};
        centre.storage.repeatNextWrite();
        const auto reply = centre.push(device, records);
        QVERIFY((outcomes(reply) == Outcomes{PushOutcome::Stored, PushOutcome::Stored}));
        QCOMPARE(centre.rows([](auto &rows) { return rows.submissions()->size(); }), std::size_t(1));
        QCOMPARE(centre.metrics.value(Count::Submissions), std::uint64_t(1));
    }

    void aFailedWriteStoresNothingAndSaysBusy()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        const auto body =
            TestDevice::batch({device.next(draft, device.answer(draft, path, QStringLiteral("a")))});
        centre.storage.failNextWrite(ErrorCode::StoreBusy);
        const auto failed = centre.send(Method::Post, paths::changes, body, &device);
        QCOMPARE(failed.status, 503);
        QVERIFY(CentreScene::problemOf(failed)->retryAfterSeconds.has_value());
        QVERIFY(centre.rows([&](auto &rows) { return rows.changesOf(draft.id)->empty(); }));
        const auto again =
            protocol::decodePushReply(centre.send(Method::Post, paths::changes, body, &device).body);
        QVERIFY((outcomes(*again) == Outcomes{PushOutcome::Stored}));
    }

    void aMissingEnvelopeIsAGapThatNamesItsPlace()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        (void)device.next(draft, device.answer(draft, path, QStringLiteral("lost")));
        const auto second = device.next(draft, device.answer(draft, path, QStringLiteral("b")));
        const auto reply = centre.push(device, {second});
        QCOMPARE(reply.results.front().outcome, PushOutcome::Gap);
        QCOMPARE(reply.results.front().expectedSequence, std::uint64_t(1));
    }

    void aRestoredImageIsAForkAndANewEpochGoesOn()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        QVERIFY((outcomes(centre.push(
                     device, {device.next(draft, device.answer(draft, path, QStringLiteral("a")))})) ==
                 Outcomes{PushOutcome::Stored}));
        draft.sequence = 0;
        draft.previous = {};
        const auto other = device.answer(draft, path, QStringLiteral("other"));
        QVERIFY((outcomes(centre.push(device, {device.next(draft, other)})) == Outcomes{PushOutcome::Fork}));
        QCOMPARE(centre.rows([&](auto &rows) { return rows.changesOf(draft.id)->size(); }), std::size_t(1));
        device.newEpoch(draft);
        QVERIFY(
            (outcomes(centre.push(device, {device.next(draft, other)})) == Outcomes{PushOutcome::Stored}));
    }

    void anEnvelopeThatNamesAnotherPredecessorIsAFork()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        (void)centre.push(device, {device.next(draft, device.answer(draft, path, QStringLiteral("a")))});
        draft.previous = centre.random.make<protocol::EnvelopeHash>();
        const auto rewritten = device.answer(draft, path, QStringLiteral("b"));
        QVERIFY(
            (outcomes(centre.push(device, {device.next(draft, rewritten)})) == Outcomes{PushOutcome::Fork}));
        QVERIFY(!centre.rows([&](auto &rows) { return rows.change(rewritten.id)->has_value(); }));
    }

    void aRefusedRecordAdvancesItsChainAndBlocksNothing()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        auto foreign = device.newDraft();
        const auto first = device.next(draft, device.answer(draft, path, QStringLiteral("a")));
        // The change of another draft in this draft's envelope.
        const auto bad = device.next(draft, device.answer(foreign, path, QStringLiteral("b")));
        const auto third = device.next(draft, device.answer(draft, path, QStringLiteral("c")));
        const auto reply = centre.push(device, {first, bad, third});
        QVERIFY(
            (outcomes(reply) == Outcomes{PushOutcome::Stored, PushOutcome::Refused, PushOutcome::Stored}));
        QVERIFY((outcomes(centre.push(device, {bad})) == Outcomes{PushOutcome::Refused}));
        // Staff see what stays on the device, and since when.
        const auto apart = centre.rows([](auto &rows) { return *rows.quarantineCounts(); });
        QCOMPARE(apart.size(), std::size_t(1));
        QCOMPARE(apart.front().reason, reply.results[1].reason);
        QCOMPARE(apart.front().since, centre.clock.wall);
    }

    void anUnknownKindIsStoredAndForwarded()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        const auto change = device.ofKind(draft, 77);
        QVERIFY(
            (outcomes(centre.push(device, {device.next(draft, change)})) == Outcomes{PushOutcome::Stored}));
        const auto row = centre.rows([&](auto &rows) { return **rows.change(change.id); });
        QCOMPARE(row.bytes, change.bytes);
        QCOMPARE(row.kind, std::uint64_t(77));
        QCOMPARE(centre.rows([](auto &rows) { return rows.feed(north, 0, 9)->size(); }), std::size_t(1));
    }

    void anotherScopesDraftIsQuarantinedAndUntouched()
    {
        CentreScene centre;
        auto owner = centre.device();
        auto stranger = centre.device(QStringLiteral("south"));
        auto draft = owner.newDraft();
        (void)centre.push(owner, {owner.next(draft, owner.answer(draft, path, QStringLiteral("a")))});
        TestDraft stolen{draft.id, std::move(*draft.keys.clone()), 0, {}};
        const auto record = stranger.next(stolen, stranger.answer(stolen, path, QStringLiteral("evil")));
        const auto reply = centre.push(stranger, {record});
        QVERIFY((outcomes(reply) == Outcomes{PushOutcome::Quarantined}));
        QCOMPARE(centre.rows([&](auto &rows) { return rows.changesOf(draft.id)->size(); }), std::size_t(1));
        QCOMPARE(centre.rows([](auto &rows) { return rows.quarantineCounts()->size(); }), std::size_t(1));
    }

    void anotherDevicesEnvelopeNeverTouchesItsChain()
    {
        CentreScene centre;
        auto owner = centre.device();
        auto colleague = centre.device();
        auto draft = owner.newDraft();
        const auto record = owner.next(draft, owner.answer(draft, path, QStringLiteral("a")));
        const auto reply = centre.push(colleague, {record});
        QCOMPARE(reply.results.front().reason, ErrorCode::CertificateRefused);
        QVERIFY((outcomes(centre.push(owner, {record})) == Outcomes{PushOutcome::Stored}));
    }

    void aBatchGivesWay_afterAPiece_whileOthersWrite()
    {
        CentreScene centre(piecesOf(2));
        auto device = centre.device();
        auto draft = device.newDraft();
        const auto body = TestDevice::batch(answers(device, draft, 5));
        const int before = centre.storage.commits();
        centre.storage.crowd();
        const auto reply =
            protocol::decodePushReply(centre.send(Method::Post, paths::changes, body, &device).body);
        QCOMPARE(centre.storage.commits() - before, 3);
        QVERIFY((outcomes(*reply) == Outcomes(5, PushOutcome::Stored)));
        QVERIFY(std::all_of(reply->results.begin(), reply->results.end(),
                            [](const auto &result) { return result.stable; }));
        QVERIFY(reply->feedEpoch.has_value());
        const auto lines = centre.rows([](auto &rows) { return *rows.feed(north, 0, 9); });
        QCOMPARE(lines.size(), std::size_t(5));
        QCOMPARE(lines.back().number, std::uint64_t(5));
    }

    void aBatchIsOneTransaction_whenNobodyElseWrites()
    {
        CentreScene centre(piecesOf(2));
        auto device = centre.device();
        auto draft = device.newDraft();
        const int before = centre.storage.commits();
        (void)centre.push(device, answers(device, draft, 5));
        QCOMPARE(centre.storage.commits() - before, 1);
    }

    void whatWasCommittedStays_whenALaterPieceFails()
    {
        CentreScene centre(piecesOf(2));
        auto device = centre.device();
        auto draft = device.newDraft();
        const auto body = TestDevice::batch(answers(device, draft, 5));
        centre.storage.crowd();
        centre.storage.failNextWrite(ErrorCode::StoreBusy, 1);
        QCOMPARE(centre.send(Method::Post, paths::changes, body, &device).status, 503);
        QCOMPARE(centre.rows([&](auto &rows) { return rows.changesOf(draft.id)->size(); }), std::size_t(2));
        const auto again =
            protocol::decodePushReply(centre.send(Method::Post, paths::changes, body, &device).body);
        QVERIFY(
            (outcomes(*again) == Outcomes{PushOutcome::Duplicate, PushOutcome::Duplicate, PushOutcome::Stored,
                                          PushOutcome::Stored, PushOutcome::Stored}));
    }

    void aBatchIsChargedOnce_inHoweverManyPieces()
    {
        Policy policy = piecesOf(2);
        policy.recordsPerHour = 5;
        CentreScene centre(policy);
        auto device = centre.device();
        auto draft = device.newDraft();
        centre.storage.crowd();
        QVERIFY(
            (outcomes(centre.push(device, answers(device, draft, 5))) == Outcomes(5, PushOutcome::Stored)));
    }

    void nothingOfADraftIsStable_whenALaterPieceErasesIt()
    {
        CentreScene centre(piecesOf(2));
        auto device = centre.device();
        auto draft = device.newDraft();
        auto records = answers(device, draft, 4);
        records.push_back(device.next(draft, device.ofKind(draft, 15)));
        centre.storage.crowd();
        const auto reply = centre.push(device, records);
        QVERIFY((outcomes(reply) == Outcomes(5, PushOutcome::Stored)));
        QVERIFY(reply.erased == std::vector{draft.id});
        for (const auto &result : reply.results)
            QVERIFY(!result.stable);
    }

    void aRevokedDeviceReachesQuarantineOnly()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        const auto record = device.next(draft, device.answer(draft, path, QStringLiteral("a")));
        centre.revoke(device);
        const auto reply = centre.push(device, {record});
        QCOMPARE(reply.results.front().outcome, PushOutcome::Quarantined);
        QCOMPARE(reply.results.front().reason, ErrorCode::Revoked);
        QVERIFY(centre.rows([&](auto &rows) { return rows.changesOf(draft.id)->empty(); }));
        const auto receipt = centre.send(Method::Get, paths::receipts + QByteArray(64, '0'), {}, &device);
        QCOMPARE(CentreScene::problemOf(receipt)->type, protocol::ProblemType::Revoked);
    }

    void aSecondSubmitOfTheRoundGetsTheSameReceipt()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        const auto answer = device.answer(draft, path, QStringLiteral("a"));
        const auto first = device.next(draft, device.submit(draft, 1, {answer.id}));
        const auto pressedTwice = device.next(draft, device.submit(draft, 1, {answer.id}));
        const auto stored = centre.push(device, {first});
        const auto repeated = centre.push(device, {first});
        const auto twice = centre.push(device, {pressedTwice});
        QCOMPARE(repeated.results.front().outcome, PushOutcome::Duplicate);
        QCOMPARE(twice.results.front().outcome, PushOutcome::Stored);
        QVERIFY(stored.results.front().receipt.has_value());
        QVERIFY(repeated.results.front().receipt == stored.results.front().receipt);
        QVERIFY(twice.results.front().receipt == stored.results.front().receipt);
        QVERIFY(sealing::verifyReceipt(*stored.results.front().receipt, device.reply.receiptKey).ok());
        QVERIFY(stored.results.front().receipt->complete);
        QCOMPARE(centre.rows([](auto &rows) { return rows.submissions()->size(); }), std::size_t(1));
        QVERIFY(centre.submittedCalls >= 3);
    }

    void anotherSubmissionOfTheRoundBecomesASupplement()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        const auto a = device.answer(draft, path, QStringLiteral("a"));
        const auto b = device.answer(draft, path, QStringLiteral("b"));
        const auto first = centre.push(device, {device.next(draft, device.submit(draft, 1, {a.id}))});
        const auto other = device.submit(draft, 1, {b.id});
        const auto second = centre.push(device, {device.next(draft, other)});
        QCOMPARE(second.results.front().outcome, PushOutcome::Refused);
        QCOMPARE(second.results.front().reason, ErrorCode::AlreadySubmitted);
        QVERIFY(second.results.front().receipt == first.results.front().receipt);
        QCOMPARE(centre.rows([&](auto &rows) { return rows.supplements(draft.id)->size(); }), std::size_t(1));
        QVERIFY(centre.rows([&](auto &rows) { return rows.change(other.id)->has_value(); }));
        const auto next = centre.push(device, {device.next(draft, device.submit(draft, 2, {b.id}))});
        QCOMPARE(next.results.front().outcome, PushOutcome::Stored);
        QVERIFY(next.results.front().receipt->reference != first.results.front().receipt->reference);
    }

    void whatComesAfterSubmissionIsMarked()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        (void)centre.push(device, {device.next(draft, device.submit(draft, 1, {}))});
        const auto late = device.answer(draft, path, QStringLiteral("late"));
        QVERIFY((outcomes(centre.push(device, {device.next(draft, late)})) == Outcomes{PushOutcome::Stored}));
        QVERIFY(centre.rows([&](auto &rows) { return (**rows.change(late.id)).afterSubmission; }));
    }

    void anErasedDraftIsATombstoneForEver()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        const auto reply =
            centre.push(device, {device.next(draft, device.answer(draft, path, QStringLiteral("a"))),
                                 device.next(draft, device.intakeWrap(draft)),
                                 device.next(draft, device.ofKind(draft, 15)),
                                 device.next(draft, device.answer(draft, path, QStringLiteral("b")))});
        QVERIFY((outcomes(reply) == Outcomes{PushOutcome::Stored, PushOutcome::Stored, PushOutcome::Stored,
                                             PushOutcome::Refused}));
        QCOMPARE(reply.results.back().reason, ErrorCode::Erased);
        QVERIFY(reply.erased == std::vector{draft.id});
        for (const auto &result : reply.results)
            QVERIFY(!result.stable);
        QVERIFY(centre.rows([&](auto &rows) { return rows.changesOf(draft.id)->empty(); }));
        QVERIFY(centre.rows([&](auto &rows) { return rows.wraps(draft.id)->empty(); }));
        const auto lines = centre.rows([](auto &rows) { return *rows.feed(north, 0, 9); });
        QVERIFY(!lines.empty());
        for (const auto &line : lines)
            QVERIFY(line.erased == draft.id);
    }

    void aSubmittedDraftCannotBeErasedByADevice()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        (void)centre.push(device, {device.next(draft, device.submit(draft, 1, {}))});
        const auto reply = centre.push(device, {device.next(draft, device.ofKind(draft, 15))});
        QCOMPARE(reply.results.front().reason, ErrorCode::AlreadySubmitted);
        QCOMPARE(centre.rows([](auto &rows) { return rows.submissions()->size(); }), std::size_t(1));
    }

    void stableChangesAreNamedUnlessDevicesKeepTheirCopy()
    {
        Policy careful;
        careful.stable = StablePolicy::Never;
        for (const bool atCommit : {true, false}) {
            CentreScene centre(atCommit ? Policy{} : careful);
            auto device = centre.device();
            auto draft = device.newDraft();
            const auto change = device.answer(draft, path, QStringLiteral("a"));
            const auto reply = centre.push(device, {device.next(draft, change)});
            QCOMPARE(reply.results.front().stable, atCommit);
        }
    }

    void aDeviceHasAQuotaOfRecordsPerHour()
    {
        Policy policy;
        policy.recordsPerHour = 1;
        CentreScene centre(policy);
        auto device = centre.device();
        auto draft = device.newDraft();
        const auto first =
            TestDevice::batch({device.next(draft, device.answer(draft, path, QStringLiteral("a")))});
        const auto second =
            TestDevice::batch({device.next(draft, device.answer(draft, path, QStringLiteral("b")))});
        QCOMPARE(centre.send(Method::Post, paths::changes, first, &device).status, 200);
        QCOMPARE(centre.send(Method::Post, paths::changes, second, &device).status, 429);
        centre.clock.wall += 3'600'000;
        QCOMPARE(centre.send(Method::Post, paths::changes, second, &device).status, 200);
    }

    void malformedBytesAreAProblemOfTheClosedList()
    {
        CentreScene centre;
        auto device = centre.device();
        for (const QByteArray &body : {QByteArray(), QByteArray("{}"), QByteArray(100, '\xff')}) {
            const auto response = centre.send(Method::Post, paths::changes, body, &device);
            QCOMPARE(CentreScene::problemOf(response)->type, protocol::ProblemType::Malformed);
        }
    }
};

QTEST_APPLESS_MAIN(PushTest)
#include "PushTest.moc"
