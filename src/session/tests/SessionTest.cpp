#include "session/IdlePolicy.h"
#include "session/PageNumbering.h"
#include "session/SessionEnd.h"
#include "session/TaskProgress.h"
#include "session/UnlockRule.h"

#include <QTest>

using namespace luotsi::session;

class SessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quietFor90Seconds_warnsFor60AndThenEnds()
    {
        const IdlePolicy policy({}, 1000);
        QCOMPARE(policy.state(90'999), IdleState::Active);
        QCOMPARE(policy.state(91'000), IdleState::Warning);
        QCOMPARE(policy.secondsLeft(91'000), 60);
        QCOMPARE(policy.secondsLeft(93'001), 58);
        QCOMPARE(policy.state(150'999), IdleState::Warning);
        QCOMPARE(policy.state(151'000), IdleState::Expired);
        QCOMPARE(policy.secondsLeft(151'000), 0);
    }

    void activityKeepsTheWarningAway_data()
    {
        QTest::addColumn<Activity>("kind");
        QTest::newRow("press") << Activity::Press;
        QTest::newRow("speech") << Activity::Speech;
        QTest::newRow("camera") << Activity::Camera;
        QTest::newRow("printing") << Activity::Printing;
    }
    void activityKeepsTheWarningAway()
    {
        QFETCH(Activity, kind);
        IdlePolicy policy({}, 0);
        policy.noteActivity(kind, 80'000);
        QCOMPARE(policy.state(169'999), IdleState::Active);
        QCOMPARE(policy.state(170'000), IdleState::Warning);
    }

    void activityDuringTheWarning_doesNotAnswerIt()
    {
        IdlePolicy policy({}, 0);
        policy.noteActivity(Activity::Printing, 100'000);
        QCOMPARE(policy.state(100'000), IdleState::Warning);
        QCOMPARE(policy.state(150'000), IdleState::Expired);
    }

    void warningIsNeverShorterThan20Seconds()
    {
        const IdlePolicy policy({90'000, 3'000}, 0);
        QCOMPARE(policy.warningSeconds(), 20);
        QCOMPARE(policy.state(109'999), IdleState::Warning);
    }

    void quietTimeStaysBetween30And300Seconds()
    {
        QCOMPARE(IdlePolicy({1'000, 60'000}, 0).state(29'999), IdleState::Active);
        QCOMPARE(IdlePolicy({900'000, 60'000}, 0).state(300'000), IdleState::Warning);
    }

    void warningCanBeAnsweredFarMoreThanTenTimes()
    {
        IdlePolicy policy({}, 0);
        std::int64_t now = 0;
        for (int round = 0; round < 50; ++round) {
            now += 149'000;
            QVERIFY(policy.extend(now));
            QCOMPARE(policy.state(now), IdleState::Active);
        }
        QCOMPARE(policy.extensions(), 50);
    }

    void expiredSession_cannotBeExtended()
    {
        IdlePolicy policy({}, 0);
        QVERIFY(!policy.extend(150'000));
        policy.noteActivity(Activity::Press, 150'001);
        QCOMPARE(policy.state(150'002), IdleState::Expired);
    }

    void afterAPause_earlierAnswersAskFirst()
    {
        UnlockRule rule;
        QVERIFY(!rule.mustAsk(Shown::CheckPage));
        rule.pauseEnded(true);
        for (const Shown shown : {Shown::EarlierAnswer, Shown::CheckPage, Shown::Print, Shown::Code})
            QVERIFY(rule.mustAsk(shown));
        for (const Shown shown : {Shown::NewQuestion, Shown::TaskStatus, Shown::Help})
            QVERIFY(!rule.mustAsk(shown));
        QVERIFY(!rule.tryOpen(false));
        QVERIFY(rule.mustAsk(Shown::Code));
        QVERIFY(rule.tryOpen(true));
        QVERIFY(!rule.mustAsk(Shown::Code));
    }

    void nothingKnownYet_nothingToProtect()
    {
        UnlockRule rule;
        rule.pauseEnded(false);
        QVERIFY(!rule.mustAsk(Shown::EarlierAnswer));
        rule.pauseEnded(true);
        rule.pauseEnded(false);
        QVERIFY(rule.mustAsk(Shown::EarlierAnswer));
    }

    void fiveWrongTries_openNothingAnyMore()
    {
        UnlockRule rule;
        rule.pauseEnded(true);
        for (int round = 0; round < UnlockRule::maximumTries; ++round) {
            QVERIFY(!rule.isExhausted());
            QVERIFY(!rule.tryOpen(false));
        }
        QVERIFY(rule.isExhausted());
        QVERIFY(!rule.tryOpen(true));
        QVERIFY(rule.isLocked());
    }

    void pagesAreNumberedThroughAllTasks()
    {
        const QString home = QStringLiteral("home");
        const std::vector<TaskPages> tasks{
            {QStringLiteral("you"), {QStringLiteral("a"), QStringLiteral("b")}},
            {QStringLiteral("empty"), {}},
            {home, {QStringLiteral("c"), QStringLiteral("d")}}};
        QCOMPARE(placeOf(tasks, QStringLiteral("a")).value(), (PagePlace{1, 3, 1}));
        QCOMPARE(placeOf(tasks, QStringLiteral("d")).value(), (PagePlace{3, 3, 4}));
        QVERIFY(!placeOf(tasks, QStringLiteral("x")));
        QCOMPARE(pageCount(tasks), 4);
    }

    void taskIsDone_onlyWhenPassedAndNothingIsOpen()
    {
        QCOMPARE(stateOf({3, 0, 0, 1, false}), TaskState::NotStarted);
        QCOMPARE(stateOf({3, 1, 1, 1, false}), TaskState::Started);
        QCOMPARE(stateOf({3, 0, 1, 1, false}), TaskState::Started);
        QCOMPARE(stateOf({3, 3, 2, 1, false}), TaskState::Started);
        QCOMPARE(stateOf({3, 2, 2, 0, false}), TaskState::Started);
        QCOMPARE(stateOf({3, 3, 0, 0, false}), TaskState::Done);
        QCOMPARE(stateOf({0, 0, 0, 0, false}), TaskState::Done);
        QCOMPARE(stateOf({3, 3, 3, 0, true}), TaskState::CannotStartYet);
    }

    void onlyWhatWasNeverSent_mayBeDeleted()
    {
        QCOMPARE(fateOf(EndReason::Deleted, true, false), DraftFate::Erased);
        QCOMPARE(fateOf(EndReason::Deleted, true, true), DraftFate::Kept);
        QCOMPARE(fateOf(EndReason::TimedOut, true, false), DraftFate::Kept);
        QCOMPARE(fateOf(EndReason::Deleted, false, false), DraftFate::None);
        QVERIFY(!mayDelete(true, true));
        QCOMPARE(name(EndReason::TimedOut), QLatin1String("timed-out"));
    }
};

QTEST_APPLESS_MAIN(SessionTest)
#include "SessionTest.moc"
