#include "centre/handlers/DeliverSubmissions.h"
#include "centre/handlers/tests/CentreScene.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::centre;
using namespace luotsi::centre::handlers;
using storage::CheckState;

namespace {

/// A desk that says what it is told to, or is down.
class FakeDesk final : public ports::KeyDesk
{
public:
    base::Result<ports::Acceptance> accept(const ports::Delivery &delivery) override
    {
        ++calls;
        if (down)
            return base::ErrorCode::StoreKeyUnavailable;
        if (delivery.wraps.empty())
            return ports::Acceptance{ports::Verdict::NoWrap, {}};
        return ports::Acceptance{verdict, QStringLiteral("/data/total")};
    }
    bool down = false;
    ports::Verdict verdict = ports::Verdict::Agreed;
    int calls = 0;
};

struct Scene
{
    CentreScene centre;
    FakeDesk desk;
    TestDevice device = centre.device();
    TestDraft draft = device.newDraft();
    DeliverSubmissions deliveries{*centre.services, desk};

    void submit() { (void)centre.push(device, {device.next(draft, device.submit(draft, 1, {}))}); }
    void wrap() { (void)centre.push(device, {device.next(draft, device.intakeWrap(draft))}); }
    [[nodiscard]] storage::Submission row()
    {
        return centre.rows([](auto &rows) { return rows.submissions()->front(); });
    }
};

} // namespace

class DeliveryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSubmissionIsDeliveredOnce()
    {
        Scene scene;
        scene.wrap();
        scene.submit();
        QCOMPARE(*scene.deliveries.run(), 1);
        QCOMPARE(*scene.deliveries.run(), 0);
        QCOMPARE(scene.desk.calls, 1);
        QCOMPARE(scene.row().check, CheckState::Agreed);
    }

    void aDifferenceIsFlaggedAndDropsNothing()
    {
        Scene scene;
        scene.desk.verdict = ports::Verdict::Differs;
        scene.wrap();
        scene.submit();
        QCOMPARE(*scene.deliveries.run(), 1);
        QCOMPARE(scene.row().check, CheckState::Differs);
        QCOMPARE(scene.row().checkDetail, QStringLiteral("/data/total"));
        QVERIFY(scene.row().completedAt != 0);
    }

    void whileTheDeskIsDownDeliveriesWaitWithANextAttempt()
    {
        Scene scene;
        scene.desk.down = true;
        scene.wrap();
        scene.submit();
        QCOMPARE(*scene.deliveries.run(), 0);
        QVERIFY(scene.row().nextDeliveryAt > scene.centre.clock.wall);
        QCOMPARE(*scene.deliveries.run(), 0);
        QCOMPARE(scene.desk.calls, 1);
        for (int i = 0; i < 20; ++i) {
            scene.centre.clock.wall = scene.row().nextDeliveryAt;
            QCOMPARE(*scene.deliveries.run(), 0);
            QVERIFY(scene.row().nextDeliveryAt - scene.centre.clock.wall <= 301'000);
        }
        scene.desk.down = false;
        scene.centre.clock.wall = scene.row().nextDeliveryAt;
        QCOMPARE(*scene.deliveries.run(), 1);
        QCOMPARE(scene.row().check, CheckState::Agreed);
    }

    void aWrapThatComesLaterIsNotWaitedFor()
    {
        Scene scene;
        scene.submit();
        QCOMPARE(*scene.deliveries.run(), 0);
        QCOMPARE(scene.row().check, CheckState::Waiting);
        QVERIFY(scene.row().nextDeliveryAt > scene.centre.clock.wall);
        scene.wrap();
        QCOMPARE(*scene.deliveries.run(), 1);
        QCOMPARE(scene.row().check, CheckState::Agreed);
    }
};

QTEST_APPLESS_MAIN(DeliveryTest)
#include "DeliveryTest.moc"
