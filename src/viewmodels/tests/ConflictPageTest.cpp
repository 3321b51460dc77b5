#include "Kiosk.h"

#include "viewmodels/ConflictBuilder.h"

#include <QAbstractItemModelTester>

using namespace luotsi;
using namespace luotsi::viewmodels;
using namespace luotsi::viewmodels::tests;

namespace {

constexpr std::int64_t minute = 60'000;
const QString choice = QStringLiteral("/data/g0/q0");
const QString hangsOnIt = QStringLiteral("/data/g0/q1");
const QString text = QStringLiteral("/data/g0/q2");

/// Two kiosks with the same draft open, neither of which sees what the other writes.
class TwoKiosks
{
public:
    TwoKiosks()
    {
        m_here = kiosk.another();
        m_here->begin(QStringLiteral("apply"), QStringLiteral("fi"));
        m_here->privacy()->accept();
        m_code = m_here->resumeCode()->code();
        m_here->goNext();
        kiosk.profile.siteName = QStringLiteral("Lehtorannan kaupungintalo");
        kiosk.profile.deviceName = QStringLiteral("Asiointipääte 1");
        m_there = kiosk.another();
        m_there->begin(QStringLiteral("continue"), QStringLiteral("fi"));
        m_there->codeEntry()->setText(m_code);
        m_there->codeEntry()->submit();
        m_there->goNext();
    }

    void differ(const QString &path, const QString &here, const QString &there)
    {
        answer(*m_here, path, here);
        kiosk.clock.pass(minute);
        answer(*m_there, path, there);
    }

    /// The person comes back to the second kiosk.
    KioskSession &comeBack()
    {
        KioskSession &session = kiosk.continueWith(m_code);
        session.goNext();
        return session;
    }

    static bool goTo(KioskSession &session, const QString &path)
    {
        session.openTasks();
        session.openTask(0);
        // It opens where the person left off: back to the beginning first.
        while (session.question()->fields()->at(0)->ref() != choice)
            session.goBack();
        for (int pages = 0; pages < 20 && session.page() == KioskSession::Question; ++pages) {
            if (session.question()->fields()->at(0)->ref() == path)
                return true;
            session.goNext();
        }
        return false;
    }

    static void answer(KioskSession &session, const QString &path, const QString &value)
    {
        if (!goTo(session, path))
            qFatal("no such page: %s", qPrintable(path));
        Field *field = session.question()->fields()->at(0);
        if (field->kind() == Field::SelectOne)
            field->choose(value);
        else
            field->setText(value);
        session.goNext();
    }

    Kiosk kiosk{longForm(10)};

private:
    QString m_code;
    std::unique_ptr<KioskSession> m_here;
    std::unique_ptr<KioskSession> m_there;
};

int sideWith(ConflictListModel *model, const QString &value)
{
    const auto &sides = model->conflict(0).sides;
    const auto at =
        std::find_if(sides.begin(), sides.end(), [&](const ShownSide &side) { return side.plain == value; });
    return at == sides.end() ? -1 : static_cast<int>(at - sides.begin());
}

CheckAnswersModel::Row checkRow(KioskSession &session, const QString &ref)
{
    for (const CheckAnswersModel::Row &row : session.check()->rows()) {
        if (row.ref == ref)
            return row;
    }
    return {};
}

} // namespace

/// What a person at a kiosk sees of answers that stand against each other.
class ConflictPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTaskList_saysHowManyAndWhere()
    {
        TwoKiosks two;
        two.differ(text, QStringLiteral("A"), QStringLiteral("B"));
        KioskSession &session = two.comeBack();
        QCOMPARE(session.page(), KioskSession::TaskList);
        QCOMPARE(session.tasks()->conflictCount(), 1);
        QCOMPARE(session.tasks()->tasks().front().conflicts, 1);
    }

    void theCard_tellsBothValuesWithWhoWhereAndWhen_andPrefersNone()
    {
        TwoKiosks two;
        two.differ(text, QStringLiteral("A"), QStringLiteral("B"));
        KioskSession &session = two.comeBack();
        const QAbstractItemModelTester tester(session.conflicts());
        session.openConflicts();
        QCOMPARE(session.page(), KioskSession::Conflicts);
        QCOMPARE(session.conflicts()->count(), 1);
        const ShownConflict &conflict = session.conflicts()->conflict(0);
        QCOMPARE(conflict.question, QStringLiteral("Question 2"));
        QCOMPARE(conflict.kept, QStringLiteral("conflict-both-kept"));
        QCOMPARE(conflict.since, QStringLiteral("conflict-since maanantai 9.01"));
        QCOMPARE(conflict.sides.size(), std::size_t{2});
        const auto &there =
            conflict.sides[static_cast<std::size_t>(sideWith(session.conflicts(), QStringLiteral("B")))];
        const auto &here =
            conflict.sides[static_cast<std::size_t>(sideWith(session.conflicts(), QStringLiteral("A")))];
        QCOMPARE(here.author,
                 QStringLiteral("conflict-by-client Lehtorannan kirjasto, Asiointipääte 2 maanantai 9.00"));
        QCOMPARE(there.author, QStringLiteral("conflict-by-client conflict-here maanantai 9.01"));
        QVERIFY(!here.chosen && !there.chosen);
        QCOMPARE(session.conflicts()->openCount(), 1);
    }

    void choosing_isKeptAtOnceAndMayBeChangedUntilThePageIsLeft()
    {
        TwoKiosks two;
        two.differ(text, QStringLiteral("A"), QStringLiteral("B"));
        KioskSession &session = two.comeBack();
        session.openConflicts();
        const int one = sideWith(session.conflicts(), QStringLiteral("A"));
        session.conflicts()->choose(0, one);
        QCOMPARE(session.conflicts()->openCount(), 0);
        QVERIFY(session.conflicts()->conflict(0).sides[static_cast<std::size_t>(one)].chosen);
        QCOMPARE(session.tasks()->conflictCount(), 0);
        session.conflicts()->choose(0, 1 - one);
        QVERIFY(session.conflicts()->conflict(0).sides[static_cast<std::size_t>(1 - one)].chosen);
        session.goNext();
        QCOMPARE(session.page(), KioskSession::TaskList);
        KioskSession &again = two.comeBack();
        QCOMPARE(again.tasks()->conflictCount(), 0);
        QVERIFY(TwoKiosks::goTo(again, text));
        QCOMPARE(again.question()->fields()->at(0)->value(), QStringLiteral("B"));
    }

    void neither_asksTheQuestionAgainWithoutAnAnswerInIt()
    {
        TwoKiosks two;
        two.differ(text, QStringLiteral("A"), QStringLiteral("B"));
        KioskSession &session = two.comeBack();
        session.openConflicts();
        session.conflicts()->answerAgain(0);
        QCOMPARE(session.page(), KioskSession::Question);
        Field *field = session.question()->fields()->at(0);
        QCOMPARE(field->ref(), text);
        QVERIFY(field->value().isEmpty());
        QVERIFY(field->warning().startsWith(QLatin1String("check-warning-two-answers")));
        QVERIFY(!field->canSkip());
        field->setText(QStringLiteral("C"));
        session.goNext();
        QCOMPARE(session.page(), KioskSession::TaskList);
        QCOMPARE(session.tasks()->conflictCount(), 0);
    }

    void walkingPast_choosesNothing()
    {
        TwoKiosks two;
        two.differ(choice, QStringLiteral("yes"), QStringLiteral("no"));
        KioskSession &session = two.comeBack();
        QVERIFY(TwoKiosks::goTo(session, choice));
        QVERIFY(session.question()->fields()->at(0)->value().isEmpty());
        session.goNext();
        session.goBack();
        session.openTasks();
        QCOMPARE(session.tasks()->conflictCount(), 1);
        session.openConflicts();
        QVERIFY(sideWith(session.conflicts(), QStringLiteral("Yes")) >= 0); // a choice by its label
        QVERIFY(sideWith(session.conflicts(), QStringLiteral("No")) >= 0);
    }

    void theCheckPage_showsBothMarksWhatHangsOnThemAndAsksBeforeSending()
    {
        TwoKiosks two;
        two.differ(choice, QStringLiteral("yes"), QStringLiteral("no"));
        KioskSession &session = two.comeBack();
        session.openCheck();
        QCOMPARE(session.page(), KioskSession::Check);
        QCOMPARE(session.check()->conflictCount(), 1);
        const CheckAnswersModel::Row row = checkRow(session, choice);
        QCOMPARE(row.note, QStringLiteral("check-two-answers"));
        QVERIFY(row.plain == QStringLiteral("Yes / No") || row.plain == QStringLiteral("No / Yes"));
        QVERIFY(checkRow(session, text).note.isEmpty());
        if (const auto hanging = checkRow(session, hangsOnIt); !hanging.ref.isEmpty())
            QCOMPARE(hanging.note, QStringLiteral("check-depends-on-choice"));
        QVERIFY(!session.check()->canSend());
        session.check()->setSendsAll(true);
        QVERIFY(session.check()->canSend());
        session.check()->setSendsAll(false);
        QVERIFY(!session.check()->canSend());
        session.check()->setSendsAll(true);
        session.send();
        QCOMPARE(session.page(), KioskSession::Receipt);
    }

    void changeOnTheCheckPage_leadsToTheChoiceAndBack()
    {
        TwoKiosks two;
        two.differ(text, QStringLiteral("A"), QStringLiteral("B"));
        KioskSession &session = two.comeBack();
        session.openCheck();
        session.change(text);
        QCOMPARE(session.page(), KioskSession::Conflicts);
        session.conflicts()->choose(0, 0);
        session.goBack();
        QCOMPARE(session.page(), KioskSession::Check);
        QCOMPARE(session.check()->conflictCount(), 0);
        QVERIFY(session.check()->canSend());
        QVERIFY(checkRow(session, text).note.isEmpty());
    }

    void aMaskedConflict_isShownOnlyWhenAsked()
    {
        ConflictListModel model;
        const QAbstractItemModelTester tester(&model);
        ShownConflict conflict;
        conflict.ref = QStringLiteral("/data/iban");
        conflict.masked = true;
        conflict.sides = {{QStringLiteral("FI1"), QStringLiteral("FI*"), {}, false},
                          {QStringLiteral("FI2"), QStringLiteral("FI*"), {}, false}};
        model.assign({conflict});
        auto *sides = model.data(model.index(0), ConflictListModel::SidesRole).value<ConflictSideModel *>();
        const auto value = [&] {
            return sides->data(sides->index(1), ConflictSideModel::ValueRole).toString();
        };
        QCOMPARE(value(), QStringLiteral("FI*"));
        model.show(0);
        QCOMPARE(value(), QStringLiteral("FI2"));
        model.hideAll();
        QCOMPARE(value(), QStringLiteral("FI*"));
    }

    void longAgo_isToldWithTheDate()
    {
        ConflictReader reader{QStringLiteral("fi"), QTimeZone("Europe/Helsinki"), {}, 1'795'417'200'000};
        QCOMPARE(writtenText(reader.now - 3 * 1440 * minute, reader), QStringLiteral("perjantai 9.00"));
        QCOMPARE(writtenText(reader.now - 8 * 1440 * minute, reader),
                 QStringLiteral("sunnuntai 15.11.2026 9.00"));
        reader.language = QStringLiteral("sv");
        QCOMPARE(writtenText(reader.now, reader), QStringLiteral("måndag 9.00"));
    }
};

QTEST_MAIN(ConflictPageTest)
#include "ConflictPageTest.moc"
