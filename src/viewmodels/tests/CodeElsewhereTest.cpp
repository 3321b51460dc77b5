#include "Kiosk.h"

using namespace luotsi;
using namespace luotsi::viewmodels;
using namespace luotsi::viewmodels::tests;
using base::ErrorCode;

namespace {

const QString someCode = QStringLiteral("KV7H-4MPX-2TRR");

} // namespace

/// "Continue with a code" as the person sees it, with the supervisor's search played by the test.
class CodeElsewhereTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whileItIsLookedFor_thePageSaysSoAndItMayBeStopped()
    {
        Kiosk kiosk;
        SearchDone pending;
        kiosk.findDraft = [&pending](const auto &, auto done) { pending = std::move(done); };
        KioskSession &session = kiosk.continueWith(someCode);
        QVERIFY(session.codeEntry()->isSearching());
        QVERIFY(session.codeEntry()->isBusy());
        session.codeEntry()->stop();
        QCOMPARE(kiosk.stoppedSearches, 1);
        QVERIFY(!session.codeEntry()->isSearching());
        QVERIFY(!session.codeEntry()->isBusy());
        QVERIFY(session.codeEntry()->error().isEmpty());
        QCOMPARE(session.page(), KioskSession::EnterCode);
        session.codeEntry()->stop();
        QCOMPARE(kiosk.stoppedSearches, 1);
    }

    void eachOutcome_hasItsOwnWords_data()
    {
        QTest::addColumn<ErrorCode>("reason");
        QTest::addColumn<QString>("text");
        const QString offline = QStringLiteral("code-entry-not-connected");
        QTest::newRow("wrong") << ErrorCode::CodeRefused << QStringLiteral("error-code-refused");
        QTest::newRow("replaced") << ErrorCode::CodeReplaced << QStringLiteral("error-code-replaced");
        QTest::newRow("expired") << ErrorCode::CodeExpired << QStringLiteral("error-code-expired");
        QTest::newRow("not here yet") << ErrorCode::NotHereYet << QStringLiteral("error-not-here-yet");
        QTest::newRow("erased") << ErrorCode::Erased << QStringLiteral("error-erased");
        QTest::newRow("too many") << ErrorCode::TooManyTries << QStringLiteral("error-too-many-tries");
        QTest::newRow("no network") << ErrorCode::NetworkUnreachable << offline;
        QTest::newRow("portal") << ErrorCode::CaptivePortal << offline;
        QTest::newRow("certificate") << ErrorCode::CertificateRefused << offline;
        QTest::newRow("busy") << ErrorCode::ServerBusy << offline;
        QTest::newRow("no centre") << ErrorCode::EnrolmentRefused << offline;
    }

    void eachOutcome_hasItsOwnWords()
    {
        QFETCH(const ErrorCode, reason);
        QFETCH(const QString, text);
        Kiosk kiosk;
        kiosk.findDraft = [reason](const auto &, auto done) { done({reason, {}}); };
        KioskSession &session = kiosk.continueWith(someCode);
        QCOMPARE(session.page(), KioskSession::EnterCode);
        QCOMPARE(session.codeEntry()->error(), text);
        QVERIFY(!session.codeEntry()->isBusy());
    }

    void fullDisk_isAFailureOfTheDevice()
    {
        Kiosk kiosk;
        kiosk.findDraft = [](const auto &, auto done) { done({ErrorCode::StoreFull, {}}); };
        KioskSession &session = kiosk.continueWith(someCode);
        QCOMPARE(session.page(), KioskSession::Failure);
        QCOMPARE(session.failure()->errorId(), QStringLiteral("error-store-full"));
    }

    void found_opensWithTheNewCodeAndWhoHasOpenedIt()
    {
        Kiosk kiosk;
        kiosk.apply();
        const QString old = kiosk.code();
        kiosk.kill();
        protocol::LookupId asked;
        kiosk.findDraft = [&](const protocol::LookupId &lookup, const SearchDone &done) {
            asked = lookup;
            done({std::nullopt,
                  {{kiosk.clock.wallMilliseconds(), protocol::Access::By::Code, kiosk.profile.siteId},
                   {kiosk.clock.wallMilliseconds() - 60'000, protocol::Access::By::Worker,
                    QStringLiteral("desk-1")}}});
        };
        KioskSession &session = kiosk.continueWith(old);
        QCOMPARE(session.page(), KioskSession::CodeShown);
        QVERIFY(kiosk.store.findCode(asked)->has_value());
        QVERIFY(session.resumeCode()->isRenewed());
        QVERIFY(session.resumeCode()->code() != old);
        QVERIFY(session.resumeCode()->worksElsewhere());
        QCOMPARE(session.resumeCode()->accesses(),
                 QStringList({QStringLiteral("access-code 23.11.2026 9.00 ") + kiosk.profile.siteName,
                              QStringLiteral("access-staff 23.11.2026 8.59 desk-1")}));
    }

    void whatHasNotComeHere_isSaidOnTheListOfTasks_data()
    {
        QTest::addColumn<bool>("withheld");
        QTest::newRow("whole") << false;
        QTest::newRow("something kept back") << true;
    }

    void whatHasNotComeHere_isSaidOnTheListOfTasks()
    {
        QFETCH(const bool, withheld);
        Kiosk kiosk;
        KioskSession &first = kiosk.apply();
        const QString code = kiosk.code();
        first.goNext();
        first.openTask(1);
        // Going back and answering anew names the answer before.
        for (const char *number : {"140386-902R", "010190-902S"}) {
            first.question()->fields()->at(0)->setText(QLatin1String(number));
            first.goNext();
            first.goBack();
        }
        kiosk.kill();
        if (withheld)
            QVERIFY(kiosk.store.withholdNamed(kiosk.store.drafts().front()));
        KioskSession &session = kiosk.continueWith(code);
        QVERIFY(session.hasDraft());
        QCOMPARE(session.tasks()->arePartsMissing(), withheld);
    }

    void aSearchThatEndsAfterThePersonLeft_opensNothing()
    {
        Kiosk kiosk;
        kiosk.apply();
        const QString code = kiosk.code();
        kiosk.kill();
        SearchDone pending;
        kiosk.findDraft = [&pending](const auto &, auto done) { pending = std::move(done); };
        KioskSession &session = kiosk.continueWith(code);
        session.goBack();
        QCOMPARE(session.page(), KioskSession::Ended);
        pending({std::nullopt, {}});
        QCOMPARE(session.page(), KioskSession::Ended);
        QVERIFY(!session.hasDraft());
    }

    void refusedCopy_isStillKnownAfterComingBack()
    {
        Kiosk kiosk;
        KioskSession &first = kiosk.fresh();
        first.begin(QStringLiteral("apply"), QStringLiteral("fi"));
        first.privacy()->setCopyAtCentre(false);
        first.privacy()->accept();
        const QString code = kiosk.code();
        kiosk.kill();
        KioskSession &session = kiosk.continueWith(code);
        QVERIFY(!session.resumeCode()->worksElsewhere());
        QVERIFY(!session.privacy()->copyAtCentre());
        QVERIFY(session.privacy()->isReadOnly());
        session.askPrint();
        session.print();
        const QStringList lines = kiosk.printer.slips.front().lines;
        QVERIFY(lines.join(QLatin1Char(' ')).contains(QStringLiteral("vain t\u00e4ll\u00e4 laitteella")));
        QVERIFY(!lines.join(QLatin1Char(' ')).contains(QLatin1String("Ilman verkkoa")));
    }

    void theChoiceSaysWhatItMeansInThePacksWords()
    {
        Kiosk kiosk;
        PrivacyChoices *privacy = kiosk.fresh().privacy();
        const auto texts = kiosk.texts.in(QStringLiteral("fi"));
        QVERIFY(!texts.copyChoice.first().isEmpty() && !texts.copyChoice.last().isEmpty());
        QVERIFY(privacy->copyText().contains(texts.copyChoice.first()));
        QVERIFY(privacy->copyText().contains(texts.copyChoice.last()));
        QVERIFY(!texts.staffChoice.isEmpty());
        QCOMPARE(privacy->staffText(), texts.staffChoice);
    }
};

QTEST_MAIN(CodeElsewhereTest)
#include "CodeElsewhereTest.moc"
