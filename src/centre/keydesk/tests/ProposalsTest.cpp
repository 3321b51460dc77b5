#include "centre/keydesk/Proposals.h"
#include "centre/keydesk/IntakeDesk.h"

#include "base/Clock.h"
#include "centre/identity/CentreIdentity.h"
#include "crypto/SystemRandom.h"
#include "sealing/ChangeSealing.h"
#include "sealing/WrapSealing.h"
#include "sync/protocol/SubmissionOf.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::centre;
using keydesk::DraftFile;
using keydesk::IntakeDesk;
using keydesk::ProposedEdit;
namespace protocol = sync::protocol;

namespace {

const QString amount = QStringLiteral("/data/amount");

/// A draft with one answer and its received first round, and the desk that has its wrap.
struct Scene
{
    QTemporaryDir folder;
    crypto::SystemRandom random;
    base::SystemClock clock;
    identity::CentreLayout layout{folder.filePath(QStringLiteral("centre"))};
    identity::IntakeKey intake;
    sealing::DraftKeys keys = std::move(*sealing::DraftKeys::create(random));
    DraftFile file;
    std::int64_t now = 1'790'000'000'000;
    protocol::ChangeId first;

    Scene()
    {
        (void)identity::createCentre(layout, {QStringLiteral("localhost")}, clock, random);
        intake = identity::CentreIdentity::load(layout)->intakeKey();
        file.draft = random.make<protocol::DraftId>();
        file.wraps = {
            *sealing::sealWrap(protocol::WrapPurpose::Intake, file.draft, keys, intake.publicKey, intake.id)};
        first = answer(amount, QStringLiteral("100"), {});
        file.accepted = {round(1, "<data><amount>100</amount><meta><x>1</x></meta></data>", {first})};
    }

    protocol::ChangeId add(const QString &slot, const protocol::Body &body,
                           std::vector<protocol::ChangeId> parents, protocol::ChangeHeader header = {})
    {
        header.draft = file.draft;
        header.slot = *sealing::slotFor(keys, slot);
        header.parents = std::move(parents);
        auto change = *sealing::sealChange(header, body, keys, random);
        const auto id = change.id;
        file.changes.push_back({std::move(change), {}, now += 1000, !file.accepted.empty()});
        return id;
    }
    protocol::ChangeId answer(const QString &path, const QString &value,
                              std::vector<protocol::ChangeId> parents)
    {
        return add(path, protocol::AnswerBody{path, value}, std::move(parents));
    }
    protocol::ChangeId round(std::uint32_t number, const QByteArray &xml,
                             std::vector<protocol::ChangeId> heads)
    {
        protocol::SubmitBody body;
        body.round = number;
        body.instance = xml;
        body.instanceId = protocol::instanceIdOf(file.draft, number);
        std::sort(heads.begin(), heads.end());
        body.heads = heads;
        protocol::ChangeHeader header;
        header.round = number;
        header.submission = protocol::submissionOf(file.draft, number, heads, {});
        return add(QStringLiteral("#submit"), body, {}, header);
    }
    [[nodiscard]] IntakeDesk desk() const
    {
        return IntakeDesk(keydesk::KeyFolder(layout.keyDesk()),
                          keydesk::FormLibrary(layout.bundles(), packs::RootSet{}, clock), {});
    }
    [[nodiscard]] base::Result<keydesk::Proposals> proposals() const
    {
        const auto opened = desk().openDraft(file);
        if (!opened)
            return opened.error();
        return keydesk::proposalsOf(*opened, file.accepted, [](const auto &) { return QStringList(); });
    }
};

} // namespace

class ProposalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheRoundWasMadeFromIsNoProposal()
    {
        const Scene scene;
        QVERIFY(scene.proposals()->empty());
    }

    void anEditAfterArrivalTellsBothValuesAndWhenItCame()
    {
        Scene scene;
        const auto edit = scene.answer(amount, QStringLiteral("250"), {scene.first});
        const auto found = scene.proposals();
        QVERIFY(found.ok());
        QCOMPARE(found->edits.size(), std::size_t(1));
        const ProposedEdit &proposed = found->edits.front();
        QCOMPARE(proposed.what, ProposedEdit::What::Answer);
        QCOMPARE(proposed.path, amount);
        QCOMPARE(proposed.before, QStringLiteral("100"));
        QCOMPARE(proposed.value, QStringLiteral("250"));
        QVERIFY(proposed.arrived.change.id == edit);
        QCOMPARE(proposed.arrived.receivedAt, scene.now);
        QVERIFY(proposed.arrived.afterSubmission);
    }

    void onlyTheNewestOfAChainOfEditsIsProposed()
    {
        Scene scene;
        const auto second = scene.answer(amount, QStringLiteral("200"), {scene.first});
        (void)scene.answer(amount, QStringLiteral("300"), {second});
        const auto found = scene.proposals();
        QCOMPARE(found->edits.size(), std::size_t(1));
        QCOMPARE(found->edits.front().value, QStringLiteral("300"));
        QCOMPARE(found->edits.front().before, QStringLiteral("100"));
    }

    void anEditTheSenderHadNotSeenIsProposedAlsoWhenItCameBefore()
    {
        Scene scene;
        const auto accepted = std::exchange(scene.file.accepted, {});
        (void)scene.answer(amount, QStringLiteral("70"), {});
        scene.file.accepted = accepted;
        const auto found = scene.proposals();
        QCOMPARE(found->edits.size(), std::size_t(1));
        QVERIFY(!found->edits.front().arrived.afterSubmission);
    }

    void aLaterRoundTakesItsEditsIn()
    {
        Scene scene;
        const auto edit = scene.answer(amount, QStringLiteral("250"), {scene.first});
        scene.file.accepted.push_back(scene.round(2, "<data><amount>250</amount></data>", {edit}));
        QVERIFY(scene.proposals()->empty());
    }

    void aFurtherSubmissionOfARoundIsToldByWhatItSaysOtherwise()
    {
        Scene scene;
        const auto edit = scene.answer(amount, QStringLiteral("250"), {scene.first});
        (void)scene.round(1, "<data><amount>250</amount><rent>5</rent><meta><x>2</x></meta></data>", {edit});
        const auto found = scene.proposals();
        QCOMPARE(found->rounds.size(), std::size_t(1));
        const std::vector<keydesk::Difference> wanted{
            {amount, QStringLiteral("100"), QStringLiteral("250")},
            {QStringLiteral("/data/rent"), {}, QStringLiteral("5")}};
        QVERIFY(found->rounds.front().differences == wanted);
        // The edit itself is not in a received round either.
        QCOMPARE(found->edits.size(), std::size_t(1));
    }

    void rowsAndAttachmentsAreProposedToo()
    {
        Scene scene;
        const auto row = scene.random.make<protocol::RowId>();
        (void)scene.add(QStringLiteral("/data/cost{x}"),
                        protocol::RepeatAddBody{QStringLiteral("/data/cost"), row, 0}, {});
        protocol::AttachBody page;
        page.path = QStringLiteral("/data/page");
        page.file.name = QStringLiteral("0123.jpg");
        (void)scene.add(page.path, page, {});
        const auto found = scene.proposals();
        QCOMPARE(found->edits.size(), std::size_t(2));
        QCOMPARE(found->edits[0].what, ProposedEdit::What::RowAdded);
        QCOMPARE(found->edits[1].what, ProposedEdit::What::Attachment);
        QCOMPARE(found->edits[1].file->name, page.file.name);
    }

    void whatNoKeyOpensIsSaidAndNotLeftOut()
    {
        Scene scene;
        auto later = std::move(*scene.keys.successor(scene.random));
        std::swap(scene.keys, later);
        (void)scene.answer(amount, QStringLiteral("250"), {scene.first});
        const auto found = scene.proposals();
        QCOMPARE(found->edits.size(), std::size_t(1));
        QCOMPARE(found->edits.front().what, ProposedEdit::What::Unreadable);
        QVERIFY(found->edits.front().value.isEmpty());
    }

    void withoutAReceivedRoundNothingIsSaid()
    {
        Scene scene;
        scene.file.accepted.clear();
        QCOMPARE(scene.proposals().error().code, base::ErrorCode::NotFound);
        scene.file.wraps.clear();
        QCOMPARE(scene.desk().openDraft(scene.file).error().code, base::ErrorCode::NotFound);
    }

    void theDeskSealsForWhoeverReadsTheDraft()
    {
        Scene scene;
        protocol::ChangeHeader header;
        header.deviceTime = 5;
        const protocol::RequestBody request{
            {}, QStringLiteral("Bring it."), QStringLiteral("2026-12-03"), QStringLiteral("Kela"), 5};
        const auto change = scene.desk().seal(scene.file, u"#request", header, request, scene.random);
        QVERIFY(change.ok());
        QVERIFY(change->header.draft == scene.file.draft);
        QCOMPARE(change->header.kind, protocol::ChangeKind::Request);
        QCOMPARE(*sealing::openChange(*change, scene.keys), protocol::Body(request));
    }
};

QTEST_APPLESS_MAIN(ProposalsTest)
#include "ProposalsTest.moc"
