#include "centre/handlers/CentreChanges.h"
#include "centre/handlers/tests/CentreScene.h"

#include "crypto/ResumeCode.h"
#include "sealing/ChangeSealing.h"
#include "sealing/WrapSealing.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::centre;
using namespace luotsi::centre::handlers;
using protocol::PushOutcome;
namespace paths = sync::protocol::paths;

namespace {

constexpr std::int64_t day = 24 * 3'600'000;

struct Scene
{
    CentreScene centre;
    TestDevice device = centre.device();
    TestDraft draft = device.newDraft();

    Scene()
    {
        (void)centre.push(device, {device.next(draft, device.answer(draft, QStringLiteral("/data/a"), {}))});
    }
    [[nodiscard]] protocol::Change request()
    {
        protocol::ChangeHeader header;
        header.draft = draft.id;
        header.slot = *sealing::slotFor(draft.keys, u"#request");
        const protocol::RequestBody body{{}, QStringLiteral("Bring it."), {}, QStringLiteral("Kela"), 1};
        return *sealing::sealChange(header, body, draft.keys, centre.random);
    }
    [[nodiscard]] Result<void> add(const protocol::Change &change)
    {
        return centre.storage.write(
            [&](storage::Transaction &rows) { return addCentreChange(rows, change, centre.clock.wall); });
    }
};

} // namespace

class OwnChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestReachesTheFeedOfEveryScopeOnce()
    {
        Scene scene;
        const auto change = scene.request();
        QVERIFY(scene.add(change).ok());
        QVERIFY(scene.add(change).ok());
        const auto feed =
            scene.centre.rows([](auto &rows) { return *rows.feed(QStringLiteral("north"), 0, 10); });
        QCOMPARE(feed.size(), std::size_t(2));
        QVERIFY(feed.back().change == change.id);
        QCOMPARE(feed.back().number, std::uint64_t(2));
    }

    void aRequestComesWithTheCode()
    {
        Scene scene;
        const auto keys = *crypto::deriveCodeKeys(crypto::ResumeCode::generate(scene.centre.random));
        const auto lookup = sealing::lookupOf(keys);
        const auto wrap = *sealing::sealCodeWrap(scene.draft.id, scene.draft.keys, keys, scene.centre.random);
        const auto body = protocol::encodeCodeStore({lookup, wrap, scene.centre.clock.wall + 14 * day});
        QCOMPARE(scene.centre.send(Method::Post, paths::codes, body, &scene.device).status, 204);
        const auto change = scene.request();
        QVERIFY(scene.add(change).ok());
        const auto other = scene.centre.device(QStringLiteral("south"));
        const auto response =
            scene.centre.send(Method::Post, QByteArray(paths::codes) + '/' + lookup.toHex() + paths::claim,
                              protocol::encodeCodeClaim({lookup, 0}), &other);
        const auto reply = protocol::decodeCodeClaimReply(response.body);
        QVERIFY(reply.ok());
        QVERIFY(reply->changes.back().id == change.id);
    }

    void aDeviceThatSpeaksForTheAuthorityIsKeptApart()
    {
        Scene scene;
        const auto forged = scene.request();
        const auto reply = scene.centre.push(scene.device, {scene.device.next(scene.draft, forged)});
        QCOMPARE(reply.results.at(0).outcome, PushOutcome::Quarantined);
        QVERIFY(!scene.centre.rows([&](auto &rows) { return *rows.change(forged.id); }));
        QCOMPARE(scene.centre.rows([](auto &rows) { return rows.quarantineCounts()->size(); }),
                 std::size_t(1));
        // Nothing behind it is held up.
        const auto next = scene.device.answer(scene.draft, QStringLiteral("/data/a"), QStringLiteral("1"));
        QCOMPARE(
            scene.centre.push(scene.device, {scene.device.next(scene.draft, next)}).results.at(0).outcome,
            PushOutcome::Stored);
    }

    void nothingIsAddedToAnErasedOrUnknownDraft()
    {
        Scene scene;
        const auto change = scene.request();
        (void)scene.centre.push(scene.device,
                                {scene.device.next(scene.draft, scene.device.ofKind(scene.draft, 15))});
        QCOMPARE(scene.add(change).error().code, base::ErrorCode::Erased);
        scene.draft = scene.device.newDraft();
        QCOMPARE(scene.add(scene.request()).error().code, base::ErrorCode::NotFound);
    }
};

QTEST_APPLESS_MAIN(OwnChangesTest)
#include "OwnChangesTest.moc"
