#include "Kiosk.h"

#include "sealing/ReceiptSigning.h"
#include "sync/protocol/SubmissionOf.h"

#include <QSignalSpy>

using namespace luotsi;
using namespace luotsi::viewmodels;
using namespace luotsi::viewmodels::tests;

namespace {

const QString a1 = QStringLiteral("a1-answers.json");
const QString shortest = QStringLiteral("shortest-answers.json");

const CheckAnswersModel::Row *rowOf(KioskSession &session, const QString &ref)
{
    for (const CheckAnswersModel::Row &row : session.check()->rows()) {
        if (row.ref == ref)
            return &row;
    }
    return nullptr;
}

int indexOf(KioskSession &session, const QString &ref)
{
    const auto &rows = session.check()->rows();
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if (rows[at].ref == ref)
            return static_cast<int>(at);
    }
    return -1;
}

QString shown(KioskSession &session, const QString &ref)
{
    return session.check()->index(indexOf(session, ref)).data(CheckAnswersModel::ValueRole).toString();
}

void declareAndSend(KioskSession &session)
{
    FieldListModel *declarations = session.check()->declarations();
    for (int row = 0; row < declarations->count(); ++row)
        declarations->at(row)->choose(QStringLiteral("OK"));
    session.send();
}

QMap<QString, QString> plainAnswers(KioskSession &session)
{
    QMap<QString, QString> answers;
    for (const CheckAnswersModel::Row &row : session.check()->rows()) {
        if (row.rowKind != CheckAnswersModel::Section)
            answers.insert(row.ref, row.plain);
    }
    return answers;
}

} // namespace

class ApplicationWalkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void a1_isWalkedFromNoticeToReceipt()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.apply();
        QCOMPARE(session.page(), KioskSession::CodeShown);
        QCOMPARE(kiosk.code().size(), 14);
        session.goNext();
        QCOMPARE(session.page(), KioskSession::TaskList);
        Person virpi(kiosk, a1);
        virpi.walkTo(KioskSession::Check);
        qInfo("A1: %d question pages, %d with check, numbered to %d", virpi.pages(), virpi.pages() + 1,
              session.pageNumber());
        QVERIFY2(session.pageNumber() <= 35, qPrintable(QString::number(session.pageNumber())));
        QStringList unused = virpi.unused();
        unused.removeIf([](const QString &path) { return path.startsWith(QLatin1String("/data/confirm/")); });
        QVERIFY2(unused.isEmpty(), qPrintable(unused.join(QLatin1Char(' '))));
        QVERIFY(session.check()->canSend());
        QCOMPARE(session.saveState(), KioskSession::Saved);

        declareAndSend(session);
        QCOMPARE(session.page(), KioskSession::Receipt);
        QCOMPARE(session.saveState(), KioskSession::SavedNotReceived);
        QVERIFY(!session.receipt()->isReceived());
        QCOMPARE(session.receipt()->attachmentCount(), 8);
        QCOMPARE(kiosk.sent.size(), std::size_t{1});
    }

    void shortestRoute_isShort()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.apply();
        Person person(kiosk, shortest);
        person.walkTo(KioskSession::Check);
        qInfo("shortest: %d question pages, numbered to %d", person.pages(), session.pageNumber());
        QVERIFY2(session.pageNumber() <= 18, qPrintable(QString::number(session.pageNumber())));
        declareAndSend(session);
        QCOMPARE(session.page(), KioskSession::Receipt);
    }

    void everyPage_isAtMostOneCommit()
    {
        Kiosk kiosk;
        kiosk.apply();
        Person virpi(kiosk, a1);
        int before = 0;
        bool first = true;
        virpi.onPage = [&] {
            // Attachments and added rows are durable at once, each with a commit of its own.
            const bool alone = kiosk.session().page() == KioskSession::Question &&
                               kiosk.session().question()->fields()->count() > 0 &&
                               kiosk.session().question()->fields()->at(0)->kind() != Field::Upload;
            if (!first)
                QVERIFY2(kiosk.store.commitCount() - before <= 1, "more than one commit for a page");
            first = !alone;
            before = kiosk.store.commitCount();
        };
        virpi.walkTo(KioskSession::Check);
        QVERIFY(before > 20);
    }

    void everyPage_isAnotherPlace_alsoInsideARow()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.apply();
        Person virpi(kiosk, a1);
        // A cost has two pages: what it is, and its papers.
        const QString cost = QStringLiteral("/data/costs/cost_list/cost[1]/about/");
        virpi.answers.insert(QStringLiteral("/data/costs/any"), QStringLiteral("yes"));
        virpi.answers.insert(cost + QStringLiteral("kind"), QStringLiteral("medicine"));
        virpi.answers.insert(cost + QStringLiteral("amount"), QStringLiteral("23.90"));
        virpi.answers.insert(cost + QStringLiteral("pay_to"), QStringLiteral("me"));
        QString before;
        QString heading;
        int pagesOfOneRow = 0;
        virpi.onPage = [&] {
            const QString place = session.place();
            QVERIFY2(place != before, qPrintable(heading + QStringLiteral(" and the page after it")));
            const auto row = [](const QString &path) { return path.left(path.indexOf(QLatin1Char('}'))); };
            pagesOfOneRow += place.contains(QLatin1Char('}')) && row(place) == row(before);
            before = place;
            heading = session.question()->title();
        };
        virpi.walkTo(KioskSession::Check);
        QVERIFY(pagesOfOneRow > 0);
    }

    void sensitiveAnswersAreMaskedUntilShown()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.apply();
        Person(kiosk, a1).walkTo(KioskSession::Check);
        const QString code = QStringLiteral("/data/you/identity/code");
        QCOMPARE(shown(session, code), QStringLiteral("140386-****"));
        session.check()->show(indexOf(session, code));
        QCOMPARE(shown(session, code), QStringLiteral("140386-902R"));
        QCOMPARE(shown(session, QStringLiteral("/data/payment/own/iban")),
                 QStringLiteral("FI•• •••• •••• •••• 17"));
        QVERIFY(!shown(session, QStringLiteral("/data/home/rent/amount")).contains(QLatin1String("520")));
        session.openTasks();
        session.openCheck();
        QCOMPARE(shown(session, code), QStringLiteral("140386-****"));
    }

    void changeFromTheCheckPage_returnsToItAtOnce()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.apply();
        Person(kiosk, a1).walkTo(KioskSession::Check);
        const QString rent = QStringLiteral("/data/home/rent/amount");
        session.change(rent);
        QCOMPARE(session.page(), KioskSession::Question);
        QCOMPARE(session.question()->fields()->find(rent)->value(), QStringLiteral("520,00"));
        session.question()->fields()->find(rent)->setText(QStringLiteral("530"));
        session.goNext();
        QCOMPARE(session.page(), KioskSession::Check);
        QCOMPARE(rowOf(session, rent)->plain.left(3), QStringLiteral("530"));
        session.change(rent);
        session.goBack();
        QCOMPARE(session.page(), KioskSession::Check);
    }

    void declarationsMustBeTickedBeforeSending()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.apply();
        Person(kiosk, shortest).walkTo(KioskSession::Check);
        session.send();
        QCOMPARE(session.page(), KioskSession::Check);
        QVERIFY(!session.check()->declarations()->at(0)->error().isEmpty());
        QVERIFY(kiosk.sent.empty());
    }

    void killedInTheMiddle_theCodeGivesTheSameAnswers()
    {
        Kiosk kiosk;
        kiosk.apply();
        const QString code = kiosk.code();
        Person virpi(kiosk, a1);
        virpi.walkTo(KioskSession::Check);
        const QMap<QString, QString> before = plainAnswers(kiosk.session());
        kiosk.kill();
        KioskSession &session = kiosk.continueWith(code);
        QCOMPARE(session.page(), KioskSession::CodeShown);
        QVERIFY(kiosk.code() != code);
        session.goNext();
        QCOMPARE(session.page(), KioskSession::TaskList);
        QVERIFY(session.tasks()->allDone() || session.tasks()->doneCount() >= 12);
        session.openCheck();
        QCOMPARE(plainAnswers(session), before);
    }

    void whatWasSent_isShownAsReceivedOnlyWithAReceipt()
    {
        Kiosk kiosk;
        kiosk.apply();
        const QString code = kiosk.code();
        Person(kiosk, a1).walkTo(KioskSession::Check);
        declareAndSend(kiosk.session());
        const QString reference = kiosk.session().receipt()->reference();
        const protocol::DraftId draft = kiosk.sent.front();
        kiosk.kill();
        KioskSession &session = kiosk.continueWith(code);
        QCOMPARE(session.page(), KioskSession::Status);
        QVERIFY(!session.receipt()->isReceived());
        QVERIFY(session.receipt()->isSubmitted());
        QVERIFY(!reference.isEmpty());
        QCOMPARE(session.receipt()->reference(), reference);

        protocol::Receipt receipt;
        receipt.draft = draft;
        receipt.reference = reference;
        receipt.receivedAt = kiosk.clock.wallMilliseconds();
        receipt.complete = true;
        kiosk.store.acknowledge(draft, *sealing::signReceipt(receipt, kiosk.receiptKey));
        session.storeChanged();
        QVERIFY(session.receipt()->isReceived());
        QCOMPARE(session.saveState(), KioskSession::Received);
        QCOMPARE(session.receipt()->receivedAtText(), QStringLiteral("23.11.2026 9.00"));
        QVERIFY(!session.canDelete());
    }

    void noRecordHoldsWhatWasTyped()
    {
        Kiosk kiosk;
        kiosk.apply();
        Person virpi(kiosk, a1);
        virpi.answers[QStringLiteral("/data/you/name/family_name")] = QStringLiteral("Canaryname");
        virpi.walkTo(KioskSession::Check);
        declareAndSend(kiosk.session());
        QByteArray everything;
        const auto records = kiosk.store.load(kiosk.sent.front());
        QVERIFY(records);
        for (const protocol::Change &change : records->changes)
            everything += change.bytes;
        for (const auto &open : kiosk.store.openChanges(kiosk.sent.front()))
            everything += open.change.bytes;
        QVERIFY(everything.size() > 10'000);
        for (const char *canary :
             {"Canaryname", "140386", "902R", "Esimerkkitie", "FI96", "/data/", "family_name"})
            QVERIFY2(!everything.contains(canary), canary);
    }

    void anotherLanguage_keepsPlaceAndAnswers()
    {
        Kiosk kiosk;
        KioskSession &session = kiosk.apply();
        session.goNext();
        session.openTask(1);
        QCOMPARE(session.page(), KioskSession::Question);
        Field *code = session.question()->fields()->at(0);
        code->setText(QStringLiteral("140386-9"));
        const QString finnish = session.question()->title();
        session.setLanguage(QStringLiteral("sv"));
        QVERIFY(session.question()->title() != finnish);
        QCOMPARE(session.question()->fields()->at(0)->value(), QStringLiteral("140386-9"));
        QCOMPARE(session.page(), KioskSession::Question);
        QCOMPARE(session.taskIndex(), 2);
    }
};

QTEST_MAIN(ApplicationWalkTest)
#include "ApplicationWalkTest.moc"
