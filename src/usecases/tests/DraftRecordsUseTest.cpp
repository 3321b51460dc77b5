#include "VersionedForm.h"
#include "World.h"

#include "sealing/RosterSealing.h"
#include "sealing/WrapSealing.h"
#include "usecases/AttachPage.h"
#include "usecases/EditRepeat.h"
#include "usecases/MigrateDraft.h"
#include "usecases/OpenDraftWithCode.h"
#include "usecases/ShareWithScope.h"
#include "usecases/SubmitApplication.h"
#include "usecases/TakeInHand.h"

#include "crypto/Signature.h"

#include <QMap>

using namespace luotsi;
using namespace luotsi::usecases;
using namespace luotsi::usecases::tests;

namespace {

const QString oldName = QStringLiteral("/data/name");
const QString newName = QStringLiteral("/data/you/full_name");

/// The two versions on one shelf, the second one newest, with the map its pack has signed.
struct Versions
{
    World world{firstVersion()};
    KnownForm newer = World::knownForm(secondVersion());

    Versions()
    {
        newer.migrations = {
            {world.form.hash,
             {{QStringLiteral("/data/cost"), QStringLiteral("/data/spending/item")},
              {QStringLiteral("/data/cost/amount"), QStringLiteral("/data/spending/item/sum")},
              {oldName, newName}}}};
        shelve({});
    }
    void shelve(const std::vector<protocol::FormHash> &withdrawn)
    {
        const EarlierForm earlier = [old = world.form](const protocol::FormHash &hash) {
            return hash == old.hash ? base::Result<KnownForm>(old)
                                    : base::Result<KnownForm>(base::ErrorCode::UnknownForm);
        };
        world.shelf = FormShelf({newer}, earlier, withdrawn);
    }
    [[nodiscard]] base::Result<std::unique_ptr<OpenDraft>> reopen(const QString &code)
    {
        auto typed = prepareTypedCode(code);
        auto next = prepareNewCode(world.random);
        if (!typed || !next)
            return base::ErrorCode::Internal;
        return OpenDraftWithCode(world.tools(), world.shelf, world.vaultKey)
            .execute(*typed, *next, world.environment());
    }
    [[nodiscard]] base::Result<std::unique_ptr<OpenDraft>> migrate(OpenDraft &draft)
    {
        return MigrateDraft(world.tools(), world.shelf).execute(draft, world.environment());
    }
    /// A change of somebody else, as a synchroniser would bring it.
    void arrive(const OpenDraft &draft, const QString &slot, const protocol::Body &body,
                std::vector<protocol::ChangeId> parents, const protocol::FormHash &form)
    {
        protocol::ChangeHeader header;
        header.draft = draft.facts().id;
        header.slot = *sealing::slotFor(draft.keys(), slot);
        header.parents = std::move(parents);
        header.form = form;
        ports::DraftCommit commit;
        commit.draft = header.draft;
        commit.changes.push_back(*sealing::sealChange(header, body, draft.keys(), world.random));
        if (!world.store.commit(commit))
            qFatal("not stored");
    }
    [[nodiscard]] static QString valueAt(const OpenDraft &draft, const QString &path)
    {
        const auto node = draft.instance().find(path);
        return node.isNull() ? QStringLiteral("(nowhere)") : draft.instance().value(node);
    }
};

/// What a device remembers of rosters.
class RememberedVersions final : public ports::DeviceStore
{
public:
    base::Result<std::optional<ports::DeviceIdentity>> identity() override
    {
        return std::optional<ports::DeviceIdentity>();
    }
    base::Result<void> saveIdentity(const ports::DeviceIdentity &) override { return {}; }
    base::Result<std::uint64_t> acceptedBundleVersion(const QByteArray &name) override
    {
        return versions.value(name);
    }
    base::Result<void> acceptBundleVersion(const QByteArray &name, std::uint64_t version) override
    {
        versions.insert(name, version);
        return {};
    }
    QMap<QByteArray, std::uint64_t> versions;
};

base::ErrorCode codeOf(const base::Result<std::unique_ptr<OpenDraft>> &result)
{
    return result ? base::ErrorCode::Internal : result.error().code;
}

} // namespace

/// What a draft carries beside its answers: the version of its form, requests, hand-overs, colleagues.
class DraftRecordsUseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDraftOpensInTheVersionItWasBegunWith()
    {
        Versions scene;
        const auto draft = scene.world.start();
        QVERIFY(scene.world.answer(*draft, oldName, QStringLiteral("Virpi")).empty());
        const auto again = scene.reopen(draft->facts().resumeCode);
        QVERIFY(again.ok());
        QCOMPARE((*again)->form().definition->version(), QStringLiteral("1"));
        QCOMPARE(Versions::valueAt(**again, oldName), QStringLiteral("Virpi"));
        QCOMPARE(scene.world.shelf.byName(QStringLiteral("test"))->definition->version(),
                 QStringLiteral("2"));
    }

    void aWithdrawnVersion_isFinishedWithStaffAndLosesNothing()
    {
        Versions scene;
        const auto draft = scene.world.start();
        QVERIFY(scene.world.answer(*draft, oldName, QStringLiteral("Virpi")).empty());
        const QString code = draft->facts().resumeCode;
        scene.shelve({scene.world.form.hash});
        QCOMPARE(codeOf(scene.reopen(code)), base::ErrorCode::FormWithdrawn);
        // Staff open it all the same, and the code was not used up by the refusal.
        const auto staff =
            restoreDraft(scene.world.tools(), scene.world.shelf, draft->facts().id,
                         std::move(*draft->keys().clone()), scene.world.environment(), WithdrawnForms::Open);
        QCOMPARE(Versions::valueAt(**staff, oldName), QStringLiteral("Virpi"));
        scene.shelve({});
        QVERIFY(scene.reopen(code).ok());
    }

    void migrating_movesAnswersAndRowsAndKeepsWhatHasNoPlace()
    {
        Versions scene;
        const auto draft = scene.world.start();
        QVERIFY(scene.world.answer(*draft, oldName, QStringLiteral("Virpi")).empty());
        QVERIFY(scene.world.answer(*draft, QStringLiteral("/data/colour"), QStringLiteral("blue")).empty());
        const auto row = AddRepeatRow(scene.world.tools())
                             .execute(*draft, draft->instance().find(QStringLiteral("/data/cost")));
        const QString rowPath = draft->instance().stablePath(*row);
        QVERIFY(
            scene.world.answer(*draft, rowPath + QStringLiteral("/amount"), QStringLiteral("12.5")).empty());
        const int before = scene.world.store.commitCount();
        const auto moved = scene.migrate(*draft);
        QVERIFY(moved.ok());
        QCOMPARE(scene.world.store.commitCount(), before + 1);
        QCOMPARE((*moved)->form().hash, scene.newer.hash);
        QCOMPARE(Versions::valueAt(**moved, newName), QStringLiteral("Virpi"));
        const QString id = rowPath.mid(rowPath.indexOf(QLatin1Char('{')));
        QCOMPARE(Versions::valueAt(**moved, QStringLiteral("/data/spending/item%1/sum").arg(id)),
                 QStringLiteral("12.5"));
        QCOMPARE((*moved)->facts().unplaced, QStringList{QStringLiteral("/data/colour")});
        // It comes back in the newer version, and what was answered there names the old answer as replaced.
        QVERIFY(scene.world.answer(**moved, newName, QStringLiteral("Virpi Testi")).empty());
        const auto again = scene.reopen(draft->facts().resumeCode);
        QVERIFY(again.ok());
        QCOMPARE(Versions::valueAt(**again, newName), QStringLiteral("Virpi Testi"));
        QVERIFY((*again)->conflicts().isEmpty());
    }

    void anAnswerGivenInTheOldVersionMeanwhile_isAConflictAndNotLost()
    {
        Versions scene;
        const auto draft = scene.world.start();
        QVERIFY(scene.world.answer(*draft, oldName, QStringLiteral("Virpi")).empty());
        const auto seen = draft->heads().of(oldName);
        const auto moved = scene.migrate(*draft);
        QVERIFY(moved.ok());
        QVERIFY(scene.world.answer(**moved, newName, QStringLiteral("Virpi Testi")).empty());
        scene.arrive(*draft, oldName, protocol::AnswerBody{oldName, QStringLiteral("V. Testi")}, seen,
                     scene.world.form.hash);
        const auto again = scene.reopen(draft->facts().resumeCode);
        QVERIFY(again.ok());
        QVERIFY((*again)->conflicts().contains(newName));
    }

    void twoMigrationsAtOnce_giveTheSameFormEverywhere()
    {
        Versions scene;
        const auto draft = scene.world.start();
        const auto other = scene.world.random.make<protocol::FormHash>();
        const auto opened = [&](std::vector<protocol::FormHash> targets) {
            std::vector<sync::core::OpenedChange> changes;
            for (const protocol::FormHash &target : targets) {
                const protocol::MigrateBody body{scene.world.form.hash, target, {}};
                // Ids that follow the target and not the order of arrival.
                changes.push_back({protocol::ChangeId::fromBytes(target.toByteArray()).value(), {}, body});
            }
            return recordsOf(changes, scene.world.form.hash).form;
        };
        QCOMPARE(opened({other, scene.newer.hash}), opened({scene.newer.hash, other}));
        QCOMPARE(opened({other}), other);
    }

    void aVersionWithoutAMap_orASentDraft_isNotMoved()
    {
        Versions scene;
        const auto draft = scene.world.start();
        QCOMPARE(MigrateDraft(scene.world.tools(), scene.world.shelf).target(*draft)->hash, scene.newer.hash);
        const auto maps = std::exchange(scene.newer.migrations, {});
        scene.shelve({});
        QCOMPARE(codeOf(scene.migrate(*draft)), base::ErrorCode::NotFound);
        scene.newer.migrations = maps;
        scene.shelve({});
        draft->facts().rounds = 1;
        QCOMPARE(codeOf(scene.migrate(*draft)), base::ErrorCode::AlreadySubmitted);
    }

    void theNewestVersion_movesNowhere()
    {
        Versions scene;
        const auto draft = scene.world.start();
        const auto moved = scene.migrate(*draft);
        QVERIFY(moved.ok());
        QCOMPARE(codeOf(scene.migrate(**moved)), base::ErrorCode::NotFound);
        scene.newer.migrations.push_back({scene.newer.hash, {}});
        scene.shelve({});
        QCOMPARE(codeOf(scene.migrate(**moved)), base::ErrorCode::NotFound);
    }

    void betweenWithdrawnVersions_nothingMoves()
    {
        Versions scene;
        const auto draft = scene.world.start();
        const int before = scene.world.store.commitCount();
        scene.shelve({scene.world.form.hash});
        QCOMPARE(codeOf(scene.migrate(*draft)), base::ErrorCode::FormWithdrawn);
        scene.shelve({scene.newer.hash});
        QCOMPARE(codeOf(scene.migrate(*draft)), base::ErrorCode::FormWithdrawn);
        QCOMPARE(scene.world.store.commitCount(), before);
    }

    void whatCouldNotBeOpenedAfterwards_isNotMoved()
    {
        Versions scene;
        const auto draft = scene.world.start();
        // Others have moved it meanwhile, to versions this device does not have.
        for (int other = 0; other < 30; ++other) {
            const auto unknown = scene.world.random.make<protocol::FormHash>();
            scene.arrive(*draft, QString::fromLatin1(migrateSlot),
                         protocol::MigrateBody{scene.world.form.hash, unknown, {}}, {}, unknown);
        }
        const int before = scene.world.store.commitCount();
        QCOMPARE(codeOf(scene.migrate(*draft)), base::ErrorCode::UnknownForm);
        QCOMPARE(scene.world.store.commitCount(), before);
    }

    void aDiskThatRefuses_leavesTheDraftAsItWas()
    {
        Versions scene;
        const auto draft = scene.world.start();
        scene.world.store.failNextWrite(base::ErrorCode::StoreFull);
        QCOMPARE(codeOf(scene.migrate(*draft)), base::ErrorCode::StoreFull);
        QVERIFY(scene.world.answer(*draft, oldName, QStringLiteral("Virpi")).empty());
        const auto again = scene.reopen(draft->facts().resumeCode);
        QVERIFY(again.ok());
        QCOMPARE((*again)->form().hash, scene.world.form.hash);
        QCOMPARE(Versions::valueAt(**again, oldName), QStringLiteral("Virpi"));
    }

    void paths_moveWithTheirRowsOrStay()
    {
        const std::vector<protocol::MovedPath> moves{
            {QStringLiteral("/d/a"), QStringLiteral("/d/x/b")},
            {QStringLiteral("/d/a/in"), QStringLiteral("/d/x/b/deep/in")},
            {QStringLiteral("/d/out"), QStringLiteral("/d/flat")},
            {QStringLiteral("/d/out/v"), QStringLiteral("/d/other/v")}};
        const auto moved = [&](const char *path) { return movedPath(QString::fromLatin1(path), moves); };
        QCOMPARE(moved("/d/a{01}"), QStringLiteral("/d/x/b{01}"));
        QCOMPARE(moved("/d/a{01}/v"), QStringLiteral("/d/x/b{01}/v"));
        QCOMPARE(moved("/d/a{01}/in{02}/v"), QStringLiteral("/d/x/b{01}/deep/in{02}/v"));
        QCOMPARE(moved("/d/same"), QStringLiteral("/d/same"));
        // Its row has nowhere to stand.
        QCOMPARE(moved("/d/out{03}/v"), QStringLiteral("/d/out{03}/v"));
    }

    void aMapOfThePack_isReadStrictly()
    {
        const QByteArray hash(64, 'a');
        const auto read = [&](const QByteArray &paths) {
            return decodeFormMigrations("{\"migrations\":[{\"from\":\"" + hash + "\",\"paths\":" + paths +
                                        "}]}");
        };
        QVERIFY(decodeFormMigrations({}).ok());
        QCOMPARE(read("{\"/d/b\":\"/d/c\",\"/d/a\":\"/d/x\"}")->front().paths.front().from,
                 QStringLiteral("/d/a"));
        QVERIFY(!read("{\"/d/b\":\"/d/c\",\"/d/a\":\"/d/c\"}"));
        QVERIFY(!read("{\"b\":\"/d/c\"}"));
        QVERIFY(!decodeFormMigrations("{\"migrations\":[{\"from\":\"x\"}]}"));
        QVERIFY(!decodeFormMigrations("[]"));
    }

    void aRequest_isShownUntilARoundNamesIt()
    {
        World world(smallForm());
        auto draft = world.start();
        QVERIFY(world.answer(*draft, oldName, QStringLiteral("Virpi")).empty());
        QVERIFY(SubmitApplication(world.tools(), world.intake).execute(*draft)->sent.has_value());
        const protocol::RequestBody asked{{},
                                          QStringLiteral("Tuothan tiliotteen."),
                                          QStringLiteral("2026-12-03"),
                                          QStringLiteral("Kela"),
                                          5};
        protocol::ChangeHeader header;
        header.draft = draft->facts().id;
        header.slot = *sealing::slotFor(draft->keys(), QString::fromLatin1(requestSlot));
        header.form = world.form.hash;
        ports::DraftCommit commit{header.draft, {}, {}, {}, false};
        commit.changes.push_back(*sealing::sealChange(header, asked, draft->keys(), world.random));
        QVERIFY(world.store.commit(commit));
        const auto reopen = [&] {
            auto keys = draft->keys().clone();
            return std::move(*restoreDraft(world.tools(), world.shelf, header.draft, std::move(*keys),
                                           world.environment()));
        };
        const auto told = reopen();
        QCOMPARE(told->facts().records.requests.size(), std::size_t(1));
        QCOMPARE(told->facts().records.requests.front().body, asked);
        QVERIFY(!told->facts().records.requests.front().answered);
        const QByteArray pdf("%PDF-1.7 << >>\n%%EOF\n");
        QVERIFY(AttachPage(world.tools())
                    .execute(*told, told->instance().find(QStringLiteral("/data/one")),
                             {QStringLiteral("a.pdf"), pdf}));
        QVERIFY(SubmitApplication(world.tools(), world.intake).sendPapers(*told));
        QVERIFY(told->facts().records.requests.front().answered);
        QVERIFY(reopen()->facts().records.requests.front().answered);
    }

    void aHandover_isShownAndStopsNobody()
    {
        World world(smallForm());
        const auto draft = world.start();
        const auto restored = [&] {
            return std::move(*restoreDraft(world.tools(), world.shelf, draft->facts().id,
                                           std::move(*draft->keys().clone()), world.environment()));
        };
        const auto first = restored();
        const auto second = restored();
        QVERIFY(first->facts().records.custody.empty());
        TakeInHand take(world.tools());
        const int before = world.store.commitCount();
        QVERIFY(take.execute(*first, QStringLiteral("team-north"), std::nullopt));
        QVERIFY(take.execute(*first, QStringLiteral("team-north"), std::nullopt));
        QCOMPARE(world.store.commitCount(), before + 1);
        QCOMPARE(restored()->facts().records.custody.front().body.holder, QStringLiteral("team-north"));
        // Who had not seen it says the same of themselves: both are shown, nobody is stopped.
        QVERIFY(take.execute(*second, QStringLiteral("desk-south"), world.random.make<protocol::ActorId>()));
        const auto third = restored();
        QCOMPARE(third->facts().records.custody.size(), std::size_t(2));
        QVERIFY(world.answer(*third, oldName, QStringLiteral("Virpi")).empty());
        QVERIFY(take.execute(*third, QStringLiteral("team-north"), std::nullopt));
        QCOMPARE(restored()->facts().records.custody.size(), std::size_t(1));
    }

    void colleaguesOfTheRoster_readWhatAWorkerBeginsOrTakesOver()
    {
        World world(smallForm());
        const auto colleague = *crypto::BoxKeyPair::generate(world.random);
        const auto later = *crypto::BoxKeyPair::generate(world.random);
        protocol::ScopeRoster roster{
            QStringLiteral("north"), 1, 0, {{world.random.make<protocol::ActorId>(), colleague.publicKey}}};
        auto code = prepareNewCode(world.random);
        StartRequest request{world.form, {}, std::move(*code), QStringLiteral("north"), world.intake, roster};
        const auto draft =
            StartDraft(world.tools(), world.vaultKey).execute(std::move(request), world.environment());
        QVERIFY(draft.ok());
        const auto id = (*draft)->facts().id;
        const auto opens = [&](const crypto::BoxKeyPair &pair) {
            const auto records = world.store.load(id);
            return std::any_of(records->wraps.begin(), records->wraps.end(), [&](const auto &wrap) {
                return sealing::openWrap(wrap, protocol::WrapPurpose::ScopeRoster, id, pair).ok();
            });
        };
        QVERIFY(opens(colleague));
        QVERIFY(!opens(later));
        roster.members.push_back({world.random.make<protocol::ActorId>(), later.publicKey});
        QCOMPARE(*ShareWithScope(world.tools()).execute(**draft, roster), std::size_t(1));
        QVERIFY(opens(later));
        QCOMPARE(*ShareWithScope(world.tools()).execute(**draft, roster), std::size_t(0));
    }

    void aRoster_isTakenFromARootAndNeverGoesBack()
    {
        World world(smallForm());
        RememberedVersions device;
        const auto root = *crypto::SigningKey::generate(world.random);
        const auto stranger = *crypto::SigningKey::generate(world.random);
        const packs::RootSet roots{{packs::rootKeyOf(root.publicKey)}, 1};
        const auto signedBy = [](const crypto::SigningKey &key, std::uint64_t number) {
            return protocol::encodeRoster(
                *sealing::signRoster({QStringLiteral("north"), number, 0, {}}, key));
        };
        const auto accept = [&](const QByteArray &bytes, const char *scope = "north") {
            const auto taken = acceptRoster(bytes, QString::fromLatin1(scope), roots, device);
            return taken ? base::ErrorCode::Internal : taken.error().code;
        };
        QCOMPARE(accept(signedBy(root, 5)), base::ErrorCode::Internal);
        QCOMPARE(accept(signedBy(root, 5)), base::ErrorCode::Internal);
        QCOMPARE(accept(signedBy(root, 4)), base::ErrorCode::BundleRollback);
        QCOMPARE(accept(signedBy(stranger, 9)), base::ErrorCode::SignatureInvalid);
        QCOMPARE(accept(signedBy(root, 6), "south"), base::ErrorCode::SignatureInvalid);
        QCOMPARE(accept("no roster"), base::ErrorCode::MalformedInput);
        QCOMPARE(device.versions.value("roster-north"), std::uint64_t(5));
    }
};

QTEST_GUILESS_MAIN(DraftRecordsUseTest)
#include "DraftRecordsUseTest.moc"
