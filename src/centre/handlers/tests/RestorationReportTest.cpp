#include "centre/handlers/RestorationReport.h"

#include "centre/handlers/FeedEpoch.h"
#include "centre/handlers/tests/CentreScene.h"
#include "sealing/BlobSealing.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::centre::handlers;
namespace storage = luotsi::centre::storage;

namespace {

constexpr std::int64_t day = 24LL * 3600 * 1000;
const QString path = QStringLiteral("/data/name");

std::optional<RestorationReport> reportOf(CentreScene &centre)
{
    return centre.rows([](auto &rows) { return *restorationReport(rows); });
}

void restore(CentreScene &centre)
{
    QVERIFY((centre.storage.write(
        [&](storage::Transaction &rows) { return beginFeedEpoch(rows, centre.random, centre.clock.wall); })));
}

} // namespace

/// After a backup was put back staff see what has come again and what is named but nowhere to be found.
class RestorationReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutARestorationThereIsNoReport()
    {
        CentreScene centre;
        QVERIFY(!reportOf(centre));
    }

    void whatCameSince_isCountedByDevice_andWhatWasMadeBeforeCameBack()
    {
        CentreScene centre;
        auto first = centre.device();
        const auto silent = centre.device();
        auto before = first.newDraft();
        (void)centre.push(first, {first.next(before, first.answer(before, path, QStringLiteral("a")))});
        centre.clock.wall += day;
        restore(centre);
        auto draft = first.newDraft();
        const auto old = first.answer(draft, path, QStringLiteral("b")); // its clock stands before
        (void)centre.push(first, {first.next(draft, old)});
        const auto report = reportOf(centre);
        QCOMPARE(report->restoredAt, centre.clock.wall);
        QCOMPARE(report->devices.size(), std::size_t(2));
        QCOMPARE(report->silent(), std::size_t(1));
        for (const BroughtBack &brought : report->devices) {
            const bool isFirst = brought.device.id == first.id;
            QCOMPARE(brought.changes, std::uint64_t(isFirst ? 1 : 0));
            QCOMPARE(brought.madeBefore, brought.changes);
            QCOMPARE(brought.drafts, brought.changes);
        }
        QVERIFY(report->incomplete.empty());
    }

    void whatWasMadeAfterwards_didNotComeBack()
    {
        CentreScene centre;
        centre.clock.wall = 1'600'000'000'000; // every device's clock stands later
        auto device = centre.device();
        restore(centre);
        auto draft = device.newDraft();
        (void)centre.push(device, {device.next(draft, device.answer(draft, path, QStringLiteral("a")))});
        const auto report = reportOf(centre);
        QCOMPARE(report->devices.front().changes, std::uint64_t(1));
        QCOMPARE(report->devices.front().madeBefore, std::uint64_t(0));
    }

    void whatIsNamedAndNotHere_isToldOnceSinceTheFirstThatNamesIt()
    {
        CentreScene centre;
        auto device = centre.device();
        restore(centre);
        auto draft = device.newDraft();
        const auto lost = device.answer(draft, path, QStringLiteral("lost"));
        const auto after = device.answer(draft, path, QStringLiteral("b"), {lost.id});
        const auto later = device.answer(draft, path, QStringLiteral("c"), {lost.id});
        const auto blob = *sealing::sealBlob(QByteArray(9'000, 'p'), centre.random);
        const protocol::AttachmentRef ref{sealing::attachmentName(blob.id, u"jpg"), blob.id, blob.key,
                                          QStringLiteral("image/jpeg"), 9'000};
        const std::int64_t since = centre.clock.wall;
        (void)centre.push(device, {device.next(draft, after)});
        centre.clock.wall += day;
        (void)centre.push(device, {device.next(draft, later),
                                   device.next(draft, device.submit(draft, 1, {later.id}, {ref}))});
        auto report = reportOf(centre);
        QCOMPARE(report->incomplete.size(), std::size_t(1));
        const IncompleteDraft &incomplete = report->incomplete.front();
        QVERIFY(incomplete.draft == draft.id);
        QVERIFY(incomplete.changes == std::vector{lost.id});
        QVERIFY(incomplete.attachments == std::vector{blob.id});
        QCOMPARE(incomplete.since, since);

        (void)centre.push(device, {device.next(draft, lost)});
        report = reportOf(centre);
        QVERIFY(report->incomplete.front().changes.empty());
    }

    void whatWasKeptApart_isNotMissing()
    {
        CentreScene centre;
        auto owner = centre.device();
        auto stranger = centre.device(QStringLiteral("south"));
        restore(centre);
        auto draft = owner.newDraft();
        (void)centre.push(owner, {owner.next(draft, owner.answer(draft, path, QStringLiteral("a")))});
        TestDraft same{draft.id, std::move(*draft.keys.clone()), 0, {}};
        const auto apart = stranger.answer(same, path, QStringLiteral("b"));
        (void)centre.push(stranger, {stranger.next(same, apart)});
        const auto after = owner.answer(draft, path, QStringLiteral("c"), {apart.id});
        (void)centre.push(owner, {owner.next(draft, after)});
        QVERIFY(reportOf(centre)->incomplete.empty());
    }
};

QTEST_APPLESS_MAIN(RestorationReportTest)
#include "RestorationReportTest.moc"
