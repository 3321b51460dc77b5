#include "centre/keydesk/InstanceAnswers.h"
#include "centre/keydesk/IntakeDesk.h"

#include "base/Clock.h"
#include "centre/identity/CentreIdentity.h"
#include "crypto/SystemRandom.h"
#include "sealing/ChangeSealing.h"
#include "sealing/WrapSealing.h"
#include "sync/protocol/SubmissionOf.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::centre;
using keydesk::IntakeDesk;
using ports::Verdict;
namespace protocol = sync::protocol;

namespace {

/// One submission as a device makes it, and the desk it goes to.
struct Scene
{
    QTemporaryDir folder;
    crypto::SystemRandom random;
    base::SystemClock clock;
    identity::CentreLayout layout{folder.filePath(QStringLiteral("centre"))};
    identity::IntakeKey intake;
    protocol::DraftId draft = random.make<protocol::DraftId>();
    sealing::DraftKeys keys = std::move(*sealing::DraftKeys::create(random));
    protocol::SubmitBody body;

    Scene()
    {
        (void)identity::createCentre(layout, {QStringLiteral("localhost")}, clock, random);
        intake = identity::CentreIdentity::load(layout)->intakeKey();
        body.instance = "<data><a>1</a></data>";
        body.instanceId = protocol::instanceIdOf(draft, 1);
        body.heads = {random.make<protocol::ChangeId>()};
        body.language = QStringLiteral("fi");
    }

    [[nodiscard]] protocol::Wrap wrap(const protocol::DraftId &of)
    {
        return *sealing::sealWrap(protocol::WrapPurpose::Intake, of, keys, intake.publicKey, intake.id);
    }

    [[nodiscard]] ports::Delivery delivery()
    {
        protocol::ChangeHeader header;
        header.draft = draft;
        header.slot = *sealing::slotFor(keys, u"#submit");
        header.kind = protocol::ChangeKind::Submit;
        header.round = 1;
        header.submission = protocol::submissionOf(draft, 1, body.heads, {});
        ports::Delivery result;
        result.change = *sealing::sealChange(header, body, keys, random);
        result.draft = draft;
        result.submission = *header.submission;
        result.wraps = {wrap(draft)};
        return result;
    }

    [[nodiscard]] IntakeDesk desk()
    {
        return IntakeDesk(keydesk::KeyFolder(layout.keyDesk()),
                          keydesk::FormLibrary(layout.bundles(), packs::RootSet{}, clock),
                          [](const auto &, const auto &) {
                              return ports::Acceptance{Verdict::Agreed, {}};
                          });
    }
};

} // namespace

class KeyDeskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSubmissionOpensAndAnUnknownFormIsKeptUnchecked()
    {
        Scene scene;
        auto desk = scene.desk();
        const auto delivery = scene.delivery();
        QCOMPARE(desk.open(delivery)->instance, scene.body.instance);
        QCOMPARE(desk.accept(delivery)->verdict, Verdict::Unchecked);
    }

    void withoutItsWrapASubmissionWaits()
    {
        Scene scene;
        auto delivery = scene.delivery();
        delivery.wraps.clear();
        QCOMPARE(scene.desk().accept(delivery)->verdict, Verdict::NoWrap);
    }

    void aWrapMovedToAnotherDraftIsRefused()
    {
        Scene scene;
        auto delivery = scene.delivery();
        auto moved = scene.wrap(scene.random.make<protocol::DraftId>());
        delivery.wraps = {moved};
        QCOMPARE(scene.desk().accept(delivery)->verdict, Verdict::Unreadable);
        moved.draft = scene.draft;
        delivery.wraps = {moved};
        QCOMPARE(scene.desk().accept(delivery)->verdict, Verdict::Unreadable);
    }

    void aDeskWithoutItsFolderIsDownNotWrong()
    {
        Scene scene;
        auto desk = scene.desk();
        const auto delivery = scene.delivery();
        QVERIFY(QDir(scene.layout.keyDesk()).removeRecursively());
        const auto accepted = desk.accept(delivery);
        QVERIFY(!accepted.ok());
        QCOMPARE(accepted.error().code, base::ErrorCode::StoreKeyUnavailable);
    }

    void anOlderIntakeKeyStillOpensWhatWasSealedToIt()
    {
        Scene scene;
        const auto delivery = scene.delivery();
        QVERIFY(identity::rotateIntakeKey(scene.layout, scene.random).ok());
        QVERIFY(scene.desk().open(delivery).ok());
    }

    void aBodyThatContradictsItsHeaderIsFlagged()
    {
        Scene scene;
        const auto delivery = scene.delivery();
        auto header = delivery.change.header;
        QVERIFY(keydesk::contradiction(header, scene.body).isEmpty());
        auto body = scene.body;
        body.round = 2;
        QCOMPARE(keydesk::contradiction(header, body), QStringLiteral("round"));
        body = scene.body;
        body.heads.push_back(scene.random.make<protocol::ChangeId>());
        QCOMPARE(keydesk::contradiction(header, body), QStringLiteral("submission id"));
        body = scene.body;
        body.attachments.push_back({});
        QCOMPARE(keydesk::contradiction(header, body), QStringLiteral("attachments"));
        body = scene.body;
        body.instanceId = QStringLiteral("uuid:other");
        QCOMPARE(keydesk::contradiction(header, body), QStringLiteral("instance id"));
    }

    void answersAreNumberedByTheFormsRepeats()
    {
        const QByteArray xml = "<data xmlns='urn:x'><a>1</a><cost><amount>2</amount></cost>"
                               "<page><n>3</n></page><page><n>4</n></page><empty/></data>";
        const auto repeats =
            keydesk::repeatPaths("<h:html xmlns:h='h'><repeat nodeset='/data/cost'/></h:html>");
        const auto answers = keydesk::instanceAnswers(xml, repeats);
        const keydesk::Answers wanted{{QStringLiteral("/data/a"), QStringLiteral("1")},
                                      {QStringLiteral("/data/cost[1]/amount"), QStringLiteral("2")},
                                      {QStringLiteral("/data/page[1]/n"), QStringLiteral("3")},
                                      {QStringLiteral("/data/page[2]/n"), QStringLiteral("4")}};
        QVERIFY(*answers == wanted);
        QVERIFY(!keydesk::instanceAnswers("<data><a></data>", {}).ok());
        QVERIFY(!keydesk::instanceAnswers(QByteArray("<a>").repeated(2000), {}).ok());
    }
};

QTEST_APPLESS_MAIN(KeyDeskTest)
#include "KeyDeskTest.moc"
