#include "sync/protocol/Control.h"
#include "centre/handlers/tests/CentreScene.h"
#include "sync/protocol/Paths.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::centre;
using namespace luotsi::centre::handlers;
using protocol::CommandKind;
using protocol::ProblemType;
namespace paths = sync::protocol::paths;

namespace {

struct Scene
{
    protocol::CommandId order(const TestDevice &to, CommandKind kind, std::int64_t at)
    {
        const auto id = centre.random.make<protocol::CommandId>();
        (void)centre.storage.write([&](storage::Transaction &rows) {
            return rows.addCommand({{id, kind, at}, to.id, 0});
        });
        return id;
    }
    [[nodiscard]] std::vector<protocol::Command> commands(const TestDevice &who)
    {
        const auto response = centre.get(paths::commands, {}, who);
        const auto found = protocol::decodeCommands(response.body);
        return found ? *found : std::vector<protocol::Command>{};
    }
    [[nodiscard]] Response ack(const protocol::CommandId &id, const TestDevice &who)
    {
        const QByteArray path = QByteArray(paths::commands) + '/' + id.toHex() + paths::ack;
        return centre.send(Method::Post, path, {}, &who);
    }
    [[nodiscard]] std::vector<protocol::AuditEntry> chain(int length, char mark = 'a')
    {
        std::vector<protocol::AuditEntry> entries;
        protocol::AuditHash previous;
        for (int i = 1; i <= length; ++i) {
            entries.push_back({device.id, static_cast<std::uint64_t>(i), previous, i,
                               QStringLiteral("session-ended"), QByteArray(4, mark)});
            previous = protocol::hashOf(entries.back());
        }
        return entries;
    }
    [[nodiscard]] Response audit(const std::vector<protocol::AuditEntry> &entries)
    {
        return centre.send(Method::Post, paths::audit, protocol::encodeAuditPush(entries), &device);
    }
    [[nodiscard]] std::size_t stored()
    {
        return centre.rows([&](auto &rows) { return rows.auditOf(device.id, 0, 1000)->size(); });
    }

    CentreScene centre;
    TestDevice device = centre.device();
    TestDevice other = centre.device();
};

std::optional<ProblemType> problem(const Response &response)
{
    const auto found = CentreScene::problemOf(response);
    return found ? std::optional(found->type) : std::nullopt;
}

} // namespace

class CentreControlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeviceIsToldItsCommandsUntilItHasAcknowledgedThem()
    {
        Scene scene;
        const auto second = scene.order(scene.device, CommandKind::Rotate, 20);
        const auto first = scene.order(scene.device, CommandKind::Wipe, 10);
        (void)scene.order(scene.other, CommandKind::Wipe, 5);
        const auto told = scene.commands(scene.device);
        QVERIFY(told.size() == 2 && told[0].id == first && told[1].id == second);
        QVERIFY(told[0].kind == CommandKind::Wipe);
        QCOMPARE(scene.ack(first, scene.device).status, 204);
        QCOMPARE(scene.ack(first, scene.device).status, 204);
        QVERIFY(scene.commands(scene.device).size() == 1);
    }

    void nobodyAcknowledgesForAnother()
    {
        Scene scene;
        const auto id = scene.order(scene.device, CommandKind::Wipe, 10);
        QCOMPARE(problem(scene.ack(id, scene.other)), ProblemType::NotFound);
        QCOMPARE(problem(scene.ack(scene.centre.random.make<protocol::CommandId>(), scene.device)),
                 ProblemType::NotFound);
        QCOMPARE(scene.commands(scene.device).size(), std::size_t(1));
    }

    void aRevokedDeviceIsStillToldWhatToDo()
    {
        Scene scene;
        const auto id = scene.order(scene.device, CommandKind::Revoke, 10);
        scene.centre.revoke(scene.device);
        QCOMPARE(scene.commands(scene.device).size(), std::size_t(1));
        QCOMPARE(scene.ack(id, scene.device).status, 204);
    }

    void anAuditChainIsKeptOnceAndInOrder()
    {
        Scene scene;
        const auto all = scene.chain(5);
        const std::vector first(all.begin(), all.begin() + 3);
        QCOMPARE(*protocol::decodeAuditReply(scene.audit(first).body), std::uint64_t(3));
        QCOMPARE(*protocol::decodeAuditReply(scene.audit(first).body), std::uint64_t(3));
        QCOMPARE(*protocol::decodeAuditReply(scene.audit(all).body), std::uint64_t(5));
        QCOMPARE(scene.stored(), std::size_t(5));
    }

    void aGapIsToldAndWhatCameBeforeItStays()
    {
        Scene scene;
        auto entries = scene.chain(4);
        entries.erase(entries.begin() + 2);
        const auto response = scene.audit(entries);
        QCOMPARE(problem(response), ProblemType::Gap);
        QCOMPARE(CentreScene::problemOf(response)->expectedSequence, std::optional<std::uint64_t>(3));
        QCOMPARE(scene.stored(), std::size_t(2));
    }

    void anotherChainUnderTheSameNumbersIsAFork()
    {
        Scene scene;
        QCOMPARE(scene.audit(scene.chain(3)).status, 200);
        QCOMPARE(problem(scene.audit(scene.chain(3, 'b'))), ProblemType::Fork);
        auto unchained = scene.chain(4);
        unchained[3].previous = protocol::hashOf(unchained[0]);
        QCOMPARE(problem(scene.audit({unchained[3]})), ProblemType::Fork);
        QCOMPARE(scene.stored(), std::size_t(3));
    }

    void aDeviceWritesItsOwnChainOnly()
    {
        Scene scene;
        auto entries = scene.chain(1);
        entries.front().device = scene.other.id;
        QCOMPARE(problem(scene.audit(entries)), ProblemType::Malformed);
        QCOMPARE(problem(scene.centre.send(Method::Post, paths::audit, "nonsense", &scene.device)),
                 ProblemType::Malformed);
    }

    void anAuditCountsAgainstTheDevicesQuota()
    {
        Policy policy;
        policy.recordsPerHour = 2;
        CentreScene centre(policy);
        Scene scene;
        auto device = centre.device();
        std::vector<protocol::AuditEntry> entries;
        protocol::AuditHash previous;
        for (std::uint64_t i = 1; i <= 3; ++i) {
            entries.push_back({device.id, i, previous, 0, QStringLiteral("event"), {}});
            previous = protocol::hashOf(entries.back());
        }
        const auto response =
            centre.send(Method::Post, paths::audit, protocol::encodeAuditPush(entries), &device);
        QCOMPARE(problem(response), ProblemType::Quota);
    }
};

QTEST_GUILESS_MAIN(CentreControlTest)
#include "ControlTest.moc"
