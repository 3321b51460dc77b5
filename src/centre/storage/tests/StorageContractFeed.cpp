// The part of the contract that speaks of feeds, settings, commands and audit chains.
#include "centre/storage/tests/ContractSteps.h"
#include "centre/storage/tests/StorageContract.h"

#include <QThread>
#include <QtTest>

#include <atomic>
#include <map>
#include <thread>

namespace luotsi::centre::storage {

using namespace contract;

void StorageContract::feedNumbersHaveNoGaps()
{
    const QString north = QStringLiteral("north");
    WRITE({
        STEP(withDraft(rows));
        for (const char letter : {'p', 'q', 'r'})
            STEP(rows.addChange(change(letter)));
        EXPECT(*rows.raiseScope(north, 2) == 2);
        STEP(rows.addFeedEntry(north, {1, id<protocol::ChangeId>('p')}));
        STEP(rows.addFeedEntry(north, {2, id<protocol::ChangeId>('q')}));
        EXPECT(*rows.raiseScope(QStringLiteral("south"), 1) == 1);
    });
    (void)m_storage->write([&](Transaction &rows) -> Result<void> {
        STEP(rows.raiseScope(north, 40));
        return base::ErrorCode::Internal;
    });
    WRITE({
        EXPECT(*rows.raiseScope(north, 1) == 3);
        STEP(rows.addFeedEntry(north, {3, id<protocol::ChangeId>('r')}));
        EXPECT((*rows.feed(north, 1, 10) ==
                std::vector<FeedEntry>{{2, id<protocol::ChangeId>('q')}, {3, id<protocol::ChangeId>('r')}}));
        EXPECT(rows.feed(north, 0, 2)->size() == 2);
    });
}

void StorageContract::aFeedPageGivesTheBytesAndEndsAtItsLimits()
{
    const QString north = QStringLiteral("north");
    WRITE({
        STEP(withDraft(rows));
        for (const char letter : {'p', 'q', 'r'})
            EXPECT(*rows.addChange(change(letter)));
        EXPECT(*rows.scopeHead(north) == 0);
        EXPECT(*rows.raiseScope(north, 4) == 4);
        EXPECT(*rows.scopeHead(north) == 4);
        STEP(rows.addFeedEntry(north, {1, id<protocol::ChangeId>('r')}));
        STEP(rows.addFeedEntry(north, {2, {}, draftB}));
        STEP(rows.addFeedEntry(north, {3, id<protocol::ChangeId>('p')}));
        STEP(rows.addFeedEntry(north, {4, id<protocol::ChangeId>('q')}));
    });
    WRITE({
        const auto all = rows.feedPage(north, 0, 10, 1000);
        EXPECT(all.ok() && all->size() == 4);
        EXPECT((all->at(0) == FeedLine{{1, id<protocol::ChangeId>('r')}, "bytes-r"}));
        EXPECT((all->at(1) == FeedLine{{2, {}, draftB}, {}}));
        EXPECT(all->at(2).change == "bytes-p");
        EXPECT(rows.feedPage(north, 1, 2, 1000)->size() == 2);
        EXPECT(rows.feedPage(north, 1, 2, 1000)->at(0).entry.number == 2);
        EXPECT(rows.feedPage(north, 0, 10, 8)->size() == 3);
        EXPECT(rows.feedPage(north, 4, 10, 1000)->empty());
        EXPECT(rows.feedPage(QStringLiteral("south"), 0, 10, 1000)->empty());
    });
}

namespace {

/// One push's last steps on two scopes: raise each counter by two, then enter the lines, slowly.
Result<void> pushTwo(Storage &storage, const std::vector<QString> &scopes, int mark)
{
    return storage.write([&](Transaction &rows) -> Result<void> {
        for (const QString &scope : scopes) {
            const auto last = rows.raiseScope(scope, 2);
            if (!last)
                return last.error();
            QThread::usleep(static_cast<unsigned long>(mark % 7) * 50);
            STEP(rows.addFeedEntry(scope, {*last - 1, {}, draftA}));
            STEP(rows.addFeedEntry(scope, {*last, {}, draftB}));
        }
        // Some pushes end without a commit: their numbers are given out again.
        return mark % 5 == 0 ? Result<void>(base::ErrorCode::QuotaExceeded) : Result<void>();
    });
}

std::vector<FeedLine> pageAfter(Storage &storage, const QString &scope, std::uint64_t after)
{
    std::vector<FeedLine> lines;
    (void)storage.read([&](Transaction &rows) -> Result<void> {
        auto page = rows.feedPage(scope, after, 500, 1'000'000);
        if (!page)
            return page.error();
        lines = std::move(*page);
        return {};
    });
    return lines;
}

} // namespace

void StorageContract::aReaderBesideWritersSkipsNoNumber()
{
    constexpr int writers = 4;
    constexpr int each = 20;
    const std::vector<QString> scopes{QStringLiteral("east"), QStringLiteral("north")};
    std::atomic<int> running = writers;
    std::atomic<std::uint64_t> committed = 0;
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&, writer] {
            for (int i = 0; i < each; ++i)
                committed += pushTwo(*m_storage, scopes, writer * each + i).ok() ? 2 : 0;
            --running;
        });
    }
    std::map<QString, std::uint64_t> cursors;
    bool skipped = false;
    for (bool last = false; !last;) {
        last = running == 0;
        for (const QString &scope : scopes) {
            for (const FeedLine &line : pageAfter(*m_storage, scope, cursors[scope])) {
                skipped = skipped || line.entry.number != cursors[scope] + 1;
                cursors[scope] = line.entry.number;
            }
        }
    }
    for (std::thread &thread : threads)
        thread.join();
    QVERIFY(!skipped);
    QCOMPARE(committed.load(), std::uint64_t(2 * writers * each * 4 / 5));
    for (const QString &scope : scopes)
        QCOMPARE(cursors[scope], committed.load());
}

void StorageContract::aSettingIsAddedOnce()
{
    WRITE({
        STEP(rows.addSetting("s", "first"));
        STEP(rows.addSetting("s", "second"));
        EXPECT(**rows.setting("s") == "first");
        STEP(rows.putSetting("s", "third"));
        EXPECT(**rows.setting("s") == "third");
    });
}

void StorageContract::commandsStandUntilTheyAreAcknowledged()
{
    const DeviceCommand late{{id<protocol::CommandId>('l'), protocol::CommandKind::Rotate, 20}, deviceA, 0};
    const DeviceCommand early{{id<protocol::CommandId>('e'), protocol::CommandKind::Wipe, 10}, deviceA, 0};
    const DeviceCommand others{
        {id<protocol::CommandId>('o'), protocol::CommandKind::Wipe, 5}, id<protocol::DeviceId>('x'), 0};
    WRITE({
        for (const DeviceCommand &command : {late, early, others, early})
            STEP(rows.addCommand(command));
        EXPECT((*rows.openCommands(deviceA, 10) == std::vector{early, late}));
        EXPECT(rows.openCommands(deviceA, 1)->size() == 1);
        STEP(rows.ackCommand(early.command.id, 30));
        STEP(rows.ackCommand(early.command.id, 40));
        EXPECT((*rows.command(early.command.id))->ackedAt == 30);
        EXPECT(*rows.openCommands(deviceA, 10) == std::vector{late});
        EXPECT(!rows.command(id<protocol::CommandId>('n'))->has_value());
    });
}

void StorageContract::anAuditChainIsReadBackInOrder()
{
    const AuditHead first{1, id<protocol::AuditHash>('1')};
    const AuditHead second{2, id<protocol::AuditHash>('2')};
    WRITE({
        EXPECT(*rows.auditHead(deviceA) == AuditHead{});
        STEP(rows.addAudit(deviceA, first, 5, "one"));
        STEP(rows.addAudit(deviceA, second, 6, "two"));
        EXPECT(*rows.auditHead(deviceA) == second);
        EXPECT(*rows.auditEntry(deviceA, 1) == first);
        EXPECT(*rows.auditEntry(deviceA, 3) == AuditHead{});
        EXPECT((*rows.auditOf(deviceA, 0, 10) == std::vector<QByteArray>{"one", "two"}));
        EXPECT((*rows.auditOf(deviceA, 1, 10) == std::vector<QByteArray>{"two"}));
        EXPECT(*rows.auditHead(id<protocol::DeviceId>('x')) == AuditHead{});
    });
    QVERIFY(!m_storage->write([&](Transaction &rows) { return rows.addAudit(deviceA, second, 7, "again"); }));
}

} // namespace luotsi::centre::storage
