#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

/// The simulator's own promises: no seed breaks an invariant, every defect it can be given is found, and a
/// seed is one history. LUOTSI_SIM_SEEDS says over how many seeds.
class SimulatorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noSeedBreaksAPromise()
    {
        const int wanted = qEnvironmentVariableIntValue("LUOTSI_SIM_SEEDS");
        const Said said = run({QStringLiteral("--seeds"), QString::number(wanted > 0 ? wanted : 60)});
        QVERIFY2(said.exitCode == 0, qPrintable(said.complaint()));
        // What is never checked, and a storm that never blows, prove nothing.
        const QJsonObject checked = said.result.value(QLatin1String("checked")).toObject();
        QCOMPARE(checked.size(), 15);
        for (auto count = checked.begin(); count != checked.end(); ++count)
            QVERIFY2(count.value().toInt() > 0, qPrintable(count.key()));
        const QJsonObject events = said.result.value(QLatin1String("events")).toObject();
        for (const char *nemesis : {"request lost",
                                    "request doubled",
                                    "reply lost",
                                    "reply cut",
                                    "slow commit",
                                    "device killed",
                                    "power of a device cut",
                                    "fsync of a device fails",
                                    "power of the centre cut",
                                    "centre cut during a request",
                                    "centre killed between commit and reply",
                                    "image of a device put back",
                                    "centre restored from a backup",
                                    "clock jumps",
                                    "poison record",
                                    "device revoked",
                                    "hostile request",
                                    "wrap moved to another draft",
                                    "erasure",
                                    "draft opened elsewhere",
                                    "command executed",
                                    "feed page read",
                                    "feed reset",
                                    "record goes on elsewhere",
                                    "fork told",
                                    "gap told",
                                    "batch read ahead"})
            QVERIFY2(events.value(QLatin1String(nemesis)).toInt() > 0, nemesis);
        qInfo("%.1f seeds a second", said.result.value(QLatin1String("seedsPerSecond")).toDouble());
    }

    void everyMessageLostOnce_changesNothing()
    {
        const Said said =
            run({QStringLiteral("--every-message"), QStringLiteral("--seeds"), QStringLiteral("1")});
        QVERIFY2(said.exitCode == 0, qPrintable(said.complaint()));
        const QJsonObject events = said.result.value(QLatin1String("events")).toObject();
        QVERIFY(events.value(QLatin1String("N-th request lost")).toInt() > 20);
        QVERIFY(events.value(QLatin1String("N-th reply lost")).toInt() > 20);
    }

    void everySeedEverFound_passes()
    {
        QFile list(QStringLiteral(LUOTSI_SOURCE_DIR "/tests/sim/found-seeds.txt"));
        QVERIFY(list.open(QIODevice::ReadOnly));
        int seeds = 0;
        for (const QByteArray &line : list.readAll().split('\n')) {
            if (line.isEmpty() || line.startsWith('#'))
                continue;
            ++seeds;
            const Said said = run({QStringLiteral("--seeds"), QStringLiteral("1"), QStringLiteral("--from"),
                                   QString::fromLatin1(line)});
            QVERIFY2(said.exitCode == 0, qPrintable(said.complaint()));
        }
        QVERIFY(seeds > 0);
    }

    void everyDefect_isFound_data()
    {
        QTest::addColumn<QString>("seeds");
        QProcess list;
        list.start(QStringLiteral(LUOTSI_SIM), {QStringLiteral("--bugs")});
        QVERIFY(list.waitForFinished());
        int defects = 0;
        for (const QByteArray &line : list.readAllStandardOutput().split('\n')) {
            const QByteArrayList words = line.simplified().split(' ');
            if (words.size() < 4)
                continue;
            QTest::newRow(words[0].constData()) << QString::fromLatin1(words[2]);
            ++defects;
        }
        QVERIFY(defects >= 12);
    }

    void everyDefect_isFound()
    {
        QFETCH(QString, seeds);
        const Said said = run({QStringLiteral("--seeds"), seeds, QStringLiteral("--bug"),
                               QString::fromLatin1(QTest::currentDataTag())});
        QCOMPARE(said.exitCode, 1);
        qInfo("seed %d: %s", said.result.value(QLatin1String("failingSeed")).toInt(),
              qPrintable(said.result.value(QLatin1String("failure")).toString()));
    }

    void sameSeed_isTheSameHistory()
    {
        const QStringList arguments{QStringLiteral("--seeds"), QStringLiteral("8"), QStringLiteral("--from"),
                                    QStringLiteral("40")};
        const Said first = run(arguments);
        const Said second = run(arguments);
        for (const char *part : {"checked", "events"})
            QCOMPARE(first.result.value(QLatin1String(part)), second.result.value(QLatin1String(part)));
    }

    /// A failing history names its changes by their hashes: nothing that was sealed may differ.
    void sameFailingSeed_isTheSameHistory_toTheLastByte()
    {
        const QStringList arguments{QStringLiteral("--seeds"), QStringLiteral("20"), QStringLiteral("--bug"),
                                    QStringLiteral("complete-before-attachments")};
        const Said first = run(arguments);
        QCOMPARE(first.exitCode, 1);
        QVERIFY(first.result.value(QLatin1String("history")).toArray().size() > 20);
        QCOMPARE(run(arguments).complaint(), first.complaint());
    }

private:
    struct Said
    {
        int exitCode = -1;
        QJsonObject result;

        [[nodiscard]] QString complaint() const
        {
            QStringList lines;
            for (const auto &line : result.value(QLatin1String("history")).toArray())
                lines.append(line.toString());
            return QStringLiteral("%1\nseed %2: %3")
                .arg(lines.join(u'\n'))
                .arg(result.value(QLatin1String("failingSeed")).toInt())
                .arg(result.value(QLatin1String("failure")).toString());
        }
    };

    static Said run(const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral(LUOTSI_SIM), arguments + QStringList{QStringLiteral("--json")});
        if (!process.waitForFinished(3'000'000))
            return {};
        return {process.exitCode(), QJsonDocument::fromJson(process.readAllStandardOutput()).object()};
    }
};

QTEST_APPLESS_MAIN(SimulatorTest)
#include "SimulatorTest.moc"
