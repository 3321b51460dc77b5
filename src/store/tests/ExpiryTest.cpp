#include "store/tests/OutboxScene.h"

using namespace luotsi;
using base::ErrorCode;
using store::testing::OutboxScene;
namespace protocol = sync::protocol;

/// What goes by age goes by the centre's clock, whatever the device's own has said.
class ExpiryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_scene = std::make_unique<OutboxScene>();
        m_centre = m_scene->clock.wall;
    }
    void cleanup() { m_scene.reset(); }

    void draftWrittenWhileTheClockWasBehind_staysItsWholeTime()
    {
        m_scene->clock.wall -= 400 * day;
        const auto draft = m_scene->begin(ports::CentreCopy::WhenSent);
        m_scene->clock.wall = m_centre;
        expire(0);
        QVERIFY(m_scene->store->load(draft).ok());
        expire(13);
        QVERIFY(m_scene->store->load(draft).ok());
        expire(15);
        QCOMPARE(m_scene->store->load(draft).error().code, ErrorCode::NotFound);
    }

    void draftWrittenWhileTheClockWasAhead_staysNoLonger()
    {
        m_scene->clock.wall += 400 * day;
        const auto draft = m_scene->begin(ports::CentreCopy::WhenSent);
        m_scene->clock.wall = m_centre;
        expire(0);
        expire(15);
        QCOMPARE(m_scene->store->load(draft).error().code, ErrorCode::NotFound);
    }

    void touchingADraft_beginsItsTimeAnew()
    {
        const auto draft = m_scene->begin(ports::CentreCopy::WhenSent);
        expire(0);
        expire(13);
        m_scene->answer(draft);
        expire(14);
        expire(27);
        QVERIFY(m_scene->store->load(draft).ok());
        expire(29);
        QCOMPARE(m_scene->store->load(draft).error().code, ErrorCode::NotFound);
    }

    void centresClockSetBack_isCountedAnew()
    {
        const auto draft = m_scene->begin(ports::CentreCopy::WhenSent);
        expire(100);
        expire(0);
        expire(13);
        QVERIFY(m_scene->store->load(draft).ok());
        expire(15);
        QCOMPARE(m_scene->store->load(draft).error().code, ErrorCode::NotFound);
    }

    void pageNothingNamesYet_staysADayByTheCentresClock()
    {
        const auto draft = m_scene->begin(ports::CentreCopy::WhenSent);
        m_scene->clock.wall -= 400 * day;
        const auto page = *m_scene->store->writeBlob(draft, m_scene->records.noise(1000));
        m_scene->clock.wall = m_centre;
        expire(0);
        QVERIFY(m_scene->store->readBlob(page).ok());
        expire(2);
        QCOMPARE(m_scene->store->readBlob(page).error().code, ErrorCode::NotFound);
    }

private:
    static constexpr std::int64_t day = OutboxScene::day;
    void expire(int days) { QVERIFY(m_scene->store->expire(m_centre + days * day, 14 * day).ok()); }

    std::unique_ptr<OutboxScene> m_scene;
    std::int64_t m_centre = 0;
};

QTEST_GUILESS_MAIN(ExpiryTest)
#include "ExpiryTest.moc"
