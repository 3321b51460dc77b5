#include "viewmodels/FieldParts.h"

#include <QSignalSpy>
#include <QTest>

using namespace luotsi;
using namespace luotsi::viewmodels;

namespace {

std::vector<Option> options(int count)
{
    std::vector<Option> list;
    for (int row = 0; row < count; ++row)
        list.push_back({QStringLiteral("v%1").arg(row), QStringLiteral("Choice %1").arg(row)});
    return list;
}

QStringList list(std::initializer_list<const char *> texts)
{
    QStringList all;
    for (const char *text : texts)
        all.append(QString::fromUtf8(text));
    return all;
}

QStringList shown(const FoundOptions &found)
{
    QStringList values;
    for (int row = 0; row < found.rowCount(); ++row)
        values.append(found.index(row, 0).data(OptionListModel::ValueRole).toString());
    return values;
}

} // namespace

class FieldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsAndText_areTheSameAnswer_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QStringList>("parts");
        QTest::addColumn<int>("dateParts");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, Field::Kind kind, const QStringList &parts, int dateParts,
                            const char *text) {
            QTest::newRow(name) << int(kind) << parts << dateParts << QString::fromUtf8(text);
        };
        row("date", Field::Date, list({"2", "11", "2026"}), 3, "2.11.2026");
        row("month", Field::Date, list({"1", "11", "2026"}), 2, "1.11.2026");
        row("time", Field::Time, list({"6", "45"}), 3, "6:45");
        row("half a time", Field::Time, list({"6", ""}), 3, "6:");
        row("moment", Field::DateTime, list({"2", "11", "2026", "6", "45"}), 3, "2.11.2026 6:45");
        row("half a moment", Field::DateTime, list({"2", "", "", "6", ""}), 3, "2.. 6:");
        row("place", Field::Geopoint, list({"60,1", "24,9"}), 3, "60,1 24,9");
        row("half a place", Field::Geopoint, list({"", "24,9"}), 3, " 24,9");
    }

    void partsAndText_areTheSameAnswer()
    {
        QFETCH(int, kind);
        QFETCH(QStringList, parts);
        QFETCH(int, dateParts);
        QFETCH(QString, text);
        Field field(Field::Kind(kind), QStringLiteral("f"), QStringLiteral("/data/f"));
        FieldContent content;
        content.dateParts = dateParts;
        field.setContent(content);
        for (int part = 0; part < parts.size(); ++part)
            field.setPart(part, parts[part]);
        QCOMPARE(field.value(), text);
        Field again(Field::Kind(kind), QStringLiteral("f"), QStringLiteral("/data/f"));
        again.showValue(text);
        QCOMPARE(again.parts(), parts);
        // Emptied again, it is no answer, not a separator.
        for (int part = 0; part < parts.size(); ++part)
            field.setPart(part, QString());
        QCOMPARE(field.value(), QString());
    }

    void aRanking_countsOnceSomethingWasMovedOrKept()
    {
        Field field(Field::Rank, QStringLiteral("f"), QStringLiteral("/data/f"));
        field.options()->assign(options(3));
        QSignalSpy chosen(&field, &Field::chosen);
        QSignalSpy moved(field.options(), &QAbstractItemModel::rowsMoved);
        field.rank(0, -1);
        QCOMPARE(chosen.count(), 0);
        field.rank(0, 0);
        QCOMPARE(field.value(), QStringLiteral("v0 v1 v2"));
        field.rank(2, -1);
        QCOMPARE(field.value(), QStringLiteral("v0 v2 v1"));
        QCOMPARE(chosen.count(), 2);
        QCOMPARE(moved.count(), 1);
        field.showValue(QStringLiteral("v1 v0"));
        QCOMPARE(field.options()->values(), list({"v1", "v0", "v2"}));
    }

    void aPlaceStillInTheBoxes_isGivenToo()
    {
        Field field(Field::Geotrace, QStringLiteral("f"), QStringLiteral("/data/f"));
        field.appendPlace(QStringLiteral("60.1 24.9 0 0"));
        QCOMPARE(field.given(), QStringLiteral("60.1 24.9 0 0"));
        field.setPart(0, QStringLiteral("61"));
        field.setPart(1, QStringLiteral("25"));
        QCOMPARE(field.given(), QStringLiteral("60.1 24.9 0 0;61 25"));
        QCOMPARE(field.places(), list({"60,1 / 24,9"}));
        field.removePlace(0);
        QCOMPARE(field.places(), QStringList());
    }

    void whatMayNotBeChanged_isNot()
    {
        Field field(Field::Rank, QStringLiteral("f"), QStringLiteral("/data/f"));
        field.options()->assign(options(2));
        FieldContent content;
        content.readOnly = true;
        field.setContent(content);
        field.rank(0, 1);
        field.setPart(0, QStringLiteral("1"));
        field.holdDrawing("png");
        QCOMPARE(field.value(), QString());
        QCOMPARE(field.drawing(), QByteArray());
    }

    void aLongList_showsWhatFitsTheWordsAndWhatIsChosen()
    {
        Field field(Field::SelectOne, QStringLiteral("f"), QStringLiteral("/data/f"));
        field.options()->assign(options(30));
        QCOMPARE(field.found()->rowCount(), 30);
        field.found()->setWanted(QStringLiteral(" cHoice 2"));
        QCOMPARE(shown(*field.found()).size(), 11); // 2 and 20 to 29
        field.choose(QStringLiteral("v5"));
        QVERIFY(shown(*field.found()).contains(QStringLiteral("v5")));
        QVERIFY(!field.found()->hasMore());
    }

    void aVeryLongList_showsItsFirstRowsAndSaysThatThereAreMore()
    {
        Field field(Field::SelectOne, QStringLiteral("f"), QStringLiteral("/data/f"));
        field.options()->assign(options(3000));
        QCOMPARE(field.found()->rowCount(), 60);
        QVERIFY(field.found()->hasMore());
        field.found()->setWanted(QStringLiteral("2999"));
        QCOMPARE(shown(*field.found()), list({"v2999"}));
        QVERIFY(!field.found()->hasMore());
    }
};

QTEST_MAIN(FieldTest)
#include "FieldTest.moc"
