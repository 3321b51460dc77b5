#include "tools/scan/DiskScan.h"
#include "store/tests/StoreFixture.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <sqlcipher/sqlite3.h>

using namespace luotsi;
using ports::testing::TestRecords;

namespace {

const QStringList needles{QStringLiteral("Aino Esimerkki"), QStringLiteral("131052-9990"),
                          QStringLiteral("lääkkeet loppuivat")};

} // namespace

/// Requirement K1: no plain text on the disk, also not inside the decrypted database; and the scan that says
/// so finds plain text wherever it is planted.
class DiskScanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<store::testing::StoreFixture>(m_clock); }

    void sealedDraft_leavesNothing()
    {
        QVERIFY(scanAfterSession(m_records.noise(200)).findings.isEmpty());
        QVERIFY(m_report.unreadable.isEmpty());
        QVERIFY(m_report.pages > 20);
    }

    void unsealedDraft_isFound()
    {
        // What a build without sealing would store: the control that shows that the scan can find anything.
        scanAfterSession("answer: " + needles.join(QLatin1Char(' ')).toUtf8());
        for (int number = 1; number <= needles.size(); ++number)
            QVERIFY(!m_report.findings.filter(QStringLiteral("needle %1 ").arg(number)).isEmpty());
        QVERIFY(m_report.findings.filter(QStringLiteral("as it lies on the disk")).isEmpty());
    }

    void plainFile_isFoundInEverySpelling_data()
    {
        QTest::addColumn<QByteArray>("content");
        const QString needle = needles.last();
        QTest::newRow("utf-8") << needle.toUtf8();
        QTest::newRow("utf-16") << QByteArray(reinterpret_cast<const char *>(needle.utf16()),
                                              needle.size() * 2);
        QTest::newRow("hexadecimal") << needle.toUtf8().toHex();
        QTest::newRow("base64") << needle.toUtf8().toBase64();
        QTest::newRow("base64 inside 1") << ("x" + needle.toUtf8() + "yz").toBase64();
        QTest::newRow("base64 inside 2") << ("xx" + needle.toUtf8() + "yz").toBase64();
    }

    void plainFile_isFoundInEverySpelling()
    {
        QFETCH(QByteArray, content);
        QVERIFY(QDir().mkpath(m_fixture->path("deep/er")));
        QFile file(m_fixture->path("deep/er/.hidden"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("before " + content + " after");
        file.close();
        QCOMPARE(scan().findings.size(), 1);
    }

    void deletedAndOverwrittenRows_areFoundInPagesAndLog()
    {
        QVERIFY(QDir().mkpath(m_fixture->options.folder));
        sqlite3 *database = nullptr;
        sqlite3_open(m_fixture->path("plain.db").toUtf8().constData(), &database);
        const QByteArray key = "PRAGMA key = \"x'" + m_fixture->options.key.toHex() + "'\"";
        const QByteArray insert = "INSERT INTO note VALUES('" + needles.first().toUtf8() + "')";
        for (const QByteArray &sql :
             {key, QByteArray("PRAGMA secure_delete = OFF"), QByteArray("PRAGMA journal_mode = WAL"),
              QByteArray("CREATE TABLE note(text)"), insert})
            QCOMPARE(sqlite3_exec(database, sql.constData(), nullptr, nullptr, nullptr), SQLITE_OK);
        QVERIFY(!scan().findings.filter(QStringLiteral("frame")).isEmpty());
        for (const char *sql : {"DROP TABLE note", "PRAGMA wal_checkpoint(TRUNCATE)"})
            QCOMPARE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK);
        QVERIFY(!scan().findings.filter(QStringLiteral("page")).isEmpty());
        sqlite3_close(database);
    }

    void erasedDraft_isGoneFromPagesAndLog()
    {
        auto *store = m_fixture->open();
        const auto draft = m_records.draft();
        QVERIFY(store->createDraft(draft).ok());
        TestRecords::Options options;
        options.content = "answer: " + needles.first().toUtf8();
        QVERIFY(store->commit(TestRecords::commitOf(m_records.change(draft.first.draft, options))).ok());
        QVERIFY(!scan().findings.isEmpty());
        QVERIFY(store->eraseDraft(draft.first.draft, std::nullopt).ok());
        QVERIFY(scan().findings.isEmpty());
    }

    void wrongKey_isNoCleanScan()
    {
        scanAfterSession(m_records.noise(200));
        m_fixture->options.key = QByteArray(32, 'w');
        QVERIFY(!scan().unreadable.isEmpty());
    }

    void commandLine_tellsByItsExitCode()
    {
        scanAfterSession("answer: " + needles.first().toUtf8());
        QFile key(m_fixture->folder.filePath(QStringLiteral("key")));
        QVERIFY(key.open(QIODevice::WriteOnly));
        key.write(QByteArray(32, 'k').toHex() + '\n');
        key.close();
        QCOMPARE(runTool(key.fileName(), needles.first()), 1);
        QCOMPARE(runTool(key.fileName(), QStringLiteral("never planted")), 0);
        QVERIFY(key.open(QIODevice::WriteOnly));
        key.write(QByteArray(32, 'w').toHex());
        key.close();
        QCOMPARE(runTool(key.fileName(), QStringLiteral("never planted")), 2);
        QCOMPARE(runTool(QStringLiteral("/nowhere"), QStringLiteral("x")), 2);
    }

private:
    const scan::ScanReport &scan()
    {
        m_report = scan::scanFolder(m_fixture->options.folder, m_fixture->options.key, needles);
        return m_report;
    }

    /// Answers, an attachment and an open change with `content` where sealed bytes belong.
    const scan::ScanReport &scanAfterSession(const QByteArray &content)
    {
        auto *store = m_fixture->open();
        const auto draft = m_records.draft();
        TestRecords::Options options;
        options.content = content;
        bool done = store->createDraft(draft).ok();
        for (int number = 0; number < 20; ++number)
            done = done &&
                   store->commit(TestRecords::commitOf(m_records.change(draft.first.draft, options))).ok();
        const auto typed = m_records.change(draft.first.draft, options);
        done = done && store->putOpenChange({draft.first.draft, typed.header.slot, typed}).ok();
        done = done && store->writeBlob(draft.first.draft, m_records.noise(100'000)).ok();
        Q_ASSERT(done);
        return scan();
    }

    int runTool(const QString &key, const QString &needle) const
    {
        return QProcess::execute(QStringLiteral(LUOTSI_SCAN_TOOL),
                                 {m_fixture->options.folder, QStringLiteral("--key-file"), key, needle});
    }

    ports::testing::ManualClock m_clock;
    ports::testing::SeededRandom m_random{5};
    TestRecords m_records{m_random};
    std::unique_ptr<store::testing::StoreFixture> m_fixture;
    scan::ScanReport m_report;
};

QTEST_GUILESS_MAIN(DiskScanTest)
#include "DiskScanTest.moc"
