#include "House.h"
#include "TestPrograms.h"

#include <QDir>
#include <QFile>
#include <QtTest>

using namespace luotsi::architecture;

namespace {

const QString root = QStringLiteral(LUOTSI_SOURCE_DIR);
const QStringList codeFolders{QStringLiteral("src"), QStringLiteral("sync"), QStringLiteral("qml")};
const QString requirements = QStringLiteral("tests/requirements.md");

QString readText(const QString &file)
{
    QFile opened(root + u'/' + file);
    return opened.open(QIODevice::ReadOnly) ? QString::fromUtf8(opened.readAll()) : QString();
}

void expectNone(const QStringList &offences)
{
    QVERIFY2(offences.isEmpty(), qPrintable(u'\n' + offences.join(u'\n')));
}

} // namespace

class ArchitectureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyModuleIsFound()
    {
        const House house = House::read(root);
        QVERIFY(house.moduleOf(QStringLiteral("src/base/Result.h")).has_value());
        QVERIFY2(house.modules().size() >= 10, "the reader of declarations finds too few modules");
    }

    void includesGoToLowerLayersOnly()
    {
        const House house = House::read(root);
        QStringList offences;
        for (const QString &file :
             filesBelow(root, codeFolders, {QStringLiteral(".h"), QStringLiteral(".cpp")})) {
            if (!file.contains(QLatin1String("/tests/")))
                offences += wrongIncludes(house, file, readText(file));
        }
        expectNone(offences);
    }

    void anUpwardIncludeIsFound()
    {
        House house;
        house.add({QStringLiteral("src/low"), 1});
        house.add({QStringLiteral("src/peer"), 1});
        house.add({QStringLiteral("src/high"), 2});
        const QString file = QStringLiteral("src/low/A.cpp");
        QCOMPARE(wrongIncludes(house, file, QStringLiteral("#include \"high/B.h\"\n")).size(), 1);
        QCOMPARE(wrongIncludes(house, file, QStringLiteral("#include \"peer/B.h\"\n")).size(), 1);
        QCOMPARE(wrongIncludes(house, file, QStringLiteral("#include \"low/B.h\"\n")).size(), 0);
        QCOMPARE(
            wrongIncludes(house, QStringLiteral("src/high/B.cpp"), QStringLiteral("#include \"low/A.h\"\n"))
                .size(),
            0);
    }

    void secretsTimeAndSqlHaveOneHomeEach()
    {
        QStringList offences;
        for (const QString &file :
             filesBelow(root, codeFolders, {QStringLiteral(".h"), QStringLiteral(".cpp")}))
            offences += misplacedUses(file, readText(file));
        expectNone(offences);
    }

    void aMisplacedUseIsFound()
    {
        const QString file = QStringLiteral("src/usecases/A.cpp");
        QCOMPARE(misplacedUses(file, QStringLiteral("#include <sodium.h>")).size(), 1);
        QCOMPARE(misplacedUses(file, QStringLiteral("QDateTime::currentDateTimeUtc()")).size(), 1);
        QCOMPARE(
            misplacedUses(QStringLiteral("src/crypto/A.cpp"), QStringLiteral("#include <sodium.h>")).size(),
            0);
    }

    void pagesHoldNoLiterals()
    {
        QStringList offences;
        for (const QString &file : filesBelow(root, {QStringLiteral("qml")}, {QStringLiteral(".qml")})) {
            if (!file.startsWith(QLatin1String("qml/theme/")) && !file.contains(QLatin1String("/tests/")))
                offences += literalsInPage(file, readText(file));
        }
        expectNone(offences);
    }

    void aLiteralIsFound()
    {
        const QString file = QStringLiteral("qml/kiosk/Page.qml");
        QCOMPARE(literalsInPage(file, QStringLiteral("color: \"#14222E\"")).size(), 1);
        QCOMPARE(literalsInPage(file, QStringLiteral("text: \"Jatka\"")).size(), 1);
        QCOMPARE(literalsInPage(file, QStringLiteral("text: qsTrId(\"kiosk-continue\")")).size(), 0);
    }

    void everyModuleHasReadmeAndTest()
    {
        QStringList offences;
        const House house = House::read(root);
        for (const Module &module : house.modules()) {
            const QDir folder(root + u'/' + module.folder);
            if (!folder.exists(QStringLiteral("README.md")))
                offences.append(module.folder + QStringLiteral(": no README.md"));
            const bool onlyInterfaces = filesBelow(root, {module.folder}, {QStringLiteral(".cpp")}).isEmpty();
            const bool isQml =
                module.folder.startsWith(QLatin1String("qml/")); // tests/screens renders them all
            if (!onlyInterfaces && !isQml && !folder.exists(QStringLiteral("tests")))
                offences.append(module.folder + QStringLiteral(": no tests"));
        }
        expectNone(offences);
    }

    void everyPathNamedInAReadmeExists()
    {
        QStringList offences;
        QStringList readmes{QStringLiteral("README.md"), QStringLiteral("CONTRIBUTING.md"), requirements};
        readmes +=
            filesBelow(root,
                       {QStringLiteral("src"), QStringLiteral("sync"), QStringLiteral("qml"),
                        QStringLiteral("tests"), QStringLiteral("platforms"), QStringLiteral("assets")},
                       {QStringLiteral("README.md")});
        for (const QString &readme : readmes)
            offences += missingPaths(root, readme, readText(readme));
        expectNone(offences);
    }

    void aMissingPathIsFound()
    {
        QCOMPARE(missingPaths(root, QStringLiteral("README.md"), QStringLiteral("see `src/nowhere/at-all`"))
                     .size(),
                 1);
        QCOMPARE(missingPaths(root, QStringLiteral("README.md"), QStringLiteral("see `src/base`")).size(), 0);
    }

    void everyTestNamedInRequirementsExists()
    {
        const TestPrograms programs = TestPrograms::read(root);
        QVERIFY2(programs.count() >= 30, "the reader of declarations finds too few test programs");
        QVERIFY(
            programs.has(QStringLiteral("ArchitectureTest"), QStringLiteral("aTestThatIsNotThereIsFound")));
        const QString text = readText(requirements);
        QVERIFY2(text.contains(QLatin1String("::")), "no test is named at all");
        expectNone(unknownTests(programs, requirements, text));
    }

    void aTestThatIsNotThereIsFound()
    {
        TestPrograms programs;
        programs.add(QStringLiteral("RealTest"), QStringLiteral("    void theRule_holds()\n    {\n"));
        const auto unknown = [&](const QString &text) {
            return unknownTests(programs, requirements, text).size();
        };
        QCOMPARE(unknown(QStringLiteral("| 1 | a | `RealTest`, `RealTest::theRule_holds` |")), 0);
        QCOMPARE(unknown(QStringLiteral("| 1 | a | `GoneTest` |")), 1);
        QCOMPARE(unknown(QStringLiteral("| 1 | a | `RealTest::theRule`, `GoneTest::theRule_holds` |")), 2);
        QCOMPARE(unknown(QStringLiteral("| 1 | a | `platforms/debian/demo` and `int` |")), 0);
    }

    void everyRequirementHasOneRowWithItsState()
    {
        const QString text = readText(requirements);
        expectNone(wrongRows(text, QString(), 180));
        expectNone(wrongRows(text, QStringLiteral("K"), 40));
        expectNone(wrongRows(text, QStringLiteral("U"), 52));
    }

    void aMissingRequirementIsFound()
    {
        const QString good = QStringLiteral("| K1 | clean | planned: later |\n| K2 | quiet | note |\n");
        QCOMPARE(wrongRows(good, QStringLiteral("K"), 2).size(), 0);
        QCOMPARE(wrongRows(good, QStringLiteral("K"), 3).size(), 1);
        QCOMPARE(wrongRows(good + good, QStringLiteral("K"), 2).size(), 2);
        QCOMPARE(wrongRows(QStringLiteral("| K1 | clean |  |\n"), QStringLiteral("K"), 1).size(), 1);
    }
};

QTEST_APPLESS_MAIN(ArchitectureTest)
#include "ArchitectureTest.moc"
