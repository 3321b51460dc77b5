#include "centre/handlers/tests/CentreScene.h"

#include "crypto/ResumeCode.h"
#include "sealing/WrapSealing.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::centre::handlers;
using protocol::ProblemType;
namespace paths = sync::protocol::paths;

namespace {

constexpr std::int64_t day = 24 * 3'600'000;

QByteArray claimPath(const protocol::LookupId &lookup)
{
    return QByteArray(paths::codes) + '/' + lookup.toHex() + paths::claim;
}

} // namespace

class ResumeCodeClaimTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCodeOpensTheDraftOnAnotherScopesDevice()
    {
        CentreScene centre;
        auto kiosk = centre.device();
        auto desk = centre.device(QStringLiteral("south"));
        auto draft = kiosk.newDraft();
        const auto answer = kiosk.answer(draft, QStringLiteral("/data/a"), QStringLiteral("1"));
        (void)centre.push(kiosk, {kiosk.next(draft, answer)});
        const auto keys = *crypto::deriveCodeKeys(crypto::ResumeCode::generate(centre.random));
        const auto lookup = sealing::lookupOf(keys);
        const auto wrap = *sealing::sealCodeWrap(draft.id, draft.keys, keys, centre.random);
        const auto body = protocol::encodeCodeStore({lookup, wrap, centre.clock.wall + 14 * day});
        QCOMPARE(centre.send(Method::Post, paths::codes, body, &kiosk).status, 204);
        QCOMPARE(centre.send(Method::Post, paths::codes, body, &kiosk).status, 204);

        const auto stored = centre.rows([&](auto &rows) { return **rows.code(lookup); });
        QVERIFY2(stored.wrap.sealed != wrap.sealed, "the outer layer is missing");

        const auto response =
            centre.send(Method::Post, claimPath(lookup), protocol::encodeCodeClaim({lookup, 0}), &desk);
        const auto reply = protocol::decodeCodeClaimReply(response.body);
        QVERIFY(reply.ok());
        QVERIFY(sealing::openCodeWrap(reply->wrap, draft.id, keys).ok());
        QCOMPARE(reply->changes.size(), std::size_t(1));
        QVERIFY(reply->changes.front().id == answer.id);
        QVERIFY(!reply->more);
        // The draft has entered the desk's scope: it may go on writing, and its feed has what was there
        // before.
        TestDraft continued{draft.id, std::move(*draft.keys.clone()), 0, {}};
        const auto more = desk.answer(continued, QStringLiteral("/data/a"), QStringLiteral("2"));
        QCOMPARE(centre.push(desk, {desk.next(continued, more)}).results.front().outcome,
                 protocol::PushOutcome::Stored);
        QCOMPARE(centre.rows([](auto &rows) { return rows.feed(QStringLiteral("south"), 0, 9)->size(); }),
                 std::size_t(2));
    }

    void aRevokedDeviceHears_ofTheCodeThatHadArrived_andBringsNoOther()
    {
        CentreScene centre;
        auto kiosk = centre.device();
        auto draft = kiosk.newDraft();
        const auto body = [&] {
            const auto keys = *crypto::deriveCodeKeys(crypto::ResumeCode::generate(centre.random));
            const auto wrap = *sealing::sealCodeWrap(draft.id, draft.keys, keys, centre.random);
            return protocol::encodeCodeStore({sealing::lookupOf(keys), wrap, centre.clock.wall + 14 * day});
        };
        const QByteArray arrived = body();
        QCOMPARE(centre.send(Method::Post, paths::codes, arrived, &kiosk).status, 204);
        centre.revoke(kiosk);
        QCOMPARE(centre.send(Method::Post, paths::codes, arrived, &kiosk).status, 204);
        QCOMPARE(CentreScene::problemOf(centre.send(Method::Post, paths::codes, body(), &kiosk))->type,
                 protocol::ProblemType::Revoked);
    }

    void theOldCodeDiesWhenTheNewOneIsFirstUsed()
    {
        CentreScene centre;
        const Codes codes(centre);
        QCOMPARE(codes.claim(centre, codes.old), 200);
        QCOMPARE(codes.claim(centre, codes.old), 200);
        QCOMPARE(codes.claim(centre, codes.fresh), 200);
        QCOMPARE(codes.problem(centre, codes.old), ProblemType::CodeReplaced);
        QCOMPARE(codes.claim(centre, codes.fresh), 200);
    }

    void aRetiredCodeThatIsSentAgainStaysRetired()
    {
        CentreScene centre;
        const Codes codes(centre);
        QCOMPARE(codes.claim(centre, codes.fresh), 200);
        codes.storeAs(centre, codes.old);
        QCOMPARE(codes.problem(centre, codes.old), ProblemType::CodeReplaced);
    }

    void everyOpeningIsTold_oncePerClaimAndNeverPerPage()
    {
        CentreScene centre;
        const Codes codes(centre);
        QCOMPARE(codes.claim(centre, codes.fresh), 200);
        centre.clock.wall += 5000;
        const auto other = centre.device(QStringLiteral("south"));
        const auto body = protocol::encodeCodeClaim({codes.fresh, 0});
        (void)centre.send(Method::Post, claimPath(codes.fresh), body, &other);
        const auto nextPage = protocol::encodeCodeClaim({codes.fresh, 1});
        const auto reply = protocol::decodeCodeClaimReply(
            centre.send(Method::Post, claimPath(codes.fresh), nextPage, &other).body);
        QVERIFY(reply.ok());
        QCOMPARE(reply->accesses.size(), std::size_t(2));
        QCOMPARE(reply->accesses.front().at, centre.clock.wall);
        QCOMPARE(reply->accesses.front().by, protocol::Access::By::Code);
        QCOMPARE(reply->accesses.back().at, centre.clock.wall - 5000);
    }

    void aCodeThatOpensNothingLeavesNoTrace()
    {
        CentreScene centre;
        const Codes codes(centre);
        QCOMPARE(codes.claim(centre, codes.fresh), 200);
        QCOMPARE(codes.problem(centre, codes.old), ProblemType::CodeReplaced);
        QCOMPARE(centre.rows([&](auto &rows) { return rows.accesses(codes.draft.id, 9)->size(); }),
                 std::size_t(1));
    }

    void aCodeOfAnUnsentDraftEndsAndOfASentOneDoesNot()
    {
        CentreScene centre;
        Codes codes(centre);
        centre.clock.wall += 15 * day;
        QCOMPARE(codes.problem(centre, codes.fresh), ProblemType::CodeExpired);
        (void)centre.push(codes.device,
                          {codes.device.next(codes.draft, codes.device.submit(codes.draft, 1, {}))});
        QCOMPARE(codes.claim(centre, codes.fresh), 200);
    }

    void theCodeOfAnErasedDraftSaysThatItIsErased()
    {
        CentreScene centre;
        Codes codes(centre);
        const auto erase =
            codes.device.ofKind(codes.draft, static_cast<std::uint64_t>(protocol::ChangeKind::Erase));
        (void)centre.push(codes.device, {codes.device.next(codes.draft, erase)});
        QCOMPARE(codes.problem(centre, codes.fresh), ProblemType::Erased);
        QVERIFY(centre.rows([&](auto &rows) { return (*rows.code(codes.fresh))->retired(); }));
    }

    void aWrongCodeSoundsLikeNoneAndTriesRunOut()
    {
        Policy policy;
        policy.codeTriesPerHour = 3;
        CentreScene centre(policy);
        const Codes codes(centre);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(codes.claim(centre, centre.random.make<protocol::LookupId>()), 404);
        QCOMPARE(codes.claim(centre, codes.fresh), 429);
        centre.clock.wall += 3'600'000;
        QCOMPARE(codes.claim(centre, codes.fresh), 200);
    }

    void triesOfAllDevicesTogetherAreLimitedToo()
    {
        Policy policy;
        policy.codeTriesPerHourInTotal = 2;
        CentreScene centre(policy);
        const Codes codes(centre);
        for (int i = 0; i < 2; ++i) {
            const auto other = centre.device();
            const auto lookup = centre.random.make<protocol::LookupId>();
            (void)centre.send(Method::Post, claimPath(lookup), protocol::encodeCodeClaim({lookup, 0}),
                              &other);
        }
        QCOMPARE(codes.claim(centre, codes.fresh), 429);
    }

private:
    /// Two codes of one draft; the wraps need not open for these rules.
    struct Codes
    {
        explicit Codes(CentreScene &centre) : device(centre.device()), draft(device.newDraft())
        {
            (void)centre.push(device, {device.next(draft, device.ofKind(draft, 14))});
            old = store(centre);
            centre.clock.wall += 1000;
            fresh = store(centre);
        }

        protocol::LookupId store(CentreScene &centre)
        {
            const auto lookup = centre.random.make<protocol::LookupId>();
            storeAs(centre, lookup);
            return lookup;
        }

        void storeAs(CentreScene &centre, const protocol::LookupId &lookup) const
        {
            const protocol::Wrap wrap{protocol::WrapPurpose::ResumeCode, draft.id, draft.keys.keyId,
                                      centre.random.make<protocol::KeyId>(), QByteArray(200, 's')};
            const auto body = protocol::encodeCodeStore({lookup, wrap, centre.clock.wall + 14 * day});
            (void)centre.send(Method::Post, paths::codes, body, &device);
        }

        std::optional<ProblemType> problem(CentreScene &centre, const protocol::LookupId &lookup) const
        {
            const auto problem = CentreScene::problemOf(centre.send(
                Method::Post, claimPath(lookup), protocol::encodeCodeClaim({lookup, 0}), &device));
            return problem ? std::optional(problem->type) : std::nullopt;
        }

        int claim(CentreScene &centre, const protocol::LookupId &lookup) const
        {
            return centre
                .send(Method::Post, claimPath(lookup), protocol::encodeCodeClaim({lookup, 0}), &device)
                .status;
        }

        TestDevice device;
        TestDraft draft;
        protocol::LookupId old;
        protocol::LookupId fresh;
    };
};

QTEST_APPLESS_MAIN(ResumeCodeClaimTest)
#include "ResumeCodeClaimTest.moc"
