#include "SeededRandom.h"
#include "sync/core/Synchroniser.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::sync::core;
namespace protocol = luotsi::sync::protocol;
using base::ErrorCode;
using protocol::CommandKind;

namespace {

constexpr std::int64_t minute = 60'000;

protocol::FeedEpochId epoch(char letter)
{
    return *protocol::FeedEpochId::fromBytes(QByteArray(16, letter));
}

protocol::Command command(CommandKind kind, char letter)
{
    return {*protocol::CommandId::fromBytes(QByteArray(16, letter)), kind, 1};
}

/// A synchroniser with duties whose rounds are answered by hand; the queue is empty unless said otherwise.
class Bench
{
public:
    explicit Bench(Duties duties) : m_random(7), m_machine(m_random)
    {
        tell(event::Started{{}, std::move(duties)});
        look();
    }

    void tell(const Event &event) { actions = m_machine.on(event, now); }
    void look() { tell(event::QueueRead{operation<action::ReadQueue>(), counts, {}}); }
    template<typename Wanted> const Wanted *find() const
    {
        for (const Action &action : actions) {
            if (const auto *wanted = std::get_if<Wanted>(&action))
                return wanted;
        }
        return nullptr;
    }
    template<typename Wanted> bool asks() const { return find<Wanted>() != nullptr; }
    template<typename Wanted> Operation operation() const
    {
        const Wanted *wanted = find<Wanted>();
        return wanted != nullptr ? wanted->operation : 0;
    }
    template<typename Wanted> void fail(ErrorCode error)
    {
        tell(event::RequestFailed{operation<Wanted>(), error, {}});
        look();
    }
    template<typename Wanted> void stored() { tell(event::Stored{operation<Wanted>()}); }
    void pass(std::int64_t milliseconds)
    {
        now.monotonic += milliseconds;
        now.wall += milliseconds;
        tell(event::TimerElapsed{});
        look();
    }
    void noCommands()
    {
        tell(event::CommandsReplied{operation<action::AskCommands>(), {}});
        look();
    }
    void nothingElse()
    {
        if (asks<action::ReadHeld>()) {
            tell(event::HeldRead{operation<action::ReadHeld>(), {}});
            look();
        }
        if (asks<action::ReadAudit>()) {
            tell(event::AuditRead{operation<action::ReadAudit>(), {}});
            look();
        }
    }
    [[nodiscard]] Connection connection() const { return m_machine.connection(); }
    [[nodiscard]] bool resting() const { return m_machine.resting(); }

    Instant now{1'000'000, 1'000};
    std::vector<Action> actions;
    QueueCounts counts;

private:
    SeededRandom m_random;
    Synchroniser m_machine;
};

protocol::FeedPage page(char life, std::uint64_t next, bool more)
{
    protocol::FeedPage result;
    result.feedEpoch = epoch(life);
    for (std::uint64_t number = next > 2 ? next - 1 : 1; number <= next; ++number)
        result.entries.push_back({number, {}});
    result.next = next;
    result.more = more;
    return result;
}

const Duties worker{QStringLiteral("north"), true};
const Duties kiosk{{}, true};

} // namespace

/// Commands, feed, status and record: asked for in turn, beside the queue and never before it.
class UpkeepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutDuties_nothingIsAsked()
    {
        Bench bench({});
        QVERIFY(bench.asks<action::AskTime>());
    }

    void kiosk_followsNoFeed()
    {
        Bench bench(kiosk);
        QVERIFY(bench.asks<action::AskCommands>());
        bench.noCommands();
        QVERIFY(bench.asks<action::ReadHeld>());
        bench.nothingElse();
        QVERIFY(bench.resting());
        QVERIFY(bench.find<action::SetTimer>()->delay <= minute);
    }

    void recordsGoBeforeEveryRound()
    {
        Bench bench(kiosk);
        bench.counts.records = 1;
        bench.noCommands();
        QVERIFY(bench.asks<action::ReadBatch>());
    }

    void roundsGoBetweenAttachments()
    {
        Bench bench(kiosk);
        bench.counts.attachments = 1;
        bench.noCommands();
        QVERIFY(bench.asks<action::ReadHeld>());
        bench.nothingElse();
        QVERIFY(bench.asks<action::ReadAttachment>());
    }

    /// A revoked device's codes are refused again and again; it still hears what it is ordered.
    void refusedCodes_keepNoCommandWaiting()
    {
        Bench bench(kiosk);
        bench.counts.codes = 1;
        bench.noCommands();
        bench.nothingElse();
        QVERIFY(bench.asks<action::ReadCode>());
        bench.tell(event::CodeRead{bench.operation<action::ReadCode>(), protocol::LookupId({7})});
        bench.fail<action::SendCode>(ErrorCode::Revoked);
        QVERIFY(bench.resting());
        bench.pass(5 * minute);
        QVERIFY(bench.asks<action::AskCommands>());
    }

    /// Nor that the centre was restored: nothing else of a revoked device may be answered.
    void refusedCodes_keepNoWordOfARestoreWaiting()
    {
        Bench bench(kiosk);
        bench.counts.codes = 1;
        bench.noCommands();
        bench.nothingElse();
        bench.tell(event::CodeRead{bench.operation<action::ReadCode>(), protocol::LookupId({7})});
        bench.fail<action::SendCode>(ErrorCode::Revoked);
        bench.pass(minute);
        bench.nothingElse();
        QVERIFY(bench.asks<action::AskTime>());
        bench.tell(event::TimeReplied{bench.operation<action::AskTime>(), 1'790'000'000'000,
                                      protocol::FeedEpochId({9})});
        QVERIFY(bench.asks<action::NoteFeedEpoch>());
        bench.stored<action::NoteFeedEpoch>();
        bench.look();
        QVERIFY(bench.asks<action::ReadCode>());
    }

    void commandIsAcknowledged_onlyWhenItIsDurable()
    {
        Bench bench(kiosk);
        const auto wipe = command(CommandKind::Wipe, 'w');
        bench.tell(event::CommandsReplied{bench.operation<action::AskCommands>(), {wipe}});
        QVERIFY(bench.find<action::ExecuteCommand>()->command == wipe);
        QVERIFY(!bench.asks<action::AckCommand>());
        bench.stored<action::ExecuteCommand>();
        QVERIFY(bench.find<action::AckCommand>()->command == wipe.id);
        bench.tell(event::CommandAcked{bench.operation<action::AckCommand>()});
        QVERIFY(bench.asks<action::ReadQueue>());
    }

    void commandThatFailsHere_isNotAcknowledged()
    {
        Bench bench(kiosk);
        bench.tell(event::CommandsReplied{bench.operation<action::AskCommands>(),
                                          {command(CommandKind::Revoke, 'r')}});
        bench.tell(event::StoreFailed{bench.operation<action::ExecuteCommand>(), ErrorCode::StoreFull});
        QVERIFY(!bench.asks<action::AckCommand>());
        bench.look();
        bench.nothingElse();
        bench.pass(5 * minute);
        QVERIFY(bench.asks<action::AskCommands>());
    }

    void rotate_isDoneWhenTheNewCertificateIsHere()
    {
        Bench bench(kiosk);
        bench.tell(event::CommandsReplied{bench.operation<action::AskCommands>(),
                                          {command(CommandKind::Rotate, 'c')}});
        QVERIFY(bench.asks<action::RenewCertificate>());
        bench.tell(event::CertificateRenewed{bench.operation<action::RenewCertificate>(), {1, 2}});
        QVERIFY(bench.asks<action::ExecuteCommand>());
        bench.stored<action::ExecuteCommand>();
        QVERIFY(bench.asks<action::AckCommand>());
    }

    void commandOfALaterProtocol_isLeftAlone()
    {
        Bench bench(kiosk);
        bench.tell(
            event::CommandsReplied{bench.operation<action::AskCommands>(),
                                   {command(CommandKind::Unknown, 'u'), command(CommandKind::Wipe, 'w')}});
        QCOMPARE(bench.find<action::ExecuteCommand>()->command.kind, CommandKind::Wipe);
    }

    void feed_movesOnlyWithWhatIsDurable()
    {
        Bench bench(worker);
        bench.noCommands();
        QCOMPARE(bench.find<action::ReadFeedPosition>()->scope, worker.scope);
        bench.tell(
            event::FeedPositionRead{bench.operation<action::ReadFeedPosition>(), {epoch('a'), 4, true}});
        QCOMPARE(bench.find<action::AskFeed>()->question.after, 4U);
        bench.tell(event::FeedReplied{bench.operation<action::AskFeed>(), page('a', 6, true)});
        QCOMPARE(bench.find<action::ApplyFeed>()->step.cursor.number, 6U);
        bench.tell(event::StoreFailed{bench.operation<action::ApplyFeed>(), ErrorCode::StoreFull});
        bench.look();
        bench.nothingElse();
        bench.pass(minute);
        // What the store holds is asked anew, not remembered.
        QVERIFY(bench.asks<action::ReadFeedPosition>());
        bench.tell(
            event::FeedPositionRead{bench.operation<action::ReadFeedPosition>(), {epoch('a'), 4, true}});
        bench.tell(event::FeedReplied{bench.operation<action::AskFeed>(), page('a', 6, true)});
        bench.stored<action::ApplyFeed>();
        bench.look();
        QCOMPARE(bench.find<action::AskFeed>()->question.after, 6U);
    }

    void afterACommand_theFeedGoesOnWhereTheStoreSays()
    {
        Bench bench(worker);
        bench.noCommands();
        bench.tell(
            event::FeedPositionRead{bench.operation<action::ReadFeedPosition>(), {epoch('a'), 4, true}});
        bench.tell(event::FeedReplied{bench.operation<action::AskFeed>(), page('a', 6, false)});
        bench.stored<action::ApplyFeed>();
        bench.look();
        bench.nothingElse();
        bench.pass(5 * minute);
        bench.tell(event::CommandsReplied{bench.operation<action::AskCommands>(),
                                          {command(CommandKind::Wipe, 'w')}});
        bench.stored<action::ExecuteCommand>();
        bench.tell(event::CommandAcked{bench.operation<action::AckCommand>()});
        bench.look();
        QVERIFY(bench.asks<action::ReadFeedPosition>());
    }

    void feedReset_readsFromTheStartOnce()
    {
        Bench bench(worker);
        bench.noCommands();
        bench.tell(
            event::FeedPositionRead{bench.operation<action::ReadFeedPosition>(), {epoch('a'), 4, true}});
        bench.tell(event::RequestFailed{bench.operation<action::AskFeed>(), ErrorCode::FeedReset, {}});
        QVERIFY(bench.asks<action::RestartFeed>());
        bench.stored<action::RestartFeed>();
        bench.look();
        QVERIFY(!bench.find<action::AskFeed>()->question.epoch.has_value());
        QCOMPARE(bench.find<action::AskFeed>()->question.after, 0U);
        // A centre that resets for ever is waited for, not asked in a loop.
        bench.fail<action::AskFeed>(ErrorCode::FeedReset);
        bench.nothingElse();
        QVERIFY(bench.resting());
        QVERIFY(bench.find<action::SetTimer>()->delay >= 1);
    }

    void pageOfAnotherLife_isAReset()
    {
        Bench bench(worker);
        bench.noCommands();
        bench.tell(
            event::FeedPositionRead{bench.operation<action::ReadFeedPosition>(), {epoch('a'), 4, true}});
        bench.tell(event::FeedReplied{bench.operation<action::AskFeed>(), page('b', 6, false)});
        QVERIFY(bench.asks<action::RestartFeed>());
    }

    void whatADeviceMayNotRead_stopsNothingItSends()
    {
        Bench bench(worker);
        bench.noCommands();
        bench.tell(event::FeedPositionRead{bench.operation<action::ReadFeedPosition>(), {}});
        bench.fail<action::AskFeed>(ErrorCode::Revoked);
        QVERIFY(bench.connection().reason == ErrorCode::Revoked);
        bench.counts.records = 1;
        bench.tell(event::HeldRead{bench.operation<action::ReadHeld>(), {}});
        bench.look();
        QVERIFY(bench.asks<action::ReadBatch>());
    }

    void status_isAskedPageByPage()
    {
        Bench bench(kiosk);
        bench.noCommands();
        QVERIFY(!bench.find<action::ReadHeld>()->after.has_value());
        std::vector<protocol::DraftId> drafts(heldPerQuestion);
        drafts.back() = *protocol::DraftId::fromBytes(QByteArray(16, 'z'));
        bench.tell(event::HeldRead{bench.operation<action::ReadHeld>(), drafts});
        QCOMPARE(bench.find<action::AskStatus>()->drafts.size(), heldPerQuestion);
        bench.tell(event::StatusReplied{bench.operation<action::AskStatus>(), {}});
        bench.stored<action::ApplyStatus>();
        bench.look();
        QVERIFY(bench.find<action::ReadHeld>()->after == drafts.back());
    }

    void recordThatEndsElsewhere_isGivenNewPlaces()
    {
        Bench bench(kiosk);
        bench.noCommands();
        bench.tell(event::HeldRead{bench.operation<action::ReadHeld>(), {}});
        bench.look();
        protocol::AuditEntry entry;
        entry.number = 5;
        bench.tell(event::AuditRead{bench.operation<action::ReadAudit>(), {entry}});
        QCOMPARE(bench.find<action::SendAudit>()->entries.size(), std::size_t{1});
        const auto hash = *protocol::AuditHash::fromBytes(QByteArray(32, 'h'));
        bench.tell(event::AuditPlaced{bench.operation<action::SendAudit>(), 9, hash});
        QCOMPARE(bench.find<action::ReplaceAudit>()->last, 9U);
        QVERIFY(bench.find<action::ReplaceAudit>()->hash == hash);
        bench.stored<action::ReplaceAudit>();
        bench.look();
        bench.tell(event::AuditRead{bench.operation<action::ReadAudit>(), {entry}});
        QVERIFY(bench.asks<action::SendAudit>());
        // A centre that always names another place is waited for.
        bench.tell(event::AuditPlaced{bench.operation<action::SendAudit>(), 12, hash});
        QVERIFY(!bench.asks<action::ReplaceAudit>());
        bench.look();
        QVERIFY(bench.resting());
    }

    void anotherLifeOfTheCentre_isToldToTheStoreOnce()
    {
        Bench bench({});
        const auto answer = [&] {
            bench.tell(event::TimeReplied{bench.operation<action::AskTime>(), bench.now.wall, epoch('a')});
        };
        answer();
        QVERIFY(bench.find<action::NoteFeedEpoch>()->epoch == epoch('a'));
        bench.stored<action::NoteFeedEpoch>();
        bench.look();
        bench.pass(minute);
        answer();
        QVERIFY(!bench.asks<action::NoteFeedEpoch>());
    }
};

QTEST_APPLESS_MAIN(UpkeepTest)
#include "UpkeepTest.moc"
