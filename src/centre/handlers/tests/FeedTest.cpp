#include "centre/handlers/Commands.h"
#include "centre/handlers/FeedEpoch.h"
#include "centre/handlers/QueryFields.h"
#include "centre/handlers/tests/CentreScene.h"
#include "crypto/ResumeCode.h"
#include "sealing/TimeSigning.h"
#include "sealing/WrapSealing.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::centre;
using namespace luotsi::centre::handlers;
using base::ErrorCode;
using protocol::ProblemType;
namespace paths = sync::protocol::paths;

namespace {

const QString path = QStringLiteral("/data/a");
const QString tablet = QStringLiteral("tablet");
const QString north = QStringLiteral("north");

/// A device that pushes and a worker's device that follows the same scope.
struct FeedScene : CentreScene
{
    explicit FeedScene(const Policy &policy = {}) : CentreScene(policy) {}

    [[nodiscard]] Response ask(const QByteArray &query, const TestDevice &who)
    {
        return get(paths::feed, query, who);
    }
    [[nodiscard]] std::optional<protocol::FeedPage> page(const QByteArray &query)
    {
        const auto decoded = protocol::decodeFeedPage(ask(query, reader).body);
        return decoded ? std::optional(*decoded) : std::nullopt;
    }
    [[nodiscard]] QByteArray from(const protocol::FeedPage &page, const QByteArray &more = {})
    {
        return "scope=north&after=" + QByteArray::number(quint64(page.next)) +
               "&epoch=" + page.feedEpoch.toHex() + more;
    }
    protocol::Change pushAnswer(TestDraft &draft, const QString &value)
    {
        auto change = kiosk.answer(draft, path, value);
        (void)push(kiosk, {kiosk.next(draft, change)});
        return change;
    }
    [[nodiscard]] std::optional<ProblemType> problem(const QByteArray &query, const TestDevice &who)
    {
        const auto found = problemOf(ask(query, who));
        return found ? std::optional(found->type) : std::nullopt;
    }

    TestDevice kiosk = device();
    TestDevice reader = device(north, tablet);
};

} // namespace

class CentreFeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesFollowEachOtherWithoutAGap()
    {
        FeedScene centre;
        auto draft = centre.kiosk.newDraft();
        std::vector<protocol::ChangeId> pushed;
        for (int i = 0; i < 5; ++i)
            pushed.push_back(centre.pushAnswer(draft, QString::number(i)).id);
        const auto first = centre.page("scope=north&limit=2");
        QVERIFY(first && first->more && first->next == 2);
        const auto second = centre.page(centre.from(*first, "&limit=2"));
        const auto third = centre.page(centre.from(*second, "&limit=2"));
        QVERIFY(third && !third->more && third->next == 5);
        std::vector<protocol::ChangeId> seen;
        for (const auto *page : {&*first, &*second, &*third}) {
            for (const auto &entry : page->entries)
                seen.push_back(entry.change->id);
        }
        QVERIFY(seen == pushed);
        const auto idle = centre.page(centre.from(*third));
        QVERIFY(idle && idle->entries.empty() && idle->next == 5 && !idle->more);
    }

    void theTimeOfAPageIsSignedByTheCentre()
    {
        FeedScene centre;
        const auto page = centre.page("scope=north");
        const QByteArray key = centre.reader.reply.receiptKey;
        QVERIFY(sealing::verifyTime(page->serverTime, page->timeSignature, key).ok());
        QCOMPARE(page->serverTime, centre.clock.wall);
        QVERIFY(!sealing::verifyTime(page->serverTime + 1, page->timeSignature, key).ok());
    }

    void stableFollowsThePolicy()
    {
        Policy never;
        never.stable = StablePolicy::Never;
        FeedScene trusted;
        FeedScene untrusted(never);
        for (FeedScene *centre : {&trusted, &untrusted}) {
            auto draft = centre->kiosk.newDraft();
            (void)centre->pushAnswer(draft, QStringLiteral("1"));
        }
        QCOMPARE(trusted.page("scope=north")->stable, std::uint64_t(1));
        QCOMPARE(untrusted.page("scope=north")->stable, std::uint64_t(0));
    }

    void onlyADeviceOfTheScopeReadsIt()
    {
        FeedScene centre;
        const auto stranger = centre.device(QStringLiteral("south"), tablet);
        QCOMPARE(centre.problem("scope=north", stranger), ProblemType::NotFound);
        QCOMPARE(centre.problem("scope=nowhere", centre.reader), ProblemType::NotFound);
        QCOMPARE(centre.problem("scope=north", centre.kiosk), ProblemType::NotFound);
        QCOMPARE(centre.ask("scope=north", centre.reader).status, 200);
        QCOMPARE(centre.problem("scope=north", TestDevice(centre.random)), ProblemType::EnrolmentRefused);
    }

    void aScopeThatIsNotInTheCertificateIsNotRead()
    {
        FeedScene centre;
        (void)centre.storage.write([&](storage::Transaction &rows) -> Result<void> {
            auto row = rows.lockDevice(centre.reader.id);
            (*row)->scope = QStringLiteral("south");
            return rows.putDevice(**row);
        });
        QCOMPARE(centre.problem("scope=south", centre.reader), ProblemType::NotFound);
        QCOMPARE(centre.problem("scope=north", centre.reader), ProblemType::NotFound);
    }

    void anExpiredCertificatePullsNothingEvenInGrace()
    {
        FeedScene centre;
        centre.clock.wall += centre.services->policy.certificateLifetime + 1;
        QCOMPARE(centre.problem("scope=north", centre.reader), ProblemType::CertificateExpired);
    }

    void aRevokedDevicePullsNothing()
    {
        FeedScene centre;
        centre.revoke(centre.reader);
        QCOMPARE(centre.problem("scope=north", centre.reader), ProblemType::Revoked);
    }

    void anErasedDraftIsATombstoneUnderItsNumbersAndAtTheEnd()
    {
        FeedScene centre;
        auto kept = centre.kiosk.newDraft();
        auto gone = centre.kiosk.newDraft();
        (void)centre.pushAnswer(gone, QStringLiteral("1"));
        (void)centre.pushAnswer(kept, QStringLiteral("2"));
        const auto before = centre.page("scope=north");
        const auto erase = centre.kiosk.ofKind(gone, static_cast<std::uint64_t>(protocol::ChangeKind::Erase));
        (void)centre.push(centre.kiosk, {centre.kiosk.next(gone, erase)});
        const auto all = centre.page("scope=north");
        QCOMPARE(all->entries.size(), std::size_t(3));
        QVERIFY(all->erased == std::vector{gone.id});
        QVERIFY(!all->entries[0].change && all->entries[1].change && !all->entries[2].change);
        // Who had read the draft before learns of it too.
        const auto news = centre.page(centre.from(*before));
        QVERIFY(news->erased == std::vector{gone.id} && news->next == 3);
    }

    void whatABatchBringsAndErasesIsATombstoneOnly()
    {
        FeedScene centre;
        auto draft = centre.kiosk.newDraft();
        const auto answer = centre.kiosk.answer(draft, path, QStringLiteral("1"));
        const auto erase =
            centre.kiosk.ofKind(draft, static_cast<std::uint64_t>(protocol::ChangeKind::Erase));
        (void)centre.push(centre.kiosk, {centre.kiosk.next(draft, answer), centre.kiosk.next(draft, erase)});
        const auto page = centre.page("scope=north");
        QVERIFY(page->entries.size() == 1 && !page->entries[0].change);
        QVERIFY(page->erased == std::vector{draft.id});
    }

    void aDraftThatEntersAScopeComesWithItsPast()
    {
        FeedScene centre;
        auto elsewhere = centre.device(QStringLiteral("south"));
        auto draft = elsewhere.newDraft();
        std::vector<protocol::ChangeId> past;
        for (const char *value : {"1", "2"}) {
            const auto change = elsewhere.answer(draft, path, QString::fromLatin1(value));
            past.push_back(change.id);
            (void)centre.push(elsewhere, {elsewhere.next(draft, change)});
        }
        QVERIFY(centre.page("scope=north")->entries.empty());
        const auto code = crypto::ResumeCode::generate(centre.random);
        const auto keys = *crypto::deriveCodeKeys(code);
        const auto wrap = *sealing::sealCodeWrap(draft.id, draft.keys, keys, centre.random);
        const auto lookup = sealing::lookupOf(keys);
        const auto stored = protocol::encodeCodeStore({lookup, wrap, centre.clock.wall + 3'600'000});
        QCOMPARE(centre.send(Method::Post, paths::codes, stored, &elsewhere).status, 204);
        const QByteArray claim = QByteArray(paths::codes) + '/' + lookup.toHex() + paths::claim;
        QCOMPARE(
            centre.send(Method::Post, claim, protocol::encodeCodeClaim({lookup, 0}), &centre.kiosk).status,
            200);
        const auto page = centre.page("scope=north");
        QCOMPARE(page->entries.size(), std::size_t(2));
        QVERIFY(page->entries[0].change->id == past[0] && page->entries[1].change->id == past[1]);
        // What comes later reaches both scopes once.
        const auto later = elsewhere.answer(draft, path, QStringLiteral("3"));
        (void)centre.push(elsewhere, {elsewhere.next(draft, later)});
        QCOMPARE(centre.page("scope=north")->entries.size(), std::size_t(3));
    }

    void aCursorOfAnotherEpochIsReset()
    {
        FeedScene centre;
        auto draft = centre.kiosk.newDraft();
        (void)centre.pushAnswer(draft, QStringLiteral("1"));
        const auto page = centre.page("scope=north");
        QVERIFY((centre.storage.write([&](storage::Transaction &rows) {
            return beginFeedEpoch(rows, centre.random, centre.clock.wall);
        })));
        QCOMPARE(centre.problem(centre.from(*page), centre.reader), ProblemType::FeedReset);
        QVERIFY(centre.page("scope=north")->feedEpoch != page->feedEpoch);
    }

    void aCursorTheFeedHasNeverReachedIsReset()
    {
        FeedScene centre;
        auto page = *centre.page("scope=north");
        page.next = 1;
        QCOMPARE(centre.problem(centre.from(page), centre.reader), ProblemType::FeedReset);
    }

    void theEpochStaysTheSameBetweenQuestions()
    {
        FeedScene centre;
        QVERIFY(centre.page("scope=north")->feedEpoch == centre.page("scope=north")->feedEpoch);
    }

    void questionsThatMakeNoSenseAreMalformed_data()
    {
        QTest::addColumn<QByteArray>("query");
        const QByteArray epoch(32, 'a');
        QTest::newRow("no scope") << QByteArray("after=1");
        QTest::newRow("scope twice") << QByteArray("scope=north&scope=south");
        QTest::newRow("cursor without epoch") << QByteArray("scope=north&after=1");
        QTest::newRow("no number") << QByteArray("scope=north&after=-1&epoch=") + epoch;
        QTest::newRow("number too large")
            << QByteArray("scope=north&after=9223372036854775808&epoch=") + epoch;
        QTest::newRow("short epoch") << QByteArray("scope=north&epoch=abc");
        QTest::newRow("no limit") << QByteArray("scope=north&limit=0");
    }

    void questionsThatMakeNoSenseAreMalformed()
    {
        QFETCH(QByteArray, query);
        FeedScene centre;
        QCOMPARE(centre.problem(query, centre.reader), ProblemType::Malformed);
    }

    void aPageStaysBelowItsBytesAndSaysThatThereIsMore()
    {
        FeedScene centre;
        auto draft = centre.kiosk.newDraft();
        const QString longValue(40'000, QLatin1Char('x'));
        for (int i = 0; i < 40; ++i)
            (void)centre.pushAnswer(draft, longValue + QString::number(i));
        const auto first = centre.page("scope=north");
        QVERIFY(first && first->more && first->entries.size() < 40);
        const auto second = centre.page(centre.from(*first));
        QVERIFY(second && !second->more);
        QCOMPARE(first->entries.size() + second->entries.size(), std::size_t(40));
    }
};

QTEST_GUILESS_MAIN(CentreFeedTest)
#include "FeedTest.moc"
