#include "centre/handlers/StuckWork.h"

#include "centre/handlers/tests/CentreScene.h"
#include "sealing/BlobSealing.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::centre::handlers;
namespace storage = luotsi::centre::storage;
namespace paths = luotsi::sync::protocol::paths;

namespace {

StuckWork stuckOf(CentreScene &centre)
{
    return centre.rows([](auto &rows) { return *stuckWork(rows); });
}

/// What a desk found, written as the delivery does.
void setCheck(CentreScene &centre, storage::CheckState check)
{
    QVERIFY((centre.storage.write([&](storage::Transaction &rows) -> base::Result<void> {
        auto submission = rows.submissions()->front();
        submission.check = check;
        return rows.updateSubmission(submission);
    })));
}

} // namespace

/// Whatever waits or was kept apart is told with its age, and what is done with is not.
class StuckWorkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCentreWithNothingToDo_hasNothingStuck()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        (void)centre.push(device, {device.next(draft, device.answer(draft, QStringLiteral("/data/a"),
                                                                    QStringLiteral("1")))});
        QVERIFY(stuckOf(centre).empty());
    }

    void whatWasKeptApart_isCountedSinceTheFirst()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        centre.revoke(device);
        const std::int64_t since = centre.clock.wall;
        for (const char *value : {"1", "2"}) {
            const auto answer = device.answer(draft, QStringLiteral("/data/a"), QLatin1String(value));
            (void)centre.push(device, {device.next(draft, answer)});
            centre.clock.wall += 60'000;
        }
        const auto stuck = stuckOf(centre);
        QCOMPARE(stuck.quarantine.size(), std::size_t(1));
        QVERIFY((stuck.quarantine.front() ==
                 storage::QuarantineCount{draft.id, device.id, base::ErrorCode::Revoked, 2, since}));
    }

    void aSubmissionWaitsUntilItIsWholeAndChecked()
    {
        CentreScene centre;
        auto device = centre.device();
        auto draft = device.newDraft();
        const auto blob = *sealing::sealBlob(QByteArray(150'000, 'p'), centre.random);
        const protocol::AttachmentRef ref{sealing::attachmentName(blob.id, u"jpg"), blob.id, blob.key,
                                          QStringLiteral("image/jpeg"), 150'000};
        (void)centre.push(device, {device.next(draft, device.submit(draft, 1, {}, {ref}))});
        auto stuck = stuckOf(centre);
        QCOMPARE(stuck.submissions.size(), std::size_t(1));
        QVERIFY(stuck.submissions.front().missing == std::vector{blob.id});

        const auto size = static_cast<std::uint64_t>(blob.sealed.size());
        const auto announce = protocol::encodeBlobCreate({blob.id, draft.id, size});
        QCOMPARE(centre.send(Method::Post, paths::blobs, announce, &device).status, 201);
        const QByteArray place = QByteArray(paths::blobs) + '/' + blob.id.toHex();
        (void)centre.send(Method::Patch, place, blob.sealed.left(100'000), &device, 0);
        stuck = stuckOf(centre);
        QCOMPARE(stuck.submissions.front().missingBytes, size - 100'000);
        (void)centre.send(Method::Patch, place, blob.sealed.mid(100'000), &device, 100'000);
        stuck = stuckOf(centre);
        QVERIFY(stuck.submissions.front().missing.empty()); // no desk has looked at it yet

        setCheck(centre, storage::CheckState::Unreadable);
        QCOMPARE(stuckOf(centre).submissions.size(), std::size_t(1));
        setCheck(centre, storage::CheckState::Differs);
        QVERIFY(stuckOf(centre).empty());
    }

    void anOrderWaitsUntilItsDeviceHasDoneIt()
    {
        CentreScene centre;
        const auto device = centre.device();
        const auto add = [&](char name, std::int64_t at) {
            const auto id = *protocol::CommandId::fromBytes(QByteArray(16, name));
            const storage::DeviceCommand order{{id, protocol::CommandKind::Rotate, at}, device.id, 0};
            return centre.storage.write([&](storage::Transaction &rows) { return rows.addCommand(order); });
        };
        QVERIFY(add('b', 20).ok() && add('a', 10).ok());
        auto stuck = stuckOf(centre);
        QCOMPARE(stuck.orders.size(), std::size_t(2));
        QCOMPARE(stuck.orders.front().command.at, std::int64_t(10));
        QVERIFY((centre.storage.write([&](storage::Transaction &rows) {
            return rows.ackCommand(stuck.orders.front().command.id, 30);
        })));
        stuck = stuckOf(centre);
        QCOMPARE(stuck.orders.size(), std::size_t(1));
        QCOMPARE(stuck.orders.front().command.at, std::int64_t(20));
    }
};

QTEST_APPLESS_MAIN(StuckWorkTest)
#include "StuckWorkTest.moc"
