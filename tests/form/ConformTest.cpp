#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <initializer_list>

namespace {

constexpr char corpus[] = LUOTSI_SOURCE_DIR "/../shared/conformance";
constexpr char knownFile[] = LUOTSI_SOURCE_DIR "/tests/form/known-differences.json";
/// Files of the corpus that both recorded engines agree on, and those of the others that are as recorded.
constexpr int agreed = 1044;
constexpr int othersAsRecorded = 344;

constexpr char form[] =
    "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'>"
    "<h:head><h:title>T</h:title><model><instance><data id='t'><a/><b/></data></instance>"
    "<bind nodeset='/data/b' calculate=\"concat(/data/a, '!')\"/></model></h:head>"
    "<h:body><input ref='/data/a'/></h:body></h:html>";

struct Outcome
{
    int exitCode = -1;
    QByteArray output;
};

Outcome run(const QStringList &arguments)
{
    QProcess program;
    program.start(QStringLiteral(LUOTSI_BINARY_DIR "/bin/luotsi-form"), arguments);
    if (!program.waitForFinished(600'000))
        return {};
    return {program.exitCode(), program.readAllStandardOutput()};
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QJsonObject difference(const char *reference, const char *ours, const char *recorded = "x?",
                       const char *facet = "value")
{
    return {{QStringLiteral("facet"), QString::fromUtf8(facet)},
            {QStringLiteral("ref"), QString::fromUtf8(reference)},
            {QStringLiteral("recorded"), QString::fromUtf8(recorded)},
            {QStringLiteral("ours"), QString::fromUtf8(ours)}};
}

QJsonObject scoreIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

int number(const QJsonObject &score, std::initializer_list<const char *> path)
{
    QJsonValue value = score;
    for (const char *name : path)
        value = value.toObject().value(QString::fromUtf8(name));
    return value.toInt(-1);
}

} // namespace

/// The engine against what other engines of ODK XForms did with the same forms and operations.
class ConformTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decision_excusesTheDifferenceItNamesAndNoOther_data()
    {
        QTest::addColumn<QJsonArray>("differences");
        QTest::addColumn<int>("exitCode");
        const QJsonObject named = difference("/data/b", "x!");
        QTest::newRow("none") << QJsonArray() << 1;
        QTest::newRow("named") << QJsonArray{named} << 0;
        QTest::newRow("by pattern") << QJsonArray{difference("/data/*", "x*")} << 0;
        QTest::newRow("another value") << QJsonArray{difference("/data/b", "y!")} << 1;
        QTest::newRow("a pattern that ends otherwise") << QJsonArray{difference("/data/b", "x*?")} << 1;
        QTest::newRow("another recording") << QJsonArray{difference("/data/b", "x!", "y?")} << 1;
        QTest::newRow("another kind") << QJsonArray{difference("/data/b", "x!", "x?", "label")} << 1;
        QTest::newRow("another question") << QJsonArray{difference("/data/a", "*")} << 1;
        QTest::newRow("one that is not there any more") << QJsonArray{named, difference("/data/c", "*")} << 1;
    }

    void decision_excusesTheDifferenceItNamesAndNoOther()
    {
        QFETCH(const QJsonArray, differences);
        QFETCH(const int, exitCode);
        const QTemporaryDir folder;
        const auto path = [&](const char *name) { return folder.filePath(QString::fromUtf8(name)); };
        QVERIFY(write(path("t.xml"), form));
        QVERIFY(write(path("ops.json"), R"([{"op": "set", "ref": "/data/a", "value": "x"}])"));
        const Outcome played = run({QStringLiteral("play"), path("t.xml"), path("ops.json")});
        QCOMPARE(played.exitCode, 0);
        // As it was played it is as recorded; then somebody else's engine wrote another sign.
        QVERIFY(write(path("t.golden.json"), played.output));
        QCOMPARE(run({QStringLiteral("conform"), path("t.golden.json")}).exitCode, 0);
        QByteArray other = played.output;
        const qsizetype steps = other.indexOf("\"steps\"");
        other = other.left(steps) + other.mid(steps).replace("x!", "x?");
        QVERIFY(write(path("t.golden.json"), other));
        const QJsonObject known{{QStringLiteral("t.golden"),
                                 QJsonObject{{QStringLiteral("reason"), QStringLiteral("another sign")},
                                             {QStringLiteral("differences"), differences}}}};
        QVERIFY(write(path("known.json"), QJsonDocument(known).toJson()));
        const Outcome judged = run(
            {QStringLiteral("conform"), path("t.golden.json"), QStringLiteral("--known"), path("known.json"),
             QStringLiteral("--verbose"), QStringLiteral("--json"), path("score.json")});
        QVERIFY2(judged.exitCode == exitCode, judged.output.constData());
        // A decision excuses; it does not make a check one that went as recorded.
        const QJsonObject score = scoreIn(path("score.json"));
        QCOMPARE(number(score, {"files", "", "passed"}), 0);
        QCOMPARE(number(score, {"files", "", "decided"}), exitCode == 0 ? 1 : 0);
        QCOMPARE(number(score, {"files", "", "missed"}), exitCode);
        QCOMPARE(number(score, {"checks", "others", "values", "failed"}), 1);
        QCOMPARE(number(score, {"checks", "others", "relevance", "failed"}), 0);
    }

    void whatCannotBeCompared_isNotCalledGood()
    {
        const QTemporaryDir folder;
        const auto path = [&](const char *name) { return folder.filePath(QString::fromUtf8(name)); };
        const auto exitOf = [&](const QString &what) {
            return run({QStringLiteral("conform"), what}).exitCode;
        };
        QCOMPARE(exitOf(path("gone.golden.json")), 2);
        QCOMPARE(exitOf(folder.path()), 2); // nothing recorded in it
        QVERIFY(write(path("t.golden.json"),
                      R"({"schema": "odk-golden/1", "form": "gone.xml", "passes": [{}]})"));
        QCOMPARE(exitOf(path("t.golden.json")), 1);
        QVERIFY(write(path("t.golden.json"),
                      R"({"schema": "odk-scenario-trace/1", "form": "<no form", "origin": "init"})"));
        QCOMPARE(exitOf(path("t.golden.json")), 1);
    }

    void recordedForms_behaveAlikeOrAreDecidedByName()
    {
        if (!QFile::exists(QString::fromUtf8(corpus)))
            QSKIP(
                "THE CONFORMANCE CORPUS IS NOT HERE: ../shared/conformance is missing, nothing was compared");
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("score.json"));
        QStringList arguments{QStringLiteral("conform")};
        for (const char *part : {"/fixtures", "/pyxform", "/scenario"})
            arguments.append(QString::fromUtf8(corpus) + QString::fromUtf8(part));
        arguments << QStringLiteral("--json") << file << QStringLiteral("--known")
                  << QString::fromUtf8(knownFile) << QStringLiteral("--verbose");
        const Outcome judged = run(arguments);
        QVERIFY2(judged.exitCode == 0, judged.output.left(4000).constData());

        const QJsonObject score = scoreIn(file);
        const auto count = [&](const char *group, const char *outcome) {
            return std::max(0, number(score, {"files", group, outcome}));
        };
        // All of it was there and ran, and none of what agreed is excused.
        QVERIFY(count("agree", "passed") >= agreed);
        QCOMPARE(count("agree", "decided") + count("agree", "missed"), 0);
        int passed = 0;
        for (const char *group : {"disagree", "javarosa-cannot", "not-compared"}) {
            passed += count(group, "passed");
            QCOMPARE(count(group, "missed"), 0);
        }
        QVERIFY(passed >= othersAsRecorded);
    }
};

QTEST_APPLESS_MAIN(ConformTest)
#include "ConformTest.moc"
