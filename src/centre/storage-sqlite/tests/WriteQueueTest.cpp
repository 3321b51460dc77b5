#include "centre/storage-sqlite/WriteQueue.h"

#include <QtTest>

#include <atomic>
#include <functional>
#include <thread>

using namespace luotsi;
using namespace luotsi::centre;
using storage_sqlite::WriteQueue;

namespace {

using Turns = std::vector<WriteQueue::Turn *>;

/// Works that are never run: what matters is whose turn it is.
const storage::Storage::Work nothing = [](storage::Transaction &) { return base::Result<void>(); };

} // namespace

class WriteQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_late.clear();
        m_finished = 0;
    }

    void whoWaitsWhileAnotherCommits_isTakenWithAllWhoWait()
    {
        std::vector<std::size_t> groups;
        WriteQueue queue([&](const Turns &turns) {
            groups.push_back(turns.size());
            if (groups.size() == 1) {
                for (std::size_t waiting = 1; waiting <= 3; ++waiting)
                    comesLate(queue, waiting);
            }
            return turns.size();
        });
        QVERIFY(queue.write(nothing).ok());
        waitForTheLate(3);
        QCOMPARE(groups, (std::vector<std::size_t>{1, 3}));
    }

    void whatAGroupLeaves_comesFirstTheNextTime()
    {
        std::vector<Turns> groups;
        WriteQueue queue([&](const Turns &turns) -> std::size_t {
            groups.push_back(turns);
            if (groups.size() == 1) {
                comesLate(queue, 1);
                comesLate(queue, 2);
            } else if (groups.size() == 2) {
                comesLate(queue, 1);
            }
            return 1;
        });
        QVERIFY(queue.write(nothing).ok());
        waitForTheLate(3);
        QCOMPARE(groups.size(), std::size_t{4});
        QCOMPARE(groups[1].size(), std::size_t{2});
        QCOMPARE(groups[2].size(), std::size_t{2});
        QCOMPARE(groups[2].front(), groups[1].back());
        QCOMPARE(groups[3].front(), groups[2].back());
    }

    void whoeverWritesAlone_isInNoCrowd()
    {
        int crowded = 0;
        const WriteQueue *own = nullptr;
        WriteQueue queue([&](const Turns &turns) {
            crowded += own->isCrowded() ? 1 : 0;
            return turns.size();
        });
        own = &queue;
        QVERIFY(queue.write(nothing).ok());
        QVERIFY(queue.write(nothing).ok());
        QCOMPARE(crowded, 0);
        QVERIFY(!queue.isCrowded());
    }

    void itIsCrowded_whileSomebodyWaits_andAMemoryLongAfterwards_data()
    {
        QTest::addColumn<int>("memory");
        QTest::addColumn<bool>("isCrowdedAfterwards");
        QTest::newRow("remembered") << 3'600'000 << true;
        QTest::newRow("forgotten") << 0 << false;
    }
    void itIsCrowded_whileSomebodyWaits_andAMemoryLongAfterwards()
    {
        QFETCH(int, memory);
        QFETCH(bool, isCrowdedAfterwards);
        std::vector<bool> crowded;
        WriteQueue *own = nullptr;
        WriteQueue queue(
            [&](const Turns &turns) {
                if (crowded.empty())
                    comesLate(*own, 1);
                crowded.push_back(own->isCrowded());
                return turns.size();
            },
            std::chrono::milliseconds(memory));
        own = &queue;
        QVERIFY(queue.write(nothing).ok());
        waitForTheLate(1);
        QCOMPARE(crowded, (std::vector<bool>{true, isCrowdedAfterwards}));
        QCOMPARE(queue.isCrowded(), isCrowdedAfterwards);
    }

    void everyWriterGetsItsOwnAnswerOnce()
    {
        std::atomic<int> inside = 0;
        std::atomic<bool> together = false;
        WriteQueue queue([&](const Turns &turns) {
            together = together || ++inside > 1;
            for (WriteQueue::Turn *turn : turns) {
                // The work itself is not run: its address says whose it is.
                turn->result = base::Error{
                    base::ErrorCode::Internal, QString::number(reinterpret_cast<quintptr>(&turn->work)), {}};
            }
            --inside;
            return turns.size();
        });
        std::atomic<int> right = 0;
        std::vector<std::thread> writers;
        for (int number = 0; number < 8; ++number) {
            writers.emplace_back([&] {
                for (int round = 0; round < 500; ++round) {
                    const storage::Storage::Work own = nothing;
                    const auto result = queue.write(own);
                    right +=
                        result.error().detail == QString::number(reinterpret_cast<quintptr>(&own)) ? 1 : 0;
                }
            });
        }
        for (std::thread &writer : writers)
            writer.join();
        QCOMPARE(right.load(), 8 * 500);
        QVERIFY(!together);
    }

private:
    /// A writer of its own, which waits with so many when this returns.
    void comesLate(WriteQueue &queue, std::size_t waiting)
    {
        m_late.emplace_back([this, &queue] {
            (void)queue.write(nothing);
            ++m_finished;
        });
        while (queue.waiting() < waiting)
            std::this_thread::yield();
    }

    void waitForTheLate(int count)
    {
        while (m_finished < count)
            std::this_thread::yield();
        for (std::thread &thread : m_late)
            thread.join();
    }

    std::vector<std::thread> m_late; ///< grows while a group is under way
    std::atomic<int> m_finished = 0;
};

QTEST_GUILESS_MAIN(WriteQueueTest)
#include "WriteQueueTest.moc"
