#include "Kiosk.h"

#include "viewmodels/PageTexts.h"

using namespace luotsi;
using namespace luotsi::viewmodels;
using namespace luotsi::viewmodels::tests;

/// What a person hears while the application is on its way: what lies aside and since when.
class WhereItStandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheCentreRefused_isSaidWithItsReasonAndSinceWhen()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.apply();
        session.goNext();
        QCOMPARE(session.page(), KioskSession::TaskList);
        QCOMPARE(session.receipt()->problemId(), QString());
        QCOMPARE(session.receipt()->problemSince(), QString());
        kiosk.store.putAside(kiosk.store.drafts().front(), base::ErrorCode::Quarantined);
        kiosk.pass(60'000);
        session.storeChanged();
        QCOMPARE(session.page(), KioskSession::TaskList);
        QVERIFY(!session.receipt()->isSubmitted());
        QCOMPARE(session.receipt()->problemId(), QStringLiteral("error-quarantined"));
        QCOMPARE(session.receipt()->problemSince(), QStringLiteral("23.11.2026 9.00"));
    }

    void whatLiesAsideSinceAnUnknownMoment_hasNoDate()
    {
        ReceiptSource source;
        source.progress.problem = ports::PutAside{base::ErrorCode::QuotaExceeded, 0};
        const auto facts = receiptFacts(source, {}, QTimeZone("Europe/Helsinki"));
        QCOMPARE(facts.problemId, QStringLiteral("error-quota"));
        QCOMPARE(facts.problemSince, QString());
    }

    void whoComesBackWithTheCode_hearsItAtOnce()
    {
        Kiosk kiosk;
        kiosk.apply();
        const QString code = kiosk.code();
        kiosk.store.putAside(kiosk.store.drafts().front(), base::ErrorCode::Quarantined);
        kiosk.kill();
        kiosk.clock.pass(3'600'000);
        KioskSession &session = kiosk.continueWith(code);
        session.goNext();
        QCOMPARE(session.page(), KioskSession::TaskList);
        QCOMPARE(session.receipt()->problemId(), QStringLiteral("error-quarantined"));
        QCOMPARE(session.receipt()->problemSince(), QStringLiteral("23.11.2026 9.00"));
    }
};

QTEST_MAIN(WhereItStandsTest)
#include "WhereItStandsTest.moc"
