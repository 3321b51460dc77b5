#include "Scenario.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::forms;

namespace {

/// Around binds and a body that stand as they are, so that their places are known.
QByteArray form(const QByteArray &model, const QByteArray &body = {})
{
    return "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml' "
           "xmlns:jr='http://openrosa.org/javarosa'>\n"
           "<h:head><h:title>T</h:title><model><instance><data "
           "id='t'><a/><b/><r><x/></r></data></instance>\n" +
           model + "\n</model></h:head><h:body>" + body + "</h:body></h:html>";
}

} // namespace

/// An author finds a slip where it is said to be: at the character, not at the element.
class SourcePlacesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findingInAnExpression_hasThePlaceOfItsCharacter_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::addColumn<QByteArray>("sign"); // stands once, and where the finding is
        QTest::newRow("unknown function")
            << form("<bind nodeset='/data/a'/><bind nodeset='/data/b' calculate=\"1 + nosuch(2)\"/>")
            << QByteArray("nosuch");
        QTest::newRow("after entities") << form("<bind nodeset='/data/a' relevant=\"1 &lt; 2 and '&#x20AC;' "
                                                "!= &quot;x&quot; and wrongly(3)\"/>")
                                        << QByteArray("wrongly");
        QTest::newRow("after line breaks")
            << form("<bind nodeset='/data/a'\r\n  constraint='. &gt; 0\r\n\tand\r\n  lost(.)'/>")
            << QByteArray("lost");
        QTest::newRow("path to nothing")
            << form("<bind nodeset='/data/a' calculate='/data/b + /data/gone'/>") << QByteArray("/data/gone");
        QTest::newRow("second of two equal elements")
            << form(
                   "<bind nodeset='/data/a' calculate='1'/>\n<bind nodeset='/data/b' calculate='1 + odd()'/>")
            << QByteArray("odd");
        QTest::newRow("the same words earlier")
            << form("<bind nodeset='/data/a' note='1 + odd()'/>\n"
                    "<bind nodeset='/data/b' calculate='1 + odd()' readonly='1'/>")
            << QByteArray("odd()' readonly");
        QTest::newRow("reference beyond the first plane")
            << form("<bind nodeset='/data/a' calculate=\"concat('&#x1F600;', odd())\"/>")
            << QByteArray("odd");
        QTest::newRow("after a mark of the byte order")
            << "\xEF\xBB\xBF" +
                   form({}, "<input ref='/data/a'><label><output value='odd()'/></label></input>")
                       .replace("\n", " ")
            << QByteArray("odd");
        QTest::newRow("beyond the first plane")
            << form("<bind nodeset='/data/a' calculate=\"concat('\xF0\x9F\x98\x80', odd())\"/>")
            << QByteArray("odd");
        QTest::newRow("choices of a question")
            << form({}, "<select1 ref='/data/a'>\n<label>x = y, x = 'y'</label><itemset "
                        "nodeset='odd(/data/r)'><value "
                        "ref='x'/><label ref='x'/></itemset></select1>")
            << QByteArray("odd");
        QTest::newRow("count of a repeat")
            << form({},
                    "<group ref='/data/r'><label>n</label>\n<repeat nodeset='/data/r' jr:count='1 + odd()'>"
                    "<input ref='/data/r/x'/></repeat></group>")
            << QByteArray("odd");
        QTest::newRow("output of a label")
            << form({}, "<input ref='/data/a'><label>a\n<output value='odd(1)'/> b</label></input>")
            << QByteArray("odd");
        QTest::newRow("unreadable") << form("<bind nodeset='/data/a' calculate='1 + 2 3'/>")
                                    << QByteArray("3'/>");
    }

    void findingInAnExpression_hasThePlaceOfItsCharacter()
    {
        QFETCH(const QByteArray, xml);
        QFETCH(const QByteArray, sign);
        QCOMPARE(xml.count(sign), 1);
        QString before = QString::fromUtf8(xml.left(xml.indexOf(sign)));
        before.remove(QChar(0xfeff)); // no character of the form
        const int line = static_cast<int>(before.count(u'\n')) + 1;
        const int column = static_cast<int>(before.size() - before.lastIndexOf(u'\n'));
        const auto findings = checkForm(xml);
        QVERIFY(!findings.empty());
        const base::Error &error = findings.front().error;
        QVERIFY2(error.place.line == line && error.place.column == column,
                 qPrintable(QStringLiteral("%1:%2 instead of %3:%4, %5")
                                .arg(error.place.line)
                                .arg(error.place.column)
                                .arg(line)
                                .arg(column)
                                .arg(error.detail)));
    }
};

QTEST_APPLESS_MAIN(SourcePlacesTest)
#include "SourcePlacesTest.moc"
