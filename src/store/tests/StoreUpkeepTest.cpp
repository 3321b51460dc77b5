#include "store/tests/OutboxScene.h"

using namespace luotsi;
using base::ErrorCode;
using ports::testing::TestRecords;
using store::testing::OutboxScene;
namespace protocol = sync::protocol;

/// What the centre says unasked, and the device's own record.
class StoreUpkeepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_scene = std::make_unique<OutboxScene>(); }
    void cleanup() { m_scene.reset(); }

    void feedPage_comesWithItsPositionAndIsNotSentBack()
    {
        const auto draft = m_scene->random.make<protocol::DraftId>();
        const auto part = page(draft, 0, 3);
        QVERIFY(m_scene->store->applyFeed(part).ok());
        QVERIFY(*m_scene->store->feedPosition(part.scope) == part.position);
        QCOMPARE(m_scene->store->load(draft)->changes.size(), std::size_t{3});
        QVERIFY(m_scene->store->queue()->empty());
        QVERIFY(m_scene->store->applyFeed(part).ok());
        QCOMPARE(m_scene->store->load(draft)->changes.size(), std::size_t{3});
        m_scene->reopen();
        QVERIFY(*m_scene->store->feedPosition(part.scope) == part.position);
        QVERIFY(*m_scene->store->feedPosition(QStringLiteral("south")) == ports::FeedPosition());
    }

    void tombstoneInThePage_wins()
    {
        const auto draft = m_scene->random.make<protocol::DraftId>();
        QVERIFY(m_scene->store->applyFeed(page(draft, 0, 2)).ok());
        auto erased = page(draft, 2, 1);
        erased.erased = {draft};
        QVERIFY(m_scene->store->applyFeed(erased).ok());
        QCOMPARE(m_scene->store->load(draft).error().code, ErrorCode::Erased);
    }

    void feedReset_readsAgainAndOffersWhatThisDeviceBrought()
    {
        const auto followed = m_scene->random.make<protocol::DraftId>();
        const auto part = page(followed, 0, 2);
        QVERIFY(m_scene->store->applyFeed(part).ok());
        const auto own = m_scene->begin(ports::CentreCopy::AsWritten);
        m_scene->push();
        QVERIFY(m_scene->store->restartFeed(part.scope).ok());
        QVERIFY(*m_scene->store->feedPosition(part.scope) == ports::FeedPosition());
        QCOMPARE(m_scene->store->load(followed)->changes.size(), std::size_t{2});
        const auto again = *m_scene->store->nextBatch();
        QCOMPARE(again.size(), std::size_t{1});
        QVERIFY(again[0].change.header.draft == own);
    }

    void followedDrafts_doNotExpire()
    {
        const auto draft = m_scene->random.make<protocol::DraftId>();
        QVERIFY(m_scene->store->applyFeed(page(draft, 0, 2)).ok());
        const std::int64_t now = m_scene->clock.wall;
        QVERIFY(m_scene->store->expire(now, OutboxScene::day).ok());
        QVERIFY(m_scene->store->expire(now + 400 * OutboxScene::day, OutboxScene::day).ok());
        QVERIFY(m_scene->store->load(draft).ok());
    }

    void draftThatIsHereAlready_isFollowedToo()
    {
        const auto draft = m_scene->random.make<protocol::DraftId>();
        const ports::FeedPart part = page(draft, 0, 2);
        ports::ClaimedDraft claimed;
        claimed.code.draft = draft;
        claimed.code.lookup = m_scene->random.make<protocol::LookupId>();
        claimed.form = part.changes.front().header.form;
        claimed.changes = part.changes;
        QVERIFY(m_scene->store->takeOver(claimed).ok());
        QVERIFY(m_scene->store->applyFeed(part).ok());
        const std::int64_t now = m_scene->clock.wall;
        QVERIFY(m_scene->store->expire(now, OutboxScene::day).ok());
        QVERIFY(m_scene->store->expire(now + 400 * OutboxScene::day, OutboxScene::day).ok());
        QCOMPARE(m_scene->store->load(draft)->changes.size(), std::size_t{2});
    }

    void heldDrafts_areThoseTheCentreHasSomethingOf()
    {
        m_scene->begin(ports::CentreCopy::WhenSent);
        const auto sent = m_scene->begin(ports::CentreCopy::AsWritten);
        const auto other = m_scene->begin(ports::CentreCopy::AsWritten);
        QVERIFY(m_scene->store->heldDrafts({}, 10)->empty());
        m_scene->push();
        const auto held = *m_scene->store->heldDrafts({}, 10);
        QCOMPARE(held.size(), std::size_t{2});
        QVERIFY(held[0] == std::min(sent, other) && held[1] == std::max(sent, other));
        QCOMPARE(m_scene->store->heldDrafts(held[0], 10)->size(), std::size_t{1});
        QCOMPARE(m_scene->store->heldDrafts({}, 1)->size(), std::size_t{1});
    }

    void status_marksWhatIsStableAndErasesWhatIsErased()
    {
        const auto kept = m_scene->begin(ports::CentreCopy::AsWritten);
        const auto erased = m_scene->begin(ports::CentreCopy::AsWritten);
        const auto given = m_scene->push(OutboxScene::epoch('a'));
        protocol::DraftsStatusReply status;
        status.stable = {{kept, {}}};
        for (const auto &record : given)
            status.stable[0].changes.push_back(record.change.id);
        status.erased = {erased};
        QVERIFY(m_scene->store->applyStatus(status).ok());
        QCOMPARE(m_scene->store->load(erased).error().code, ErrorCode::Erased);
        QVERIFY(m_scene->store->noteFeedEpoch(OutboxScene::epoch('b')).ok());
        QVERIFY(m_scene->store->nextBatch()->empty());
    }

    void revoke_takesKeysAndNoUnsentWork()
    {
        const auto draft = m_scene->begin(ports::CentreCopy::AsWritten);
        m_scene->push();
        QVERIFY(m_scene->store->applyCodeStored(m_scene->lastDraft.code.lookup).ok());
        const auto lookup = m_scene->lastDraft.code.lookup;
        m_scene->answer(draft);
        const auto held = m_scene->begin(ports::CentreCopy::WhenSent);
        const auto heldLookup = m_scene->lastDraft.code.lookup;
        QVERIFY(m_scene->store->execute(command(protocol::CommandKind::Revoke)).ok());
        QVERIFY(!m_scene->store->findCode(lookup)->has_value());
        QVERIFY(m_scene->store->load(draft)->wraps.empty());
        // The only wrap there is stays until it has arrived.
        QVERIFY(m_scene->store->findCode(heldLookup)->has_value());
        QVERIFY(!m_scene->store->load(held)->changes.empty());
        QCOMPARE(m_scene->store->nextBatch()->size(), std::size_t{1});
        m_scene->send(held);
        QVERIFY(m_scene->store->applyCodeStored(heldLookup).ok());
        QVERIFY(!m_scene->store->findCode(heldLookup)->has_value());
    }

    void draftsFollowedBeforeAFeedReset_areAskedForUntilTheFeedBringsThem()
    {
        const auto draft = m_scene->random.make<protocol::DraftId>();
        const ports::FeedPart part = page(draft, 0, 2);
        QVERIFY(m_scene->store->applyFeed(part).ok());
        QVERIFY(m_scene->store->restartFeed(part.scope).ok());
        QCOMPARE(*m_scene->store->heldDrafts({}, 10), std::vector{draft});
        QVERIFY(m_scene->store->applyFeed(part).ok());
        QVERIFY(m_scene->store->heldDrafts({}, 10)->empty());
    }

    void draftsFollowedBeforeARevocation_areAskedForLikeAnyOther()
    {
        const auto draft = m_scene->random.make<protocol::DraftId>();
        QVERIFY(m_scene->store->applyFeed(page(draft, 0, 2)).ok());
        QVERIFY(m_scene->store->heldDrafts({}, 10)->empty());
        QVERIFY(m_scene->store->execute(command(protocol::CommandKind::Revoke)).ok());
        QCOMPARE(*m_scene->store->heldDrafts({}, 10), std::vector{draft});
    }

    void wipe_takesStableCopiesAndNothingElse()
    {
        const auto safe = m_scene->begin(ports::CentreCopy::AsWritten);
        const auto page = m_scene->attach(safe);
        const auto given = m_scene->push();
        QVERIFY(m_scene->store->applyBlobOffset(page, OutboxScene::pageBytes).ok());
        QVERIFY(m_scene->store->applyCodeStored(m_scene->lastDraft.code.lookup).ok());
        m_scene->settle(safe, given);
        const auto acknowledged = m_scene->begin(ports::CentreCopy::AsWritten);
        const auto second = m_scene->attach(acknowledged);
        m_scene->push();
        QVERIFY(m_scene->store->applyBlobOffset(second, OutboxScene::pageBytes).ok());
        const auto waiting = m_scene->begin(ports::CentreCopy::AsWritten);
        const auto held = m_scene->begin(ports::CentreCopy::WhenSent);
        QVERIFY(m_scene->store->execute(command(protocol::CommandKind::Wipe)).ok());
        QCOMPARE(m_scene->store->load(safe).error().code, ErrorCode::NotFound);
        QCOMPARE(m_scene->store->readBlob(page).error().code, ErrorCode::NotFound);
        QVERIFY(!m_scene->store->load(acknowledged)->changes.empty());
        QVERIFY(m_scene->store->readBlob(second).ok());
        QVERIFY(!m_scene->store->load(waiting)->changes.empty());
        QVERIFY(!m_scene->store->load(held)->changes.empty());
    }

    void commandDoneBefore_isDone()
    {
        const auto order = command(protocol::CommandKind::Wipe);
        QVERIFY(m_scene->store->execute(order).ok());
        const auto draft = m_scene->begin(ports::CentreCopy::AsWritten);
        m_scene->settle(draft, m_scene->push());
        QVERIFY(m_scene->store->execute(order).ok());
        QVERIFY(m_scene->store->load(draft).ok());
    }

    void record_isOneChain()
    {
        note(3);
        const auto first = *m_scene->store->nextAudit();
        QCOMPARE(first.size(), std::size_t{3});
        QVERIFY(first[0].previous.isNull());
        QVERIFY(first[0].device == m_scene->identity.device);
        m_scene->reopen();
        QVERIFY(*m_scene->store->nextAudit() == first);
        QVERIFY(m_scene->store->applyAudit(2).ok());
        note(1);
        const auto later = *m_scene->store->nextAudit();
        QCOMPARE(later.size(), std::size_t{2});
        QVERIFY(later[0] == first[2]);
        QCOMPARE(later[1].number, 4U);
        QVERIFY(later[1].previous == protocol::hashOf(first[2]));
    }

    void draftTheCentreHasErased_isALineOfTheRecord_once()
    {
        const auto draft = m_scene->begin(ports::CentreCopy::AsWritten);
        m_scene->settle(draft, m_scene->push());
        protocol::DraftsStatusReply reply;
        reply.erased = {draft};
        QVERIFY(m_scene->store->applyStatus(reply).ok());
        QVERIFY(m_scene->store->applyStatus(reply).ok());
        const auto lines = *m_scene->store->nextAudit();
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines[0].event, QStringLiteral("draft-erased"));
        QCOMPARE(lines[0].subject, draft.toByteArray());
    }

    void recordThatEndsElsewhere_goesOnThere()
    {
        note(4);
        const auto first = *m_scene->store->nextAudit();
        QVERIFY(m_scene->store->applyAudit(3).ok());
        // The centre came back from a backup with one line.
        QVERIFY(m_scene->store->replaceAudit(1, protocol::hashOf(first[0])).ok());
        QVERIFY(*m_scene->store->nextAudit() == std::vector(first.begin() + 1, first.end()));
        // An image was put back here: the centre knows more.
        const auto foreign = m_scene->random.make<protocol::AuditHash>();
        QVERIFY(m_scene->store->replaceAudit(9, foreign).ok());
        const auto moved = *m_scene->store->nextAudit();
        QCOMPARE(moved.size(), std::size_t{3});
        QCOMPARE(moved[0].number, 10U);
        QVERIFY(moved[0].previous == foreign);
        QVERIFY(moved[1].previous == protocol::hashOf(moved[0]));
    }

    void triesAndOpenings_areRecordedWithoutAnybodysName()
    {
        const auto draft = m_scene->begin(ports::CentreCopy::AsWritten);
        QVERIFY(m_scene->store->markCodeUsed(m_scene->lastDraft.code.lookup).ok());
        QVERIFY(m_scene->store->countFailedTry().ok());
        const auto entries = *m_scene->store->nextAudit();
        QCOMPARE(entries.size(), std::size_t{2});
        QCOMPARE(entries[0].event, QStringLiteral("draft-opened"));
        QCOMPARE(entries[0].subject, draft.toByteArray());
        QCOMPARE(entries[1].event, QStringLiteral("code-refused"));
        QVERIFY(entries[1].subject.isEmpty());
        for (const auto &entry : entries)
            QVERIFY(protocol::decodeAuditEntry(protocol::encodeAuditEntry(entry)).ok());
    }

private:
    ports::FeedPart page(const protocol::DraftId &draft, std::uint64_t after, std::size_t count)
    {
        ports::FeedPart part;
        part.scope = QStringLiteral("north");
        for (std::size_t index = 0; index < count; ++index)
            part.changes.push_back(m_scene->records.change(draft));
        part.position = {OutboxScene::epoch('a'), after + count, true};
        return part;
    }
    protocol::Command command(protocol::CommandKind kind)
    {
        return {m_scene->random.make<protocol::CommandId>(), kind, m_scene->clock.wall};
    }
    void note(int lines)
    {
        for (int line = 0; line < lines; ++line)
            QVERIFY(m_scene->store->record(QStringLiteral("session-began"), {}).ok());
    }

    std::unique_ptr<OutboxScene> m_scene;
};

QTEST_GUILESS_MAIN(StoreUpkeepTest)
#include "StoreUpkeepTest.moc"
