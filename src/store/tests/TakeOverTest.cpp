#include "store/tests/StoreFixture.h"
#include "sync/protocol/ChangeCodec.h"

#include <QTest>

#include <limits>

using namespace luotsi;
using base::ErrorCode;
using ports::testing::TestRecords;
namespace protocol = sync::protocol;

/// A draft of another device, brought here by its code.
class TakeOverTest : public QObject
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
    }

    void takenOverDraft_isHereWithItsCodeAndWaitsForNothing()
    {
        const ports::ClaimedDraft claimed = elsewhere();
        QVERIFY(m_store->takeOver(claimed).ok());
        const auto records = m_store->load(claimed.code.draft);
        QVERIFY(records.ok());
        QCOMPARE(records->changes.size(), std::size_t{2});
        QVERIFY(records->changes.back().id == claimed.changes.back().id);
        QVERIFY(records->form == claimed.form);
        QVERIFY(records->copy == ports::CentreCopy::AsWritten);
        const auto code = m_store->findCode(claimed.code.lookup);
        QVERIFY(code.ok() && code->has_value());
        QVERIFY(m_store->queue()->empty());
        QVERIFY(m_store->nextBatch()->empty());
        QVERIFY(!m_store->nextCode()->has_value());
        QVERIFY(!m_store->status(claimed.code.draft)->submitted);
    }

    void takingOverAgain_addsOnlyWhatIsNew()
    {
        ports::ClaimedDraft claimed = elsewhere();
        QVERIFY(m_store->takeOver(claimed).ok());
        QVERIFY(m_store->takeOver(claimed).ok());
        claimed.changes.push_back(m_records.change(claimed.code.draft));
        QVERIFY(m_store->takeOver(claimed).ok());
        QCOMPARE(m_store->load(claimed.code.draft)->changes.size(), std::size_t{3});
    }

    void whatWasGivenHere_staysOnItsWay()
    {
        const auto draft = m_records.draft(ports::CentreCopy::AsWritten);
        QVERIFY(m_store->createDraft(draft).ok());
        const auto batch = m_store->nextBatch();
        QCOMPARE(batch->size(), std::size_t{1});
        ports::ClaimedDraft claimed;
        claimed.form = draft.form;
        claimed.code = m_records.code(draft.first.draft, m_clock.wall);
        claimed.changes = {draft.first.changes.front(), m_records.change(draft.first.draft)};
        QVERIFY(m_store->takeOver(claimed).ok());
        QCOMPARE(m_store->queue()->records, 1U); // not acknowledged to this device yet
        QCOMPARE(m_store->load(draft.first.draft)->changes.size(), std::size_t{2});
        QVERIFY(m_store->findCode(draft.code.lookup)->has_value()); // dies at first use of the newer one
        QVERIFY(m_store->markCodeUsed(claimed.code.lookup).ok());
        QVERIFY(!m_store->findCode(draft.code.lookup)->has_value());
    }

    void takenOverWraps_areKnown()
    {
        ports::ClaimedDraft claimed = elsewhere();
        protocol::ChangeHeader header;
        header.draft = claimed.code.draft;
        header.form = claimed.form;
        const auto wrap = m_records.intakeWrap(claimed.code.draft);
        header.key = wrap.key;
        claimed.changes.push_back(*protocol::makeWrapChange(header, wrap));
        QVERIFY(m_store->takeOver(claimed).ok());
        const auto records = m_store->load(claimed.code.draft);
        QCOMPARE(records->wraps.size(), std::size_t{1});
        QCOMPARE(records->changes.size(), std::size_t{2});
    }

    void sentElsewhere_isSentHereToo()
    {
        ports::ClaimedDraft claimed = elsewhere();
        claimed.changes.push_back(m_records.submit(claimed.code.draft));
        claimed.receipt = m_records.receipt(claimed.code.draft);
        QVERIFY(m_store->takeOver(claimed).ok());
        const auto status = m_store->status(claimed.code.draft);
        QVERIFY(status->submitted);
        QCOMPARE(status->submittedAt, claimed.changes.back().header.deviceTime);
        QVERIFY(status->receipt && *status->receipt == *claimed.receipt);
        QCOMPARE(m_store->eraseDraft(claimed.code.draft, {}).error().code, ErrorCode::AlreadySubmitted);
    }

    void goingOnHere_sendsOnlyWhatIsNewAndSubmitsPagesOfElsewhere()
    {
        ports::ClaimedDraft claimed = elsewhere();
        const auto page = m_random.make<protocol::BlobId>();
        claimed.changes.push_back(m_records.change(
            claimed.code.draft,
            {.kind = protocol::ChangeKind::Attach, .slot = {}, .attachments = {page}, .content = {}}));
        QVERIFY(m_store->takeOver(claimed).ok());
        const auto answer = m_records.change(claimed.code.draft);
        QVERIFY(m_store->commit(TestRecords::commitOf(answer)).ok());
        QVERIFY(m_store->addCode(m_records.code(claimed.code.draft, m_clock.wall)).ok());
        QCOMPARE(m_store->queue()->codes, 1U);
        const auto batch = m_store->nextBatch();
        QCOMPARE(batch->size(), std::size_t{1});
        QVERIFY(batch->front().change.id == answer.id);
        QCOMPARE(batch->front().envelope.sequence, std::uint64_t{1});
        QVERIFY(m_store->commit(TestRecords::commitOf(m_records.submit(claimed.code.draft), true)).ok());
        QCOMPARE(m_store->queue()->blobs, 0U); // the page is the other device's to send
    }

    void unsentCopy_expiresHereByItself()
    {
        const ports::ClaimedDraft claimed = elsewhere();
        QVERIFY(m_store->takeOver(claimed).ok());
        const std::int64_t lifetime = 14LL * 24 * 3600 * 1000;
        // Counted from the first housekeeping that saw it, by the centre's clock.
        QVERIFY(m_store->expire(m_clock.wall, lifetime).ok());
        QVERIFY(m_store->expire(m_clock.wall + lifetime - 1, lifetime).ok());
        QVERIFY(m_store->load(claimed.code.draft).ok());
        QVERIFY(m_store->expire(m_clock.wall + lifetime + 1, lifetime).ok());
        QCOMPARE(m_store->load(claimed.code.draft).error().code, ErrorCode::NotFound);
    }

    void erasedHere_neverComesBack()
    {
        const ports::ClaimedDraft claimed = elsewhere();
        QVERIFY(m_store->takeOver(claimed).ok());
        const auto erase = m_records.change(
            claimed.code.draft,
            {.kind = protocol::ChangeKind::Erase, .slot = {}, .attachments = {}, .content = {}});
        QVERIFY(m_store->eraseDraft(claimed.code.draft, erase).ok());
        QCOMPARE(m_store->takeOver(claimed).error().code, ErrorCode::Erased);
        QCOMPARE(m_store->queue()->records, 1U);
    }

    void changesOfAnotherDraft_areRefusedWhole()
    {
        ports::ClaimedDraft claimed = elsewhere();
        claimed.changes.push_back(m_records.change(m_random.make<protocol::DraftId>()));
        QCOMPARE(m_store->takeOver(claimed).error().code, ErrorCode::MalformedInput);
        QCOMPARE(m_store->load(claimed.code.draft).error().code, ErrorCode::NotFound);
    }

    void replacedCode_opensNothingHereAnyMore()
    {
        const ports::ClaimedDraft claimed = elsewhere();
        QVERIFY(m_store->takeOver(claimed).ok());
        QVERIFY(m_store->dropCode(claimed.code.lookup).ok());
        QVERIFY(!m_store->findCode(claimed.code.lookup)->has_value());
        QVERIFY(m_store->load(claimed.code.draft).ok());
        QVERIFY(m_store->dropCode(claimed.code.lookup).ok());
    }

    void fullDisk_refusesBeforeAnythingIsStored()
    {
        m_fixture->options.draftReserve = std::numeric_limits<std::int64_t>::max();
        m_store = m_fixture->open();
        const ports::ClaimedDraft claimed = elsewhere();
        QCOMPARE(m_store->takeOver(claimed).error().code, ErrorCode::StoreFull);
        QCOMPARE(m_store->load(claimed.code.draft).error().code, ErrorCode::NotFound);
    }

private:
    ports::ClaimedDraft elsewhere()
    {
        const auto draft = m_records.draft(ports::CentreCopy::AsWritten);
        ports::ClaimedDraft claimed;
        claimed.form = draft.form;
        claimed.code = draft.code;
        claimed.changes = {draft.first.changes.front(), m_records.change(draft.first.draft)};
        return claimed;
    }

    ports::testing::ManualClock m_clock;
    ports::testing::SeededRandom m_random;
    TestRecords m_records{m_random};
    std::unique_ptr<store::testing::StoreFixture> m_fixture;
    store::SqlCipherStore *m_store = nullptr;
};

QTEST_GUILESS_MAIN(TakeOverTest)
#include "TakeOverTest.moc"
