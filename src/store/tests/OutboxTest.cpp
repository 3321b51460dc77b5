#include "store/tests/StoreFixture.h"

#include "sync/protocol/ChangeCodec.h"

#include <QTest>

#include <map>

using namespace luotsi;
using base::ErrorCode;
using ports::testing::TestRecords;
using sync::protocol::PushOutcome;
using sync::protocol::Urgency;
namespace protocol = sync::protocol;

/// The store as the synchroniser sees it.
class OutboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<store::testing::StoreFixture>(m_clock);
        m_store = m_fixture->open();
        QVERIFY(m_store != nullptr);
        ports::DeviceIdentity identity;
        identity.device = m_random.make<protocol::DeviceId>();
        identity.privateKeyPem = "key";
        QVERIFY(m_store->saveIdentity(identity).ok());
        m_identity = identity;
    }

    void heldBackDraft_neverLeavesBeforeSending()
    {
        const auto draft = begin(ports::CentreCopy::WhenSent);
        answer(draft);
        const auto blob = attach(draft);
        QVERIFY(m_store->queue()->empty());
        QVERIFY(m_store->nextBatch()->empty());
        QVERIFY(!m_store->nextBlob()->has_value());
        QVERIFY(!m_store->nextCode()->has_value());
        send(draft);
        QCOMPARE(m_store->queue()->records, 4U);
        QCOMPARE(m_store->queue()->blobs, 1U);
        QCOMPARE(m_store->queue()->codes, 1U);
        QCOMPARE(m_store->nextBatch()->size(), std::size_t{4});
        Q_UNUSED(blob)
    }

    void draftWithCopy_waitsAtOnce()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        answer(draft);
        QCOMPARE(m_store->queue()->records, 2U);
        QCOMPARE(m_store->nextCode()->value().lookup.toHex(), m_lastDraft.code.lookup.toHex());
    }

    void nonEmptyQueue_hasANextAttempt()
    {
        QCOMPARE(m_store->queue()->nextAttemptAt, 0);
        begin(ports::CentreCopy::AsWritten);
        QVERIFY(m_store->queue()->nextAttemptAt > 0);
        QVERIFY(m_store->scheduleAttempt(m_clock.wall + 5000, 3, ErrorCode::NetworkUnreachable).ok());
        m_store = m_fixture->open();
        const auto queue = m_store->queue();
        QCOMPARE(queue->nextAttemptAt, m_clock.wall + 5000);
        QCOMPARE(queue->tries, 3U);
        QVERIFY(queue->lastError == ErrorCode::NetworkUnreachable);
        acknowledgeAll();
        QVERIFY(m_store->applyCodeStored(m_lastDraft.code.lookup).ok());
        QVERIFY(m_store->queue()->empty());
        QCOMPARE(m_store->queue()->tries, 0U);
    }

    void envelopes_makeOneChainPerDraft()
    {
        const auto first = begin(ports::CentreCopy::AsWritten);
        const auto second = begin(ports::CentreCopy::AsWritten);
        answer(first);
        answer(second);
        answer(first);
        std::map<protocol::DraftId, protocol::Envelope> last;
        const auto batch = m_store->nextBatch();
        for (const protocol::Record &record : *batch) {
            const protocol::Envelope &envelope = record.envelope;
            QVERIFY(envelope.device == m_identity.device);
            QVERIFY(envelope.change == record.change.id);
            const auto before = last.find(envelope.draft);
            QCOMPARE(envelope.sequence, before == last.end() ? 1U : before->second.sequence + 1);
            if (before == last.end())
                QVERIFY(envelope.previous.isNull());
            else
                QVERIFY(envelope.previous == protocol::hashOf(before->second));
            last[envelope.draft] = envelope;
        }
        QCOMPARE(last.size(), std::size_t{2});
    }

    void offeredBatch_isTheSameAfterARestart()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        answer(draft);
        const auto before = *m_store->nextBatch();
        m_store = m_fixture->open();
        const auto after = *m_store->nextBatch();
        QCOMPARE(after.size(), before.size());
        for (std::size_t index = 0; index < after.size(); ++index)
            QVERIFY(after[index].envelope == before[index].envelope);
    }

    void urgentDraft_goesFirstAloneAndInItsOrder()
    {
        const auto plain = begin(ports::CentreCopy::AsWritten);
        answer(plain);
        const auto urgent = begin(ports::CentreCopy::WhenSent);
        answer(urgent);
        send(urgent, Urgency::UrgentSubmission);
        const auto batch = *m_store->nextBatch();
        QCOMPARE(batch.size(), std::size_t{3});
        for (std::size_t index = 0; index < 3; ++index) {
            QVERIFY(batch[index].envelope.draft == urgent);
            QCOMPARE(batch[index].envelope.sequence, index + 1);
        }
        QVERIFY(batch[2].change.header.kind == protocol::ChangeKind::Submit);
        acknowledgeAll();
        const auto rest = *m_store->nextBatch();
        QCOMPARE(rest.size(), std::size_t{2});
        QVERIFY(rest.front().envelope.draft == plain);
    }

    void batch_keepsWithinItsLimits()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        TestRecords::Options options;
        options.content = QByteArray(40'000, 's');
        for (int number = 0; number < 40; ++number)
            QVERIFY(m_store->commit(TestRecords::commitOf(m_records.change(draft, options))).ok());
        const auto batch = *m_store->nextBatch();
        std::size_t bytes = 0;
        for (const protocol::Record &record : batch)
            bytes += static_cast<std::size_t>(protocol::encodeRecord(record).size());
        QVERIFY(bytes <= protocol::maximumBatchBytes);
        QVERIFY(bytes > protocol::maximumBatchBytes / 2);
    }

    void longQueue_isCountedNoFurtherThanABatchAndOne()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        ports::DraftCommit commit{draft, {}, {}, {}, false};
        for (std::size_t number = 0; number < protocol::maximumBatchRecords + 10; ++number)
            commit.changes.push_back(m_records.change(draft));
        QVERIFY(m_store->commit(commit).ok());
        QCOMPARE(m_store->queue()->records, protocol::maximumBatchRecords + 1);
        const auto first = *m_store->nextBatch();
        QCOMPARE(first.size(), protocol::maximumBatchRecords);
        QVERIFY(m_store->applyPush(first, replyTo(first, PushOutcome::Stored)).ok());
        QCOMPARE(m_store->queue()->records, 11U);
        QCOMPARE(m_store->nextBatch()->front().envelope.sequence, protocol::maximumBatchRecords + 1);
    }

    void batchBehindTheOneUnderWay_leavesThatOutAndGoesOnWithItsChain()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        ports::DraftCommit commit{draft, {}, {}, {}, false};
        for (std::size_t number = 0; number < 2 * protocol::maximumBatchRecords; ++number)
            commit.changes.push_back(m_records.change(draft));
        QVERIFY(m_store->commit(commit).ok());
        const auto first = *m_store->nextBatch();
        const auto behind = *m_store->nextBatch(idsOf(first));
        QCOMPARE(behind.size(), protocol::maximumBatchRecords);
        QVERIFY(behind.front().envelope.previous == protocol::hashOf(first.back().envelope));
        QCOMPARE(behind.front().envelope.sequence, protocol::maximumBatchRecords + 1);
        // Not a word of the first was heard: it is offered again as it was, and what is behind it too.
        m_store = m_fixture->open();
        QVERIFY(m_store->nextBatch()->back().envelope == first.back().envelope);
        QVERIFY(m_store->applyPush(first, replyTo(first, PushOutcome::Stored)).ok());
        const auto second = *m_store->nextBatch();
        QCOMPARE(second.size(), behind.size());
        QVERIFY(second.front().envelope == behind.front().envelope);
        QVERIFY(second.back().envelope == behind.back().envelope);
        QCOMPARE(m_store->nextBatch(idsOf(second))->size(), std::size_t{1});
    }

    void urgentDraft_goesFirstBehindTheBatchUnderWay()
    {
        const auto plain = begin(ports::CentreCopy::AsWritten);
        answer(plain);
        const auto first = *m_store->nextBatch();
        answer(plain);
        const auto urgent = begin(ports::CentreCopy::WhenSent);
        send(urgent, Urgency::UrgentSubmission);
        const auto behind = *m_store->nextBatch(idsOf(first));
        QCOMPARE(behind.size(), std::size_t{2});
        for (const protocol::Record &record : behind)
            QVERIFY(record.envelope.draft == urgent);
    }

    void gapBeforeABatchReadAhead_rewindsThatToo()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        answer(draft);
        const auto first = *m_store->nextBatch();
        answer(draft);
        const auto behind = *m_store->nextBatch(idsOf(first));
        QCOMPARE(behind.size(), std::size_t{1});
        auto reply = replyTo(first, PushOutcome::Gap);
        reply.results[0].expectedSequence = reply.results[1].expectedSequence = 1;
        QVERIFY(m_store->applyPush(first, reply).ok());
        const auto again = *m_store->nextBatch();
        QCOMPARE(again.size(), std::size_t{3});
        QVERIFY(again[0].envelope == first[0].envelope);
        QVERIFY(again[2].envelope == behind[0].envelope);
    }

    void withoutIdentity_nothingIsOffered()
    {
        m_fixture = std::make_unique<store::testing::StoreFixture>(m_clock);
        m_store = m_fixture->open();
        begin(ports::CentreCopy::AsWritten);
        QVERIFY(m_store->nextBatch()->empty());
        QCOMPARE(m_store->queue()->records, 1U);
    }

    void recordsLeave_onlyWhenAcknowledged()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        answer(draft);
        const auto batch = *m_store->nextBatch();
        QCOMPARE(m_store->queue()->records, 2U);
        auto reply = replyTo(batch, PushOutcome::Stored);
        reply.results[1].outcome = PushOutcome::Duplicate;
        QVERIFY(m_store->applyPush(batch, reply).ok());
        QCOMPARE(m_store->queue()->records, 0U);
        QCOMPARE(m_store->status(draft)->unsentChanges, 0U);
        QCOMPARE(m_store->load(draft)->changes.size(), std::size_t{2});
    }

    void storedForGood_needsNoSecondWord()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        const auto batch = *m_store->nextBatch();
        auto reply = replyTo(batch, PushOutcome::Stored);
        for (protocol::PushResult &result : reply.results)
            result.stable = true;
        QVERIFY(m_store->applyPush(batch, reply).ok());
        // A restored centre has what is stable: it is not offered again.
        protocol::PushReply restored = replyTo({}, PushOutcome::Stored);
        for (const char letter : {'a', 'b'}) {
            restored.feedEpoch = protocol::FeedEpochId::fromBytes(QByteArray(16, letter));
            QVERIFY(m_store->applyPush({}, restored).ok());
        }
        QCOMPARE(m_store->queue()->records, 0U);
        QVERIFY(m_store->load(draft).ok());
    }

    void recordThatCannotBeRead_isPutAsideAndBlocksNoOther()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        protocol::Change broken = m_records.change(draft);
        broken.bytes.chop(broken.bytes.size() / 2);
        QVERIFY(m_store->commit(TestRecords::commitOf(broken)).ok());
        answer(draft);
        const auto batch = m_store->nextBatch();
        QVERIFY(batch.ok());
        QCOMPARE(batch->size(), std::size_t{2}); // the beginning and the answer
        QCOMPARE(m_store->queue()->records, 2U);
        QCOMPARE(m_store->status(draft)->stuck->reason, ErrorCode::MalformedInput);
    }

    void oneBadRecord_blocksNoOther()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        answer(draft);
        answer(draft);
        const auto batch = *m_store->nextBatch();
        auto reply = replyTo(batch, PushOutcome::Stored);
        reply.results[1].outcome = PushOutcome::Quarantined;
        reply.results[1].reason = ErrorCode::QuotaExceeded;
        QVERIFY(m_store->applyPush(batch, reply).ok());
        QCOMPARE(m_store->queue()->records, 0U);
        const auto status = m_store->status(draft);
        QCOMPARE(status->stuck->reason, ErrorCode::QuotaExceeded);
        QCOMPARE(status->unsentChanges, 1U);
        answer(draft);
        QCOMPARE(m_store->nextBatch()->front().envelope.sequence, 4U);
    }

    void codePutAside_saysSinceWhenAndBeforeWhatFollowed()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        const auto blob = attach(draft);
        acknowledgeAll();
        const ports::PutAside first{ErrorCode::EnrolmentRefused, m_clock.wallMilliseconds()};
        QVERIFY(m_store->applyCodeRefused(m_lastDraft.code.lookup, first.reason).ok());
        m_clock.advance(60'000);
        QVERIFY(m_store->applyBlobRefused(blob, ErrorCode::QuotaExceeded).ok());
        QVERIFY(m_store->status(draft)->stuck == first);
        m_store = m_fixture->open();
        QVERIFY(m_store->status(draft)->stuck == first);
        // The code goes after all: what is left lies aside since later.
        QVERIFY(m_store->applyCodeStored(m_lastDraft.code.lookup).ok());
        const ports::PutAside second{ErrorCode::QuotaExceeded, first.since + 60'000};
        QVERIFY(m_store->status(draft)->stuck == second);
    }

    void replyToAnotherBatch_changesNothing()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        answer(draft);
        const auto batch = *m_store->nextBatch();
        auto reply = replyTo(batch, PushOutcome::Stored);
        reply.results.pop_back();
        QCOMPARE(m_store->applyPush(batch, reply).error().code, ErrorCode::MalformedInput);
        QCOMPARE(m_store->queue()->records, 2U);
    }

    void fork_opensANewEpochForWhatIsUnsent()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        acknowledgeAll();
        answer(draft);
        answer(draft);
        const auto batch = *m_store->nextBatch();
        QCOMPARE(batch.front().envelope.sequence, 2U);
        QVERIFY(m_store->applyPush(batch, replyTo(batch, PushOutcome::Fork)).ok());
        const auto again = *m_store->nextBatch();
        QCOMPARE(again.size(), std::size_t{2});
        QVERIFY(again[0].envelope.epoch != batch[0].envelope.epoch);
        QCOMPARE(again[0].envelope.sequence, 1U);
        QVERIFY(again[0].envelope.previous.isNull());
        QVERIFY(again[0].change.id == batch[0].change.id);
        QVERIFY(again[1].envelope.epoch == again[0].envelope.epoch);
        // A draft begun later joins the new epoch.
        const auto other = begin(ports::CentreCopy::AsWritten);
        const auto joined = m_store->nextBatch();
        for (const auto &record : *joined)
            QVERIFY(record.envelope.draft != other || record.envelope.epoch == again[0].envelope.epoch);
    }

    void gap_offersAgainFromWhereTheCentreStands()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        answer(draft);
        answer(draft);
        const auto batch = *m_store->nextBatch();
        auto reply = replyTo(batch, PushOutcome::Gap);
        reply.results[0].outcome = PushOutcome::Stored;
        reply.results[1].expectedSequence = reply.results[2].expectedSequence = 2;
        QVERIFY(m_store->applyPush(batch, reply).ok());
        const auto again = *m_store->nextBatch();
        QCOMPARE(again.size(), std::size_t{2});
        QVERIFY(again[0].envelope == batch[1].envelope);
        QVERIFY(again[1].envelope == batch[2].envelope);
    }

    void gapBeyondTheChain_beginsItAnew()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        answer(draft);
        const auto batch = *m_store->nextBatch();
        auto reply = replyTo(batch, PushOutcome::Gap);
        reply.results[0].expectedSequence = 50;
        QVERIFY(m_store->applyPush(batch, reply).ok());
        const auto again = *m_store->nextBatch();
        QCOMPARE(again.size(), std::size_t{2});
        QCOMPARE(again[0].envelope.sequence, 1U);
        QVERIFY(again[0].envelope.epoch != batch[0].envelope.epoch);
    }

    void receipt_isTheCentresLastWord()
    {
        const auto draft = begin(ports::CentreCopy::WhenSent);
        send(draft);
        const auto batch = *m_store->nextBatch();
        auto reply = replyTo(batch, PushOutcome::Stored);
        protocol::Receipt receipt = m_records.receipt(draft, false);
        reply.results.back().receipt = receipt;
        QVERIFY(m_store->applyPush(batch, reply).ok());
        QVERIFY(m_store->status(draft)->receipt == receipt);
        QCOMPARE(m_store->incompleteSubmissions()->size(), std::size_t{1});
        receipt.complete = true;
        QVERIFY(m_store->applyReceipt(receipt).ok());
        QVERIFY(m_store->incompleteSubmissions()->empty());
        receipt.complete = false;
        QVERIFY(m_store->applyReceipt(receipt).ok());
        QVERIFY(!m_store->status(draft)->receipt->complete);
        // It is asked again until it says what is so.
        QCOMPARE(m_store->incompleteSubmissions()->size(), std::size_t{1});
    }

    void blobs_followTheirRecords()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        const auto blob = attach(draft);
        QCOMPARE(m_store->queue()->blobs, 1U);
        QVERIFY(!m_store->nextBlob()->has_value());
        acknowledgeAll();
        auto next = m_store->nextBlob();
        QVERIFY(next->has_value());
        QCOMPARE((*next)->size, 150'000U);
        QCOMPARE(m_store->readBlobRange(blob, 0, 70'000)->size(), 70'000);
        QVERIFY(*m_store->readBlobRange(blob, 65'000, 70'000) +
                    *m_store->readBlobRange(blob, 135'000, 70'000) ==
                m_store->readBlob(blob)->mid(65'000));
        QVERIFY(m_store->applyBlobOffset(blob, 70'000).ok());
        QCOMPARE((*m_store->nextBlob())->offset, 70'000U);
        QCOMPARE(m_store->status(draft)->attachments,
                 std::vector<ports::AttachmentProgress>({{blob, 150'000, 70'000}}));
        QCOMPARE(m_store->applyBlobOffset(blob, 150'001).error().code, ErrorCode::OffsetMismatch);
        QVERIFY(m_store->applyBlobOffset(blob, 150'000).ok());
        QVERIFY(!m_store->nextBlob()->has_value());
        QCOMPARE(m_store->queue()->blobs, 0U);
        QVERIFY(m_store->status(draft)->attachments.front().arrived());
    }

    void blobTheCentreMisses_isSentAgain()
    {
        const auto draft = begin(ports::CentreCopy::WhenSent);
        const auto blob = attach(draft);
        send(draft);
        acknowledgeAll();
        QVERIFY(m_store->applyBlobOffset(blob, 150'000).ok());
        protocol::Receipt receipt = m_records.receipt(draft, false);
        receipt.missing = {blob};
        QVERIFY(m_store->applyReceipt(receipt).ok());
        QVERIFY(m_store->nextBlob()->has_value());
    }

    void refusedBlobAndCode_standInNobodysWay()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        const auto first = attach(draft);
        const auto second = attach(draft);
        acknowledgeAll();
        QVERIFY(m_store->applyBlobRefused(first, ErrorCode::QuotaExceeded).ok());
        QVERIFY((*m_store->nextBlob())->blob == second);
        QCOMPARE(m_store->status(draft)->stuck->reason, ErrorCode::QuotaExceeded);
        QVERIFY(m_store->readBlob(first).ok());
        QVERIFY(m_store->applyCodeRefused(m_lastDraft.code.lookup, ErrorCode::QuotaExceeded).ok());
        QVERIFY(!m_store->nextCode()->has_value());
        QVERIFY(m_store->findCode(m_lastDraft.code.lookup)->has_value());
    }

    void code_isOfferedPeeledWithItsExpiry()
    {
        begin(ports::CentreCopy::AsWritten);
        const auto code = m_store->nextCode();
        QCOMPARE((*code)->wrap.sealed, m_lastDraft.code.sealedWrap.mid(16));
        QCOMPARE((*code)->expiresAt, m_lastDraft.code.createdAt + m_fixture->options.codeLifetime);
        QVERIFY(m_store->applyCodeStored(m_lastDraft.code.lookup).ok());
        QVERIFY(!m_store->nextCode()->has_value());
    }

    void tombstone_wins()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        answer(draft);
        const auto batch = *m_store->nextBatch();
        auto reply = replyTo(batch, PushOutcome::Stored);
        reply.erased = {draft};
        QVERIFY(m_store->applyPush(batch, reply).ok());
        QCOMPARE(m_store->load(draft).error().code, ErrorCode::Erased);
        QVERIFY(!m_store->findCode(m_lastDraft.code.lookup)->has_value());
        QVERIFY(m_store->queue()->empty());
    }

    void eraseOfWhatHasLeft_reachesTheCentre()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        acknowledgeAll();
        answer(draft);
        QVERIFY(!m_store->nextBatch()->empty());
        const protocol::Change erase = eraseChange(draft);
        QVERIFY(m_store->eraseDraft(draft, erase).ok());
        QCOMPARE(m_store->load(draft).error().code, ErrorCode::NotFound);
        const auto batch = *m_store->nextBatch();
        QCOMPARE(batch.size(), std::size_t{1});
        QVERIFY(batch[0].change.id == erase.id);
        acknowledgeAll();
        QVERIFY(m_store->expire(m_clock.wall, 1000).ok());
        QVERIFY(m_store->queue()->empty());
    }

    void eraseOfWhatNeverLeft_leavesNothing()
    {
        const auto draft = begin(ports::CentreCopy::WhenSent);
        QVERIFY(m_store->eraseDraft(draft, eraseChange(draft)).ok());
        QVERIFY(m_store->queue()->empty());
        QVERIFY(m_store->nextBatch()->empty());
    }

    void expiry_neverTouchesTheUnacknowledged()
    {
        const std::int64_t day = 24 * 3600 * 1000;
        const auto kept = begin(ports::CentreCopy::AsWritten);
        const auto unsent = begin(ports::CentreCopy::WhenSent);
        const auto sent = begin(ports::CentreCopy::WhenSent);
        send(sent);
        QVERIFY(m_store->expire(m_clock.wall + 13 * day, 14 * day).ok());
        QVERIFY(m_store->load(unsent).ok());
        QVERIFY(m_store->expire(m_clock.wall + 400 * day, 14 * day).ok());
        QCOMPARE(m_store->load(unsent).error().code, ErrorCode::NotFound);
        QVERIFY(m_store->load(kept).ok());
        QVERIFY(m_store->load(sent).ok());
        QCOMPARE(m_store->queue()->records, 3U);
    }

    void sentAndStable_keepsReceiptButNotTheCopy()
    {
        const std::int64_t day = 24 * 3600 * 1000;
        const auto draft = begin(ports::CentreCopy::WhenSent);
        const auto blob = attach(draft);
        send(draft);
        const auto batch = *m_store->nextBatch();
        auto reply = replyTo(batch, PushOutcome::Stored);
        reply.results.back().receipt = m_records.receipt(draft, true);
        QVERIFY(m_store->applyPush(batch, reply).ok());
        QVERIFY(m_store->applyBlobOffset(blob, 150'000).ok());
        QVERIFY(m_store->applyCodeStored(m_lastDraft.code.lookup).ok());
        QVERIFY(m_store->expire(m_clock.wall, 14 * day).ok());
        QVERIFY(!m_store->load(draft)->changes.empty()); // acknowledged is not yet stable
        protocol::DraftsStatusReply later;
        later.stable = {{draft, {}}};
        for (const auto &record : batch)
            later.stable[0].changes.push_back(record.change.id);
        QVERIFY(m_store->applyStatus(later).ok());
        QVERIFY(m_store->expire(m_clock.wall, 14 * day).ok());
        QVERIFY(m_store->load(draft)->changes.empty());
        QCOMPARE(m_store->readBlob(blob).error().code, ErrorCode::NotFound);
        QVERIFY(m_store->status(draft)->receipt.has_value());
        QVERIFY(m_store->findCode(m_lastDraft.code.lookup)->has_value());
        QVERIFY(m_store->expire(m_clock.wall + 15 * day, 14 * day).ok());
        QCOMPARE(m_store->load(draft).error().code, ErrorCode::NotFound);
    }

    void openChangesOfADeadSession_arePromotedAtStart()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        const auto typed = m_records.change(draft);
        QVERIFY(m_store->putOpenChange({draft, typed.header.slot, typed}).ok());
        QCOMPARE(m_store->queue()->records, 1U);
        m_store = m_fixture->open();
        QVERIFY(m_store->promoteAllOpenChanges().ok());
        QCOMPARE(m_store->queue()->records, 2U);
        QVERIFY(m_store->load(draft)->changes.back().id == typed.id);
    }

    void triesSurviveARestart_alsoOfTheMachine()
    {
        for (int wrong = 0; wrong < 7; ++wrong)
            QVERIFY(m_store->countFailedTry().ok());
        const std::int64_t delay = *m_store->tryDelay();
        QVERIFY(delay > 0);
        m_store = m_fixture->open();
        QCOMPARE(*m_store->tryDelay(), delay);
        m_clock.monotonic = 5; // booted a moment ago: how long it was off is unknown
        m_clock.wall += 3'600'000;
        m_store = m_fixture->open();
        QCOMPARE(*m_store->tryDelay(), delay);
        m_clock.monotonic += delay;
        QCOMPARE(*m_store->tryDelay(), 0);
    }

    void identity_comesBackAndAnotherDeviceOpensANewEpoch()
    {
        const auto draft = begin(ports::CentreCopy::AsWritten);
        const auto before = *m_store->nextBatch();
        m_store = m_fixture->open();
        QVERIFY(m_store->identity()->value().device == m_identity.device);
        QCOMPARE(m_store->identity()->value().privateKeyPem, QByteArray("key"));
        m_identity.device = m_random.make<protocol::DeviceId>();
        QVERIFY(m_store->saveIdentity(m_identity).ok());
        const auto after = *m_store->nextBatch();
        QVERIFY(after[0].envelope.device == m_identity.device);
        QVERIFY(after[0].envelope.epoch != before[0].envelope.epoch);
        Q_UNUSED(draft)
    }

    void bundleRollback_isRefusedAfterARestart()
    {
        QCOMPARE(*m_store->acceptedBundleVersion("pack"), 0U);
        QVERIFY(m_store->acceptBundleVersion("pack", 7).ok());
        m_store = m_fixture->open();
        QCOMPARE(*m_store->acceptedBundleVersion("pack"), 7U);
        QCOMPARE(m_store->acceptBundleVersion("pack", 6).error().code, ErrorCode::BundleRollback);
        QVERIFY(m_store->acceptBundleVersion("pack", 7).ok());
    }

private:
    protocol::DraftId begin(ports::CentreCopy copy)
    {
        m_lastDraft = m_records.draft(copy);
        const auto made = m_store->createDraft(m_lastDraft);
        Q_ASSERT(made.ok());
        return m_lastDraft.first.draft;
    }

    void answer(const protocol::DraftId &draft)
    {
        QVERIFY(m_store->commit(TestRecords::commitOf(m_records.change(draft))).ok());
    }

    void send(const protocol::DraftId &draft, Urgency urgency = Urgency::Submission)
    {
        QVERIFY(m_store->commit(TestRecords::commitOf(m_records.submit(draft, urgency), true)).ok());
    }

    protocol::BlobId attach(const protocol::DraftId &draft)
    {
        const auto blob = m_store->writeBlob(draft, m_records.noise(150'000));
        TestRecords::Options options;
        options.kind = protocol::ChangeKind::Attach;
        options.attachments = {*blob};
        ports::DraftCommit commit = TestRecords::commitOf(m_records.change(draft, options));
        commit.blobs = {*blob};
        const auto done = m_store->commit(commit);
        Q_ASSERT(done.ok());
        return *blob;
    }

    protocol::Change eraseChange(const protocol::DraftId &draft)
    {
        TestRecords::Options options;
        options.kind = protocol::ChangeKind::Erase;
        options.urgency = Urgency::Control;
        return m_records.change(draft, options);
    }

    static std::vector<protocol::ChangeId> idsOf(const std::vector<protocol::Record> &batch)
    {
        std::vector<protocol::ChangeId> ids;
        for (const auto &record : batch)
            ids.push_back(record.change.id);
        return ids;
    }

    static protocol::PushReply replyTo(const std::vector<protocol::Record> &batch, PushOutcome outcome)
    {
        protocol::PushReply reply;
        reply.results.resize(batch.size());
        for (auto &result : reply.results)
            result.outcome = outcome;
        return reply;
    }

    void acknowledgeAll()
    {
        const auto batch = *m_store->nextBatch();
        QVERIFY(m_store->applyPush(batch, replyTo(batch, PushOutcome::Stored)).ok());
    }

    ports::testing::ManualClock m_clock;
    ports::testing::SeededRandom m_random{11};
    TestRecords m_records{m_random};
    std::unique_ptr<store::testing::StoreFixture> m_fixture;
    store::SqlCipherStore *m_store = nullptr;
    ports::DeviceIdentity m_identity;
    ports::NewDraft m_lastDraft;
};

QTEST_GUILESS_MAIN(OutboxTest)
#include "OutboxTest.moc"
