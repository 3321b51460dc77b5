#include "ports/testing/TestRecords.h"
#include "store/SqlCipherStore.h"

#include "base/Clock.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>
#include <unistd.h>

using namespace luotsi;
using base::ErrorCode;
namespace protocol = sync::protocol;

namespace {

constexpr int manyAnswers = 1'000'000;
constexpr qint64 smallReserve = 64 * 1024;

struct Acknowledged
{
    protocol::DraftId draft;
    std::vector<QByteArray> changes;
    QByteArray error;

    void read(const QByteArray &output)
    {
        // A line cut off by the kill was not said.
        QByteArrayList lines = output.split('\n');
        lines.removeLast();
        for (const QByteArray &line : lines) {
            const QByteArray word = line.mid(line.indexOf(' ') + 1);
            if (line.startsWith("DRAFT "))
                draft = *protocol::DraftId::fromHex(word);
            else if (line.startsWith("ACK "))
                changes.push_back(word);
            else if (line.startsWith("ERROR "))
                error = word;
        }
    }
};

} // namespace

/// Cross-process durability: what was acknowledged is there, whatever ends the process.
class CrashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedAtAnyMoment_losesNothingAcknowledged()
    {
        // CI's quick ring: 60 kills; more on request.
        const int kills = qEnvironmentVariableIntValue("LUOTSI_CRASH_KILLS") > 0
                              ? qEnvironmentVariableIntValue("LUOTSI_CRASH_KILLS")
                              : 60;
        const QTemporaryDir folder;
        std::vector<Acknowledged> all;
        std::size_t acknowledged = 0;
        for (int kill = 0; kill < kills; ++kill) {
            QProcess writer;
            start(writer, folder.path(), kill + 1, manyAnswers);
            QVERIFY(writer.waitForStarted());
            // Spread over start-up, first commits and checkpoints; the exact moment is the machine's.
            QTest::qWait(2 + (kill * 37) % 120);
            writer.kill();
            QVERIFY(writer.waitForFinished());
            all.emplace_back();
            all.back().read(writer.readAllStandardOutput());
            QCOMPARE(all.back().error, QByteArray());
            acknowledged += all.back().changes.size();
            if (kill % 10 == 9)
                checkAll(folder.path(), all);
        }
        checkAll(folder.path(), all);
        QVERIFY2(acknowledged > static_cast<std::size_t>(kills), "the writers were killed before they wrote");
    }

    void killedWriter_leavesNoLock()
    {
        const QTemporaryDir folder;
        QProcess writer;
        start(writer, folder.path(), 1, manyAnswers);
        QVERIFY(writer.waitForReadyRead());
        QProcess second;
        start(second, folder.path(), 2, 1);
        QVERIFY(second.waitForFinished());
        QCOMPARE(second.readAllStandardOutput(), QByteArray("ERROR store-busy\n"));
        writer.kill();
        QVERIFY(writer.waitForFinished());
        start(second, folder.path(), 2, 1);
        QVERIFY(second.waitForFinished());
        QVERIFY(second.readAllStandardOutput().contains("ACK "));
    }

    void fullDisk_endsThePlainWayAndLosesNothing()
    {
        if (::geteuid() != 0)
            QSKIP("needs root for a small file system of its own");
        const QTemporaryDir folder;
        QProcess writer;
        // A private mount that goes with the process would take the evidence along: mount, write, copy out.
        const QString script =
            QStringLiteral(
                "mount -t tmpfs -o size=4m none %1 && { %2 %1/store 1 1000000 %3; cp -a %1/store %4; }")
                .arg(folder.filePath(QStringLiteral("disk")), QStringLiteral(LUOTSI_CRASH_WRITER))
                .arg(1024 * 1024)
                .arg(folder.filePath(QStringLiteral("copy")));
        QVERIFY(QDir().mkpath(folder.filePath(QStringLiteral("disk"))));
        writer.start(QStringLiteral("unshare"),
                     {QStringLiteral("-m"), QStringLiteral("sh"), QStringLiteral("-c"), script});
        QVERIFY(writer.waitForFinished(60'000));
        const QByteArray errors = writer.readAllStandardError();
        if (errors.contains("unshare") || errors.contains("mount"))
            QSKIP("no private mounts on this machine");
        Acknowledged written;
        written.read(writer.readAllStandardOutput());
        QCOMPARE(written.error, QByteArray("store-full"));
        QVERIFY(written.changes.size() > 100);
        checkAll(folder.path(), {written}, QStringLiteral("copy"));
    }

    void readOnlyFolder_saysSo()
    {
        const QTemporaryDir folder;
        QProcess writer;
        start(writer, folder.path(), 1, 30);
        QVERIFY(writer.waitForFinished());
        Acknowledged written;
        written.read(writer.readAllStandardOutput());
        const QString store = folder.filePath(QStringLiteral("store"));
        if (::geteuid() == 0) {
            // Permissions do not bind root: a read-only mount does.
            QProcess mounted;
            mounted.start(QStringLiteral("unshare"),
                          {QStringLiteral("-m"), QStringLiteral("sh"), QStringLiteral("-c"),
                           QStringLiteral("mount --bind %1 %1 && mount -o remount,ro,bind %1 && %2 %1 2 1 0")
                               .arg(store, QStringLiteral(LUOTSI_CRASH_WRITER))});
            QVERIFY(mounted.waitForFinished());
            const QByteArray errors = mounted.readAllStandardError();
            if (errors.contains("unshare") || errors.contains("mount"))
                QSKIP("no private mounts on this machine");
            QCOMPARE(mounted.readAllStandardOutput(), QByteArray("ERROR store-failed\n"));
        } else {
            QVERIFY(QFile::setPermissions(store, QFile::ReadOwner | QFile::ExeOwner));
            QVERIFY(QFile::setPermissions(store + QStringLiteral("/luotsi.lock"), QFile::ReadOwner));
            start(writer, folder.path(), 2, 1);
            QVERIFY(writer.waitForFinished());
            QCOMPARE(writer.readAllStandardOutput(), QByteArray("ERROR store-failed\n"));
            QVERIFY(QFile::setPermissions(store, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
            QVERIFY(QFile::setPermissions(store + QStringLiteral("/luotsi.lock"),
                                          QFile::ReadOwner | QFile::WriteOwner));
        }
        checkAll(folder.path(), {written});
    }

    void fileSizeLimit_isAFullDisk()
    {
        const QTemporaryDir folder;
        QProcess writer;
        // ulimit counts in 512-byte blocks in dash; the signal is ignored so that the write fails instead.
        writer.start(
            QStringLiteral("sh"),
            {QStringLiteral("-c"), QStringLiteral("trap '' XFSZ; ulimit -f 600; exec %1 %2/store 1 1000000 0")
                                       .arg(QStringLiteral(LUOTSI_CRASH_WRITER), folder.path())});
        QVERIFY(writer.waitForFinished(60'000));
        Acknowledged written;
        written.read(writer.readAllStandardOutput());
        QCOMPARE(written.error, QByteArray("store-full"));
        QVERIFY(!written.changes.empty());
        checkAll(folder.path(), {written});
    }

    void libraryThatDoesNotEncrypt_isRefused()
    {
        // Plain SQLite in front of SQLCipher, as a wrong order of linking would put it.
        const QStringList places{QStringLiteral("/usr/lib/x86_64-linux-gnu/libsqlite3.so.0"),
                                 QStringLiteral("/usr/lib/aarch64-linux-gnu/libsqlite3.so.0")};
        const auto plain =
            std::find_if(places.begin(), places.end(), [](const QString &p) { return QFile::exists(p); });
        QVERIFY2(plain != places.end(), "Plain SQLite (libsqlite3-0) is not installed.");
        const QTemporaryDir folder;
        QProcess writer;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LD_PRELOAD"), *plain);
        writer.setProcessEnvironment(environment);
        start(writer, folder.path(), 1, 1);
        QVERIFY(writer.waitForFinished());
        QCOMPARE(writer.readAllStandardOutput(), QByteArray("ERROR store-not-encrypted\n"));
        // Nothing plain was written either.
        QCOMPARE(QFile(folder.filePath(QStringLiteral("store/luotsi.db"))).size(), 0);
    }

private:
    static void start(QProcess &writer, const QString &folder, int seed, int answers)
    {
        writer.start(QStringLiteral(LUOTSI_CRASH_WRITER),
                     {folder + QStringLiteral("/store"), QString::number(seed), QString::number(answers),
                      QString::number(smallReserve)});
    }

    static void checkAll(const QString &folder, const std::vector<Acknowledged> &all,
                         const QString &name = QStringLiteral("store"))
    {
        base::SystemClock clock;
        ports::testing::SeededRandom random(1);
        store::StoreOptions options;
        options.folder = folder + QLatin1Char('/') + name;
        options.key = QByteArray(32, 'k');
        options.reserveFile = smallReserve;
        auto opened = store::SqlCipherStore::open(options, clock, random);
        QVERIFY2(opened.ok(), "the store does not open");
        QVERIFY((*opened)->promoteAllOpenChanges().ok());
        for (const Acknowledged &written : all) {
            if (written.changes.empty())
                continue;
            const auto loaded = (*opened)->load(written.draft);
            QVERIFY(loaded.ok());
            std::set<QByteArray> there;
            for (const protocol::Change &change : loaded->changes)
                there.insert(change.id.toHex());
            for (const QByteArray &change : written.changes)
                QVERIFY2(there.contains(change), "an acknowledged answer is missing");
        }
    }
};

QTEST_GUILESS_MAIN(CrashTest)
#include "CrashTest.moc"
