#include "Scenario.h"

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
};

QTEST_APPLESS_MAIN(FormRulesTest)
#include "FormRulesTest.moc"
