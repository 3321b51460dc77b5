#include "centre/keydesk/IntakeDesk.h"
#include "centre/keydesk/KeyRetention.h"

#include "centre/identity/CentreIdentity.h"
#include "crypto/SystemRandom.h"
#include "sealing/WorkerSealing.h"
#include "sealing/WrapSealing.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::centre;
using namespace luotsi::centre::keydesk;
using base::ErrorCode;

namespace {

constexpr std::int64_t day = 24LL * 3600 * 1000;

class MovedClock final : public base::Clock
{
public:
    [[nodiscard]] std::int64_t wallMilliseconds() const override { return wall; }
    [[nodiscard]] std::int64_t monotonicMilliseconds() const override { return wall; }
    std::int64_t wall = 20'000 * day;
};

/// A desk with one draft that staff may open, a certified worker, and a root that certifies.
struct Scene
{
    QTemporaryDir folder;
    crypto::SystemRandom random;
    MovedClock clock;
    identity::CentreLayout layout{folder.filePath(QStringLiteral("centre"))};
    identity::IntakeKey intake;
    crypto::SigningKey root;
    crypto::SigningKey signing = *crypto::SigningKey::generate(random);
    crypto::BoxKeyPair box = *crypto::BoxKeyPair::generate(random);
    crypto::BoxKeyPair deviceBox = *crypto::BoxKeyPair::generate(random);
    protocol::DraftId draft = random.make<protocol::DraftId>();
    sealing::DraftKeys keys = std::move(*sealing::DraftKeys::create(random));
    protocol::WorkerGrant grant;

    Scene()
    {
        (void)identity::createCentre(layout, {QStringLiteral("localhost")}, clock, random);
        intake = identity::CentreIdentity::load(layout)->intakeKey();
        root = std::move(*identity::loadSigningRoot(layout));
        grant = {random.make<protocol::ActorId>(),
                 QStringLiteral("worker"),
                 QStringLiteral("north"),
                 random.make<protocol::DeviceId>(),
                 signing.publicKey,
                 box.publicKey,
                 deviceBox.publicKey,
                 clock.wall - day,
                 clock.wall + 100 * day};
    }

    [[nodiscard]] QString journal() const { return layout.keyDesk() + QStringLiteral("/journal"); }
    [[nodiscard]] QString revoked() const { return layout.keyDesk() + QStringLiteral("/revoked"); }
    [[nodiscard]] std::unique_ptr<IntakeDesk> desk(int perDay = 40)
    {
        WorkerPolicy policy;
        policy.draftsPerDay = perDay;
        policy.revokedFile = revoked();
        auto opened = DeskJournal::open(journal());
        if (!opened)
            return nullptr;
        packs::RootSet roots{{packs::rootKeyOf(root.publicKey)}, 1};
        return std::make_unique<IntakeDesk>(
            KeyFolder(layout.keyDesk()), FormLibrary(layout.bundles(), packs::RootSet{}, clock), Checker(),
            std::make_unique<WorkerRules>(roots, policy, std::move(*opened), clock));
    }
    [[nodiscard]] ports::Rewrap ask(const protocol::DraftId &of)
    {
        const protocol::RewrapOrder order{random.make<protocol::RequestId>(), of, grant.device,
                                          QStringLiteral("hand-over"), clock.wall};
        ports::Rewrap rewrap{*sealing::signRewrap(order, *sealing::certifyWorker(grant, root), signing), {}};
        rewrap.wraps = {wrapFor(of)};
        return rewrap;
    }
    [[nodiscard]] ports::Rewrap ask() { return ask(draft); }
    [[nodiscard]] protocol::Wrap wrapFor(const protocol::DraftId &of)
    {
        return *sealing::sealWrap(protocol::WrapPurpose::Intake, of, keys, intake.publicKey, intake.id);
    }
    [[nodiscard]] QByteArray journalText() const
    {
        QFile file(journal());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

ErrorCode codeOf(const base::Result<protocol::RewrapReply> &reply)
{
    return reply ? ErrorCode::Internal : reply.error().code;
}

} // namespace

class WorkerDeskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCertifiedWorkerGetsTheDraftAndItIsRecorded()
    {
        Scene scene;
        const auto reply = scene.desk()->rewrap(scene.ask());
        QVERIFY(reply.ok());
        QCOMPARE(reply->wraps.size(), std::size_t(1));
        const auto opened =
            sealing::openWorkerWrap(reply->wraps.front(), scene.draft, scene.box, scene.deviceBox);
        QVERIFY(opened.ok() && opened->draftKey.view() == scene.keys.draftKey.view());
        QCOMPARE(scene.journalText().count('\n'), 1);
        QVERIFY(scene.journalText().contains(scene.draft.toHex() + ' ' + scene.grant.worker.toHex()));
        QVERIFY(scene.journalText().contains("hand-over"));
    }

    void withoutTheWorkersKeyADeviceGetsNothing()
    {
        Scene scene;
        auto desk = scene.desk();
        auto forged = scene.ask();
        forged.request = *sealing::signRewrap(forged.request.order, forged.request.certificate,
                                              *crypto::SigningKey::generate(scene.random));
        QCOMPARE(codeOf(desk->rewrap(forged)), ErrorCode::SignatureInvalid);
        auto selfMade = scene.ask();
        const auto ownRoot = *crypto::SigningKey::generate(scene.random);
        selfMade.request = *sealing::signRewrap(selfMade.request.order,
                                                *sealing::certifyWorker(scene.grant, ownRoot), scene.signing);
        QCOMPARE(codeOf(desk->rewrap(selfMade)), ErrorCode::SignatureInvalid);
        QVERIFY(scene.journalText().isEmpty());
    }

    void aWorkerOfAnotherDeviceRoleOrTimeGetsNothing()
    {
        Scene scene;
        auto desk = scene.desk();
        auto order = scene.ask().request.order;
        order.device = scene.random.make<protocol::DeviceId>();
        auto elsewhere = scene.ask();
        elsewhere.request = *sealing::signRewrap(order, elsewhere.request.certificate, scene.signing);
        QCOMPARE(codeOf(desk->rewrap(elsewhere)), ErrorCode::SignatureInvalid);
        scene.grant.role = QStringLiteral("kiosk");
        QCOMPARE(codeOf(desk->rewrap(scene.ask())), ErrorCode::SignatureInvalid);
        scene.grant.role = QStringLiteral("worker");
        scene.clock.wall += 200 * day;
        QCOMPARE(codeOf(desk->rewrap(scene.ask())), ErrorCode::CertificateExpired);
    }

    void aRevokedWorkerGetsNothingFromTheNextRequestOn()
    {
        Scene scene;
        auto desk = scene.desk();
        QVERIFY(desk->rewrap(scene.ask()).ok());
        QFile list(scene.revoked());
        QVERIFY(list.open(QIODevice::WriteOnly));
        list.write(scene.grant.worker.toHex() + '\n');
        list.close();
        QCOMPARE(codeOf(desk->rewrap(scene.ask())), ErrorCode::Revoked);
    }

    void aWrapMovedToAnotherDraftIsRefused()
    {
        Scene scene;
        const auto other = scene.random.make<protocol::DraftId>();
        auto moved = scene.ask(other);
        moved.wraps = {scene.wrapFor(scene.draft)};
        QCOMPARE(codeOf(scene.desk()->rewrap(moved)), ErrorCode::WrapMismatch);
        moved.wraps.front().draft = other;
        QCOMPARE(codeOf(scene.desk()->rewrap(moved)), ErrorCode::WrapMismatch);
        QVERIFY(scene.journalText().isEmpty());
    }

    void aDraftThatStaffMayNotOpenStaysClosed()
    {
        Scene scene;
        auto without = scene.ask();
        without.wraps.clear();
        QCOMPARE(codeOf(scene.desk()->rewrap(without)), ErrorCode::NotFound);
        auto otherPurpose = scene.ask();
        otherPurpose.wraps.front().purpose = protocol::WrapPurpose::ScopeRoster;
        QCOMPARE(codeOf(scene.desk()->rewrap(otherPurpose)), ErrorCode::NotFound);
    }

    void theDaysLimitHoldsAlsoAfterARestartAndEndsWithTheDay()
    {
        Scene scene;
        auto desk = scene.desk(2);
        const auto first = scene.ask();
        QVERIFY(desk->rewrap(first).ok());
        QVERIFY(desk->rewrap(first).ok()); // the same request is one
        QVERIFY(desk->rewrap(scene.ask()).ok());
        QCOMPARE(codeOf(desk->rewrap(scene.ask())), ErrorCode::TooManyTries);
        desk.reset();
        desk = scene.desk(2);
        QCOMPARE(codeOf(desk->rewrap(scene.ask())), ErrorCode::TooManyTries);
        QVERIFY(desk->rewrap(first).ok());
        scene.clock.wall += day;
        QVERIFY(desk->rewrap(scene.ask()).ok());
    }

    void aRequestIdServesOneDraft()
    {
        Scene scene;
        auto desk = scene.desk();
        const auto first = scene.ask();
        QVERIFY(desk->rewrap(first).ok());
        const auto other = scene.random.make<protocol::DraftId>();
        auto again = scene.ask(other);
        auto order = again.request.order;
        order.request = first.request.order.request;
        again.request = *sealing::signRewrap(order, again.request.certificate, scene.signing);
        QCOMPARE(codeOf(desk->rewrap(again)), ErrorCode::MalformedInput);
    }

    void anErasedDraftOpensForNobodyWhateverBackupComesBack()
    {
        Scene scene;
        auto desk = scene.desk();
        QVERIFY(desk->erase(scene.draft).ok());
        QVERIFY(desk->erase(scene.draft).ok());
        QCOMPARE(codeOf(desk->rewrap(scene.ask())), ErrorCode::Erased);
        desk.reset();
        desk = scene.desk();
        QCOMPARE(codeOf(desk->rewrap(scene.ask())), ErrorCode::Erased);
        QCOMPARE(scene.journalText().count('\n'), 1);
    }

    void desksOfOneJournalCountTogetherAndSeeEachOthersErasures()
    {
        Scene scene;
        const auto first = scene.desk(1);
        const auto second = scene.desk(1);
        QVERIFY(first->rewrap(scene.ask()).ok());
        QCOMPARE(codeOf(second->rewrap(scene.ask())), ErrorCode::TooManyTries);
        const auto other = scene.random.make<protocol::DraftId>();
        QVERIFY(second->erase(other).ok());
        QCOMPARE(codeOf(first->rewrap(scene.ask(other))), ErrorCode::Erased);
    }

    void aLineCutByAPowerFailureIsDroppedAndADamagedOneIsNot()
    {
        Scene scene;
        QVERIFY(scene.desk()->rewrap(scene.ask()).ok());
        const QByteArray whole = scene.journalText();
        QFile file(scene.journal());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append));
        file.write(whole.first(whole.size() / 2));
        file.close();
        QVERIFY(scene.desk() != nullptr);
        QCOMPARE(scene.journalText(), whole);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("open nonsense\n" + whole);
        file.close();
        QCOMPARE(DeskJournal::open(scene.journal()).error().code, ErrorCode::StoreCorrupt);
    }

    void oldIntakeKeysAreDestroyedAndTheNewestNever()
    {
        Scene scene;
        const QString oldKey = scene.layout.keyDesk() + u'/' + QString::fromLatin1(scene.intake.id.toHex()) +
                               QStringLiteral(".key");
        QFile old(oldKey);
        QVERIFY(old.open(QIODevice::ReadWrite));
        const auto made = QDateTime::fromMSecsSinceEpoch(scene.clock.wall - 40 * day);
        QVERIFY(old.setFileTime(made, QFileDevice::FileModificationTime));
        old.close();
        const auto ask = scene.ask();
        auto desk = scene.desk();
        QVERIFY(
            destroyKeysBefore(scene.layout.keyDesk(), scene.clock.wall)->empty()); // alone it is the newest
        QVERIFY(identity::rotateIntakeKey(scene.layout, scene.random).ok());
        QVERIFY(destroyKeysBefore(scene.layout.keyDesk(), scene.clock.wall - 50 * day)->empty());
        QVERIFY(desk->rewrap(ask).ok());
        const auto gone = destroyKeysBefore(scene.layout.keyDesk(), scene.clock.wall - 30 * day);
        QVERIFY(gone.ok() && *gone == std::vector{scene.intake.id});
        QVERIFY(!QFile::exists(oldKey));
        QCOMPARE(codeOf(desk->rewrap(scene.ask())), ErrorCode::NotFound);
    }
};

QTEST_APPLESS_MAIN(WorkerDeskTest)
#include "WorkerDeskTest.moc"
