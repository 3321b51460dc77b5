#include "TwoPlaces.h"

#include "usecases/ListConflicts.h"
#include "usecases/SubmitApplication.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::usecases;
using namespace luotsi::usecases::tests;

namespace {

QString valueOf(const OpenDraft &draft, const QString &path)
{
    return draft.instance().keptValue(draft.instance().find(path));
}

std::size_t sideWith(const Conflict &conflict, const QString &value)
{
    for (std::size_t side = 0; side < conflict.sides.size(); ++side) {
        if (conflict.sides[side].value == value)
            return side;
    }
    qFatal("no such side");
}

std::size_t sideWith(const Conflict &conflict, ConflictSide::Choice choice)
{
    for (std::size_t side = 0; side < conflict.sides.size(); ++side) {
        if (conflict.sides[side].choice == choice)
            return side;
    }
    qFatal("no such side");
}

} // namespace

/// What two places answered differently, until a person chooses.
class ConflictTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoAnswers_areKeptWithWhoWhereAndWhen()
    {
        TwoPlaces places;
        places.differ(rentPath, QStringLiteral("650"), QStringLiteral("655"));
        const auto draft = places.reopen();
        const Conflict *conflict = draft->conflicts().find(rentPath);
        QVERIFY(conflict != nullptr);
        QCOMPARE(conflict->sides.size(), std::size_t{2});
        const ConflictSide &here = conflict->sides[sideWith(*conflict, QStringLiteral("650.00"))];
        const ConflictSide &there = conflict->sides[sideWith(*conflict, QStringLiteral("655.00"))];
        QCOMPARE(here.authors.size(), std::size_t{1});
        QVERIFY(here.authors[0].origin == library);
        QVERIFY(there.authors[0].origin == townHall);
        QVERIFY(!here.authors[0].worker);
        QCOMPARE(there.authors[0].deviceTime - here.authors[0].deviceTime, minute);
        QVERIFY(!here.authors[0].timeUnsure && !there.authors[0].timeUnsure);
        QCOMPARE(ageOf(*conflict).since, there.authors[0].deviceTime);
        QVERIFY(!ageOf(*conflict).unsure);
    }

    void theSideTheFormStandsWith_isThatOfTheSmallestId()
    {
        TwoPlaces places;
        places.differ(rentPath, QStringLiteral("650"), QStringLiteral("655"));
        const auto draft = places.reopen();
        const Conflict &conflict = *draft->conflicts().find(rentPath);
        QVERIFY(conflict.sides[0].changes.front() < conflict.sides[1].changes.front());
        QCOMPARE(valueOf(*draft, rentPath), conflict.sides[0].value);
    }

    void theSameAnswerAtTwoPlaces_isNoConflict()
    {
        TwoPlaces places;
        places.differ(rentPath, QStringLiteral("650"), QStringLiteral("650"));
        QVERIFY(places.reopen()->conflicts().isEmpty());
    }

    void aThirdWhoSaysTheSame_standsOnTheSameSide()
    {
        TwoPlaces places;
        const auto third = places.reopen();
        places.differ(rentPath, QStringLiteral("650"), QStringLiteral("655"));
        places.answerAt(*third, townHall, rentPath, QStringLiteral("650"));
        const auto draft = places.reopen();
        const Conflict &conflict = *draft->conflicts().find(rentPath);
        QCOMPARE(conflict.sides.size(), std::size_t{2});
        QCOMPARE(conflict.sides[sideWith(conflict, QStringLiteral("650.00"))].authors.size(), std::size_t{2});
    }

    void passingByAQuestionInConflict_choosesNothing()
    {
        TwoPlaces places;
        places.differ(rentPath, QStringLiteral("650"), QStringLiteral("655"));
        const auto draft = places.reopen();
        const std::size_t before = places.changes();
        QVERIFY(places.world.answer(*draft, rentPath, QString()).empty());
        QCOMPARE(places.changes(), before);
        QVERIFY(draft->conflicts().contains(rentPath));
        QVERIFY(!valueOf(*draft, rentPath).isEmpty());
        places.answerAt(*draft, library, rentPath, QStringLiteral("700"));
        QVERIFY(!draft->conflicts().contains(rentPath));
        QVERIFY(places.reopen()->conflicts().isEmpty());
    }

    void choosingASide_isOneChangeThatNamesAllHeads_data()
    {
        QTest::addColumn<QString>("value");
        QTest::newRow("one") << QStringLiteral("650.00");
        QTest::newRow("other") << QStringLiteral("655.00");
    }

    void choosingASide_isOneChangeThatNamesAllHeads()
    {
        QFETCH(const QString, value);
        TwoPlaces places;
        places.differ(rentPath, QStringLiteral("650"), QStringLiteral("655"));
        const auto draft = places.reopen();
        const Conflict conflict = *draft->conflicts().find(rentPath);
        const std::size_t before = places.changes();
        QVERIFY(places.choose(*draft, rentPath, sideWith(conflict, value)));
        QCOMPARE(places.changes(), before + 1);
        std::vector<protocol::ChangeId> heads = conflict.sides[0].changes;
        heads.insert(heads.end(), conflict.sides[1].changes.begin(), conflict.sides[1].changes.end());
        std::sort(heads.begin(), heads.end());
        QVERIFY(places.last().header.parents == heads);
        QVERIFY(draft->conflicts().isEmpty());
        QCOMPARE(valueOf(*draft, rentPath), value);
        const auto again = places.reopen();
        QVERIFY(again->conflicts().isEmpty());
        QCOMPARE(valueOf(*again, rentPath), value);
    }

    void anotherChoice_replacesTheFirst()
    {
        TwoPlaces places;
        places.differ(rentPath, QStringLiteral("650"), QStringLiteral("655"));
        const auto draft = places.reopen();
        const Conflict conflict = *draft->conflicts().find(rentPath);
        SettleConflict settle(places.world.tools());
        QVERIFY(settle.execute(*draft, conflict, 0));
        QVERIFY(settle.execute(*draft, conflict, 1));
        QCOMPARE(valueOf(*places.reopen(), rentPath), conflict.sides[1].value);
        QVERIFY(places.reopen()->conflicts().isEmpty());
    }

    void whatDependsOnTheChoice_isMarkedUntilItIsMade()
    {
        TwoPlaces places;
        places.differ(rentPath, QStringLiteral("650"), QStringLiteral("655"));
        const auto draft = places.reopen();
        QVERIFY(draft->conflicts().hasDependant(halfPath));
        QVERIFY(draft->conflicts().hasDependant(whyPath));
        QVERIFY(!draft->conflicts().hasDependant(namePath));
        QVERIFY(!draft->conflicts().hasDependant(rentPath));
        QVERIFY(places.choose(*draft, rentPath, 0));
        QVERIFY(!draft->conflicts().hasDependant(halfPath));
    }

    void removedHereEditedThere_theRowStaysUntilSomebodyChooses()
    {
        TwoPlaces places;
        const QString row = places.commonRow();
        places.removeAt(places.here(), row);
        places.answerAt(places.there(), townHall, row + QStringLiteral("/amount"), QStringLiteral("20"));
        const auto draft = places.reopen();
        const Conflict *conflict = draft->conflicts().find(row);
        QVERIFY(conflict != nullptr);
        QVERIFY(conflict->kind == Conflict::Kind::Row);
        QCOMPARE(conflict->sides.size(), std::size_t{2});
        const auto keep = sideWith(*conflict, ConflictSide::Choice::KeepRow);
        QVERIFY(conflict->sides[keep].authors[0].origin == townHall);
        QVERIFY(conflict->sides[1 - keep].authors[0].origin == library);
        QCOMPARE(valueOf(*draft, row + QStringLiteral("/amount")), QStringLiteral("20.00"));
    }

    void keepingTheRow_settlesItWithWhatStandsInIt()
    {
        TwoPlaces places;
        const QString row = places.commonRow();
        places.removeAt(places.here(), row);
        places.answerAt(places.there(), townHall, row + QStringLiteral("/amount"), QStringLiteral("20"));
        const auto draft = places.reopen();
        const std::size_t before = places.changes();
        QVERIFY(places.choose(*draft, row,
                              sideWith(*draft->conflicts().find(row), ConflictSide::Choice::KeepRow)));
        QCOMPARE(places.changes(), before + 1);
        QVERIFY(draft->conflicts().isEmpty());
        const auto again = places.reopen();
        QVERIFY(again->conflicts().isEmpty());
        QCOMPARE(valueOf(*again, row + QStringLiteral("/amount")), QStringLiteral("20.00"));
    }

    void removingTheRow_takesTheConflictsInsideAlong()
    {
        TwoPlaces places;
        const QString row = places.commonRow();
        const QString amount = row + QStringLiteral("/amount");
        const auto third = places.reopen();
        places.removeAt(places.here(), row);
        places.answerAt(places.there(), townHall, amount, QStringLiteral("20"));
        places.answerAt(*third, library, amount, QStringLiteral("30"));
        const auto draft = places.reopen();
        QVERIFY(draft->conflicts().contains(amount));
        QVERIFY(places.choose(*draft, row,
                              sideWith(*draft->conflicts().find(row), ConflictSide::Choice::RemoveRow)));
        QVERIFY(draft->conflicts().isEmpty());
        const auto again = places.reopen();
        QVERIFY(again->conflicts().isEmpty());
        QVERIFY(again->instance().children(again->instance().find(QStringLiteral("/data/cost"))).empty());
    }

    void conflictInARowThatAllRemoved_isNotAsked()
    {
        TwoPlaces places;
        const QString row = places.commonRow();
        places.differ(row + QStringLiteral("/amount"), QStringLiteral("20"), QStringLiteral("30"));
        const auto draft = places.reopen();
        places.removeAt(*draft, row);
        const auto again = places.reopen();
        QVERIFY(again->conflicts().isEmpty());
        QVERIFY(SubmitApplication(places.world.tools(), places.world.intake).execute(*again)->sent);
    }

    void twoFiles_areBothKeptAndTheChosenOneIsSent()
    {
        TwoPlaces places;
        places.attachAt(places.here(), "one");
        places.attachAt(places.there(), "other");
        const auto draft = places.reopen();
        const Conflict conflict = *draft->conflicts().find(paperPath);
        QVERIFY(conflict.kind == Conflict::Kind::Attachment);
        QVERIFY(conflict.sides[0].file && conflict.sides[1].file);
        QVERIFY(draft->attachment(paperPath) != nullptr);
        QVERIFY(*draft->attachment(paperPath) == *conflict.sides[0].file);
        QVERIFY(places.choose(*draft, paperPath, 1));
        QCOMPARE(places.last().header.kind, protocol::ChangeKind::Attach);
        const auto again = places.reopen();
        QVERIFY(again->conflicts().isEmpty());
        QVERIFY(*again->attachment(paperPath) == *conflict.sides[1].file);
        QCOMPARE(again->attachments().size(), std::size_t{1});
    }

    void aClockAheadOfThisDevice_isSaidToBeUnsure()
    {
        TwoPlaces places;
        places.answerAt(places.here(), library, rentPath, QStringLiteral("650"));
        places.world.clock.pass(600 * minute);
        places.answerAt(places.there(), townHall, rentPath, QStringLiteral("655"));
        places.world.clock.pass(-600 * minute);
        const auto draft = places.reopen();
        const Conflict &conflict = *draft->conflicts().find(rentPath);
        QVERIFY(!conflict.sides[sideWith(conflict, QStringLiteral("650.00"))].authors[0].timeUnsure);
        QVERIFY(conflict.sides[sideWith(conflict, QStringLiteral("655.00"))].authors[0].timeUnsure);
        QVERIFY(ageOf(conflict).unsure);
    }

    void aClockBehindWhatItsAuthorHadSeen_isSaidToBeUnsure()
    {
        TwoPlaces places;
        places.answerAt(places.here(), library, rentPath, QStringLiteral("600"));
        const auto there = places.reopen();
        places.answerAt(places.here(), library, rentPath, QStringLiteral("650"));
        places.world.clock.pass(-600 * minute);
        places.answerAt(*there, townHall, rentPath, QStringLiteral("655"));
        places.world.clock.pass(600 * minute);
        const auto draft = places.reopen();
        const Conflict &conflict = *draft->conflicts().find(rentPath);
        QVERIFY(conflict.sides[sideWith(conflict, QStringLiteral("655.00"))].authors[0].timeUnsure);
        QVERIFY(!conflict.sides[sideWith(conflict, QStringLiteral("650.00"))].authors[0].timeUnsure);
    }

    void unattended_aRequiredAnswerInConflictIsNotSent()
    {
        TwoPlaces places;
        places.differ(namePath, QStringLiteral("Virpi E"), QStringLiteral("Virpi Esimerkki"));
        const auto draft = places.reopen();
        SubmitApplication submit(places.world.tools(), places.world.intake);
        const auto held = submit.execute(*draft, Attendance::Unattended);
        QVERIFY(held && !held->sent);
        QCOMPARE(held->conflicts, std::vector<QString>({namePath}));
        QVERIFY(places.world.merged(*draft).submissions.empty());
        const auto sent = submit.execute(*draft, Attendance::SendAsItIs);
        QVERIFY(sent && sent->sent);
    }

    void unattended_anotherAnswerInConflictGoesAndIsTold()
    {
        TwoPlaces places;
        places.differ(rentPath, QStringLiteral("650"), QStringLiteral("655"));
        const auto draft = places.reopen();
        SubmitApplication submit(places.world.tools(), places.world.intake);
        const auto asked = submit.execute(*draft, Attendance::AskFirst);
        QVERIFY(asked && !asked->sent);
        QCOMPARE(asked->conflicts, std::vector<QString>({rentPath}));
        const auto sent = submit.execute(*draft, Attendance::Unattended);
        QVERIFY(sent && sent->sent);
        const auto state = places.world.merged(*draft);
        const auto body = std::get<protocol::SubmitBody>(*state.submissions.back().body);
        QCOMPARE(body.conflicts.size(), std::size_t{1});
        QCOMPARE(body.conflicts[0].path, rentPath);
        QCOMPARE(body.conflicts[0].sides.size(), std::size_t{2});
        QVERIFY(body.conflicts[0].sides[0].change < body.conflicts[0].sides[1].change);
        QVERIFY(body.instance.contains("<rent>" + body.conflicts[0].sides[0].value.toUtf8() + "</rent>"));
        QVERIFY(state.find(rentPath)->settlement == sync::core::Settlement::Conflict);
    }

    void aQuestionThatIsNotAsked_holdsNothingBackUntilItIs()
    {
        TwoPlaces places;
        places.answerAt(places.here(), library, homePath, QStringLiteral("rented"));
        const auto there = places.reopen();
        places.answerAt(places.here(), library, laterPath, QStringLiteral("May"));
        places.answerAt(*there, townHall, laterPath, QStringLiteral("June"));
        const auto draft = places.reopen();
        QCOMPARE(draft->openConflicts().size(), std::size_t{1});
        places.answerAt(*draft, library, homePath, QStringLiteral("own"));
        QVERIFY(draft->openConflicts().empty());
        QVERIFY(ListConflicts().execute(*draft).empty());
        places.answerAt(*draft, library, homePath, QStringLiteral("rented"));
        QCOMPARE(draft->openConflicts().size(), std::size_t{1});
    }

    void theList_isOldestFirstWithQuestionAndOwner()
    {
        TwoPlaces older;
        older.differ(rentPath, QStringLiteral("650"), QStringLiteral("655"));
        const auto first = older.reopen();
        TwoPlaces newer;
        newer.world.clock.pass(60 * minute);
        newer.differ(homePath, QStringLiteral("own"), QStringLiteral("rented"));
        newer.differ(namePath, QStringLiteral("A"), QStringLiteral("B"));
        const auto second = newer.reopen();
        const auto worker = older.world.random.make<protocol::ActorId>();
        const auto listed = ListConflicts(worker).execute({second.get(), first.get()});
        QCOMPARE(listed.size(), std::size_t{3});
        QCOMPARE(listed[0].question, QStringLiteral("Rent"));
        QCOMPARE(listed[0].task, QStringLiteral("Home"));
        QVERIFY(listed[0].draft == first->facts().id);
        QVERIFY(!listed[0].required);
        QVERIFY(listed[0].owner == worker);
        QCOMPARE(listed[1].question, QStringLiteral("Home is"));
        QCOMPARE(listed[2].question, QStringLiteral("Name"));
        QVERIFY(listed[2].required);
        const auto own = ListConflicts().execute(*second);
        QVERIFY(!own[0].owner);
        QCOMPARE(own[0].question, QStringLiteral("Name"));
    }
};

QTEST_MAIN(ConflictTest)
#include "ConflictTest.moc"
