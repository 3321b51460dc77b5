#include "Kiosk.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace luotsi;
using namespace luotsi::viewmodels;
using namespace luotsi::viewmodels::tests;

namespace {

/// In the task "you" on its first page, the identity code.
KioskSession &atIdentity(Kiosk &kiosk)
{
    KioskSession &session = kiosk.apply();
    session.goNext();
    session.openTask(1);
    return session;
}

void giveIdentity(KioskSession &session)
{
    session.question()->fields()->at(0)->setText(QStringLiteral("140386-902R"));
    session.goNext();
}

/// What another thread would do, done when the test says so.
class Jobs
{
public:
    [[nodiscard]] Aside taker()
    {
        return [this](const auto &work, const auto &done) {
            m_jobs.push_back([work, done] {
                work();
                done();
            });
        };
    }
    void run()
    {
        for (const auto &job : std::exchange(m_jobs, {}))
            job();
    }

private:
    std::vector<std::function<void()>> m_jobs;
};

} // namespace

class KioskSessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsStoredBeforeTheNoticeIsAccepted()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.fresh();
        session.begin(QStringLiteral("apply"), QStringLiteral("fi"));
        QCOMPARE(session.page(), KioskSession::Privacy);
        QCOMPARE(session.privacy()->paragraphs().size(), 5);
        QVERIFY(kiosk.store.drafts().empty());
        QCOMPARE(session.saveState(), KioskSession::NothingYet);
        session.privacy()->accept();
        QCOMPARE(kiosk.store.drafts().size(), std::size_t{1});
        QCOMPARE(session.page(), KioskSession::CodeShown);
    }

    void acceptedNotice_isBusyUntilItsCodeIsMade()
    {
        Kiosk kiosk;
        Jobs jobs;
        kiosk.aside = jobs.taker();
        KioskSession &session = kiosk.fresh();
        session.begin(QStringLiteral("apply"), QStringLiteral("fi"));
        QVERIFY(!session.privacy()->isBusy());
        session.goNext();
        QVERIFY(session.privacy()->isBusy());
        QCOMPARE(session.page(), KioskSession::Privacy);
        jobs.run();
        QVERIFY(!session.privacy()->isBusy());
        QCOMPARE(session.page(), KioskSession::CodeShown);
    }

    void noticeLeftBeforeItsCodeIsMade_beginsNothing()
    {
        Kiosk kiosk;
        Jobs jobs;
        kiosk.aside = jobs.taker();
        KioskSession &session = kiosk.fresh();
        session.begin(QStringLiteral("apply"), QStringLiteral("fi"));
        session.goNext();
        session.goBack();
        jobs.run();
        QVERIFY(kiosk.store.drafts().empty());
        QCOMPARE(session.page(), KioskSession::Ended);
    }

    void staffHelp_needsACopyAtTheCentre()
    {
        Kiosk kiosk;
        PrivacyChoices &privacy = *kiosk.fresh().privacy();
        privacy.setCopyAtCentre(true);
        privacy.setStaffMayOpen(true);
        QVERIFY(privacy.staffMayOpen());
        privacy.setCopyAtCentre(false);
        QVERIFY(!privacy.staffMayOpen());
    }

    void refusedCopy_keepsEverythingOnTheDevice()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.fresh();
        session.begin(QStringLiteral("apply"), QStringLiteral("fi"));
        session.privacy()->setCopyAtCentre(false);
        session.privacy()->accept();
        QVERIFY(!session.resumeCode()->worksElsewhere());
        QVERIFY(kiosk.store.released(kiosk.store.drafts().front()).empty());
    }

    void urgentAnswer_opensTheCardAtOnceAndComesBack()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.apply();
        session.goNext();
        session.openTask(0);
        Field *urgent = session.question()->fields()->at(0);
        urgent->choose(QStringLiteral("none"));
        QCOMPARE(session.page(), KioskSession::Question);
        urgent->choose(QStringLiteral("food_medicine"));
        QCOMPARE(session.page(), KioskSession::Urgent);
        QCOMPARE(session.urgent()->emergencyNumber(), QStringLiteral("112"));
        QVERIFY(session.urgent()->places()->count() > 0);
        QVERIFY2(!session.urgent()->asOf().contains(QLatin1Char('-')), "a date as files write it");
        session.closeUrgent();
        QCOMPARE(session.page(), KioskSession::Question);
        QCOMPARE(session.question()->fields()->at(0)->value(), QStringLiteral("food_medicine"));
        // Reading the card lost nothing: the choice is durable already.
        QVERIFY(!kiosk.store.openChanges(kiosk.store.drafts().front()).empty());
    }

    void wrongAnswer_isSaidAboveAndBesideAndKept()
    {
        Kiosk kiosk;
        KioskSession &session = atIdentity(kiosk);
        Field *code = session.question()->fields()->at(0);
        code->setText(QStringLiteral("140386-902T"));
        QVERIFY(code->error().isEmpty());
        session.goNext();
        QCOMPARE(session.page(), KioskSession::Question);
        QVERIFY(session.question()->hasErrors());
        code = session.question()->fields()->at(0);
        QCOMPARE(code->value(), QStringLiteral("140386-902T"));
        const QModelIndex first = session.question()->errors()->index(0);
        QCOMPARE(first.data(ErrorListModel::TextRole).toString(), code->error());
        QCOMPARE(first.data(ErrorListModel::FieldNameRole).toString(), code->name());
        giveIdentity(session);
        QVERIFY(!session.question()->hasErrors());
    }

    void back_showsTheEarlierAnswerAndEvenWhatIsNotOneYet()
    {
        Kiosk kiosk;
        KioskSession &session = atIdentity(kiosk);
        giveIdentity(session);
        const QString second = session.question()->title();
        session.question()->fields()->at(0)->setText(QStringLiteral("Virpi"));
        session.goBack();
        QCOMPARE(session.question()->fields()->at(0)->value(), QStringLiteral("140386-902R"));
        session.question()->fields()->at(0)->setText(QStringLiteral("140386-9"));
        session.goBack();
        QCOMPARE(session.page(), KioskSession::TaskList);
        session.openTask(1);
        while (session.question()->title() == second)
            session.goBack();
        QCOMPARE(session.question()->fields()->at(0)->value(), QStringLiteral("140386-9"));
    }

    void typing_isDurableAfterTwoQuietSeconds()
    {
        Kiosk kiosk;
        KioskSession &session = atIdentity(kiosk);
        giveIdentity(session);
        const protocol::DraftId draft = kiosk.store.drafts().front();
        session.question()->fields()->at(0)->setText(QStringLiteral("Vir"));
        kiosk.pass(1'900);
        QVERIFY(kiosk.store.openChanges(draft).empty());
        kiosk.pass(200);
        QCOMPARE(kiosk.store.openChanges(draft).size(), std::size_t{1});
        session.question()->fields()->at(1)->setText(QStringLiteral("Te"));
        session.question()->fields()->at(1)->leave();
        QCOMPARE(kiosk.store.openChanges(draft).size(), std::size_t{2});
    }

    void quiet_warnsThenEndsAndKeepsTheDraft()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.apply();
        kiosk.pass(89'000);
        QVERIFY(!session.isIdleWarning());
        kiosk.pass(1'000);
        QVERIFY(session.isIdleWarning());
        QCOMPARE(session.idleSecondsLeft(), 60);
        kiosk.pass(60'000);
        QCOMPARE(session.page(), KioskSession::Ended);
        QCOMPARE(kiosk.ends.size(), std::size_t{1});
        QCOMPARE(kiosk.ends.front().first, session::EndReason::TimedOut);
        QCOMPARE(kiosk.ends.front().second, session::DraftFate::Kept);
        QCOMPARE(kiosk.store.drafts().size(), std::size_t{1});
    }

    void theWarning_givesNoCode()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.apply();
        QVERIFY(!kiosk.code().isEmpty());
        session.goNext();
        QVERIFY(kiosk.code().isEmpty());
        kiosk.pass(90'000);
        session.stillHere();
        QVERIFY(!session.isIdleWarning());
        session.showCode();
        QCOMPARE(session.page(), KioskSession::Unlock);
        QVERIFY(kiosk.code().isEmpty());
    }

    void theWarning_printsNoCode()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.apply();
        session.askPrint();
        QVERIFY(session.isPrintAsked());
        kiosk.pass(90'000);
        session.stillHere();
        QVERIFY(!session.isPrintAsked());
        session.print();
        QVERIFY(kiosk.printer.slips.empty());
        session.askPrint();
        QVERIFY(!session.isPrintAsked());
        QCOMPARE(session.page(), KioskSession::Unlock);
    }

    void afterAPause_earlierAnswersAskForBirthDateOrCode()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.apply();
        const QString code = kiosk.code();
        session.goNext();
        session.openTask(1);
        giveIdentity(session);
        kiosk.pass(90'000);
        session.stillHere();
        QCOMPARE(session.page(), KioskSession::Question);
        session.goBack();
        QCOMPARE(session.page(), KioskSession::Unlock);
        UnlockView &unlock = *session.unlock();
        QVERIFY(unlock.birthDateKnown());
        unlock.setDay(QStringLiteral("15"));
        unlock.setMonth(QStringLiteral("3"));
        unlock.setYear(QStringLiteral("1986"));
        unlock.submit();
        QCOMPARE(session.page(), KioskSession::Unlock);
        QVERIFY(!unlock.error().isEmpty());
        unlock.setDay(QStringLiteral("14"));
        unlock.submit();
        QCOMPARE(session.page(), KioskSession::Question);
        QCOMPARE(session.question()->fields()->at(0)->value(), QStringLiteral("140386-902R"));

        kiosk.pass(90'000);
        session.stillHere();
        QCOMPARE(session.page(), KioskSession::Unlock);
        unlock.setCode(code.toLower());
        unlock.submit();
        QCOMPARE(session.page(), KioskSession::Question);
    }

    void fiveWrongUnlocks_endTheSessionAndKeepTheDraft()
    {
        Kiosk kiosk;
        KioskSession &session = atIdentity(kiosk);
        giveIdentity(session);
        kiosk.pass(90'000);
        session.stillHere();
        session.goBack();
        session.unlock()->setDay(QStringLiteral("1"));
        session.unlock()->setMonth(QStringLiteral("1"));
        session.unlock()->setYear(QStringLiteral("1990"));
        for (int round = 0; round < 5; ++round)
            session.unlock()->submit();
        QCOMPARE(session.page(), KioskSession::Ended);
        QCOMPARE(kiosk.ends.front().first, session::EndReason::LockedOut);
        QCOMPARE(kiosk.store.drafts().size(), std::size_t{1});
    }

    void stop_asksAndKeepsOrDeletes()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.apply();
        session.askStop();
        QVERIFY(session.isStopAsked());
        session.deleteAndEnd();
        QCOMPARE(session.page(), KioskSession::CodeShown);
        session.askDelete();
        QVERIFY(session.isDeleteAsked());
        session.cancelDelete();
        session.askDelete();
        session.deleteAndEnd();
        QCOMPARE(session.page(), KioskSession::Ended);
        QCOMPARE(kiosk.ends.front().second, session::DraftFate::Erased);
        QVERIFY(kiosk.store.drafts().empty());
    }

    void aDeletionThatFails_isSeen()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.apply();
        session.askStop();
        session.askDelete();
        kiosk.store.failNextWrite(base::ErrorCode::StoreFailed);
        session.deleteAndEnd();
        QCOMPARE(session.page(), KioskSession::Failure);
        QVERIFY(kiosk.ends.empty());
    }

    void wrongCode_saysNothingAboutExistence()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.continueWith(QStringLiteral("KV7H-4MPX-2TRR"));
        QCOMPARE(session.page(), KioskSession::EnterCode);
        QCOMPARE(session.codeEntry()->error(), QStringLiteral("error-code-refused"));
        session.codeEntry()->setText(QStringLiteral("KV7H-4MPX-2TRT"));
        session.codeEntry()->submit();
        QCOMPARE(session.codeEntry()->error(), QStringLiteral("check-code-checksum"));
        session.codeEntry()->setText(QStringLiteral("KV7H-4MPX-2TRR"));
        for (int round = 0; round < 4; ++round)
            session.codeEntry()->submit();
        QVERIFY(session.codeEntry()->waitSeconds() > 0);
        QCOMPARE(session.codeEntry()->error(), QStringLiteral("error-too-many-tries"));
    }

    void fullDisk_isSaidBeforeTheDraftBegins()
    {
        Kiosk kiosk;
        kiosk.store.setDraftReserve(1000);
        kiosk.store.setFreeBytes(10);
        KioskSession &session = kiosk.apply();
        QCOMPARE(session.page(), KioskSession::Failure);
        QCOMPARE(session.failure()->errorId(), QStringLiteral("error-store-full"));
        QVERIFY(!session.hasDraft());
        kiosk.store.setFreeBytes(5000);
        session.goBack();
        QCOMPARE(session.page(), KioskSession::Privacy);
        session.privacy()->accept();
        QCOMPARE(session.page(), KioskSession::CodeShown);
    }

    void aStoreThatFailsOnContinue_losesNothing()
    {
        Kiosk kiosk;
        KioskSession &session = atIdentity(kiosk);
        session.question()->fields()->at(0)->setText(QStringLiteral("140386-902R"));
        kiosk.store.failNextWrite(base::ErrorCode::StoreFailed);
        session.goNext();
        QCOMPARE(session.page(), KioskSession::Failure);
        session.goBack();
        QCOMPARE(session.page(), KioskSession::Question);
        QCOMPARE(session.question()->fields()->at(0)->value(), QStringLiteral("140386-902R"));
        session.goNext();
        QCOMPARE(session.page(), KioskSession::Question);
        QVERIFY(session.question()->fields()->at(0)->ref() != QStringLiteral("/data/you/identity/code"));
    }

    void draftErasedElsewhereMeanwhile_isSaid_andNobodyIsToldThatItIsKept()
    {
        Kiosk kiosk;
        KioskSession &session = atIdentity(kiosk);
        session.question()->fields()->at(0)->setText(QStringLiteral("140386-902R"));
        kiosk.store.failNextWrite(base::ErrorCode::Erased);
        session.goNext();
        QCOMPARE(session.page(), KioskSession::Failure);
        QCOMPARE(session.failure()->errorId(), QStringLiteral("error-erased"));
        QCOMPARE(session.failure()->whatWorks(), QStringLiteral("failure-works-begin-anew"));
    }

    void printing_asksFirstAndPutsNothingPersonalOnPaper()
    {
        Kiosk kiosk;
        KioskSession &session = atIdentity(kiosk);
        giveIdentity(session);
        session.print();
        QVERIFY(kiosk.printer.slips.empty());
        session.askPrint();
        QVERIFY(session.isPrintAsked());
        session.print();
        QCOMPARE(kiosk.printer.slips.size(), std::size_t{1});
        const ports::Slip &slip = kiosk.printer.slips.front();
        QCOMPARE(slip.code.size(), 14);
        const QString all = slip.title + slip.lines.join(QLatin1Char(' '));
        QVERIFY(all.contains(QLatin1String("Lehtorannan kirjasto")));
        QVERIFY(all.contains(QLatin1String("7.12.2026")));
        QVERIFY(!all.contains(QLatin1Char('{')));
        QVERIFY(!all.contains(QLatin1String("140386")));
        kiosk.printer.works = false;
        session.askPrint();
        session.print();
        QCOMPARE(session.printError(), QStringLiteral("error-printer-unavailable"));
    }

    void wrongAttachment_isSaidBesideTheField()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.apply();
        Person virpi(kiosk, QStringLiteral("a1-answers.json"));
        Field *upload = nullptr;
        virpi.onPage = [&] {
            if (session.page() != KioskSession::Question || upload != nullptr)
                return;
            Field *field = session.question()->fields()->at(0);
            if (field->kind() != Field::Upload)
                return;
            upload = field;
            field->refreshSources();
            QVERIFY(field->sources()->count() > 0);
            const int before = kiosk.store.commitCount();
            field->attach(QStringLiteral("program.exe"));
            QVERIFY(!field->error().isEmpty());
            QCOMPARE(field->pages()->count(), 0);
            QCOMPARE(kiosk.store.commitCount(), before);
            field->attach(QStringLiteral("page.png"));
            QCOMPARE(field->pages()->count(), 1);
            QVERIFY(field->error().isEmpty());
            const QModelIndex source = field->sources()->index(0);
            QVERIFY(field->sources()->data(source, CaptureSourceListModel::AddedRole).toBool());
            field->removeAttachment(0);
            QCOMPARE(field->pages()->count(), 0);
            QVERIFY(!field->sources()->data(source, CaptureSourceListModel::AddedRole).toBool());
        };
        virpi.walkTo(KioskSession::Check);
        QVERIFY(upload != nullptr);
    }

    void underEighteen_isOfferedAPersonAndMayGoOn()
    {
        Kiosk kiosk;
        KioskSession &session = atIdentity(kiosk);
        session.question()->fields()->at(0)->setText(QStringLiteral("080212A913A"));
        session.goNext();
        QVERIFY(session.question()->isMinorNote());
        session.goNext();
        QCOMPARE(session.page(), KioskSession::Question);
        QVERIFY(!session.question()->isMinorNote());
    }

    void lookingAround_endsWithNothingBegun()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.fresh();
        session.begin(QStringLiteral("look"), QStringLiteral("sv"));
        QCOMPARE(session.page(), KioskSession::LookAround);
        QVERIFY(session.look()->count() > 3);
        session.goBack();
        QCOMPARE(session.page(), KioskSession::Ended);
        QCOMPARE(kiosk.ends.front().first, session::EndReason::NothingBegun);
        QCOMPARE(kiosk.ends.front().second, session::DraftFate::None);
    }

    void modelsAnnounceWhatTheyDo()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.fresh();
        const QAbstractItemModelTester tasks(session.tasks());
        const QAbstractItemModelTester fields(session.question()->fields());
        const QAbstractItemModelTester rows(session.check());
        session.begin(QStringLiteral("apply"), QStringLiteral("fi"));
        session.privacy()->accept();
        Person(kiosk, QStringLiteral("a1-answers.json")).walkTo(KioskSession::Check);
        QVERIFY(session.check()->count() > 20);
    }
};

QTEST_MAIN(KioskSessionTest)
#include "KioskSessionTest.moc"
