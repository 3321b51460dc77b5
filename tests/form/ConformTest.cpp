#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

namespace {

constexpr char corpus[] = LUOTSI_SOURCE_DIR "/../shared/conformance";
constexpr char knownFile[] = LUOTSI_SOURCE_DIR "/tests/form/known-differences.json";
/// Of the files that the recorded engines do not agree on; each of the rest is decided by name.
constexpr double leastShare = 0.95;

} // namespace

/// The engine against what other engines of ODK XForms did with the same forms and operations.
class ConformTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
        QProcess program;
        program.start(QStringLiteral(LUOTSI_BINARY_DIR "/bin/luotsi-form"), arguments);
        QVERIFY(program.waitForFinished(600'000));
        QVERIFY2(program.exitCode() == 0, program.readAllStandardOutput().left(4000).constData());

        QFile score(file);
        QVERIFY(score.open(QIODevice::ReadOnly));
        const QJsonObject files =
            QJsonDocument::fromJson(score.readAll()).object().value(QStringLiteral("files")).toObject();
        const auto count = [&](const char *group, const char *outcome) {
            return files.value(QString::fromUtf8(group)).toObject().value(QString::fromUtf8(outcome)).toInt();
        };
        // All of it was there and ran.
        QVERIFY(count("agree", "passed") >= 1044);
        QCOMPARE(count("agree", "failed"), 0);
        int passed = 0;
        int failed = 0;
        for (const char *group : {"disagree", "javarosa-cannot", "not-compared"}) {
            passed += count(group, "passed");
            failed += count(group, "failed");
        }
        QVERIFY(passed >= leastShare * (passed + failed));
    }
};

QTEST_APPLESS_MAIN(ConformTest)
#include "ConformTest.moc"
