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

void answer(WriteQueue::Turn &turn)
{
    turn.answered = true;
}

/// Works that are never run: what matters is whose turn it is.
const storage::Storage::Work nothing = [](storage::Transaction &) { return base::Result<void>(); };

} // namespace

class WriteQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoWaitsWhileAnotherCommits_isTakenWithAllWhoWait()
    {
        std::vector<std::size_t> groups;
        std::vector<std::thread> late;
        WriteQueue *self = nullptr;
        WriteQueue queue([&](const Turns &turns) {
            groups.push_back(turns.size());
            if (groups.size() == 1) {
                for (int number = 0; number < 3; ++number)
                    late.emplace_back([&] { (void)self->write(nothing); });
                while (self->waiting() < 3)
                    std::this_thread::yield();
            }
            for (WriteQueue::Turn *turn : turns)
                answer(*turn);
        });
        self = &queue;
        QVERIFY(queue.write(nothing).ok());
        for (std::thread &thread : late)
            thread.join();
        QCOMPARE(groups, (std::vector<std::size_t>{1, 3}));
    }

    void whatAGroupLeaves_comesFirstTheNextTime()
    {
        std::vector<Turns> groups;
        std::vector<std::thread> late;
        WriteQueue *self = nullptr;
        const auto join = [&](std::size_t waiting) {
            late.emplace_back([&] { (void)self->write(nothing); });
            while (self->waiting() < waiting)
                std::this_thread::yield();
        };
        WriteQueue queue([&](const Turns &turns) {
            groups.push_back(turns);
            if (groups.size() == 1) {
                join(1);
                join(2);
            } else if (groups.size() == 2) {
                join(1);
            }
            answer(*turns.front());
        });
        self = &queue;
        QVERIFY(queue.write(nothing).ok());
        for (std::thread &thread : late)
            thread.join();
        QCOMPARE(groups.size(), std::size_t{4});
        QCOMPARE(groups[1].size(), std::size_t{2});
        QCOMPARE(groups[2].size(), std::size_t{2});
        QCOMPARE(groups[2].front(), groups[1].back());
        QCOMPARE(groups[3].front(), groups[2].back());
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
                answer(*turn);
            }
            --inside;
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
};

QTEST_GUILESS_MAIN(WriteQueueTest)
#include "WriteQueueTest.moc"
