#include "Scenario.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::forms;
using namespace luotsi::forms::tests;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

Scenario household()
{
    return Scenario(formXml(
        s("<data id='h' version='3'><n/><m jr:template=''><name/><age/><next/></m><total/><adults/></data>"),
        s("<bind nodeset='/data/m/age' type='int' constraint='. &lt; 150' jr:constraintMsg='too old'/>"
          "<bind nodeset='/data/m/next' type='int' calculate='../age + 1'/>"
          "<bind nodeset='/data/total' type='int' calculate='sum(/data/m/age)'/>"
          "<bind nodeset='/data/adults' type='int' calculate='count(/data/m[age &gt; 17])'/>"),
        s("<input ref='/data/n'><label>N</label></input><group ref='/data/m'><label>Members</label>"
          "<repeat nodeset='/data/m'><input ref='/data/m/name'><label>Name</label></input>"
          "<input ref='/data/m/age'><label>Age of <output "
          "value='../name'/></label></input></repeat></group>")));
}

} // namespace

class FormsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void relevanceBlanksWhatCalculationsSee_andKeepsTheAnswer()
    {
        Scenario form(
            formXml(s("<data id='a'><q/><g><x/></g><sum/></data>"),
                    s("<bind nodeset='/data/g' relevant='/data/q = 1'/>"
                      "<bind nodeset='/data/sum' calculate='concat(/data/g/x, \"!\")'/>"),
                    s("<input ref='/data/q'/><group ref='/data/g'><input ref='/data/g/x'/></group>")));
        QVERIFY(!form.relevant(s("/data/g/x")));
        form.set(s("/data/q"), s("1"));
        form.set(s("/data/g/x"), s("abc"));
        QCOMPARE(form.value(s("/data/sum")), s("abc!"));
        QVERIFY(form.instance->serialise().contains("<x>abc</x>"));
        form.set(s("/data/q"), s("2"));
        QCOMPARE(form.value(s("/data/sum")), s("!"));
        QVERIFY(!form.instance->serialise().contains("<g>"));
        form.set(s("/data/q"), s("1"));
        QCOMPARE(form.value(s("/data/g/x")), s("abc"));
    }

    void rowsAreCountedSummedAndNamedByStablePath()
    {
        Scenario form = household();
        form.add(s("/data/m"), s("r1"));
        form.add(s("/data/m"), s("r2"));
        form.set(s("/data/m[1]/age"), s("40"));
        form.set(s("/data/m{r2}/age"), s("7"));
        QCOMPARE(form.report.values.front().stored.path, s("/data/m{r2}/age"));
        QCOMPARE(form.value(s("/data/m[2]/next")), s("8"));
        QCOMPARE(form.value(s("/data/total")), s("47"));
        QCOMPARE(form.value(s("/data/adults")), s("1"));
        form.set(s("/data/m[2]/name"), s("Aino"));
        QCOMPARE(form.label(s("/data/m[2]/age")), s("Age of Aino"));
        form.remove(s("/data/m[1]"));
        QCOMPARE(form.value(s("/data/total")), s("7"));
        QCOMPARE(form.instance->reference(form.node(s("/data/m{r2}/age"))), s("/data/m[1]/age"));
    }

    void calculatesAreNeverStored_answersAndActionsAre()
    {
        Scenario form = household();
        form.add(s("/data/m"), s("r1"));
        form.set(s("/data/m[1]/age"), s("40"));
        QCOMPARE(form.report.values.size(), std::size_t(1));
        QVERIFY(form.report.values[0].cause == Cause::User);
        for (const StoredValue &value : form.instance->storedState().values)
            QVERIFY(!value.path.endsWith(s("next")) && value.path != s("/data/total"));
    }

    void reopenedDraftIsTheSame()
    {
        Scenario form = household();
        form.add(s("/data/m"));
        form.add(s("/data/m"));
        form.set(s("/data/m[2]/age"), s("30"));
        const QByteArray before = form.instance->serialise();
        form.reopen();
        QCOMPARE(form.instance->serialise(), before);
        QVERIFY(form.report.values.empty());
        QVERIFY(form.report.rows.empty());
    }

    void rowsOfTheFormKeepItsValuesWhenOnlyChangesWereStored()
    {
        const QByteArray xml =
            formXml(s("<data id='d'><r><x>first</x><y/></r><r><x>second</x><y/></r></data>"), {},
                    s("<group ref='/data/r'><repeat nodeset='/data/r'><input ref='/data/r/x'/>"
                      "<input ref='/data/r/y'/></repeat></group>"));
        Scenario form(xml);
        StoredState state;
        for (const RowChange &row : form.report.rows)
            state.rows.push_back(row.row);
        for (const ValueChange &value : form.report.values)
            state.values.push_back(value.stored);
        QCOMPARE(state.rows.size(), std::size_t(2));
        form.add(s("/data/r"));
        state.rows.push_back(form.report.rows.front().row);
        QCOMPARE(form.value(s("/data/r[3]/x")), QString());
        const auto restored = FormInstance::restore(form.definition, state, form.environment);
        QCOMPARE(restored->instance->serialise(), form.instance->serialise());
    }

    void rowOfARepeatThatIsNotThere_isRefused()
    {
        Scenario form = household();
        form.add(s("/data/m"));
        const NodeId row = form.node(s("/data/m[1]"));
        QCOMPARE(form.instance->addRow(form.node(s("/data/none"))).error().code, base::ErrorCode::NotFound);
        QCOMPARE(form.instance->removeRow(form.node(s("/data/m[7]"))).error().code,
                 base::ErrorCode::NotFound);
        form.remove(s("/data/m[1]"));
        QCOMPARE(form.instance->removeRow(row).error().code, base::ErrorCode::NotFound);
    }

    void storedThingsWithoutAPlaceAreKeptAndGivenBack()
    {
        Scenario form = household();
        StoredState state;
        state.values = {
            {s("/data/gone"), s("old")}, {s("/data/m{r9}/age"), s("x")}, {s("/data/m{r1}/age"), s("forty")}};
        state.rows = {{s("/data/m"), s("r1"), 1}};
        const auto restored = FormInstance::restore(form.definition, state, form.environment);
        QCOMPARE(restored->kept.size(), std::size_t(3));
        QCOMPARE(restored->instance->value(restored->instance->find(s("/data/m{r1}/age"))), s("forty"));
        QVERIFY(restored->instance->violation(restored->instance->find(s("/data/m{r1}/age"))) ==
                Violation::Type);
        QStringList paths;
        for (const StoredValue &value : restored->instance->storedState().values)
            paths.append(value.path);
        QVERIFY(paths.contains(s("/data/gone")) && paths.contains(s("/data/m{r9}/age")));
    }

    void wrongTypeIsRefusedAndChangesNothing()
    {
        Scenario form = household();
        form.add(s("/data/m"));
        form.set(s("/data/m[1]/age"), s("40"));
        QCOMPARE(form.set(s("/data/m[1]/age"), s("abc")), s("type-mismatch"));
        QCOMPARE(form.value(s("/data/m[1]/age")), s("40"));
    }

    void violationsComeInDocumentOrderWithTheFormsWords()
    {
        Scenario form(formXml(s("<data id='v'><a/><b/></data>"),
                              s("<bind nodeset='/data/a' required='true()' jr:requiredMsg='say a'/>"
                                "<bind nodeset='/data/b' type='int' constraint='. &gt; /data/a' "
                                "jr:constraintMsg='too small'/>"),
                              s("<input ref='/data/b'/><input ref='/data/a'/>")));
        form.set(s("/data/b"), s("1"));
        auto found = form.instance->violations();
        QCOMPARE(found.size(), std::size_t(2));
        QCOMPARE(found[0].message, s("say a"));
        QCOMPARE(found[1].message, s("too small"));
        form.set(s("/data/a"), s("0"));
        QVERIFY(form.instance->violations().empty());
        form.set(s("/data/a"), s("5"));
        QCOMPARE(form.instance->violations().size(), std::size_t(1));
    }

    void repeatCountShrinks_dropsAnswersBeyondIt()
    {
        Scenario form(formXml(s("<data id='c'><n/><r jr:template=''><x/></r></data>"),
                              s("<bind nodeset='/data/n' type='int'/>"),
                              s("<input ref='/data/n'/><group ref='/data/r'><repeat nodeset='/data/r' "
                                "jr:count='/data/n'><input ref='/data/r/x'/></repeat></group>")));
        form.set(s("/data/n"), s("3"));
        form.set(s("/data/r[3]/x"), s("c"));
        form.set(s("/data/r[1]/x"), s("a"));
        form.set(s("/data/n"), s("1"));
        QVERIFY(form.node(s("/data/r[3]/x")).isNull());
        QCOMPARE(form.value(s("/data/r[1]/x")), s("a"));
        form.set(s("/data/n"), s("3"));
        QCOMPARE(form.value(s("/data/r[3]/x")), QString());
        QVERIFY(!form.instance->canAddRow(form.node(s("/data/r"))));
        form.reopen();
        QCOMPARE(form.value(s("/data/r[1]/x")), s("a"));
    }

    void countedRows_haveTheSameIdsOnEveryDevice_howeverTheyCameToBe_data()
    {
        QTest::addColumn<QString>("rows");
        QTest::newRow("made by the count") << s("<r jr:template=''><x/></r>");
        QTest::newRow("standing in the form") << s("<r><x/></r><r><x/></r>");
    }
    /// Else two devices that answer the same row would each have one of their own.
    void countedRows_haveTheSameIdsOnEveryDevice_howeverTheyCameToBe()
    {
        QFETCH(QString, rows);
        const QByteArray xml = formXml(s("<data id='c'><n>2</n>%1</data>").arg(rows), {},
                                       s("<input ref='/data/n'/><repeat nodeset='/data/r' jr:count='/data/n'>"
                                         "<input ref='/data/r/x'/></repeat>"));
        Scenario here(xml);
        Scenario there(xml);
        for (const auto &count : {s("3"), s("0"), s("1"), s("2")})
            there.set(s("/data/n"), count);
        const auto stable = [](Scenario &form, const QString &path) {
            return form.instance->stablePath(form.node(path));
        };
        for (const auto &path : {s("/data/r[1]/x"), s("/data/r[2]/x")})
            QCOMPARE(stable(there, path), stable(here, path));
        QVERIFY(stable(here, s("/data/r[1]/x")) != stable(here, s("/data/r[2]/x")));
    }

    void cascadingFilterWithdrawsAChoiceAndTellsIt()
    {
        Scenario form(formXml(
            s("<data id='f'><a/><b/></data>"),
            s("<instance "
              "id='l'><root><item><n>x1</n><k>x</k></item><item><n>y1</n><k>y</k></item></root></instance>"),
            s("<input ref='/data/a'/><select1 ref='/data/b'><itemset nodeset=\"instance('l')/root/item[k = "
              "/data/a]\">"
              "<value ref='n'/><label ref='n'/></itemset></select1>")));
        form.set(s("/data/a"), s("x"));
        QCOMPARE(form.options(s("/data/b")), QStringList(s("x1")));
        form.set(s("/data/b"), s("x1"));
        form.set(s("/data/a"), s("y"));
        QCOMPARE(form.value(s("/data/b")), QString());
        QCOMPARE(form.report.values.size(), std::size_t(2));
        QVERIFY(form.report.values[1].cause == Cause::Action);
    }

    void filterThatOffersLess_withdrawsThatPartOfTheChoicesAlone()
    {
        Scenario form(formXml(
            s("<data id='f'><a/><b/></data>"),
            s("<instance id='l'><root><item><n>1</n></item><item><n>2</n></item><item><n>3</n></item></root>"
              "</instance>"),
            s("<input ref='/data/a'/><select ref='/data/b'><itemset nodeset=\"instance('l')/root/item[n != "
              "/data/a]\"><value ref='n'/><label ref='n'/></itemset></select>")));
        form.set(s("/data/b"), s("3 1 2"));
        form.set(s("/data/a"), s("1"));
        QCOMPARE(form.value(s("/data/b")), s("3 2"));
        QCOMPARE(form.report.values.size(), std::size_t(2));
    }

    void firstLoadActionsFireOnceInALife()
    {
        Scenario form(
            formXml(s("<data id='s'><a/><meta><instanceID/></meta></data>"),
                    s("<bind nodeset='/data/meta/instanceID' jr:preload='uid'/>"
                      "<setvalue event='odk-instance-first-load' ref='/data/a' value=\"concat('v', 1)\"/>"),
                    s("<input ref='/data/a'/>")));
        QCOMPARE(form.value(s("/data/a")), s("v1"));
        QCOMPARE(form.report.values.size(), std::size_t(2));
        const QString id = form.value(s("/data/meta/instanceID"));
        QVERIFY(id.startsWith(s("uuid:")));
        form.set(s("/data/a"), s("mine"));
        form.reopen();
        QCOMPARE(form.value(s("/data/a")), s("mine"));
        QCOMPARE(form.value(s("/data/meta/instanceID")), id);
    }

    void textsFollowTheLanguage()
    {
        Scenario form(formXml(
            s("<data id='t'><a/></data>"),
            s("<itext><translation lang='Suomi (fi)'><text id='a'><value>Nimi</value>"
              "<value form='guidance'>Miksi</value></text></translation><translation lang='Svenska (sv)'>"
              "<text id='a'><value>Namn</value></text></translation></itext>"),
            s("<input ref='/data/a'><label ref=\"jr:itext('a')\"/><hint ref=\"jr:itext('a')\"/></input>")));
        QCOMPARE(form.label(s("/data/a")), s("Nimi"));
        QCOMPARE(form.instance->guidance(form.node(s("/data/a"))), s("Miksi"));
        QVERIFY(form.instance->setLanguage(s("sv")).ok());
        QCOMPARE(form.label(s("/data/a")), s("Namn"));
        QVERIFY(!form.instance->setLanguage(s("de")).ok());
    }

    void anAnswerNothingDependsOnEvaluatesNothing()
    {
        Scenario form = household();
        const auto before = form.instance->evaluationCount();
        form.set(s("/data/n"), s("x"));
        QCOMPARE(form.instance->evaluationCount(), before);
    }

    void brokenFormsSayWhereAndWhy()
    {
        const auto cut = parseForm("<h:html xmlns:h='x'>\n<h:head>");
        QVERIFY(!cut);
        QVERIFY(cut.error().code == base::ErrorCode::MalformedForm);
        QCOMPARE(cut.error().place.line, 2);
        const auto entity = parseForm("<!DOCTYPE x [<!ENTITY a 'b'>]><html>&a;</html>");
        QVERIFY(!entity);
        const auto bad = parseForm(
            formXml(s("<data id='x'><a/></data>"), s("<bind nodeset='/data/a' relevant='1 +'/>"), {}));
        QVERIFY(!bad);
        QVERIFY(bad.error().detail.contains(s("1 +")));
    }

    void nameThatIsNoNameByItself_isRefused()
    {
        const QString model = s("<data id='x' xmlns:%1='urn:p'><%2/></data>");
        QVERIFY(parseForm(formXml(model.arg(s("p"), s("p:a")), {}, {})).ok());
        for (const auto &[prefix, name] : {std::pair(s("0p"), s("a")), std::pair(s("p"), s("p:0a")),
                                           std::pair(QStringLiteral("o") + QChar(0) + u'x', s("a"))}) {
            const auto refused = parseForm(formXml(model.arg(prefix, name), {}, {}));
            QVERIFY(!refused);
            QVERIFY(refused.error().code == base::ErrorCode::MalformedForm);
        }
    }

    void answerWithCharactersXmlForbids_stillWritesAReadableInstance()
    {
        Scenario form(formXml(s("<data id='x'><a/></data>"), {}, s("<input ref='/data/a'/>")));
        form.set(s("/data/a"), QString::fromUtf16(u"a\u0001b\uFFFE<"));
        QVERIFY2(form.instance->serialise().contains("<a>ab&lt;</a>"),
                 form.instance->serialise().constData());
    }

    void checkTellsCyclesWithTheirPathAndBindsToNothing()
    {
        const auto findings = checkForm(formXml(
            s("<data id='x'><a/><b/></data>"),
            s("<bind nodeset='/data/a' calculate='/data/b'/><bind nodeset='/data/b' calculate='/data/a'/>"
              "<bind nodeset='/data/c' type='int'/><bind nodeset='/data/b/d' relevant='nofn()'/>"),
            {}));
        QString all;
        for (const Finding &finding : findings)
            all += finding.error.detail + u'\n';
        QVERIFY2(all.contains(s("/data/a → /data/b → /data/a")) ||
                     all.contains(s("/data/b → /data/a → /data/b")),
                 qPrintable(all));
        QVERIFY(all.contains(s("'/data/c'")));
    }

    void circleOfCalculations_isToldAndStopsSoon()
    {
        Scenario form(formXml(s("<data id='x'><a>1</a><b>1</b><c>0</c></data>"),
                              s("<bind nodeset='/data/a' calculate='/data/b + 1 + /data/c'/>"
                                "<bind nodeset='/data/b' calculate='/data/a'/>"),
                              s("<input ref='/data/c'/>")));
        const auto before = form.instance->evaluationCount();
        const auto changed = form.instance->setValue(form.node(s("/data/c")), s("1"));
        QVERIFY(changed.ok());
        QCOMPARE(changed->problems.size(), std::size_t(1));
        QVERIFY(changed->problems.front().code == base::ErrorCode::ExpressionTooDeep);
        QVERIFY(form.instance->evaluationCount() - before < 2'000);
    }

    void bodyTreeFollowsTheBody()
    {
        Scenario form = household();
        form.add(s("/data/m"), s("r1"));
        const auto top = form.instance->children(form.instance->root());
        QCOMPARE(top.size(), std::size_t(2));
        QVERIFY(form.instance->kind(top[1]) == NodeKind::RepeatRange);
        QCOMPARE(form.instance->label(top[1]), s("Members"));
        const auto rows = form.instance->children(top[1]);
        QCOMPARE(rows.size(), std::size_t(1));
        const auto fields = form.instance->children(rows[0]);
        QCOMPARE(fields.size(), std::size_t(2));
        QCOMPARE(form.instance->stablePath(fields[1]), s("/data/m{r1}/age"));
        QVERIFY(form.instance->parent(fields[1]) == rows[0]);
        QVERIFY(form.instance->parent(rows[0]) == top[1]);
        QVERIFY(form.instance->parent(top[1]) == form.instance->root());
    }

    void finishedInstanceReadsBackAsItWas()
    {
        Scenario form = household();
        form.add(s("/data/m"));
        form.set(s("/data/m[1]/age"), s("33"));
        const QByteArray xml = form.instance->serialise({s("uuid:x"), false});
        const auto read = FormInstance::read(form.definition, xml, form.environment);
        QVERIFY(read.ok());
        QCOMPARE(read->instance->serialise(), xml);
        QVERIFY(xml.contains("id=\"h\"") && xml.contains("version=\"3\"") && xml.contains("uuid:x"));
        QCOMPARE(*read->instance->evaluateText(s("/data/total + 1")), s("34"));
    }
};

QTEST_APPLESS_MAIN(FormsTest)
#include "FormsTest.moc"
