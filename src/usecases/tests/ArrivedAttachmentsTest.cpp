#include "usecases/DraftProgress.h"

#include "sealing/BlobSealing.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::usecases;

namespace {

protocol::BlobId blob(char fill)
{
    return *protocol::BlobId::fromBytes(QByteArray(32, fill));
}

QString name(char fill)
{
    return sealing::attachmentName(blob(fill), u"jpg");
}

Progress withReceipt(std::vector<protocol::BlobId> missing)
{
    Progress progress;
    progress.receipt.emplace();
    progress.receipt->round = 1;
    progress.receipt->complete = missing.empty();
    progress.receipt->missing = std::move(missing);
    return progress;
}

} // namespace

/// How far the pages of a sent application have come, by facts alone.
class ArrivedAttachmentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lastByteAcknowledged_countsAsArrived()
    {
        Progress progress;
        progress.attachments = {{blob('a'), 1000, 1000}, {blob('b'), 1000, 400}, {blob('c'), 1000, 0}};
        const auto pages = arrivedOf(progress, {name('a'), name('b'), name('c')}, 1);
        QCOMPARE(pages.total, 3);
        QCOMPARE(pages.arrived, 1);
        QCOMPARE(pages.percentOfNext, 40);
        QVERIFY(!pages.allThere());
    }

    void attachmentPutAside_isNotTheNextOne()
    {
        Progress progress;
        progress.attachments = {{blob('a'), 1000, 900, true}, {blob('b'), 1000, 400}};
        const auto pages = arrivedOf(progress, {name('a'), name('b')}, 1);
        QCOMPARE(pages.arrived, 0);
        QCOMPARE(pages.percentOfNext, 40);
        progress.attachments.pop_back();
        QVERIFY(!arrivedOf(progress, {name('a')}, 1).percentOfNext);
    }

    void whatLiesAside_isNotOnTheWay()
    {
        Progress progress;
        progress.attachments = {{blob('a'), 1000, 900, true}, {blob('b'), 500, 400}, {blob('c'), 30, 30}};
        const BytesOnTheWay bytes = bytesOnTheWay(progress);
        QCOMPARE(bytes.acknowledged, std::uint64_t{430});
        QCOMPARE(bytes.total, std::uint64_t{530});
    }

    void almostThere_isNotSaidToBeWhole()
    {
        Progress progress;
        progress.attachments = {{blob('a'), 1'000'000, 999'999}};
        QCOMPARE(arrivedOf(progress, {name('a')}, 1).percentOfNext, 99);
    }

    void attachedElsewhere_countsOnlyByTheReceipt()
    {
        QCOMPARE(arrivedOf({}, {name('a')}, 1).arrived, 0);
        QVERIFY(!arrivedOf({}, {name('a')}, 1).percentOfNext);
        const auto pages = arrivedOf(withReceipt({blob('b')}), {name('a'), name('b')}, 1);
        QCOMPARE(pages.arrived, 1);
        QVERIFY(arrivedOf(withReceipt({}), {name('a'), name('b')}, 1).allThere());
    }

    void receiptOfAnEarlierRound_saysNothingOfThisOne()
    {
        QCOMPARE(arrivedOf(withReceipt({}), {name('a')}, 2).arrived, 0);
    }

    void whatIsNotInTheRound_doesNotCount()
    {
        Progress progress;
        progress.attachments = {{blob('a'), 1000, 1000}, {blob('z'), 1000, 10}};
        const auto pages = arrivedOf(progress, {name('a')}, 1);
        QCOMPARE(pages.total, 1);
        QVERIFY(pages.allThere() && !pages.percentOfNext);
    }
};

QTEST_GUILESS_MAIN(ArrivedAttachmentsTest)
#include "ArrivedAttachmentsTest.moc"
