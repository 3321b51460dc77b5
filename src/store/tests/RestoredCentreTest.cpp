#include "store/tests/OutboxScene.h"

using namespace luotsi;
using base::ErrorCode;
using store::testing::OutboxScene;
using sync::protocol::PushOutcome;
namespace protocol = sync::protocol;

/// A centre that was restored from a backup gets again whatever this device still has.
class RestoredCentreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_scene = std::make_unique<OutboxScene>(); }
    void cleanup() { m_scene.reset(); }

    void anotherEpoch_offersAgainWhatWasNotStable()
    {
        const auto settled = m_scene->begin(ports::CentreCopy::AsWritten);
        const auto given = m_scene->push(OutboxScene::epoch('a'));
        m_scene->settle(settled, given);
        const auto draft = m_scene->begin(ports::CentreCopy::AsWritten);
        const auto page = m_scene->attach(draft);
        const auto first = m_scene->push(OutboxScene::epoch('a'));
        QVERIFY(m_scene->store->applyBlobOffset(page, OutboxScene::pageBytes).ok());
        while (const auto code = *m_scene->store->nextCode())
            QVERIFY(m_scene->store->applyCodeStored(code->lookup).ok());
        QVERIFY(m_scene->store->queue()->empty());

        QVERIFY(m_scene->store->noteFeedEpoch(OutboxScene::epoch('a')).ok());
        QVERIFY(m_scene->store->queue()->empty());
        QVERIFY(m_scene->store->noteFeedEpoch(OutboxScene::epoch('b')).ok());

        QVERIFY(m_scene->store->queue()->nextAttemptAt > 0);
        QCOMPARE(m_scene->store->queue()->blobs, 1U);
        QCOMPARE(m_scene->store->queue()->codes, 2U);
        const auto again = *m_scene->store->nextBatch();
        QCOMPARE(again.size(), first.size());
        for (std::size_t index = 0; index < again.size(); ++index) {
            QVERIFY(again[index].change.id == first[index].change.id);
            QVERIFY(again[index].envelope.epoch != first[index].envelope.epoch);
            QCOMPARE(again[index].envelope.sequence, index + 1);
        }
    }

    void replyOfTheNewLife_countsForWhatItAnswers()
    {
        const auto draft = m_scene->begin(ports::CentreCopy::AsWritten);
        m_scene->push(OutboxScene::epoch('a'));
        m_scene->answer(draft);
        const auto last = m_scene->push(OutboxScene::epoch('b'));
        QCOMPARE(last.size(), std::size_t{1});
        // The answer is there, what had gone before it is not.
        const auto again = *m_scene->store->nextBatch();
        QCOMPARE(again.size(), std::size_t{1});
        QVERIFY(again[0].change.id != last[0].change.id);
        m_scene->push(OutboxScene::epoch('b'));
        QVERIFY(m_scene->store->nextBatch()->empty());
    }

    void firstEpochEverHeard_offersNothing()
    {
        m_scene->begin(ports::CentreCopy::AsWritten);
        m_scene->push();
        QVERIFY(m_scene->store->noteFeedEpoch(OutboxScene::epoch('a')).ok());
        QCOMPARE(m_scene->store->queue()->records, 0U);
    }

    void epoch_isRememberedAcrossRestarts()
    {
        m_scene->begin(ports::CentreCopy::AsWritten);
        m_scene->push(OutboxScene::epoch('a'));
        m_scene->reopen();
        QVERIFY(m_scene->store->noteFeedEpoch(OutboxScene::epoch('b')).ok());
        QVERIFY(m_scene->store->queue()->records > 0);
    }

    void statusOfAnotherLife_offersAgainToo()
    {
        m_scene->begin(ports::CentreCopy::AsWritten);
        m_scene->push(OutboxScene::epoch('a'));
        protocol::DraftsStatusReply status;
        status.feedEpoch = OutboxScene::epoch('b');
        QVERIFY(m_scene->store->applyStatus(status).ok());
        QVERIFY(m_scene->store->queue()->records > 0);
    }

    /// Nobody has told the centre that it was restored: the gap gives it away, for all drafts.
    void gapBehindWhatWasAcknowledged_offersEverythingAgain()
    {
        const auto draft = m_scene->begin(ports::CentreCopy::AsWritten);
        m_scene->answer(draft);
        m_scene->begin(ports::CentreCopy::AsWritten);
        m_scene->push();
        m_scene->answer(draft);
        const auto batch = *m_scene->store->nextBatch();
        auto reply = OutboxScene::replyTo(batch, PushOutcome::Gap);
        reply.results[0].expectedSequence = 2;
        QVERIFY(m_scene->store->applyPush(batch, reply).ok());
        QCOMPARE(m_scene->store->nextBatch()->size(), std::size_t{4});
    }

    void refusedRecord_isJudgedAgainByTheNewLife()
    {
        const auto draft = m_scene->begin(ports::CentreCopy::AsWritten);
        const auto batch = *m_scene->store->nextBatch();
        auto reply = OutboxScene::replyTo(batch, PushOutcome::Refused);
        reply.results[0].reason = ErrorCode::MalformedInput;
        reply.feedEpoch = OutboxScene::epoch('a');
        QVERIFY(m_scene->store->applyPush(batch, reply).ok());
        QVERIFY(m_scene->store->status(draft)->stuck.has_value());
        m_scene->clock.advance(60'000);
        QVERIFY(m_scene->store->noteFeedEpoch(OutboxScene::epoch('b')).ok());
        QVERIFY(!m_scene->store->status(draft)->stuck.has_value());
        const auto again = *m_scene->store->nextBatch();
        QCOMPARE(again.size(), std::size_t{1});
        // Refused anew, it lies aside since now.
        reply.feedEpoch.reset();
        QVERIFY(m_scene->store->applyPush(again, reply).ok());
        const ports::PutAside anew{ErrorCode::MalformedInput, m_scene->clock.wallMilliseconds()};
        QVERIFY(m_scene->store->status(draft)->stuck == anew);
    }

    void whatAPersonKeepsBack_isNotOffered()
    {
        m_scene->begin(ports::CentreCopy::WhenSent);
        QVERIFY(m_scene->store->noteFeedEpoch(OutboxScene::epoch('a')).ok());
        QVERIFY(m_scene->store->noteFeedEpoch(OutboxScene::epoch('b')).ok());
        QVERIFY(m_scene->store->queue()->empty());
    }

    void recordOfTheDevice_isOfferedAgainUnderItsPlaces()
    {
        QVERIFY(m_scene->store->noteFeedEpoch(OutboxScene::epoch('a')).ok());
        QVERIFY(m_scene->store->record(QStringLiteral("session-began"), {}).ok());
        const auto line = *m_scene->store->nextAudit();
        QVERIFY(m_scene->store->applyAudit(1).ok());
        QVERIFY(m_scene->store->nextAudit()->empty());
        QVERIFY(m_scene->store->noteFeedEpoch(OutboxScene::epoch('b')).ok());
        QVERIFY(*m_scene->store->nextAudit() == line);
    }

    void receiptThatMissesAttachmentsAgain_offersThemAgain()
    {
        const auto draft = m_scene->begin(ports::CentreCopy::WhenSent);
        const auto page = m_scene->attach(draft);
        m_scene->send(draft);
        m_scene->push();
        QVERIFY(m_scene->store->applyBlobOffset(page, OutboxScene::pageBytes).ok());
        protocol::Receipt receipt = m_scene->records.receipt(draft, true);
        QVERIFY(m_scene->store->applyReceipt(receipt).ok());
        QVERIFY(m_scene->store->incompleteSubmissions()->empty());
        QVERIFY(!m_scene->store->nextBlob()->has_value());

        receipt.complete = false;
        receipt.missing = {page};
        QVERIFY(m_scene->store->applyReceipt(receipt).ok());
        QVERIFY(m_scene->store->nextBlob()->has_value());
        QCOMPARE(m_scene->store->incompleteSubmissions()->size(), std::size_t{1});
    }

private:
    std::unique_ptr<OutboxScene> m_scene;
};

QTEST_GUILESS_MAIN(RestoredCentreTest)
#include "RestoredCentreTest.moc"
