#include "forms/tests/FormGenerator.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace luotsi::forms::tests;

namespace {

/// Where reference-engine is installed, see its README.md.
constexpr char engineFolder[] = "LUOTSI_REFERENCE_ENGINE";
constexpr int longest = 1'200'000; // milliseconds

int casesWanted()
{
    bool known = false;
    const int cases = qEnvironmentVariableIntValue("LUOTSI_CASES", &known);
    return known ? cases : 100;
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray outputOf(const QString &program, const QStringList &arguments, const QString &folder,
                    int &exitCode)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    exitCode = process.waitForFinished(longest) ? process.exitCode() : -1;
    return process.readAll();
}

} // namespace

/// Forms and answers that nobody has seen before, in our engine and in another one of ODK XForms.
class OtherEngineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void generatedForms_behaveAlikeInBothEngines()
    {
        const QString engine = qEnvironmentVariable(engineFolder);
        const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
        if (node.isEmpty() || !QFile::exists(engine + QStringLiteral("/node_modules/@getodk/xforms-engine")))
            QSKIP("THE OTHER ENGINE IS NOT HERE: set LUOTSI_REFERENCE_ENGINE to where "
                  "tests/form/reference-engine is installed; nothing was compared");
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("attachments")));
        for (int seed = 1; seed <= casesWanted(); ++seed) {
            FormGenerator generator(static_cast<std::uint64_t>(seed), FormGenerator::Forms::AlikeEverywhere);
            QVERIFY(write(folder.filePath(QStringLiteral("%1.xml").arg(seed)), generator.run()));
            for (auto file = generator.files().begin(); file != generator.files().end(); ++file)
                QVERIFY(write(folder.filePath(QStringLiteral("attachments/") + file.key().section(u'/', -1)),
                              *file));
        }
        int exitCode = 0;
        const QByteArray recorded =
            outputOf(node, {QStringLiteral("record.mjs"), folder.path()}, engine, exitCode);
        QVERIFY2(exitCode == 0 && recorded.isEmpty(), recorded.left(4000).constData());
        const QByteArray judged = outputOf(
            QStringLiteral(LUOTSI_BINARY_DIR "/bin/luotsi-form"),
            {QStringLiteral("conform"), folder.path(), QStringLiteral("--verbose")}, folder.path(), exitCode);
        folder.setAutoRemove(exitCode == 0);
        if (exitCode != 0)
            qInfo("kept in %s", qPrintable(folder.path()));
        QVERIFY2(exitCode == 0, judged.left(8000).constData());
    }
};

QTEST_APPLESS_MAIN(OtherEngineTest)
#include "OtherEngineTest.moc"
