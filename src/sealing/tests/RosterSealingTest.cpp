#include "sealing/RosterSealing.h"
#include "crypto/BoxKeys.h"
#include "crypto/Sodium.h"
#include "crypto/SystemRandom.h"
#include "sealing/WrapSealing.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::sealing;
using base::ErrorCode;
using protocol::WrapPurpose;

namespace {

crypto::SystemRandom random_;

protocol::ScopeRoster rosterOf(const std::vector<const crypto::BoxKeyPair *> &members)
{
    protocol::ScopeRoster roster{QStringLiteral("north"), 3, 1000, {}};
    for (const crypto::BoxKeyPair *pair : members)
        roster.members.push_back({random_.make<protocol::ActorId>(), pair->publicKey});
    return roster;
}

} // namespace

class RosterSealingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise().ok()); }

    void roster_holdsForItsRootAndItsScope()
    {
        const auto root = *crypto::SigningKey::generate(random_);
        const auto other = *crypto::SigningKey::generate(random_);
        const auto pair = *crypto::BoxKeyPair::generate(random_);
        const auto roster = *signRoster(rosterOf({&pair}), root);
        QVERIFY(checkRoster(roster, u"north", root.publicKey, 0).ok());
        QCOMPARE(checkRoster(roster, u"north", other.publicKey, 0).error().code, ErrorCode::SignatureInvalid);
        QCOMPARE(checkRoster(roster, u"south", root.publicKey, 0).error().code, ErrorCode::SignatureInvalid);
        auto joined = roster;
        joined.roster.members.push_back({random_.make<protocol::ActorId>(), pair.publicKey});
        QCOMPARE(checkRoster(joined, u"north", root.publicKey, 0).error().code, ErrorCode::SignatureInvalid);
    }

    void roster_doesNotGoBack()
    {
        const auto root = *crypto::SigningKey::generate(random_);
        const auto roster = *signRoster(rosterOf({}), root);
        QVERIFY(checkRoster(roster, u"north", root.publicKey, 3).ok());
        QCOMPARE(checkRoster(roster, u"north", root.publicKey, 4).error().code, ErrorCode::BundleRollback);
    }

    void wraps_openForEveryMemberAndNobodyElse()
    {
        const auto first = *crypto::BoxKeyPair::generate(random_);
        const auto second = *crypto::BoxKeyPair::generate(random_);
        const auto stranger = *crypto::BoxKeyPair::generate(random_);
        const auto keys = *DraftKeys::create(random_);
        const auto draft = random_.make<protocol::DraftId>();
        const auto wraps = *sealRosterWraps(draft, keys, rosterOf({&first, &second}));
        QCOMPARE(wraps.size(), std::size_t(2));
        const auto opened = openWrap(wraps[1], WrapPurpose::ScopeRoster, draft, second);
        QVERIFY(opened.ok() && opened->draftKey.view() == keys.draftKey.view());
        QVERIFY(!openWrap(wraps[1], WrapPurpose::ScopeRoster, draft, first));
        QVERIFY(!openWrap(wraps[1], WrapPurpose::ScopeRoster, draft, stranger));
        QCOMPARE(openWrap(wraps[1], WrapPurpose::Intake, draft, second).error().code,
                 ErrorCode::WrapMismatch);
    }
};

QTEST_APPLESS_MAIN(RosterSealingTest)
#include "RosterSealingTest.moc"
