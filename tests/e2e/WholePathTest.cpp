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
constexpr int fewestScreens = 40;

const QString usualAnswers = QStringLiteral(LUOTSI_SOURCE_DIR "/tests/form/a1-answers.json");

/// What this person writes in words of her own: values that stand nowhere else, neither in the pack nor in
/// the program, so that one found on the disk was typed. The identity code is from the artificial range.
const QMap<QString, QString> canaries{
    {QStringLiteral("/data/you/identity/code"), QStringLiteral("210577-913W")},
    {QStringLiteral("/data/you/name/first_names"), QStringLiteral("Kanaria Öljyvä")},
    {QStringLiteral("/data/you/name/family_name"), QStringLiteral("Häkkilintunen")},
    {QStringLiteral("/data/you/post/street"), QStringLiteral("Sirkutuskuja 7193")},
    {QStringLiteral("/data/home/rent/amount"), QStringLiteral("571.93")},
    {QStringLiteral("/data/home/page_list/page[1]/image"), QStringLiteral("sirkutus-yksi.jpg")},
    {QStringLiteral("/data/home/page_list/page[2]/image"), QStringLiteral("sirkutus-kaksi.jpg")},
    {QStringLiteral("/data/assets/account_list/account[1]/about/name"), QStringLiteral("Pesämunatili")},
    {QStringLiteral("/data/assets/account_list/account[2]/about/name"), QStringLiteral("Siementili")},
    {QStringLiteral("/data/assets/statements/what"), QStringLiteral("Höyhenet kahdesta häkistä")},
    {QStringLiteral("/data/payment/own/iban"), QStringLiteral("FI1412345600004209")}};

QJsonObject readObject(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

} // namespace

/// The run takes minutes, so that it is played once and every rule judges the same run.
class WholePathTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QVERIFY(QDir().mkpath(home()));
        QVERIFY(QFile::setPermissions(home(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QVERIFY(writeAnswers());
        QProcess demo;
        demo.setProcessEnvironment(environment());
        demo.setProcessChannelMode(QProcess::MergedChannels);
        demo.start(QStringLiteral(LUOTSI_DEMO),
                   {QStringLiteral("--headless"), QStringLiteral("--real-endpoint"),
                    QStringLiteral("--assets"), QStringLiteral(LUOTSI_SOURCE_DIR "/assets"),
                    QStringLiteral("--answers"), answersFile(), output()});
        QVERIFY2(demo.waitForFinished(playMilliseconds), "the demonstration does not end");
        m_log = demo.readAll();
        m_exitCode = demo.exitCode();
        if (m_exitCode != 0)
            qWarning("%s", m_log.constData());
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
        QVERIFY(pictures.size() > fewestScreens);
    }

    /// K1, K6: database and log page by page, keys, bundles, whatever a home folder collects, what the
    /// programs said, and the report.
    void nothingTypedStaysReadable_data()
    {
        QTest::addColumn<QString>("place");
        QTest::newRow("kiosk") << output() + QStringLiteral("/kiosk");
        QTest::newRow("home, caches and temporary files") << home();
        QTest::newRow("what was said and reported") << said();
    }

    void nothingTypedStaysReadable()
    {
        QFETCH(QString, place);
        if (place == said())
            QVERIFY(keepWhatWasSaid());
        QStringList needles = canaries.values();
        needles << QStringLiteral("FI14 1234 5600 0042 09") << QStringLiteral("571,93"); // as shown
        const auto [exitCode, words] = scan(place, needles);
        QVERIFY2(exitCode == 0, words.constData());
    }

    void theScanOpensTheDatabase()
    {
        // The control: the centre's address lies in clear inside the encrypted database and nowhere beside
        // it.
        const auto [exitCode, words] =
            scan(output() + QStringLiteral("/kiosk/store"), {QStringLiteral("https://127.0.0.1")});
        QCOMPARE(exitCode, 1);
        QVERIFY2(words.contains("luotsi.db: page") || words.contains("-wal: frame"), words.constData());
    }

    void theScanFindsWhatWasTypedWhereItMayLie()
    {
        // The other control: the centre's export is the one place that holds the answers in clear.
        for (auto canary = canaries.begin(); canary != canaries.end(); ++canary) {
            if (canary.key().endsWith(QLatin1String("/image")))
                continue; // pages get names of their own
            const auto [exitCode, words] = scan(output() + QStringLiteral("/export"), {canary.value()});
            QVERIFY2(exitCode == 1, qPrintable(canary.key()));
        }
    }

private:
    [[nodiscard]] QString output() const { return m_folder.filePath(QStringLiteral("out")); }
    [[nodiscard]] QString home() const { return m_folder.filePath(QStringLiteral("home")); }
    [[nodiscard]] QString said() const { return m_folder.filePath(QStringLiteral("said")); }
    [[nodiscard]] QString answersFile() const { return m_folder.filePath(QStringLiteral("answers.json")); }

    /// A home of its own, so that what the programs leave outside their folders is seen too.
    [[nodiscard]] QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("QT_QUICK_BACKEND"), QStringLiteral("software"));
        for (const char *place : {"HOME", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
                                  "XDG_DATA_HOME", "XDG_STATE_HOME"})
            environment.insert(QString::fromLatin1(place), home());
        return environment;
    }

    [[nodiscard]] bool writeAnswers() const
    {
        QJsonObject answers = readObject(usualAnswers);
        for (auto canary = canaries.begin(); canary != canaries.end(); ++canary) {
            if (!answers.contains(canary.key()))
                return false;
            answers.insert(canary.key(), canary.value());
        }
        QFile file(answersFile());
        return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(answers).toJson()) > 0;
    }

    [[nodiscard]] bool keepWhatWasSaid() const
    {
        QFile log(said() + QStringLiteral("/log"));
        return QDir().mkpath(said()) && log.open(QIODevice::WriteOnly) && log.write(m_log) == m_log.size() &&
               QFile::copy(output() + QStringLiteral("/report.json"),
                           said() + QStringLiteral("/report.json"));
    }

    [[nodiscard]] std::pair<int, QByteArray> scan(const QString &folder, const QStringList &needles) const
    {
        QProcess scan;
        scan.setProcessChannelMode(QProcess::MergedChannels);
        scan.start(QStringLiteral(LUOTSI_SCAN),
                   QStringList{folder, QStringLiteral("--key-file"),
                               output() + QStringLiteral("/kiosk/keys/database.key"), QStringLiteral("--")} +
                       needles);
        if (!scan.waitForFinished(scanMilliseconds))
            return {-1, "the scan does not end"};
        return {scan.exitCode(), scan.readAll()};
    }

    QTemporaryDir m_folder;
    QByteArray m_log;
    int m_exitCode = -1;
};

QTEST_GUILESS_MAIN(WholePathTest)
#include "WholePathTest.moc"
