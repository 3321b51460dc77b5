#include "centre/handlers/tests/CentreScene.h"
#include "sealing/WorkerSealing.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::centre;
using namespace luotsi::centre::handlers;
using base::ErrorCode;
using protocol::ProblemType;
namespace paths = sync::protocol::paths;

namespace {

const QString path = QStringLiteral("/data/a");

/// A desk that gives what it is told to and remembers what it was asked.
class FakeDesk final : public ports::KeyDesk
{
public:
    base::Result<ports::Acceptance> accept(const ports::Delivery &) override
    {
        return base::ErrorCode::Internal;
    }
    base::Result<protocol::RewrapReply> rewrap(const ports::Rewrap &rewrap) override
    {
        asked.push_back(rewrap);
        if (refusal)
            return *refusal;
        return protocol::RewrapReply{rewrap.wraps};
    }
    base::Result<void> ready() override
    {
        return refusal ? base::Result<void>(*refusal) : base::Result<void>();
    }
    base::Result<void> erase(const protocol::DraftId &draft) override
    {
        erased.push_back(draft);
        return {};
    }
    std::optional<base::Error> refusal;
    std::vector<ports::Rewrap> asked;
    std::vector<protocol::DraftId> erased;
};

struct Scene
{
    Scene()
    {
        centre.services->keyDesk = &desk;
        centre.router = std::make_unique<Router>(*centre.services, [] {});
        (void)centre.push(kiosk, {kiosk.next(draft, kiosk.answer(draft, path, QStringLiteral("1"))),
                                  kiosk.next(draft, kiosk.intakeWrap(draft))});
    }
    [[nodiscard]] protocol::RewrapRequest request(const protocol::DraftId &of)
    {
        const auto box = *crypto::BoxKeyPair::generate(centre.random);
        const protocol::WorkerGrant grant{centre.random.make<protocol::ActorId>(),
                                          QStringLiteral("worker"),
                                          tabletScope,
                                          tablet.id,
                                          signing.publicKey,
                                          box.publicKey,
                                          box.publicKey,
                                          0,
                                          1};
        const protocol::RewrapOrder order{centre.random.make<protocol::RequestId>(), of, tablet.id,
                                          QStringLiteral("hand-over"), 1};
        return *sealing::signRewrap(order, *sealing::certifyWorker(grant, signing), signing);
    }
    [[nodiscard]] Response send(const protocol::RewrapRequest &request, const TestDevice &device)
    {
        return centre.send(Method::Post, paths::rewrap, protocol::encodeRewrapRequest(request), &device);
    }
    [[nodiscard]] std::optional<ProblemType> problem(const Response &response)
    {
        const auto found = CentreScene::problemOf(response);
        return found ? std::optional(found->type) : std::nullopt;
    }
    [[nodiscard]] std::size_t accesses()
    {
        return centre.rows([&](auto &rows) { return rows.accesses(draft.id, 10)->size(); });
    }

    const QString tabletScope = QStringLiteral("team");
    CentreScene centre;
    FakeDesk desk;
    crypto::SigningKey signing = *crypto::SigningKey::generate(centre.random);
    TestDevice kiosk = centre.device();
    TestDevice tablet = centre.device(tabletScope, QStringLiteral("tablet"));
    TestDraft draft = kiosk.newDraft();
};

} // namespace

class CentreRewrapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWrapComesAfterTheOpeningIsNotedAndTheDraftEntersTheScope()
    {
        Scene scene;
        const auto reply = scene.send(scene.request(scene.draft.id), scene.tablet);
        QCOMPARE(reply.status, 200);
        QCOMPARE(protocol::decodeRewrapReply(reply.body)->wraps.size(), std::size_t(1));
        QCOMPARE(scene.accesses(), std::size_t(1));
        const auto access =
            scene.centre.rows([&](auto &rows) { return rows.accesses(scene.draft.id, 1)->front(); });
        QVERIFY(access.access.by == protocol::Access::By::Worker && access.device == scene.tablet.id);
        const auto feed = scene.centre.get(paths::feed, "scope=team", scene.tablet);
        QCOMPARE(protocol::decodeFeedPage(feed.body)->entries.size(), std::size_t(2));
    }

    void theSameRequestAgainIsOneOpening()
    {
        Scene scene;
        const auto request = scene.request(scene.draft.id);
        QCOMPARE(scene.send(request, scene.tablet).status, 200);
        QCOMPARE(scene.send(request, scene.tablet).status, 200);
        QCOMPARE(scene.accesses(), std::size_t(1));
        QCOMPARE(scene.send(scene.request(scene.draft.id), scene.tablet).status, 200);
        QCOMPARE(scene.accesses(), std::size_t(2));
    }

    void aDeviceThatIsNotTheWorkersGetsNothing()
    {
        Scene scene;
        const auto other = scene.centre.device(scene.tabletScope, QStringLiteral("worker"));
        QCOMPARE(scene.problem(scene.send(scene.request(scene.draft.id), other)), ProblemType::NotFound);
        QCOMPARE(scene.problem(scene.send(scene.request(scene.draft.id), scene.kiosk)),
                 ProblemType::NotFound);
        QVERIFY(scene.desk.asked.empty());
    }

    void aCertificateAloneIsNoRequest()
    {
        Scene scene;
        const auto response =
            scene.centre.send(Method::Post, paths::rewrap, scene.draft.id.toByteArray(), &scene.tablet);
        QCOMPARE(scene.problem(response), ProblemType::Malformed);
        QVERIFY(scene.desk.asked.empty());
    }

    void whatTheDeskRefusesLeavesNoTrace()
    {
        Scene scene;
        const std::vector<std::pair<ErrorCode, ProblemType>> cases{
            {ErrorCode::SignatureInvalid, ProblemType::NotFound},
            {ErrorCode::WrapMismatch, ProblemType::NotFound},
            {ErrorCode::TooManyTries, ProblemType::TooManyTries},
            {ErrorCode::Revoked, ProblemType::NotFound},
            {ErrorCode::Erased, ProblemType::Erased},
            {ErrorCode::StoreKeyUnavailable, ProblemType::Busy}};
        for (const auto &[code, type] : cases) {
            scene.desk.refusal = base::Error{code, {}, {}};
            QCOMPARE(scene.problem(scene.send(scene.request(scene.draft.id), scene.tablet)), type);
        }
        QCOMPARE(scene.accesses(), std::size_t(0));
        const auto scopes =
            scene.centre.rows([&](auto &rows) { return (*rows.draft(scene.draft.id))->scopes; });
        QVERIFY(scopes == std::vector{QStringLiteral("north")});
    }

    void aDraftNobodyKnowsOrThatIsErasedIsNotAskedFor()
    {
        Scene scene;
        const auto unknown = scene.centre.random.make<protocol::DraftId>();
        QCOMPARE(scene.problem(scene.send(scene.request(unknown), scene.tablet)), ProblemType::NotFound);
        (void)scene.centre.storage.write([&](storage::Transaction &rows) -> Result<void> {
            const auto freed = rows.eraseDraft(scene.draft.id, 5);
            return freed ? Result<void>() : Result<void>(freed.error());
        });
        QCOMPARE(scene.problem(scene.send(scene.request(scene.draft.id), scene.tablet)), ProblemType::Erased);
        QVERIFY(scene.desk.asked.empty());
    }

    void theDeskIsToldOnceWhatADeviceErases()
    {
        Scene scene;
        const auto erase = scene.kiosk.next(scene.draft, scene.kiosk.ofKind(scene.draft, 15));
        (void)scene.centre.push(scene.kiosk, {erase});
        (void)scene.centre.push(scene.kiosk, {erase});
        QVERIFY(scene.desk.erased == std::vector{scene.draft.id});
    }

    void withoutADeskThereIsNothingToWaitForButTime()
    {
        Scene scene;
        scene.centre.services->keyDesk = nullptr;
        scene.centre.router = std::make_unique<Router>(*scene.centre.services, [] {});
        QCOMPARE(scene.problem(scene.send(scene.request(scene.draft.id), scene.tablet)), ProblemType::Busy);
    }

    void readyTellsOfStorageAndDesk()
    {
        Scene scene;
        Request request;
        request.path = paths::ready;
        QCOMPARE(scene.centre.router->handle(request).body,
                 QByteArray(R"({"keyDesk":"answers","storage":"answers"})"));
        // Work arrives and waits while the desk is away: the endpoint stays in service.
        scene.desk.refusal = base::Error{ErrorCode::StoreKeyUnavailable, {}, {}};
        QCOMPARE(scene.centre.router->handle(request).status, 200);
        QVERIFY(scene.centre.router->handle(request).body.contains(R"("keyDesk":"silent")"));
        scene.centre.storage.failNextRead(ErrorCode::StoreFailed);
        QCOMPARE(scene.centre.router->handle(request).status, 503);
    }

    void aLocalCollectorNeedsNoCertificateAndSeesNothingElse()
    {
        Scene scene;
        Request request;
        for (const char *open : {paths::metrics, paths::health, paths::ready}) {
            request.path = open;
            QCOMPARE(scene.centre.router->handleLocal(request).status, 200);
        }
        for (const char *closed : {paths::time, paths::feed, paths::configBundle, paths::caCertificates}) {
            request.path = closed;
            QCOMPARE(scene.centre.router->handleLocal(request).status, 404);
        }
        request.path = paths::metrics;
        QVERIFY(scene.centre.router->handleLocal(request).body.contains("luotsi_key_desk_up 1\n"));
        QVERIFY(scene.centre.router->handleLocal(request).body.endsWith("# EOF\n"));
        request.method = Method::Post;
        QCOMPARE(scene.centre.router->handleLocal(request).status, 404);
    }
};

QTEST_GUILESS_MAIN(CentreRewrapTest)
#include "RewrapTest.moc"
