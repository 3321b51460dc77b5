#include "usecases/PendingChanges.h"

#include <QElapsedTimer>
#include <QTest>

using namespace luotsi;
using namespace luotsi::usecases;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

forms::ChangeReport row(const char *repeat, bool added)
{
    forms::ChangeReport report;
    report.rows.push_back({{}, {s(repeat), s("0011223344556677"), 1}, added, forms::Cause::User});
    return report;
}

QStringList paths(const PendingChanges &pending)
{
    QStringList paths;
    for (const PendingChange &change : pending.changes())
        paths.append(change.path);
    return paths;
}

/// Nanoseconds for one of so many values, each noted twice.
qint64 costOfOne(int values)
{
    PendingChanges pending;
    QElapsedTimer time;
    time.start();
    for (int round = 0; round < 2; ++round) {
        for (int value = 0; value < values; ++value) {
            const QString path = QStringLiteral("/data/q%1").arg(value);
            pending.put(path, protocol::AnswerBody{path, s("x")});
        }
    }
    return time.nsecsElapsed() / values;
}

} // namespace

/// What is not durable yet: in order, each value once, and cheap however much there is.
class PendingChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLaterValue_takesThePlaceOfTheEarlierAndComesLast()
    {
        PendingChanges pending;
        pending.put(s("/a"), protocol::AnswerBody{s("/a"), s("1")});
        pending.put(s("/b"), protocol::AnswerBody{s("/b"), s("2")});
        pending.put(s("/a"), protocol::AnswerBody{s("/a"), s("3")});
        QCOMPARE(paths(pending), (QStringList{s("/b"), s("/a")}));
        QCOMPARE(std::get<protocol::AnswerBody>(pending.changes().back().body).value, s("3"));
        QVERIFY(pending.holds(s("/a")) && !pending.holds(s("/c")));
        pending.drop(s("/b"));
        QCOMPARE(paths(pending), QStringList{s("/a")});
        pending.clear();
        QVERIFY(pending.isEmpty() && !pending.holds(s("/a")));
    }

    void aRowThatGoes_takesWhatIsInsideAndNothingBesideIt()
    {
        PendingChanges pending;
        QVERIFY(pending.note(row("/d/r", true)).ok());
        const QString inside = s("/d/r{0011223344556677}/x");
        const QString beside = s("/d/r{0011223344556678}/x");
        const QString outside = s("/d/r2");
        for (const QString &path : {inside, beside, outside})
            pending.put(path, protocol::AnswerBody{path, s("1")});
        QVERIFY(pending.note(row("/d/r", false)).ok());
        const QString rowPath = s("/d/r{0011223344556677}");
        QCOMPARE(paths(pending), (QStringList{rowPath, beside, outside, rowPath}));
        const auto changes = pending.changes();
        QVERIFY(std::holds_alternative<protocol::RepeatAddBody>(changes.front().body));
        QVERIFY(std::holds_alternative<protocol::RepeatRemoveBody>(changes.back().body));
    }

    void oneMoreValue_costsTheSameHoweverManyWait()
    {
        (void)costOfOne(2000); // warm
        const qint64 few = costOfOne(2000);
        const qint64 many = costOfOne(40000);
        QVERIFY2(many < 8 * few, qPrintable(QStringLiteral("%1 and %2 ns").arg(few).arg(many)));
    }
};

QTEST_GUILESS_MAIN(PendingChangesTest)
#include "PendingChangesTest.moc"
