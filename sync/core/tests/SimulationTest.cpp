#include "Simulation.h"

#include <QtTest>

using namespace luotsi::sync::core;

Q_DECLARE_METATYPE(luotsi::sync::core::SeededBug)

/// Many histories of two devices and a centre under faults. A failing seed printed here is run again with
/// LUOTSI_SEED=<number>.
class SimulationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostAndNothingCountsTwice_underEveryFault()
    {
        const std::uint64_t only = qEnvironmentVariable("LUOTSI_SEED").toULongLong();
        const std::uint64_t seeds = qEnvironmentVariable("LUOTSI_SEEDS", QStringLiteral("400")).toULongLong();
        std::uint64_t faults = 0;
        std::uint64_t ahead = 0;
        for (std::uint64_t seed = only > 0 ? only : 1; seed <= (only > 0 ? only : seeds); ++seed) {
            Simulation simulation(seed);
            const QString failure = simulation.run();
            QVERIFY2(failure.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(failure)));
            faults += simulation.faults();
            ahead += simulation.sentAhead();
        }
        // A storm that never blows proves nothing.
        QVERIFY(faults > 10 * (only > 0 ? 1 : seeds));
        qInfo("%llu pushes left ahead", static_cast<unsigned long long>(ahead));
        QVERIFY(only > 0 || ahead > seeds);
    }

    void sameSeed_isTheSameHistory()
    {
        Simulation first(7);
        Simulation second(7);
        QCOMPARE(first.run(), second.run());
        QCOMPARE(first.faults(), second.faults());
    }

    void seededBug_isCaught_data()
    {
        QTest::addColumn<SeededBug>("bug");
        QTest::newRow("outbox cleared at send") << SeededBug::OutboxClearedAtSend;
        QTest::newRow("retry not armed") << SeededBug::RetryNotArmed;
        QTest::newRow("answer to another batch") << SeededBug::AnswerToAnotherBatch;
        QTest::newRow("read ahead after a fork") << SeededBug::ReadAheadAfterFork;
        QTest::newRow("attachment done at send") << SeededBug::AttachmentDoneAtSend;
        QTest::newRow("no duplicate check") << SeededBug::NoDuplicateCheck;
        QTest::newRow("acknowledged before commit") << SeededBug::AckBeforeCommit;
        QTest::newRow("submission not idempotent") << SeededBug::SubmissionNotIdempotent;
        QTest::newRow("complete before attachments") << SeededBug::CompleteBeforeAttachments;
        QTest::newRow("no fork check") << SeededBug::NoForkCheck;
        QTest::newRow("stop at the first bad record") << SeededBug::StopAtFirstBadRecord;
    }

    void seededBug_isCaught()
    {
        QFETCH(SeededBug, bug);
        int caught = 0;
        QString first;
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            const QString failure = Simulation(seed, bug).run();
            caught += failure.isEmpty() ? 0 : 1;
            if (first.isEmpty())
                first = failure;
        }
        qInfo("%d of 60 seeds: %s", caught, qPrintable(first));
        QVERIFY(caught > 0);
    }
};

QTEST_APPLESS_MAIN(SimulationTest)
#include "SimulationTest.moc"
