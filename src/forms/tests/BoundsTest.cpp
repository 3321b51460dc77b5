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

/// `<group><repeat jr:count>` around `inner`.
QString counted(const QString &path, const QString &count, const QString &inner)
{
    return QStringLiteral("<group ref='%1'><repeat nodeset='%1' jr:count='%2'>%3</repeat></group>")
        .arg(path, count, inner);
}

QString fields(int count, const QString &value)
{
    QString xml;
    for (int i = 0; i < count; ++i)
        xml += QStringLiteral("<a%1>%2</a%1>").arg(i).arg(value);
    return xml;
}

bool namesTheLimit(const ChangeReport &report)
{
    return std::any_of(report.problems.begin(), report.problems.end(), [](const base::Error &problem) {
        return problem.code == base::ErrorCode::ExpressionTooDeep;
    });
}

} // namespace

/// Forms that would keep an engine busy for ever, or fill its memory, end with a named error.
class BoundsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endlessForm_endsSoonWithANamedError_data()
    {
        QTest::addColumn<QString>("instance");
        QTest::addColumn<QString>("binds");
        QTest::addColumn<QString>("body");
        const QString input = s("<input ref='/data/a0'/>");
        QString circle;
        QString doubling;
        for (int i = 0; i < 400; ++i)
            circle += QStringLiteral("<bind nodeset='/data/a%1' calculate='/data/a%2 + 1 + /data/go'/>")
                          .arg(i)
                          .arg((i + 1) % 400);
        for (int i = 0; i < 40; ++i)
            doubling += QStringLiteral("<bind nodeset='/data/a%1' calculate='concat(/data/a%2, /data/a%2, "
                                       "/data/a%2, /data/a%2)'/>")
                            .arg(i)
                            .arg(i + 1);
        QTest::newRow("a circle of many calculations")
            << fields(400, s("1")) + s("<go>0</go>") << circle << s("<input ref='/data/go'/>");
        QTest::newRow("texts that double") << fields(41, s("xx")) << doubling << input;
        QTest::newRow("predicates in predicates")
            << fields(300, {})
            << s("<bind nodeset='/data/a0' calculate='count(//*[count(//*[count(//*) &gt; 0]) &gt; 0])'/>")
            << input;
        QTest::newRow("every row reads every row")
            << s("<r><x>1</x><y/></r>")
            << s("<bind nodeset='/data/r/y' calculate='sum(/data/r/x) + count(//*)'/>")
            << counted(s("/data/r"), s("20000"), s("<input ref='/data/r/x'/>"));
        QTest::newRow("every row reads itself and the others")
            << s("<r><x/><y/></r>") << s("<bind nodeset='/data/r/y' calculate='sum(/data/r/y) + 1'/>")
            << counted(s("/data/r"), s("1000"), s("<input ref='/data/r/x'/>"));
        QTest::newRow("a count that counts itself")
            << s("<n/><r><x/></r>") << s("<bind nodeset='/data/n' calculate='count(/data/r) + 1'/>")
            << counted(s("/data/r"), s("/data/n"), s("<input ref='/data/r/x'/>"));
        QTest::newRow("counted rows in counted rows")
            << s("<r><s><t><x/></t></s></r>") << QString()
            << counted(s("/data/r"), s("20000"),
                       counted(s("/data/r/s"), s("20000"),
                               counted(s("/data/r/s/t"), s("20000"), s("<input ref='/data/r/s/t/x'/>"))));
    }

    void endlessForm_endsSoonWithANamedError()
    {
        QFETCH(QString, instance);
        QFETCH(QString, binds);
        QFETCH(QString, body);
        Scenario form(formXml(QStringLiteral("<data id='x'>%1</data>").arg(instance), binds, body));
        ChangeReport report = form.report;
        if (!namesTheLimit(report)) {
            const NodeId go = form.node(s("/data/go"));
            QVERIFY(!go.isNull());
            const auto changed = form.instance->setValue(go, s("1"));
            QVERIFY(changed.ok());
            report = *changed;
        }
        QVERIFY(namesTheLimit(report));
        QVERIFY(report.problems.size() <= 100);
        QVERIFY(form.instance->evaluationCount() < 500'000);
        QVERIFY(form.instance->allNodes().size() < 1'000'000);
    }

    void actionsThatSetEachOtherOff_endWithANamedError_data()
    {
        QTest::addColumn<QString>("body");
        QTest::newRow("values") << s(
            "<input ref='/data/n'><setvalue event='xforms-value-changed' ref='/data/m' value='/data/n + "
            "1'/></input><input ref='/data/m'><setvalue event='xforms-value-changed' ref='/data/n' "
            "value='/data/m + 1'/></input>");
        QTest::newRow("rows") << s("<input ref='/data/n'/>") +
                                     counted(
                                         s("/data/r"), s("/data/n"),
                                         s("<setvalue event='odk-new-repeat' ref='/data/n' value='/data/n "
                                           "+ 1'/><input ref='/data/r/x'/>"));
    }

    void actionsThatSetEachOtherOff_endWithANamedError()
    {
        QFETCH(QString, body);
        Scenario form(formXml(s("<data id='x'><n>1</n><m/><r><x/></r></data>"), {}, body));
        const auto changed = form.instance->setValue(form.node(s("/data/n")), s("3"));
        QVERIFY(changed.ok());
        QVERIFY(namesTheLimit(*changed));
    }

    void textsThatNameEachOther_comeToAnEnd()
    {
        Scenario form(formXml(
            s("<data id='x'><a/></data>"),
            s("<itext><translation lang='en'><text id='p'><value>P <output value=\"jr:itext('q')\"/></value>"
              "</text><text id='q'><value>Q <output value=\"jr:itext('p')\"/></value></text></translation>"
              "</itext>"),
            s("<select1 ref='/data/a'><label ref=\"jr:itext('p')\"/><item><label><output "
              "value=\"jr:choice-name('1', '/data/a')\"/></label><value>1</value></item></select1>")));
        QVERIFY(form.label(s("/data/a")).startsWith(s("P Q P")));
        QCOMPARE(form.options(s("/data/a")), QStringList(s("1")));
    }

    void onePatternThatTriesEveryWay_isGivenUp()
    {
        Scenario form(formXml(s("<data id='x'><a/><b/></data>"),
                              s("<bind nodeset='/data/b' calculate='regex(/data/a, \"(a+)+b\")'/>"),
                              s("<input ref='/data/a'/>")));
        const auto changed = form.instance->setValue(form.node(s("/data/a")), QString(200, u'a') + s("cb"));
        QVERIFY(changed.ok());
        QCOMPARE(changed->problems.size(), std::size_t(1));
        QVERIFY(changed->problems.front().detail.contains(s("regex()")));
    }

    void spentBudget_isFullAgainForTheNextCall()
    {
        Scenario form(
            formXml(s("<data id='x'><a/><b/><c/></data>"),
                    s("<bind nodeset='/data/b' relevant='/data/a = 1' "
                      "calculate='count(//*[count(//*[count(//*[count(//*[count(//*[count(//*[count(//"
                      "*) &gt; 0]) &gt; 0]) &gt; 0]) &gt; 0]) &gt; 0]) &gt; 0]) + /data/a'/>"
                      "<bind nodeset='/data/c' calculate='/data/a + 1'/>"),
                    s("<input ref='/data/a'/>")));
        form.environment.evaluationSteps = 100'000;
        const auto started = FormInstance::create(form.definition, form.environment);
        QVERIFY(namesTheLimit(started->report));
        const auto changed = started->instance->setValue(started->instance->find(s("/data/a")), s("5"));
        QVERIFY(changed.ok());
        QCOMPARE(*started->instance->evaluateText(s("1 + 1")), s("2"));
    }
};

QTEST_APPLESS_MAIN(BoundsTest)
#include "BoundsTest.moc"
