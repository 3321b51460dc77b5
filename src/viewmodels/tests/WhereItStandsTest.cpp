#include "Kiosk.h"

#include "viewmodels/PageTexts.h"

using namespace luotsi;
using namespace luotsi::viewmodels;
using namespace luotsi::viewmodels::tests;

namespace {

constexpr std::int64_t second = 1000;

/// The application has been sent, its pages have not arrived.
class SentWithPages
{
public:
    SentWithPages()
    {
        kiosk.apply();
        Person(kiosk, QStringLiteral("a1-answers.json")).walkTo(KioskSession::Check);
    }

    void send()
    {
        FieldListModel *declarations = kiosk.session().check()->declarations();
        for (int row = 0; row < declarations->count(); ++row)
            declarations->at(row)->choose(QStringLiteral("OK"));
        kiosk.session().send();
    }

    /// A byte of the first page every ten seconds.
    void move(int bytes)
    {
        for (int byte = 0; byte < bytes; ++byte) {
            kiosk.clock.pass(10 * second);
            kiosk.store.acknowledgeBytes(pages().front().blob, ++m_arrived);
            kiosk.session().storeChanged();
        }
    }
    [[nodiscard]] std::vector<ports::AttachmentProgress> pages()
    {
        return kiosk.store.status(kiosk.store.drafts().front())->attachments;
    }
    [[nodiscard]] std::int64_t bytesLeft()
    {
        std::uint64_t left = 0;
        for (const ports::AttachmentProgress &page : pages())
            left += page.size - page.acknowledged;
        return static_cast<std::int64_t>(left);
    }
    [[nodiscard]] QString told() { return kiosk.session().receipt()->remainingText(); }

    Kiosk kiosk;

private:
    std::uint64_t m_arrived = 0;
};

} // namespace

/// What a person hears while the application is on its way: what lies aside and since when, how long pages
/// take.
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

    void aClockThatWasWrongAtSending_isSaidOnTheReceipt()
    {
        ReceiptSource source;
        source.progress.submitted = true;
        source.progress.receipt.emplace();
        source.progress.receipt->receivedAt = 1'790'000'000'000;
        source.progress.receipt->deviceTime = 1'790'000'000'000;
        const QTimeZone zone("Europe/Helsinki");
        QVERIFY(receiptFacts(source, {}, zone).received);
        QVERIFY(!receiptFacts(source, {}, zone).clockWasWrong);
        source.progress.receipt->deviceTime += 24LL * 3600 * 1000;
        QVERIFY(receiptFacts(source, {}, zone).clockWasWrong);
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

    void howLongPagesStillTake_isToldWhileTheyMove()
    {
        SentWithPages sent;
        sent.send();
        QCOMPARE(sent.kiosk.session().page(), KioskSession::Receipt);
        sent.move(3);
        QCOMPARE(sent.told(), QString());
        sent.move(3);
        QVERIFY(sent.bytesLeft() > 100);
        QCOMPARE(sent.told(), remainingText(sent.bytesLeft() * 10));
        QVERIFY(sent.told().startsWith(QStringLiteral("remaining-")));
        // The store says nothing when nothing happens; the page does not go on promising.
        sent.kiosk.pass(41 * second);
        QCOMPARE(sent.told(), QString());
    }

    void whenThePagesAreThere_nothingIsToldAnyMore()
    {
        SentWithPages sent;
        sent.send();
        sent.move(6);
        QVERIFY(!sent.told().isEmpty());
        sent.kiosk.store.acknowledge(sent.kiosk.sent.front());
        sent.kiosk.session().storeChanged();
        QCOMPARE(sent.told(), QString());
    }

    void beforeSending_noTimeIsTold()
    {
        SentWithPages unsent;
        unsent.move(6);
        QCOMPARE(unsent.told(), QString());
        // What has been seen meanwhile serves at once.
        unsent.send();
        unsent.move(1);
        QVERIFY(!unsent.told().isEmpty());
    }

    void pagesThatLieAside_areNotWaitedFor()
    {
        SentWithPages sent;
        sent.send();
        const auto pages = sent.pages();
        QVERIFY(pages.size() > 1);
        for (std::size_t at = 1; at < pages.size(); ++at)
            sent.kiosk.store.putAside(pages[at].blob, base::ErrorCode::AttachmentTooLarge);
        sent.move(6);
        QCOMPARE(sent.told(), remainingText(static_cast<std::int64_t>(pages.front().size - 6) * 10));
        QVERIFY(sent.told() != remainingText(sent.bytesLeft() * 10));
    }

    void timesLeft_areToldInMinutesAndHours()
    {
        Kiosk kiosk;
        QCOMPARE(remainingText(20), QStringLiteral("remaining-short"));
        QCOMPARE(remainingText(170), QStringLiteral("remaining-minutes 3"));
        QCOMPARE(remainingText(7200), QStringLiteral("remaining-hours 2"));
    }
};

QTEST_MAIN(WhereItStandsTest)
#include "WhereItStandsTest.moc"
