#include "AllocationCounter.h"
#include "Scenario.h"
#include "forms/FormParser.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::forms;
using namespace luotsi::forms::tests;

namespace {

/// What any input may take, however small: readers and tables have a size of their own.
constexpr std::size_t least = 8U << 20;
constexpr std::size_t mostPerByte = 64;

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// The pattern again and again, a number in the place of %1.
QString many(int count, const char *pattern)
{
    const QString text = s(pattern);
    const bool numbered = text.contains(s("%1"));
    QString result;
    for (int i = 0; i < count; ++i)
        result += numbered ? text.arg(QString::number(i, 36)) : text;
    return result;
}

QByteArray form(const QString &instance, const QString &model = {}, const QString &body = {})
{
    return formXml(QStringLiteral("<d>%1</d>").arg(instance), model, body);
}

/// As deep as a form may be, and again beside it.
QString deep(int columns, const char *open, const char *close)
{
    QString column;
    for (int i = 0; i < 200; ++i)
        column += s(open).arg(i);
    for (int i = 199; i >= 0; --i)
        column += s(close).arg(i);
    return column.repeated(columns);
}

} // namespace

/// Bad input takes at most 64 times its size, and what is held for a second form is little.
class MemoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badForm_takesNoMoreThanItsShare_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::newRow("elements of many names") << form(many(150'000, "<a%1/>"));
        QTest::newRow("elements of one name") << form(many(250'000, "<a/>"));
        QTest::newRow("attributes of many names") << form(many(50'000, "<a b%1='' c%1=''/>"));
        QTest::newRow("attributes in one element") << form(s("<a ") + many(1900, "b%1='' ") + s("/>"));
        QTest::newRow("too many attributes in one element")
            << form(s("<a ") + many(150'000, "b%1='' ") + s("/>"));
        QTest::newRow("deep instance") << form(deep(300, "<x%1>", "</x%1>"));
        QTest::newRow("deep groups") << form(s("<q/>"), {}, deep(300, "<group n='%1'>", "</group>"));
        QTest::newRow("too deep") << form(many(100'000, "<a>"));
        QTest::newRow("namespaces") << form(many(60'000, "<a xmlns:p%1='u%1'/>"));
        QTest::newRow("binds of one node") << form({}, many(40'000, "<bind nodeset='/d'/>"));
        QTest::newRow("binds to nothing") << form({}, many(40'000, "<bind nodeset='/x'/>"));
        QTest::newRow("binds with everything") << form(
            {}, many(12'000, "<bind nodeset='/d' relevant='.' required='.' readonly='.' constraint='.'/>"));
        QTest::newRow("questions") << form({}, {}, many(50'000, "<input ref='/d'/>"));
        QTest::newRow("groups") << form({}, {}, many(100'000, "<group/>"));
        QTest::newRow("choices") << form(
            {}, {}, s("<select1 ref='/d'>") + many(120'000, "<item/>") + s("</select1>"));
        QTest::newRow("outputs") << form({}, {},
                                         s("<input ref='/d'><label>") + many(60'000, "<output value='.'/>") +
                                             s("</label></input>"));
        QTest::newRow("texts") << form({}, s("<itext><translation lang='a'>") +
                                               many(50'000, "<text id='%1'><value/></text>") +
                                               s("</translation></itext>"));
        QTest::newRow("actions") << form({}, many(30'000, "<setvalue ref='/d' event='odk-instance-load'/>"));
        QTest::newRow("one long sum")
            << form({}, s("<bind nodeset='/d' calculate='1") + many(200'000, "+1") + s("'/>"));
        QTest::newRow("long sums") << form(
            {},
            many(200, "<bind nodeset='/d' calculate='1%1'/>").replace(s("'/>"), many(2000, "+1") + s("'/>")));
        QTest::newRow("unions of paths") << form(
            {},
            many(200, "<bind nodeset='/d' calculate='.'/>").replace(s("'/>"), many(2000, "|.") + s("'/>")));
        QTest::newRow("nested calls")
            << form({}, many(500, "<bind nodeset='/d' calculate='X'/>")
                            .replace(u'X', many(190, "not(") + u'1' + many(190, ")")));
        QTest::newRow("everything reads everything")
            << form(many(3000, "<a%1/>"), many(3000, "<bind nodeset='/d/a%1' calculate='count(//*)'/>"));
        QTest::newRow("one long text") << form(QString(2'000'000, u'x'));
        QTest::newRow("entities of a declaration")
            << QByteArray(
                   "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>") +
                   form(many(10'000, "&b;"));
        QTest::newRow("list in the form")
            << form({}, s("<instance id='l'><r>") + many(150'000, "<i/>") + s("</r></instance>"));
        QTest::newRow("no XML") << QByteArray(1'000'000, '<');
    }

    void badForm_takesNoMoreThanItsShare()
    {
        if (!countsAllocations())
            QSKIP("the sanitizer has a malloc of its own");
        QFETCH(QByteArray, xml);
        const std::size_t taken = peakBytes([&] { (void)checkForm(xml); });
        const auto size = static_cast<std::size_t>(xml.size());
        qInfo("%zu times %zu bytes", taken / size, size);
        QVERIFY2(taken <= std::max(least, mostPerByte * size), qPrintable(QString::number(taken / size)));
    }

    void badList_takesNoMoreThanItsShare_data()
    {
        QTest::addColumn<QString>("uri");
        QTest::addColumn<QByteArray>("bytes");
        const QString csv = s("jr://file-csv/l.csv");
        QTest::newRow("cells of nothing")
            << csv << many(300, "c%1,").toUtf8() + "\n" + (QByteArray(300, ',') + '\n').repeated(1000);
        QTest::newRow("rows of one letter") << csv << "a\n" + QByteArray("b\n").repeated(300'000);
        QTest::newRow("header of columns") << csv << many(200'000, "c%1,").toUtf8();
        QTest::newRow("one open quote") << csv << "a\n\"" + QByteArray(1'000'000, 'x');
        QTest::newRow("elements") << s("jr://file/l.xml")
                                  << "<r>" + QByteArray("<a/>").repeated(200'000) + "</r>";
        QTest::newRow("attributes in one element")
            << s("jr://file/l.xml") << "<r " + many(150'000, "b%1='' ").toUtf8() + "/>";
        QTest::newRow("features") << s("jr://file/l.geojson")
                                  << R"({"type":"FeatureCollection","features":[)" +
                                         QByteArray("{},").repeated(200'000) + "{}]}";
        QTest::newRow("nested arrays")
            << s("jr://file/l.geojson")
            << R"({"type":"FeatureCollection","features":[)" + QByteArray("[],").repeated(200'000) + "{}]}";
    }

    void badList_takesNoMoreThanItsShare()
    {
        if (!countsAllocations())
            QSKIP("the sanitizer has a malloc of its own");
        QFETCH(QString, uri);
        QFETCH(QByteArray, bytes);
        const auto names = std::make_shared<xpath::Names>();
        const std::size_t taken = peakBytes([&] { (void)readExternalList(bytes, uri, names, {}); });
        const auto size = static_cast<std::size_t>(bytes.size());
        qInfo("%zu times %zu bytes", taken / size, size);
        QVERIFY2(taken <= std::max(least, mostPerByte * size), qPrintable(QString::number(taken / size)));
    }

    void countOfRows_isBoundedWhateverTheFormAsksFor()
    {
        if (!countsAllocations())
            QSKIP("the sanitizer has a malloc of its own");
        const QByteArray xml =
            formXml(s("<d><r>") + many(100, "<a%1/>") + s("</r></d>"), {},
                    s("<repeat nodeset='/d/r' jr:count='20000'><input ref='/d/r/a0'/></repeat>"));
        const std::size_t taken = peakBytes([&] { const Scenario form(xml); });
        qInfo("%zu bytes", taken);
        QVERIFY(taken < 128U << 20);
    }

    void secondInstance_costsItsOwnAnswers()
    {
        if (!countsAllocations())
            QSKIP("the sanitizer has a malloc of its own");
        constexpr int questions = 5000;
        Scenario form(formXml(QStringLiteral("<d>%1</d>").arg(many(questions, "<a%1>as it was</a%1>")), {},
                              many(questions, "<input ref='/d/a%1'><label>A</label></input>")));
        std::unique_ptr<FormInstance> second;
        const std::size_t before = heldBytes();
        second = std::move(FormInstance::create(form.definition, form.environment)->instance);
        const std::size_t blank = heldBytes() - before;
        for (int i = 0; i < 500; ++i) {
            const NodeId node = second->find(s("/d/a") + QString::number(i, 36));
            QVERIFY(second->setValue(node, QStringLiteral("answer of its own %1").arg(i)).ok());
        }
        const std::size_t answered = heldBytes() - before - blank;
        qInfo("%zu bytes for nothing answered, %zu for 500 answers", blank, answered);
        QVERIFY(blank < 10 * questions);
        QVERIFY(answered < std::size_t(500) * 250);
        QCOMPARE(form.value(s("/d/a0")), s("as it was"));
    }
};

QTEST_APPLESS_MAIN(MemoryTest)
#include "MemoryTest.moc"
