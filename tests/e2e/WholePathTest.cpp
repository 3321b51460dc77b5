#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

namespace {

constexpr int playMilliseconds = 540'000;
constexpr int scanMilliseconds = 120'000;
constexpr int shortestNeedle = 5; // shorter values occur in any file by chance

const QString answersFile = QStringLiteral(LUOTSI_SOURCE_DIR "/tests/form/a1-answers.json");

QJsonObject readObject(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

/// What the person wrote in words of their own; choices are the form's words and stand in the pack.
QStringList typedValues()
{
    static const QStringList typedNames{QStringLiteral("code"),        QStringLiteral("first_names"),
                                        QStringLiteral("family_name"), QStringLiteral("street"),
                                        QStringLiteral("name"),        QStringLiteral("what"),
                                        QStringLiteral("iban")};
    QStringList values;
    const QJsonObject answers = readObject(answersFile);
    for (auto answer = answers.begin(); answer != answers.end(); ++answer) {
        const QString value = answer.value().toString();
        if (typedNames.contains(answer.key().section(u'/', -1)) && value.size() >= shortestNeedle)
            values.append(value);
    }
    return values;
}

} // namespace

class WholePathTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QProcess demo;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("QT_QUICK_BACKEND"), QStringLiteral("software"));
        demo.setProcessEnvironment(environment);
        demo.setProcessChannelMode(QProcess::MergedChannels);
        demo.start(QStringLiteral(LUOTSI_DEMO), {QStringLiteral("--headless"), QStringLiteral("--assets"),
                                                 QStringLiteral(LUOTSI_SOURCE_DIR "/assets"),
                                                 QStringLiteral("--answers"), answersFile, output()});
        QVERIFY2(demo.waitForFinished(playMilliseconds), "the demonstration does not end");
        m_log = demo.readAll();
        m_exitCode = demo.exitCode();
    }

    void theCentreHoldsExactlyOneSubmissionEqualToWhatWasTyped()
    {
        const QJsonObject report = readObject(output() + QStringLiteral("/report.json"));
        QVERIFY2(report.value(QStringLiteral("mismatches")).toArray().isEmpty(),
                 QJsonDocument(report).toJson().constData());
        QCOMPARE(report.value(QStringLiteral("submissions_at_centre")).toInt(), 1);
        QVERIFY(!report.value(QStringLiteral("receipt")).toString().isEmpty());
        QVERIFY(!report.value(QStringLiteral("received_at")).toString().isEmpty());
        QCOMPARE(m_exitCode, 0);
    }

    void everyScreenLeavesANumberedPicture()
    {
        const QStringList pictures = QDir(output()).entryList({QStringLiteral("*.png")});
        QCOMPARE(
            pictures.size(),
            readObject(output() + QStringLiteral("/report.json")).value(QStringLiteral("screens")).toInt());
        QVERIFY(pictures.size() > 40);
    }

    void noLogLineHoldsWhatWasTyped()
    {
        for (const QString &value : typedValues())
            QVERIFY2(!m_log.contains(value.toUtf8()), "a typed value stands in the log");
    }

    void nothingTypedStaysReadableOnTheKiosk()
    {
        QProcess scan;
        scan.start(QStringLiteral(LUOTSI_SCAN),
                   QStringList{store(), QStringLiteral("--key-file"), keyFile()} + typedValues());
        QVERIFY(scan.waitForFinished(scanMilliseconds));
        QVERIFY2(scan.exitCode() == 0,
                 (scan.readAllStandardOutput() + scan.readAllStandardError()).constData());
    }

    void theScanFindsWhatIsThere()
    {
        // The control: the centre's address lies in the database in clear and must be found by the same
        // search.
        QProcess scan;
        scan.start(QStringLiteral(LUOTSI_SCAN),
                   {store(), QStringLiteral("--key-file"), keyFile(), QStringLiteral("https://127.0.0.1")});
        QVERIFY(scan.waitForFinished(scanMilliseconds));
        QCOMPARE(scan.exitCode(), 1);
    }

private:
    [[nodiscard]] QString output() const { return m_folder.filePath(QStringLiteral("out")); }
    /// The pack beside it holds sample values of its own and is the same on every kiosk.
    [[nodiscard]] QString store() const { return output() + QStringLiteral("/kiosk/store"); }
    [[nodiscard]] QString keyFile() const { return output() + QStringLiteral("/kiosk/keys/database.key"); }

    QTemporaryDir m_folder;
    QByteArray m_log;
    int m_exitCode = -1;
};

QTEST_GUILESS_MAIN(WholePathTest)
#include "WholePathTest.moc"
