#include "Kiosk.h"

#include "sealing/ChangeSealing.h"
#include "sealing/ReceiptSigning.h"
#include "sealing/WrapSealing.h"
#include "sync/protocol/SubmissionOf.h"
#include "usecases/DraftRecords.h"
#include "usecases/ResumeKeys.h"

#include <QAbstractItemModelTester>

using namespace luotsi;
using namespace luotsi::viewmodels;
using namespace luotsi::viewmodels::tests;

namespace {

const QString promise = QStringLiteral("/data/attachments/promise_list/promise");

/// Sends the shortest application with two papers promised for later, and comes back with the code.
class SentWithPromises
{
public:
    SentWithPromises()
    {
        kiosk.apply();
        m_code = kiosk.code();
        Person pirkko(kiosk, QStringLiteral("shortest-answers.json"));
        pirkko.answers[QStringLiteral("/data/attachments/more")] = QStringLiteral("later");
        for (const auto &[row, kind] : {std::pair{1, "lease"}, std::pair{2, "payslip"}}) {
            const QString about = QStringLiteral("%1[%2]/about/").arg(promise).arg(row);
            pirkko.answers[about + QStringLiteral("kind")] = QString::fromLatin1(kind);
            pirkko.answers[about + QStringLiteral("how")] = QStringLiteral("here");
            pirkko.answers[about + QStringLiteral("by")] = QStringLiteral("2026-11-30");
        }
        pirkko.walkTo(KioskSession::Check);
        FieldListModel *declarations = kiosk.session().check()->declarations();
        for (int row = 0; row < declarations->count(); ++row)
            declarations->at(row)->choose(QStringLiteral("OK"));
        kiosk.session().send();
    }

    void received(std::uint32_t round)
    {
        protocol::Receipt receipt;
        receipt.draft = kiosk.sent.front();
        receipt.round = round;
        receipt.reference = QStringLiteral("ROUND-%1").arg(round);
        receipt.receivedAt = kiosk.clock.wallMilliseconds();
        receipt.complete = true;
        kiosk.store.acknowledge(kiosk.sent.front(), *sealing::signReceipt(receipt, kiosk.receiptKey));
        kiosk.session().storeChanged();
    }

    KioskSession &comeBack()
    {
        kiosk.kill();
        KioskSession &session = kiosk.continueWith(m_code);
        m_code = session.resumeCode()->code();
        return session;
    }

    /// Opens a paper, adds a page and continues.
    void bring(int row)
    {
        KioskSession &session = kiosk.session();
        session.papers()->add(row);
        QCOMPARE(session.page(), KioskSession::Question);
        QCOMPARE(session.question()->fields()->count(), 1);
        Field *field = session.question()->fields()->at(0);
        QCOMPARE(field->kind(), Field::Upload);
        field->attach(QStringLiteral("page.png"));
        QCOMPARE(field->pages()->count(), 1);
        session.goNext();
        QCOMPARE(session.page(), KioskSession::Papers);
    }

    /// What the centre brings when the authority has asked for more: sealed for whoever has the code.
    void asked(const protocol::RequestBody &request)
    {
        const auto code = *usecases::prepareTypedCode(m_code);
        const auto entry = **kiosk.store.findCode(usecases::lookupOf(code));
        const auto sealed = *sealing::openOuter(entry.sealedWrap, entry.lookup, kiosk.vaultKey.view());
        const protocol::Wrap wrap{protocol::WrapPurpose::ResumeCode, entry.draft, entry.key, entry.reader,
                                  sealed};
        const auto keys = *sealing::openCodeWrap(wrap, entry.draft, code.keys);
        protocol::ChangeHeader header;
        header.draft = entry.draft;
        header.slot = *sealing::slotFor(keys, QString::fromLatin1(usecases::requestSlot));
        ports::DraftCommit commit;
        commit.draft = entry.draft;
        commit.changes.push_back(*sealing::sealChange(header, request, keys, kiosk.random));
        QVERIFY(kiosk.store.commit(commit));
    }

    Kiosk kiosk;

private:
    QString m_code;
};

QStringList namesIn(const PaperListModel &papers)
{
    QStringList names;
    for (const Paper &paper : papers.papers())
        names.append(paper.name);
    return names;
}

} // namespace

/// Papers promised in the application are brought later with the code: the second round.
class PromisedPapersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesOfAPromise_areNotAskedForInTheApplication()
    {
        // The walk itself would have got stuck on, or passed, a page for the promised paper's pictures.
        SentWithPromises scene;
        QCOMPARE(scene.kiosk.session().page(), KioskSession::Receipt);
        QCOMPARE(scene.kiosk.session().receipt()->attachmentCount(), 0);
        QVERIFY(scene.kiosk.session().receipt()->canAddPapers());
    }

    void statusPage_listsWhatIsMissingAndShowsTheCode()
    {
        SentWithPromises scene;
        scene.received(1);
        KioskSession &session = scene.comeBack();
        QCOMPARE(session.page(), KioskSession::Status);
        QVERIFY(session.receipt()->isReceived());
        QCOMPARE(session.receipt()->papers().size(), 2);
        QVERIFY(session.receipt()->papers().first().contains(QStringLiteral("uokrasopimus")));
        QVERIFY(session.receipt()->canAddPapers());
        QVERIFY(!session.resumeCode()->code().isEmpty());
        const QStringList steps = session.receipt()->nextSteps();
        QVERIFY(!steps.contains(scene.kiosk.texts.in(QStringLiteral("fi")).nextComplete.first()));
    }

    void broughtPaper_isASecondRoundAndTheListShrinks()
    {
        SentWithPromises scene;
        scene.received(1);
        KioskSession &session = scene.comeBack();
        const QAbstractItemModelTester tester(session.papers());
        session.openPapers();
        QCOMPARE(session.page(), KioskSession::Papers);
        QCOMPARE(session.taskCount(), 0);
        QCOMPARE(session.papers()->count(), 2);
        QVERIFY(!session.papers()->canSend());
        session.goNext();
        QCOMPARE(session.page(), KioskSession::Papers); // nothing to send yet
        QCOMPARE(session.saveState(), KioskSession::Received);
        scene.bring(1);
        QCOMPARE(session.saveState(), KioskSession::Saved);
        QVERIFY(session.papers()->canSend());
        QVERIFY(session.papers()->papers()[1].added);
        QVERIFY(!session.papers()->papers()[0].added);

        scene.kiosk.sent.clear();
        session.goNext();
        QCOMPARE(session.page(), KioskSession::Receipt);
        QCOMPARE(scene.kiosk.sent.size(), std::size_t{1});
        QVERIFY(session.receipt()->isPapersOnly());
        QVERIFY(!session.receipt()->isReceived());
        QCOMPARE(session.saveState(), KioskSession::SavedNotReceived);
        QCOMPARE(session.receipt()->applicationReceivedAtText(), QStringLiteral("23.11.2026 9.00"));
        QCOMPARE(session.receipt()->papers().size(), 1);
        const auto changes = scene.kiosk.store.load(scene.kiosk.sent.front())->changes;
        QCOMPARE(changes.back().header.round, 2U);
        QCOMPARE(changes.back().header.attachments.size(), std::size_t{1});

        scene.kiosk.clock.pass(3'600'000);
        scene.received(2);
        QVERIFY(session.receipt()->isReceived());
        QCOMPARE(session.receipt()->reference(), QStringLiteral("ROUND-2"));
        QCOMPARE(session.receipt()->receivedAtText(), QStringLiteral("23.11.2026 10.00"));
        QCOMPARE(session.saveState(), KioskSession::Received);
    }

    void whatTheAuthorityAsksFor_standsFirstAndIsAnsweredByTheNextRound()
    {
        SentWithPromises scene;
        scene.received(1);
        scene.asked({QStringLiteral("lease"), {}, QStringLiteral("2026-12-03"), QStringLiteral("Kela"), 5});
        KioskSession &session = scene.comeBack();
        QCOMPARE(session.receipt()->papers().size(), 3);
        session.openPapers();
        const Paper asked = session.papers()->papers().front();
        QVERIFY2(asked.name.contains(QStringLiteral("Kela")), qPrintable(asked.name));
        QVERIFY2(asked.name.contains(QStringLiteral("Tuo vuokrasopimuksesi.")), qPrintable(asked.name));
        QVERIFY2(asked.status.contains(QStringLiteral("3.12.2026")), qPrintable(asked.status));
        scene.bring(0);
        session.goNext();
        QCOMPARE(session.page(), KioskSession::Receipt);
        QCOMPARE(session.receipt()->papers().size(), 2);
        KioskSession &again = scene.comeBack();
        QCOMPARE(again.receipt()->papers().size(), 2);
    }

    void allBrought_nothingIsMissingAnyMore()
    {
        SentWithPromises scene;
        scene.received(1);
        KioskSession &session = scene.comeBack();
        session.openPapers();
        scene.bring(0);
        scene.bring(1);
        session.goNext();
        scene.received(2);
        QVERIFY(session.receipt()->papers().isEmpty());
        QVERIFY(!session.receipt()->canAddPapers());
        QCOMPARE(session.receipt()->nextSteps().first(),
                 scene.kiosk.texts.in(QStringLiteral("fi")).nextComplete.first());
        session.openPapers();
        QCOMPARE(session.page(), KioskSession::Receipt);
    }

    void addedButNotSent_isThereWhenThePersonComesBack()
    {
        SentWithPromises scene;
        scene.received(1);
        KioskSession &first = scene.comeBack();
        first.openPapers();
        scene.bring(0);
        first.goBack();
        QCOMPARE(first.page(), KioskSession::Status);
        QCOMPARE(first.receipt()->papers().size(), 2);
        KioskSession &session = scene.comeBack();
        QCOMPARE(session.receipt()->papers().size(), 2);
        session.openPapers();
        QVERIFY(session.papers()->canSend());
        session.goNext();
        QCOMPARE(session.page(), KioskSession::Receipt);
        QVERIFY(session.receipt()->isPapersOnly());
    }

    void beforeTheApplicationArrived_papersMayBeAddedToo()
    {
        SentWithPromises scene;
        KioskSession &session = scene.comeBack();
        session.openPapers();
        scene.bring(0);
        session.goNext();
        QVERIFY(session.receipt()->isPapersOnly());
        QVERIFY(session.receipt()->applicationReceivedAtText().isEmpty());
        QVERIFY(!session.receipt()->isReceived());
    }

    void theReceiptOfAnEarlierRound_isNotTheReceiptOfThePapers()
    {
        SentWithPromises scene;
        scene.received(1);
        KioskSession &session = scene.comeBack();
        session.openPapers();
        scene.bring(0);
        session.goNext();
        scene.received(1);
        QVERIFY(!session.receipt()->isReceived());
        QCOMPARE(session.saveState(), KioskSession::SavedNotReceived);
    }

    void withoutTheAnswersHere_papersCannotBeListedAndThePageSaysSo()
    {
        SentWithPromises scene;
        scene.received(1);
        scene.kiosk.store.dropCopy(scene.kiosk.sent.front());
        KioskSession &session = scene.comeBack();
        QCOMPARE(session.page(), KioskSession::Status);
        QVERIFY(session.receipt()->isReceived());
        QVERIFY(session.receipt()->arePapersUnknown());
        QVERIFY(!session.receipt()->canAddPapers());
        session.openPapers();
        QCOMPARE(session.page(), KioskSession::Status);
    }

    void otherLanguage_keepsThePapers()
    {
        SentWithPromises scene;
        scene.received(1);
        KioskSession &session = scene.comeBack();
        session.openPapers();
        scene.bring(0);
        const QStringList finnish = namesIn(*session.papers());
        session.setLanguage(QStringLiteral("sv"));
        QCOMPARE(session.page(), KioskSession::Papers);
        QVERIFY(namesIn(*session.papers()) != finnish);
        QVERIFY(session.papers()->canSend());
    }
};

QTEST_MAIN(PromisedPapersTest)
#include "PromisedPapersTest.moc"
