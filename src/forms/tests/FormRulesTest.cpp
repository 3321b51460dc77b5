#include "Scenario.h"
#include "forms/RuleQueue.h"

#include <QtTest>

#include <algorithm>

using namespace luotsi;
using namespace luotsi::forms;
using namespace luotsi::forms::tests;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// Rules of ODK XForms in which engines differ or that an author is told about.
class FormRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countOfAnInnerRepeat_isReadFromItsOwnRow()
    {
        Scenario form(formXml(
            s("<data id='c'><a jr:template=''><n/><b jr:template=''><x/></b></a></data>"),
            s("<bind nodeset='/data/a/n' type='int'/>"),
            s("<group ref='/data/a'><repeat nodeset='/data/a'><input ref='/data/a/n'/><group ref='/data/a/b'>"
              "<repeat nodeset='/data/a/b' jr:count='../n'><input "
              "ref='/data/a/b/x'/></repeat></group></repeat>"
              "</group>")));
        form.add(s("/data/a"));
        form.add(s("/data/a"));
        form.set(s("/data/a[1]/n"), s("1"));
        form.set(s("/data/a[2]/n"), s("2"));
        QCOMPARE(*form.instance->evaluateText(s("count(/data/a/b)")), s("3"));
        form.set(s("/data/a[2]/n"), QString());
        QCOMPARE(*form.instance->evaluateText(s("count(/data/a/b)")), s("3"));
        form.reopen();
        QCOMPARE(*form.instance->evaluateText(s("count(/data/a/b)")), s("3"));
    }

    void twoElementsOfOneNameWithoutARepeat_areTwoAnswers()
    {
        Scenario form(formXml(s("<data id='p'><p/><p/></data>"), {}, s("<input ref='/data/p'/>")));
        int questions = 0;
        for (const NodeId &node : form.instance->allNodes()) {
            if (form.instance->kind(node) != NodeKind::Control)
                continue;
            ++questions;
            QVERIFY(form.instance->find(form.instance->stablePath(node)) == node);
        }
        QCOMPARE(questions, 2);
    }

    void questionThatIsNotAsked_comparesAsBlankAndCountsAsNone()
    {
        Scenario form(formXml(s("<data id='h'><q/><x>yes</x><same/><other/><many/></data>"),
                              s("<bind nodeset='/data/x' relevant='/data/q = 1'/>"
                                "<bind nodeset='/data/same' calculate=\"string(/data/x = '')\"/>"
                                "<bind nodeset='/data/other' calculate=\"string(/data/x != 'yes')\"/>"
                                "<bind nodeset='/data/many' calculate='count(/data/x)'/>"),
                              s("<input ref='/data/q'/><input ref='/data/x'/>")));
        QCOMPARE(form.value(s("/data/same")) + form.value(s("/data/other")) + form.value(s("/data/many")),
                 s("truetrue0"));
        form.set(s("/data/q"), s("1"));
        QCOMPARE(form.value(s("/data/same")) + form.value(s("/data/other")) + form.value(s("/data/many")),
                 s("falsefalse1"));
    }

    void shuffledListKeepsItsOrder_alsoAfterAPause()
    {
        QString items;
        for (int i = 0; i < 12; ++i)
            items += QStringLiteral("<item><v>%1</v></item>").arg(i);
        Scenario form(
            formXml(s("<data id='s'><a/></data>"),
                    QStringLiteral("<instance id='l'><root>%1</root></instance>").arg(items),
                    s("<select1 ref='/data/a'><itemset nodeset=\"randomize(instance('l')/root/item)\">"
                      "<value ref='v'/><label ref='v'/></itemset></select1>")));
        const QStringList order = form.options(s("/data/a"));
        QCOMPARE(order.size(), 12);
        QVERIFY(!std::is_sorted(order.begin(), order.end()));
        QCOMPARE(form.options(s("/data/a")), order);
        form.reopen();
        QCOMPARE(form.options(s("/data/a")), order);
    }

    void editedInstanceNamesTheOneItTakesThePlaceOf()
    {
        Scenario form(formXml(s("<data id='e'><a/><meta><instanceID/></meta></data>"),
                              s("<bind nodeset='/data/meta/instanceID' jr:preload='uid'/>"),
                              s("<input ref='/data/a'/>")));
        QVERIFY(!form.instance->serialise().contains("deprecatedID"));
        const QString old = form.value(s("/data/meta/instanceID"));
        const auto edited = FormInstance::edit(form.definition, form.instance->serialise(), form.environment);
        QVERIFY(edited.ok());
        const QByteArray xml = edited->instance->serialise();
        QVERIFY(xml.contains("<deprecatedID>" + old.toUtf8() + "</deprecatedID>"));
        QVERIFY(!xml.contains("<instanceID>" + old.toUtf8()));
    }

    void checkTellsAnAuthorWhatWouldSurprise()
    {
        const auto findings = checkForm(formXml(
            s("<data id='x'><a>word</a><b/><c/></data>"),
            s("<bind nodeset='/data/a' type='int'/><bind nodeset='/data/b' type='nosuch' "
              "relevant='/data/gone = "
              "1'/><setvalue event='odk-sometime' ref='/data/b' value='1'/><submission method='nope'/>"),
            s("<input ref='/data/nowhere'/><select1 ref='/data/b'/><upload ref='/data/c' mediatype='.jpg'/>"
              "<input ref='/data/a'><label ref=\"jr:itext('lost')\"/></input>")));
        QString all;
        for (const Finding &finding : findings) {
            QVERIFY(finding.error.place.line > 0);
            all += finding.error.detail + u'\n';
        }
        for (const char *word : {"default of '/data/a'", "type 'nosuch'", "'/data/gone'", "odk-sometime",
                                 "nope", "'/data/nowhere'", "choices of '/data/b'", ".jpg", "'lost'"})
            QVERIFY2(all.contains(s(word)), qPrintable(s(word) + u'\n' + all));
    }

    void sideThatCannotDecide_isNotReadUntilTheFirstLetsIt()
    {
        Scenario form(formXml(s("<data id='e'><a/><b/><both/><either/><kept>1</kept></data>"),
                              s("<bind nodeset='/data/both' relevant='/data/a &gt; 17 and /data/b &gt; 0'/>"
                                "<bind nodeset='/data/either' relevant='/data/a &gt; 17 or /data/b &gt; 0'/>"
                                "<bind nodeset='/data/kept' constraint='/data/a &gt; 17 and . &gt; 5'/>"),
                              s("<input ref='/data/a'/><input ref='/data/b'/><input ref='/data/both'/><input "
                                "ref='/data/either'/><input ref='/data/kept'/>")));
        const auto evaluated = [&](const char *reference, const char *value) {
            const std::uint64_t before = form.instance->evaluationCount();
            form.set(s(reference), s(value));
            return form.instance->evaluationCount() - before;
        };
        // With no a, `and` is settled and `or` hangs on b.
        QCOMPARE(evaluated("/data/b", "1"), std::uint64_t(1));
        QVERIFY(!form.relevant(s("/data/both")) && form.relevant(s("/data/either")));
        form.set(s("/data/a"), s("20"));
        QVERIFY(form.relevant(s("/data/both")) && form.relevant(s("/data/either")));
        // Now it is the other way round.
        QCOMPARE(evaluated("/data/b", "0"), std::uint64_t(1));
        QVERIFY(!form.relevant(s("/data/both")) && form.relevant(s("/data/either")));
        form.set(s("/data/a"), s("5"));
        QVERIFY(!form.relevant(s("/data/either")));
        form.set(s("/data/b"), s("1"));
        form.set(s("/data/a"), s("20"));
        QVERIFY(form.relevant(s("/data/both")));
        // A constraint is asked again whenever its answer changes.
        form.set(s("/data/a"), QString());
        form.set(s("/data/kept"), QString());
        form.set(s("/data/kept"), s("9"));
        QVERIFY(form.instance->violation(form.node(s("/data/kept"))) == Violation::Constraint);
    }

    void singleNode_comparesWithATruthAsASetThatIsThere()
    {
        Scenario form(formXml(s("<data id='t'><a/><hidden/><x/><y/></data>"),
                              s("<bind nodeset='/data/hidden' relevant='false()'/>"
                                "<bind nodeset='/data/x' calculate='/data/a = true()'/>"
                                "<bind nodeset='/data/y' calculate='/data/hidden != true()'/>"),
                              s("<input ref='/data/a'/>")));
        QCOMPARE(form.value(s("/data/x")), s("true"));
        QCOMPARE(form.value(s("/data/y")), s("false"));
    }

    void calculationThatTakesOverAgain_isToldSoThatNoOldAnswerComesBack()
    {
        Scenario form(formXml(s("<data id='o'><a/><b/></data>"),
                              s("<bind nodeset='/data/b' type='int' calculate='/data/a * 2'/>"),
                              s("<input ref='/data/a'/><input ref='/data/b'/>")));
        StoredState told;
        const auto set = [&](const char *reference, const char *value) {
            form.set(s(reference), s(value));
            for (const ValueChange &change : form.report.values) {
                std::erase_if(told.values,
                              [&](const StoredValue &v) { return v.path == change.stored.path; });
                told.values.push_back(change.stored);
            }
        };
        set("/data/a", "3");
        QCOMPARE(told.values.size(), std::size_t(1));
        set("/data/b", "150");
        set("/data/a", "4");
        set("/data/a", "5");
        QCOMPARE(form.value(s("/data/b")), s("10"));
        const auto restored = FormInstance::restore(form.definition, told, form.environment);
        QCOMPARE(restored->instance->value(restored->instance->find(s("/data/b"))), s("10"));
    }

    void answerThatACalculationTookOver_isNotStoredAnyMore()
    {
        Scenario form(formXml(s("<data id='o'><a/><b/></data>"),
                              s("<bind nodeset='/data/b' type='int' calculate='/data/a * 2'/>"),
                              s("<input ref='/data/a'/><input ref='/data/b'/>")));
        const auto isStored = [&form] {
            const auto values = form.instance->storedState().values;
            return std::any_of(values.begin(), values.end(),
                               [](const StoredValue &value) { return value.path == s("/data/b"); });
        };
        form.set(s("/data/a"), s("3"));
        QVERIFY(!isStored());
        form.set(s("/data/b"), s("150"));
        QVERIFY(isStored());
        form.set(s("/data/a"), s("4"));
        QCOMPARE(form.value(s("/data/b")), s("8"));
        QVERIFY(!isStored());
    }

    void constraintOfOtherAnswersAlone_isCheckedWhenItsOwnComes()
    {
        Scenario form(formXml(s("<data id='o'><a>1</a><b/><r><c/></r></data>"),
                              s("<bind nodeset='/data/b' constraint='/data/a = 2'/>"
                                "<bind nodeset='/data/r/c' constraint='/data/a = 2'/>"),
                              s("<input ref='/data/a'/><input ref='/data/b'/>"
                                "<repeat nodeset='/data/r'><input ref='/data/r/c'/></repeat>")));
        QVERIFY(form.instance->violations().empty());
        form.set(s("/data/b"), s("x"));
        QCOMPARE(form.instance->violations().size(), std::size_t(1));
        form.set(s("/data/r[1]/c"), s("x"));
        QCOMPARE(form.instance->violations().size(), std::size_t(2));
        form.set(s("/data/b"), {});
        QCOMPARE(form.instance->violations().size(), std::size_t(1));
    }

    void whatStandsInACountedRow_comesBackWhenTheCountIsKnown()
    {
        Scenario form(formXml(
            s("<data id='o'><n/><r><x/><i jr:template=''><y/></i></r><sum/></data>"),
            s("<bind nodeset='/data/sum' calculate='sum(/data/r/x) + sum(/data/r/i/y)'/>"),
            s("<input ref='/data/n'/><repeat nodeset='/data/r' jr:count='/data/n'><input ref='/data/r/x'/>"
              "<repeat nodeset='/data/r/i'><input ref='/data/r/i/y'/></repeat></repeat>")));
        StoredState told;
        const auto keep = [&] {
            for (const ValueChange &change : form.report.values)
                told.values.push_back(change.stored);
            for (const RowChange &change : form.report.rows)
                told.rows.push_back(change.row);
        };
        keep();
        form.set(s("/data/n"), s("2"));
        keep();
        form.set(s("/data/r[2]/x"), s("5"));
        keep();
        form.add(s("/data/r[2]/i"));
        keep();
        form.set(s("/data/r[2]/i[1]/y"), s("7"));
        keep();
        QCOMPARE(form.value(s("/data/sum")), s("12"));
        const auto restored = FormInstance::restore(form.definition, told, form.environment);
        QVERIFY(restored->kept.empty());
        QCOMPARE(restored->instance->serialise(), form.instance->serialise());
    }

    void translatedTextInARow_followsTheAnswersOfItsRow()
    {
        const QByteArray xml = formXml(
            s("<data id='o'><r><a/><b/></r></data>"),
            s("<itext><translation lang='en'><text id='t'><value>Of <output value=' ../a '/></value></text>"
              "</translation></itext>"),
            s("<repeat nodeset='/data/r'><input ref='/data/r/a'/>"
              "<input ref='/data/r/b'><label ref=\"jr:itext('t')\"/></input></repeat>"));
        QVERIFY(checkForm(xml).empty());
        Scenario form(xml);
        form.add(s("/data/r"));
        form.set(s("/data/r[2]/a"), s("x"));
        QCOMPARE(form.label(s("/data/r[2]/b")), s("Of x"));
        const auto told = [&](const char *reference) {
            return std::any_of(form.report.nodes.begin(), form.report.nodes.end(), [&](const NodeChange &c) {
                return c.node == form.node(s(reference)) && (c.flags & TextState) != 0;
            });
        };
        QVERIFY(told("/data/r[2]/b"));
        QVERIFY(!told("/data/r[1]/b"));
    }

    void calculatedDayThatAPersonSet_staysWhenTheFormIsCompleted()
    {
        Scenario form(formXml(s("<data id='o'><d/></data>"),
                              s("<bind nodeset='/data/d' type='date' calculate='today()'/>"),
                              s("<input ref='/data/d'/>")));
        form.set(s("/data/d"), s("2020-02-29"));
        (void)form.instance->complete();
        QCOMPARE(form.value(s("/data/d")), s("2020-02-29"));
    }

    void waitingRules_runOnceEachByRankAndRowsByNode()
    {
        RuleQueue queue(200);
        queue.add(130);
        queue.add(70, 9);
        queue.add(70, 4);
        queue.add(3);
        queue.add(130);
        queue.add(70, 9);
        QStringList order;
        const auto takeOne = [&] {
            const RuleQueue::Entry entry = queue.take();
            order.append(entry.node == xpath::noNode ? QString::number(entry.rank)
                                                     : s("%1 of %2").arg(entry.rank).arg(entry.node));
        };
        takeOne();
        takeOne();
        queue.add(5); // what runs may ask for what stood before it
        while (!queue.isEmpty())
            takeOne();
        QCOMPARE(order, (QStringList{s("3"), s("70 of 4"), s("5"), s("70 of 9"), s("130")}));
        queue.add(197);
        queue.add(70, 1);
        queue.clear();
        QVERIFY(queue.isEmpty());
        queue.add(198);
        queue.add(71, 1);
        order.clear();
        while (!queue.isEmpty())
            takeOne();
        QCOMPARE(order, (QStringList{s("71 of 1"), s("198")}));
    }

    void whatTheFormItselfRefuses_isRefusedOrBlank()
    {
        Scenario form(formXml(
            s("<data id='w'><pick/><area/><word>abc</word><number/><shape>0 0;0 1;1 1</shape></data>"),
            s("<bind nodeset='/data/area' type='geoshape'/><bind nodeset='/data/shape' type='geoshape'/>"
              "<bind nodeset='/data/number' type='int' calculate='/data/word'/>"),
            s("<select1 ref='/data/pick'><item><label>A</label><value>a</value></item></select1>"
              "<input ref='/data/area'/><input ref='/data/word'/>")));
        // Spaces choose nothing.
        form.set(s("/data/pick"), s("a"));
        QCOMPARE(form.set(s("/data/pick"), s("  ")), QString());
        QCOMPARE(form.value(s("/data/pick")), QString());
        // A line that does not close is no area, also not as a default.
        QVERIFY(!form.set(s("/data/area"), s("0 0;0 1;1 1")).isEmpty());
        QCOMPARE(form.set(s("/data/area"), s("0 0 0 0; 0 1 0 0; 1 1 0 0; 0 0 0 0;")), QString());
        QCOMPARE(form.value(s("/data/shape")), QString());
        // What is calculated and is not of the type of its question is no answer.
        QCOMPARE(form.value(s("/data/number")), QString());
        form.set(s("/data/word"), s("12"));
        QCOMPARE(form.value(s("/data/number")), s("12"));
    }

    void spaceInTheNameOfAColumn_belongsToTheName()
    {
        Scenario form(formXml(s("<data id='c'><a/><b/></data>"),
                              s("<instance id='l' src='jr://file-csv/l.csv'/>"
                                "<bind nodeset='/data/a' calculate=\"instance('l')/root/item/k\"/>"
                                "<bind nodeset='/data/b' calculate=\"instance('l')/root/item/v\"/>"),
                              s("<input ref='/data/a'/>")),
                      [](const QString &) { return QByteArray("k, v\n1, 2\n"); });
        QCOMPARE(form.value(s("/data/a")), s("1"));
        QCOMPARE(form.value(s("/data/b")), QString());
    }

    void idThatTheFormGivesItself_staysWhenAnInstanceIsEdited()
    {
        const QString body = s("<input ref='/data/a'/>");
        Scenario fixed(
            formXml(s("<data id='f'><a/><meta><instanceID>its own</instanceID></meta></data>"), {}, body));
        const auto edited =
            FormInstance::edit(fixed.definition, fixed.instance->serialise(), fixed.environment);
        QVERIFY(edited.ok());
        QCOMPARE(edited->instance->value(edited->instance->find(s("/data/meta/instanceID"))), s("its own"));
    }

    void attributeThatAnActionSet_isKeptInDraftAndInstance()
    {
        Scenario form(formXml(
            s("<data id='a'><e unit=''/><r jr:template=''><x unit=''/></r></data>"),
            s("<setvalue event='odk-instance-first-load' ref='/data/e/@unit' value='7'/>"),
            s("<input ref='/data/e'/><group ref='/data/r'><repeat nodeset='/data/r'><input ref='/data/r/x'/>"
              "<setvalue event='odk-new-repeat' ref='/data/r/x/@unit' value='8'/></repeat></group>")));
        form.add(s("/data/r"));
        const QByteArray xml = form.instance->serialise();
        QVERIFY(xml.contains("<e unit=\"7\"") && xml.contains("<x unit=\"8\""));
        const auto read = FormInstance::read(form.definition, xml, form.environment);
        QVERIFY(read.ok());
        QCOMPARE(read->instance->serialise(), xml);
        form.reopen();
        QCOMPARE(form.instance->serialise(), xml);
    }
};

QTEST_APPLESS_MAIN(FormRulesTest)
#include "FormRulesTest.moc"
