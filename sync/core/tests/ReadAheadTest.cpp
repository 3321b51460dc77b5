#include "SeededRandom.h"
#include "sync/core/Synchroniser.h"

#include <QtTest>

#include <algorithm>

using namespace luotsi;
using namespace luotsi::sync::core;
namespace protocol = luotsi::sync::protocol;
using base::ErrorCode;
using protocol::PushOutcome;

namespace {

using Ids = std::vector<protocol::ChangeId>;

protocol::FeedEpochId epoch(std::uint8_t letter)
{
    return protocol::FeedEpochId({letter});
}

/// Records of the given numbers; a number says which change it is.
std::vector<protocol::Record> records(const std::vector<std::uint8_t> &numbers)
{
    std::vector<protocol::Record> batch(numbers.size());
    for (std::size_t index = 0; index < numbers.size(); ++index)
        batch[index].change.id = protocol::ChangeId({numbers[index]});
    return batch;
}

Ids ids(const std::vector<std::uint8_t> &numbers)
{
    Ids found;
    for (const std::uint8_t number : numbers)
        found.push_back(protocol::ChangeId({number}));
    return found;
}

Ids idsOf(const std::vector<protocol::Record> &batch)
{
    Ids found;
    for (const protocol::Record &record : batch)
        found.push_back(record.change.id);
    return found;
}

protocol::PushReply replyWith(const std::vector<PushOutcome> &outcomes)
{
    protocol::PushReply reply;
    for (const PushOutcome outcome : outcomes)
        reply.results.push_back({outcome, ErrorCode::Internal, 0, {}});
    return reply;
}

const protocol::PushReply bothStored = replyWith({PushOutcome::Stored, PushOutcome::Stored});

/// A synchroniser with six records in its queue, of which two make a batch; wire and store are answered by
/// hand, each when it suits.
class Bench
{
public:
    Bench() : m_random(5), m_machine(m_random) { counts.records = 6; }

    /// Until the first batch is on its way.
    void start()
    {
        tell(event::Started{});
        look();
        readBatch({1, 2});
    }
    /// Until the batch behind it has been read as well.
    void startWithTwo()
    {
        start();
        readBatch({3, 4});
        QVERIFY(actions.empty());
    }
    /// Until the second is on its way while the answer to the first is applied.
    void startBoth()
    {
        startWithTwo();
        reply(bothStored);
        QVERIFY(asks<action::SendPush>());
        QVERIFY(asks<action::ApplyPush>());
    }

    void tell(const Event &event)
    {
        actions = m_machine.on(event, now);
        if (const auto *push = find<action::SendPush>())
            m_wire = push->operation;
        if (const auto *read = find<action::ReadBatch>())
            m_store = read->operation;
        if (const auto *apply = find<action::ApplyPush>())
            m_store = apply->operation;
    }
    void look() { tell(event::QueueRead{find<action::ReadQueue>()->operation, counts, {}}); }
    void readBatch(const std::vector<std::uint8_t> &numbers)
    {
        tell(event::BatchRead{m_store, records(numbers)});
    }
    void reply(const protocol::PushReply &reply) { tell(event::PushReplied{m_wire, reply}); }
    void tooMuch() { tell(event::RequestFailed{m_wire, ErrorCode::MalformedInput, {}}); }
    void lose() { tell(event::RequestFailed{m_wire, ErrorCode::NetworkUnreachable, {}}); }
    void stored() { tell(event::Stored{m_store}); }
    void storeFails() { tell(event::StoreFailed{m_store, ErrorCode::StoreFailed}); }

    template<typename Wanted> const Wanted *find() const
    {
        for (const Action &action : actions) {
            if (const auto *wanted = std::get_if<Wanted>(&action))
                return wanted;
        }
        return nullptr;
    }
    template<typename Wanted> bool asks() const { return find<Wanted>() != nullptr; }
    Ids sent() const { return asks<action::SendPush>() ? idsOf(find<action::SendPush>()->records) : Ids(); }
    Ids applied() const
    {
        return asks<action::ApplyPush>() ? idsOf(find<action::ApplyPush>()->records) : Ids();
    }
    /// What is to be left out of the batch that is asked for.
    std::optional<Ids> underWay() const
    {
        return asks<action::ReadBatch>() ? std::optional(find<action::ReadBatch>()->underWay) : std::nullopt;
    }
    bool resting() const { return m_machine.resting(); }

    Instant now{1'000'000, 1'000};
    std::vector<Action> actions;
    QueueCounts counts;

private:
    SeededRandom m_random;
    Synchroniser m_machine;
    Operation m_wire = 0;
    Operation m_store = 0;
};

} // namespace

/// One request on the wire and one action of the store at the same time.
class ReadAheadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whileAPushTravels_whatComesBehindItIsRead()
    {
        Bench bench;
        bench.start();
        QCOMPARE(bench.sent(), ids({1, 2}));
        QCOMPARE(bench.underWay(), std::optional(ids({1, 2})));
        // The request is begun before the store takes its time.
        QVERIFY(std::holds_alternative<action::ReadBatch>(bench.actions.back()));
    }

    void queueOfOneBatch_costsNoActionMore()
    {
        Bench bench;
        bench.counts.records = 2;
        bench.start();
        QVERIFY(!bench.asks<action::ReadBatch>());
        bench.reply(bothStored);
        QCOMPARE(bench.applied(), ids({1, 2}));
        QVERIFY(!bench.asks<action::SendPush>());
        bench.stored();
        QVERIFY(bench.asks<action::ReadQueue>());
        QCOMPARE(bench.actions.size(), std::size_t{1});
    }

    void whenTheAnswerComes_theNextPushLeavesAndTheAnswerIsAppliedMeanwhile()
    {
        Bench bench;
        bench.startBoth();
        QCOMPARE(bench.sent(), ids({3, 4}));
        QCOMPARE(bench.applied(), ids({1, 2}));
        QVERIFY(std::holds_alternative<action::ApplyPush>(bench.actions.back()));
        bench.stored();
        QVERIFY(!bench.asks<action::ReadQueue>());
        QCOMPARE(bench.underWay(), std::optional(ids({3, 4})));
        bench.readBatch({});
        QVERIFY(bench.actions.empty());
        bench.reply(replyWith({PushOutcome::Stored, PushOutcome::Refused}));
        QCOMPARE(bench.applied(), ids({3, 4}));
        QCOMPARE(bench.find<action::ApplyPush>()->reply.results[1].outcome, PushOutcome::Refused);
        bench.stored();
        QVERIFY(bench.asks<action::ReadQueue>());
    }

    void answerBeforeTheReadIsDone_waitsForItAndTheFirstCounts()
    {
        Bench bench;
        bench.start();
        bench.reply(bothStored);
        QVERIFY(bench.actions.empty());
        bench.lose(); // a time limit that rings after the answer
        QVERIFY(bench.actions.empty());
        bench.readBatch({3, 4});
        QCOMPARE(bench.sent(), ids({3, 4}));
        QCOMPARE(bench.applied(), ids({1, 2}));
    }

    void answerBeforeTheOneBeforeIsApplied_waitsAndTheLinkStaysBusy()
    {
        Bench bench;
        bench.startBoth();
        bench.reply(bothStored);
        QVERIFY(bench.actions.empty());
        bench.stored();
        QCOMPARE(bench.underWay(), std::optional(ids({3, 4})));
        QVERIFY(!bench.asks<action::ApplyPush>());
        bench.readBatch({5, 6});
        QCOMPARE(bench.sent(), ids({5, 6}));
        QCOMPARE(bench.applied(), ids({3, 4}));
    }

    void failureBeforeTheAnswerBeforeIsApplied_waitsForIt()
    {
        Bench bench;
        bench.startBoth();
        bench.lose();
        QVERIFY(bench.actions.empty());
        bench.stored();
        QVERIFY(!bench.asks<action::ReadBatch>());
        QVERIFY(bench.asks<action::ReadQueue>());
        bench.look();
        QVERIFY(bench.resting());
    }

    void answerThatVoidsTheChains_sendsNothingOfWhatWasReadAhead_data()
    {
        QTest::addColumn<PushOutcome>("outcome");
        QTest::addColumn<bool>("erased");
        QTest::addColumn<int>("feedEpoch");
        QTest::newRow("gap") << PushOutcome::Gap << false << 0;
        QTest::newRow("fork") << PushOutcome::Fork << false << 0;
        QTest::newRow("refused") << PushOutcome::Refused << false << 0;
        QTest::newRow("quarantined") << PushOutcome::Quarantined << false << 0;
        QTest::newRow("a draft was erased") << PushOutcome::Stored << true << 0;
        QTest::newRow("a storage never heard of") << PushOutcome::Stored << false << 7;
    }

    void answerThatVoidsTheChains_sendsNothingOfWhatWasReadAhead()
    {
        QFETCH(PushOutcome, outcome);
        QFETCH(bool, erased);
        QFETCH(int, feedEpoch);
        Bench bench;
        bench.startWithTwo();
        protocol::PushReply reply = replyWith({PushOutcome::Stored, outcome});
        if (erased)
            reply.erased.emplace_back();
        if (feedEpoch != 0)
            reply.feedEpoch = epoch(static_cast<std::uint8_t>(feedEpoch));
        bench.reply(reply);
        QVERIFY(!bench.asks<action::SendPush>());
        QCOMPARE(bench.applied(), ids({1, 2}));
        bench.stored();
        bench.look();
        QCOMPARE(bench.underWay(), std::optional(Ids()));
    }

    void storageOfTheCentre_isKnownOnceAnAnswerOfItWasApplied()
    {
        Bench bench;
        bench.startWithTwo();
        protocol::PushReply reply = bothStored;
        reply.feedEpoch = epoch(1);
        bench.reply(reply);
        bench.stored();
        bench.look();
        bench.readBatch({3, 4});
        bench.readBatch({5, 6});
        bench.reply(reply);
        QCOMPARE(bench.sent(), ids({5, 6}));
        bench.stored();
        bench.readBatch({7, 8});
        reply.feedEpoch = epoch(2);
        bench.reply(reply);
        QVERIFY(!bench.asks<action::SendPush>());
    }

    void urgentWork_isReadBeforeWhatWasReadAhead()
    {
        Bench bench;
        bench.startWithTwo();
        bench.tell(event::Submitted{});
        QCOMPARE(bench.underWay(), std::optional(ids({1, 2})));
        bench.readBatch({9, 3});
        bench.reply(bothStored);
        QCOMPARE(bench.sent(), ids({9, 3}));
    }

    void urgentWorkDuringTheRead_isReadBeforeIt()
    {
        Bench bench;
        bench.start();
        bench.tell(event::WorkAdded{});
        QVERIFY(bench.actions.empty());
        bench.readBatch({3, 4});
        QCOMPARE(bench.underWay(), std::optional(ids({1, 2})));
    }

    void urgentWorkDuringTheReadWithTheAnswerInHand_isLookedForInTheQueue()
    {
        Bench bench;
        bench.start();
        bench.tell(event::Submitted{});
        bench.reply(bothStored);
        bench.readBatch({3, 4});
        QVERIFY(!bench.asks<action::SendPush>());
        QCOMPARE(bench.applied(), ids({1, 2}));
        bench.stored();
        bench.look();
        QCOMPARE(bench.underWay(), std::optional(Ids()));
    }

    void timerThatRings_readsNothingTwice()
    {
        Bench bench;
        bench.startWithTwo();
        bench.tell(event::TimerElapsed{});
        QVERIFY(bench.actions.empty());
        bench.reply(bothStored);
        QCOMPARE(bench.sent(), ids({3, 4}));
    }

    void answerThatCannotBeApplied_isAskedForAgainAndTheNextIsApplied()
    {
        Bench bench;
        bench.startBoth();
        bench.storeFails();
        QVERIFY(bench.actions.empty());
        bench.reply(bothStored);
        QCOMPARE(bench.applied(), ids({3, 4}));
        bench.stored();
        bench.look();
        QCOMPARE(bench.underWay(), std::optional(Ids()));
    }

    void batchThatCannotBeReadAhead_doesNotHoldUpTheAnswer()
    {
        Bench bench;
        bench.start();
        bench.reply(bothStored);
        bench.storeFails();
        QCOMPARE(bench.applied(), ids({1, 2}));
    }

    void whileABatchIsHalved_nothingIsReadAhead()
    {
        Bench bench;
        bench.startWithTwo();
        bench.tooMuch();
        bench.look();
        QCOMPARE(bench.find<action::ReadBatch>()->limit, std::size_t{1});
        bench.readBatch({1});
        QCOMPARE(bench.sent(), ids({1}));
        QVERIFY(!bench.asks<action::ReadBatch>());
    }

    /// Two batches the store does not let go of, each out of sight while the other travels.
    void batchesThatNeverLeave_areNotSentInACircle()
    {
        Bench bench;
        bench.start();
        int pushes = 1;
        for (int step = 0; step < 60 && !bench.resting(); ++step) {
            if (const auto underWay = bench.underWay())
                bench.readBatch(*underWay == ids({1, 2}) ? std::vector<std::uint8_t>{3, 4}
                                                         : std::vector<std::uint8_t>{1, 2});
            else if (bench.asks<action::ReadQueue>())
                bench.look();
            else if (bench.asks<action::ApplyPush>())
                bench.stored();
            else
                bench.reply(bothStored);
            pushes += bench.asks<action::SendPush>() ? 1 : 0;
        }
        QVERIFY(bench.resting());
        QVERIFY(pushes <= 6);
    }
};

QTEST_APPLESS_MAIN(ReadAheadTest)
#include "ReadAheadTest.moc"
