#include "sync/core/FeedReader.h"
#include "sync/core/tests/SeededRandom.h"
#include "sync/protocol/ChangeCodec.h"

#include <QtTest>

#include <set>

using namespace luotsi;
using namespace luotsi::sync::core;
namespace protocol = luotsi::sync::protocol;

namespace {

const QString scope = QStringLiteral("north");

protocol::FeedEpochId epoch(char letter)
{
    return *protocol::FeedEpochId::fromBytes(QByteArray(16, letter));
}

protocol::Change change(std::uint64_t number)
{
    protocol::ChangeHeader header;
    header.draft = *protocol::DraftId::fromBytes(QByteArray(16, 'd'));
    header.kind = protocol::ChangeKind::Note;
    header.deviceTime = static_cast<std::int64_t>(number);
    return *protocol::makeChange(header, QByteArray(24, 'n'), QByteArray(80, 'c'));
}

/// Lines `from` to `to` as one page.
protocol::FeedPage page(std::uint64_t from, std::uint64_t to, bool more = false)
{
    protocol::FeedPage result;
    result.feedEpoch = epoch('e');
    for (std::uint64_t number = from; number <= to; ++number)
        result.entries.push_back({number, change(number)});
    result.next = to;
    result.more = more;
    return result;
}

FeedReader readerAt(std::uint64_t number)
{
    return {scope, {epoch('e'), number, false}};
}

} // namespace

class FeedReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewReaderAsksFromTheStart()
    {
        const FeedReader reader(scope, {});
        QVERIFY((reader.question() == FeedQuestion{scope, std::nullopt, 0, protocol::maximumFeedEntries}));
    }

    void theCursorMovesOnlyWhenThePageIsCommitted()
    {
        FeedReader reader(scope, {});
        const auto step = reader.read(page(1, 3));
        QVERIFY(step.ok());
        QCOMPARE(reader.question().after, std::uint64_t(0));
        reader.applied(*step);
        QVERIFY((reader.question() == FeedQuestion{scope, epoch('e'), 3, protocol::maximumFeedEntries}));
    }

    void aPageThatDoesNotGoOnWhereTheCursorStandsIsRefused()
    {
        for (const auto &wrong : {page(5, 6), page(3, 4), page(2, 5)})
            QCOMPARE(readerAt(3).read(wrong).error().code, base::ErrorCode::MalformedInput);
        QVERIFY(readerAt(3).read(page(4, 6)).ok());
    }

    void aPageThatSkipsANumberIsRefused()
    {
        auto gap = page(4, 6);
        gap.entries.erase(gap.entries.begin() + 1);
        QCOMPARE(readerAt(3).read(gap).error().code, base::ErrorCode::MalformedInput);
    }

    void aCursorBeyondTheLastNumberIsRefused()
    {
        auto lying = page(4, 6);
        lying.next = 9;
        QVERIFY(!readerAt(3).read(lying).ok());
        auto empty = page(4, 3);
        empty.next = 9;
        QVERIFY(!readerAt(3).read(empty).ok());
    }

    void tombstonesCountAsNumbersAndNameTheirDrafts()
    {
        auto withTombstone = page(4, 6);
        withTombstone.entries[1].change.reset();
        withTombstone.erased = {*protocol::DraftId::fromBytes(QByteArray(16, 'x'))};
        const auto step = readerAt(3).read(withTombstone);
        QVERIFY(step.ok() && step->changes.size() == 2 && step->cursor.number == 6);
        QVERIFY(step->erased == withTombstone.erased);
    }

    void thePartOfAFirstReadIsNotTheWhole()
    {
        FeedReader reader(scope, {});
        const auto part = reader.read(page(1, 3, true));
        QVERIFY(part->more && !part->cursor.complete);
        reader.applied(*part);
        const auto end = reader.read(page(4, 5));
        QVERIFY(end->cursor.complete);
        reader.applied(*end);
        QVERIFY(reader.read(page(6, 7, true))->cursor.complete); // once whole, later pages are news
    }

    void anotherEpochIsAResetAndStartsAgain()
    {
        FeedReader reader = readerAt(3);
        auto other = page(4, 5);
        other.feedEpoch = epoch('f');
        QCOMPARE(reader.read(other).error().code, base::ErrorCode::FeedReset);
        const auto step = reader.restart();
        QVERIFY(step.erased.empty() && step.changes.empty());
        reader.applied(step);
        QVERIFY((reader.question() == FeedQuestion{scope, std::nullopt, 0, protocol::maximumFeedEntries}));
    }

    void withLostRepliesAndDeathsBeforeTheCommitNothingIsSkipped()
    {
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            SeededRandom random(seed);
            constexpr std::uint64_t last = 40;
            FeedCursor stored;
            std::set<protocol::ChangeId> held;
            FeedReader reader(scope, stored);
            for (int turn = 0; turn < 400 && stored.number < last; ++turn) {
                const auto asked = reader.question();
                const std::uint64_t end = std::min(last, asked.after + 1 + random.below(5));
                const auto step = reader.read(page(asked.after + 1, end, end < last));
                QVERIFY(step.ok());
                const auto fate = random.below(4);
                if (fate == 0)
                    continue; // the reply was lost
                if (fate == 1) {
                    reader = FeedReader(scope, stored); // died before the commit
                    continue;
                }
                for (const auto &read : step->changes)
                    held.insert(read.id);
                stored = step->cursor;
                if (fate == 2)
                    reader = FeedReader(scope, stored); // died behind the commit
                else
                    reader.applied(*step);
            }
            QCOMPARE(held.size(), std::size_t(last));
        }
    }
};

QTEST_APPLESS_MAIN(FeedReaderTest)
#include "FeedReaderTest.moc"
