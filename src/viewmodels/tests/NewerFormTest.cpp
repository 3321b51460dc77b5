#include "TwoVersions.h"

#include <QSignalSpy>

using namespace luotsi;
using namespace luotsi::viewmodels;
using namespace luotsi::viewmodels::tests;

namespace {

QStringList titles(KioskSession &session)
{
    QStringList titles;
    for (const TaskListModel::Task &task : session.tasks()->tasks())
        titles.append(task.title);
    return titles;
}

const QString oldName = QStringLiteral("/data/you/name");
const QString newName = QStringLiteral("/data/person/full_name");

/// Goes to the page of that question in the first task; what stands there.
QString answerAt(KioskSession &session, const QString &path)
{
    session.openTask(0);
    while (session.page() == KioskSession::Question && session.question()->fields()->at(0)->ref() != path)
        session.goBack();
    return session.page() == KioskSession::Question ? session.question()->fields()->at(0)->value()
                                                    : QStringLiteral("(nowhere)");
}

/// Gives that answer in the first task, and comes back to the list of tasks.
void answer(KioskSession &session, const QString &path, const QString &value)
{
    session.openTask(0);
    while (session.question()->fields()->at(0)->ref() != path)
        session.goNext();
    session.question()->fields()->at(0)->setText(value);
    session.goNext();
    session.openTasks();
}

} // namespace

/// How a client is told of a newer version of the form, and moves to it.
class NewerFormTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDraftWithAMapToANewerVersion_isOfferedIt()
    {
        TwoVersions two;
        two.answerAll();
        two.install();
        KioskSession &session = two.comeBack();
        QCOMPARE(session.page(), KioskSession::TaskList);
        QVERIFY(session.newerForm()->isOffered());
        QVERIFY(!session.newerForm()->isAsked());
        QVERIFY(!session.newerForm()->isMoved());
        QCOMPARE(titles(session), (QStringList{QStringLiteral("You"), QStringLiteral("Money")}));
    }

    void withoutAMap_nothingIsOffered()
    {
        TwoVersions two;
        two.answerAll();
        QVERIFY(!two.comeBack().newerForm()->isOffered());
        two.install(TwoVersions::Map::Missing);
        KioskSession &session = two.comeBack();
        QVERIFY(!session.newerForm()->isOffered());
        session.newerForm()->ask();
        QVERIFY(!session.newerForm()->isAsked());
    }

    void theNewestVersion_isNotOfferedItself()
    {
        TwoVersions two;
        two.install();
        KioskSession &session = two.kiosk.apply();
        session.goNext();
        QCOMPARE(session.page(), KioskSession::TaskList);
        QVERIFY(!session.newerForm()->isOffered());
    }

    void aSentDraft_isNotOfferedANewerVersion()
    {
        TwoVersions two;
        two.answerAll();
        two.install();
        KioskSession &session = two.comeBack();
        QVERIFY(session.newerForm()->isOffered());
        session.openCheck();
        session.send();
        QCOMPARE(session.page(), KioskSession::Receipt);
        QVERIFY(!session.newerForm()->isOffered());
        QVERIFY(!two.comeBack().newerForm()->isOffered());
    }

    void withdrawnVersions_areNotOffered()
    {
        TwoVersions two;
        two.answerAll();
        two.install(TwoVersions::Map::There, {two.second.hash});
        KioskSession &onward = two.comeBack();
        QCOMPARE(onward.page(), KioskSession::TaskList);
        QVERIFY(!onward.newerForm()->isOffered());
        two.install(TwoVersions::Map::There, {two.first.hash});
        KioskSession &refused = two.comeBack();
        QCOMPARE(refused.page(), KioskSession::Failure);
        QVERIFY(!refused.newerForm()->isOffered());
    }

    void nothingMovesBeforeThePersonConfirms()
    {
        TwoVersions two;
        two.answerAll();
        two.install();
        KioskSession &session = two.comeBack();
        const int before = two.kiosk.store.commitCount();
        session.newerForm()->confirm();
        session.newerForm()->ask();
        QVERIFY(session.newerForm()->isAsked());
        session.newerForm()->keep();
        QVERIFY(!session.newerForm()->isAsked());
        session.newerForm()->confirm();
        session.newerForm()->ask();
        session.openHelp();
        QVERIFY(!session.newerForm()->isAsked());
        session.closeHelp();
        QCOMPARE(two.kiosk.store.commitCount(), before);
        QCOMPARE(two.versionInStore(), two.first.hash);
        QVERIFY(session.newerForm()->isOffered());
        QCOMPARE(titles(session), (QStringList{QStringLiteral("You"), QStringLiteral("Money")}));
    }

    void confirming_movesTheAnswersInOneCommitAndSaysSo()
    {
        TwoVersions two;
        two.answerAll();
        two.install();
        KioskSession &session = two.comeBack();
        const int before = two.kiosk.store.commitCount();
        const QSignalSpy saved(&session, &KioskSession::saveStateChanged);
        session.newerForm()->ask();
        session.newerForm()->confirm();
        QCOMPARE(two.kiosk.store.commitCount(), before + 1);
        QCOMPARE(two.versionInStore(), two.second.hash);
        QCOMPARE(session.page(), KioskSession::TaskList);
        QVERIFY(session.newerForm()->isMoved());
        QVERIFY(!session.newerForm()->isOffered());
        QVERIFY(!session.newerForm()->isAsked());
        QVERIFY(!saved.isEmpty());
        QCOMPARE(titles(session), (QStringList{QStringLiteral("Who you are"), QStringLiteral("Spending")}));
        QCOMPARE(answerAt(session, newName), QStringLiteral("Virpi"));
        session.openTasks();
        session.openTask(1);
        QCOMPARE(session.page(), KioskSession::Question); // the pension, which nobody has passed
        session.goBack();
        QCOMPARE(session.page(), KioskSession::RepeatList);
        QCOMPARE(session.repeatList()->entries().size(), std::size_t{2});
    }

    void aMovedDraft_goesOnInTheNewerVersionAndComesBackInIt()
    {
        TwoVersions two;
        two.answerAll();
        two.install();
        KioskSession &session = two.comeBack();
        session.newerForm()->ask();
        session.newerForm()->confirm();
        QCOMPARE(answerAt(session, newName), QStringLiteral("Virpi"));
        session.question()->fields()->at(0)->setText(QStringLiteral("Virpi Testi"));
        session.goNext();
        session.showCode();
        QVERIFY(!two.kiosk.code().isEmpty());
        KioskSession &again = two.comeBack();
        QCOMPARE(again.page(), KioskSession::TaskList);
        QVERIFY(!again.newerForm()->isOffered());
        QVERIFY(!again.newerForm()->isMoved()); // it is said once
        QCOMPARE(titles(again), (QStringList{QStringLiteral("Who you are"), QStringLiteral("Spending")}));
        QCOMPARE(answerAt(again, newName), QStringLiteral("Virpi Testi"));
        QCOMPARE(again.tasks()->conflictCount(), 0);
    }

    void whatIsNewThere_isAskedAsTheNewerVersionHasIt()
    {
        TwoVersions two;
        two.answerAll();
        two.install();
        KioskSession &session = two.comeBack();
        session.newerForm()->ask();
        session.newerForm()->confirm();
        session.goNext();
        QCOMPARE(session.page(), KioskSession::Question);
        QCOMPARE(session.question()->fields()->at(0)->ref(), QStringLiteral("/data/person/phone"));
        session.goNext();
        // A list of nothing but files is one page of files.
        QCOMPARE(session.page(), KioskSession::Question);
        QCOMPARE(session.question()->fields()->at(0)->kind(), Field::Upload);
    }

    void whatWasTold_goesWithTheSession()
    {
        TwoVersions two;
        two.answerAll();
        two.install();
        KioskSession &session = two.comeBack();
        session.newerForm()->ask();
        session.newerForm()->confirm();
        QVERIFY(!session.newerForm()->withoutPlace().isEmpty());
        session.keepAndEnd();
        QVERIFY(!session.newerForm()->isMoved());
        QVERIFY(session.newerForm()->withoutPlace().isEmpty());
    }

    void answersWithoutAPlace_areNamedOnceAndNeverTheirValues()
    {
        TwoVersions two;
        two.answerAll();
        two.install();
        KioskSession &session = two.comeBack();
        const QString takenBack = QStringLiteral("/data/you/grief");
        answer(session, takenBack, QStringLiteral("sade"));
        answer(session, takenBack, {});
        session.newerForm()->ask();
        session.newerForm()->confirm();
        // Not what was taken back, not what the form noted by itself, and the shop once for both rows.
        QCOMPARE(session.newerForm()->withoutPlace(),
                 (QStringList{QStringLiteral("Lempiväri"), QStringLiteral("Mistä iloitset"),
                              QStringLiteral("Kauppa")}));
        session.setLanguage(QStringLiteral("sv"));
        QCOMPARE(session.newerForm()->withoutPlace(),
                 (QStringList{QStringLiteral("Favoritfärg"), QStringLiteral("Vad gläder dig"),
                              QStringLiteral("Butik")}));
    }

    void pagesThatWerePassed_stayPassed()
    {
        TwoVersions two;
        two.answerAll();
        two.install();
        KioskSession &session = two.comeBack();
        session.openTask(1);
        QCOMPARE(session.page(), KioskSession::Question);
        QVERIFY(session.question()->fields()->at(0)->value().isEmpty());
        session.goNext();
        QCOMPARE(session.page(), KioskSession::TaskList);
        QCOMPARE(session.tasks()->tasks()[1].status, TaskListModel::Done);
        session.newerForm()->ask();
        session.newerForm()->confirm();
        QCOMPARE(session.tasks()->tasks()[1].status, TaskListModel::Done);
        QVERIFY(session.tasks()->tasks()[0].status != TaskListModel::Done); // a question is new
    }

    void aFailure_isSaidAndTheDraftGoesOnAsItWas()
    {
        TwoVersions two;
        two.answerAll();
        two.install();
        KioskSession &session = two.comeBack();
        two.kiosk.store.failNextWrite(base::ErrorCode::StoreFull);
        session.newerForm()->ask();
        session.newerForm()->confirm();
        QCOMPARE(session.page(), KioskSession::Failure);
        QCOMPARE(session.failure()->errorId(), QStringLiteral("error-store-full"));
        QVERIFY(!session.newerForm()->isMoved());
        QVERIFY(session.newerForm()->withoutPlace().isEmpty());
        session.goBack();
        QCOMPARE(session.page(), KioskSession::TaskList);
        QVERIFY(session.newerForm()->isOffered());
        QCOMPARE(two.versionInStore(), two.first.hash);
        QCOMPARE(answerAt(session, oldName), QStringLiteral("Virpi"));
        session.question()->fields()->at(0)->setText(QStringLiteral("Virpi Testi"));
        session.goNext();
        KioskSession &again = two.comeBack();
        QCOMPARE(titles(again), (QStringList{QStringLiteral("You"), QStringLiteral("Money")}));
        QCOMPARE(answerAt(again, oldName), QStringLiteral("Virpi Testi"));
    }

    void afterAPause_theQuestionIsGoneAndAStrangerIsNotAsked()
    {
        TwoVersions two;
        two.answerAll();
        two.install();
        KioskSession &session = two.comeBack();
        session.newerForm()->ask();
        QVERIFY(session.newerForm()->isAsked());
        two.kiosk.pass(std::int64_t{two.kiosk.profile.idleSeconds} * 1000);
        QVERIFY(session.isIdleWarning());
        session.stillHere();
        QCOMPARE(session.page(), KioskSession::TaskList);
        QVERIFY(!session.newerForm()->isAsked());
        session.newerForm()->ask();
        QVERIFY(!session.newerForm()->isAsked());
        QCOMPARE(session.page(), KioskSession::Unlock);
        session.unlock()->setCode(two.newestCode());
        session.unlock()->submit();
        QCOMPARE(session.page(), KioskSession::TaskList);
        QVERIFY(session.newerForm()->isAsked());
    }
};

QTEST_MAIN(NewerFormTest)
#include "NewerFormTest.moc"
