#include "centre/handlers/ReleaseQuarantine.h"

#include "centre/handlers/tests/CentreScene.h"
#include "sync/protocol/Paths.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::centre::handlers;
using protocol::PushOutcome;

namespace {

const QString path = QStringLiteral("/data/name");
const QString north = QStringLiteral("north");
constexpr std::uint64_t eraseKind = 15;

/// A device that was revoked while it still had a person's work.
struct Scene
{
    Scene() : device(centre.device()), draft(device.newDraft()) {}

    protocol::PushReply pushRevoked(const std::vector<protocol::Record> &records)
    {
        centre.revoke(device);
        return centre.push(device, records);
    }
    [[nodiscard]] base::Result<Released> release()
    {
        return releaseQuarantine(*centre.services, draft.id, device.id);
    }
    [[nodiscard]] std::size_t stored()
    {
        return centre.rows([&](auto &rows) { return rows.changesOf(draft.id)->size(); });
    }

    CentreScene centre;
    TestDevice device;
    TestDraft draft;
};

} // namespace

/// Work that was kept apart reaches its draft when staff let it in, and only then.
class ReleaseQuarantineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsLetIn_standsInTheDraftAndInTheFeed()
    {
        Scene scene;
        const auto first = scene.device.answer(scene.draft, path, QStringLiteral("a"));
        const auto second = scene.device.answer(scene.draft, path, QStringLiteral("b"), {first.id});
        const auto kept = scene.pushRevoked(
            {scene.device.next(scene.draft, first), scene.device.next(scene.draft, second)});
        QCOMPARE(kept.results.back().outcome, PushOutcome::Quarantined);
        QCOMPARE(scene.stored(), std::size_t(0));

        const auto released = scene.release();
        QVERIFY(released.ok());
        QVERIFY((*released == Released{2, 0}));
        QCOMPARE(scene.stored(), std::size_t(2));
        QCOMPARE(scene.centre.rows([](auto &rows) { return rows.feed(north, 0, 9)->size(); }),
                 std::size_t(2));
        QVERIFY(scene.centre.rows([](auto &rows) { return rows.quarantineCounts()->empty(); }));
        QCOMPARE(scene.release().error().code, base::ErrorCode::NotFound);
    }

    void aSubmissionThatIsLetIn_hasItsReceiptAndTheAnswersThatCameWithIt()
    {
        Scene scene;
        const auto answer = scene.device.answer(scene.draft, path, QStringLiteral("a"));
        const auto submit = scene.device.next(scene.draft, scene.device.submit(scene.draft, 1, {answer.id}));
        (void)scene.pushRevoked({submit, scene.device.next(scene.draft, answer)});
        QVERIFY(scene.release().ok());
        const auto submissions = scene.centre.rows([](auto &rows) { return *rows.submissions(); });
        QCOMPARE(submissions.size(), std::size_t(1));
        QVERIFY(!submissions.front().receipt.isEmpty());
        const auto row = scene.centre.rows([&](auto &rows) { return **rows.change(answer.id); });
        QVERIFY(!row.afterSubmission);
    }

    void whatTheDeviceOffersAgain_isKnownOnceItWasLetIn()
    {
        Scene scene;
        const auto record =
            scene.device.next(scene.draft, scene.device.answer(scene.draft, path, QStringLiteral("a")));
        (void)scene.pushRevoked({record});
        QCOMPARE(scene.centre.push(scene.device, {record}).results.front().outcome, PushOutcome::Quarantined);
        QVERIFY(scene.release().ok());
        QCOMPARE(scene.centre.push(scene.device, {record}).results.front().outcome, PushOutcome::Duplicate);
    }

    void whatTakesAwayOrSpeaksForTheCentre_staysApart_data()
    {
        QTest::addColumn<quint64>("kind");
        QTest::newRow("erasure") << quint64(eraseKind);
        QTest::newRow("request") << quint64(protocol::ChangeKind::Request);
    }
    void whatTakesAwayOrSpeaksForTheCentre_staysApart()
    {
        QFETCH(quint64, kind);
        Scene scene;
        const auto answer = scene.device.answer(scene.draft, path, QStringLiteral("a"));
        (void)scene.pushRevoked({scene.device.next(scene.draft, answer),
                                 scene.device.next(scene.draft, scene.device.ofKind(scene.draft, kind))});
        const auto released = scene.release();
        QVERIFY(released.ok());
        QVERIFY((*released == Released{1, 1}));
        QCOMPARE(scene.stored(), std::size_t(1));
    }

    void nothingComesBackIntoAnErasedDraft()
    {
        Scene scene;
        auto owner = scene.centre.device();
        auto own = owner.newDraft();
        (void)scene.centre.push(owner, {owner.next(own, owner.answer(own, path, QStringLiteral("a")))});
        TestDraft same{own.id, std::move(*own.keys.clone()), 0, {}};
        scene.draft.id = own.id;
        (void)scene.pushRevoked(
            {scene.device.next(same, scene.device.answer(same, path, QStringLiteral("b")))});
        (void)scene.centre.push(owner, {owner.next(own, owner.ofKind(own, eraseKind))});
        QCOMPARE(scene.release().error().code, base::ErrorCode::Erased);
    }

    void anotherDevicesWorkIsNotTouched()
    {
        Scene scene;
        (void)scene.pushRevoked(
            {scene.device.next(scene.draft, scene.device.answer(scene.draft, path, QStringLiteral("a")))});
        const auto other = scene.centre.device();
        QCOMPARE(releaseQuarantine(*scene.centre.services, scene.draft.id, other.id).error().code,
                 base::ErrorCode::NotFound);
        QCOMPARE(scene.stored(), std::size_t(0));
    }
};

QTEST_APPLESS_MAIN(ReleaseQuarantineTest)
#include "ReleaseQuarantineTest.moc"
