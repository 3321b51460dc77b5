#include "KioskBelowScreen.h"
#include "centre/identity/CentreIdentity.h"
#include "centre/storage-sqlite/SqliteConnection.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::tests;
using base::ErrorCode;

namespace {

constexpr int patience = 30'000;
constexpr std::int64_t day = 86'400'000;
const QString namePath = QStringLiteral("/data/name");
const QString streetPath = QStringLiteral("/data/street");
const QString pagePath = QStringLiteral("/data/page");
const QString paperPath = QStringLiteral("/data/paper");

QByteArray smallForm();

/// Takes it out of the centre's rows behind the endpoint's back; there is one draft.
base::Result<void> withholdLastButOneChange(const EndpointProcess &endpoint)
{
    namespace sqlite = centre::storage_sqlite;
    const centre::identity::CentreLayout layout{endpoint.folder()};
    const auto key = centre::identity::readKeyFile(layout.storageKey());
    if (!key)
        return key.error();
    const auto rows = sqlite::SqliteConnection::open(layout.database(), *key, sqlite::Checkpoints::InCommits);
    if (!rows)
        return rows.error();
    return (*rows)->execute(
        "DELETE FROM change_record WHERE place = (SELECT max(place) - 1 FROM change_record)");
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TwoKiosksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCodeOfOneKiosk_worksAtTheOtherAndBack()
    {
        Scene scene;
        KioskBelowScreen &library = scene.library;
        KioskBelowScreen &townHall = scene.townHall;

        const auto begun = library.apply();
        const QString first = begun->facts().resumeCode;
        QVERIFY(library.answer(*begun, namePath, QStringLiteral("Virpi")));
        QVERIFY(library.attach(*begun, pagePath));
        QTRY_VERIFY_WITH_TIMEOUT(library.isSent(*begun), patience);

        auto continued = townHall.continueWith(first);
        QVERIFY2(continued.ok(), continued.ok() ? "" : base::name(continued.error().code).data());
        QCOMPARE(valueOf(**continued, namePath), QStringLiteral("Virpi"));
        QCOMPARE((*continued)->attachments().size(), std::size_t{1});
        QCOMPARE(sitesOf(townHall), QStringList({QStringLiteral("town-hall")}));
        const QString second = (*continued)->facts().resumeCode;
        QVERIFY(second != first);
        QVERIFY(townHall.answer(**continued, streetPath, QStringLiteral("Esimerkkitie 1")));
        QTRY_VERIFY_WITH_TIMEOUT(townHall.isSent(**continued), patience);

        // The new code was never used, so the old one still opens, and what was written elsewhere is there.
        auto back = library.continueWith(first);
        QVERIFY(back.ok());
        QCOMPARE(valueOf(**back, streetPath), QStringLiteral("Esimerkkitie 1"));
        QVERIFY((*back)->conflicts().isEmpty());
        QCOMPARE(sitesOf(library), QStringList({QStringLiteral("library"), QStringLiteral("town-hall")}));

        QTRY_VERIFY_WITH_TIMEOUT(isAtTheCentre(townHall, second), patience);
        QVERIFY(townHall.continueWith(second).ok());
        QCOMPARE(library.continueWith(first).error().code, ErrorCode::CodeReplaced);
        QCOMPARE(townHall.continueWith(first).error().code, ErrorCode::CodeReplaced);
        QVERIFY(library.continueWith(second).ok());
    }

    void sentElsewhere_opensAsSentAndPapersBecomeTheSecondRound()
    {
        Scene scene;
        KioskBelowScreen &library = scene.library;
        KioskBelowScreen &townHall = scene.townHall;
        const auto begun = library.apply();
        QVERIFY(library.answer(*begun, namePath, QStringLiteral("Virpi")));
        QVERIFY(library.attach(*begun, pagePath));
        QTRY_VERIFY_WITH_TIMEOUT(library.isSent(*begun), patience);

        // Sent from the other kiosk, with a page that only the first one had.
        auto elsewhere = townHall.continueWith(begun->facts().resumeCode);
        QVERIFY(elsewhere.ok());
        const auto sent = townHall.submit().execute(**elsewhere);
        QVERIFY(sent.ok() && sent->sent);
        QTRY_VERIFY_WITH_TIMEOUT(townHall.receipt(**elsewhere) && townHall.receipt(**elsewhere)->complete,
                                 patience);

        QTRY_VERIFY_WITH_TIMEOUT(isAtTheCentre(townHall, (*elsewhere)->facts().resumeCode), patience);
        auto back = library.continueWith((*elsewhere)->facts().resumeCode);
        QVERIFY2(back.ok(), back.ok() ? "" : base::name(back.error().code).data());
        QCOMPARE((*back)->facts().rounds, 1U);
        QVERIFY((*back)->facts().whole);
        QVERIFY(library.attach(**back, paperPath));
        const auto papers = library.submit().sendPapers(**back);
        QVERIFY2(papers.ok(), papers.ok() ? "" : base::name(papers.error().code).data());
        QTRY_VERIFY_WITH_TIMEOUT(library.receipt(**back) && library.receipt(**back)->round == 2 &&
                                     library.receipt(**back)->complete,
                                 patience);

        const QJsonArray submissions = scene.centre.submissions().array();
        QCOMPARE(submissions.size(), 2);
        QSet<int> rounds;
        QSet<QString> drafts;
        for (const QJsonValue &submission : submissions) {
            rounds.insert(submission[QLatin1String("round")].toInt());
            drafts.insert(submission[QLatin1String("draft")].toString());
            QVERIFY(submission[QLatin1String("complete")].toBool());
        }
        QCOMPARE(rounds, QSet<int>({1, 2}));
        QCOMPARE(drafts.size(), 1);
        exportShowsBothRounds(scene.centre, papers->reference, sent->sent->reference);

        QTRY_VERIFY_WITH_TIMEOUT(isAtTheCentre(library, (*back)->facts().resumeCode), patience);
        auto again = townHall.continueWith((*back)->facts().resumeCode);
        QVERIFY(again.ok());
        QCOMPARE((*again)->facts().rounds, 2U);
        QVERIFY(!(*again)->hasUnsentAttachments());
    }

    void editedAtBothWithoutTheNetwork_isSeenSettledAndBothAgree()
    {
        Scene scene;
        KioskBelowScreen &library = scene.library;
        KioskBelowScreen &townHall = scene.townHall;
        const auto begun = library.apply();
        const QString code = begun->facts().resumeCode;
        QVERIFY(library.answer(*begun, namePath, QStringLiteral("Virpi")));
        QTRY_VERIFY_WITH_TIMEOUT(library.isSent(*begun), patience);
        auto elsewhere = townHall.continueWith(code);
        QVERIFY(elsewhere.ok());

        scene.centre.kill();
        QVERIFY(library.answer(*begun, namePath, QStringLiteral("Virpi Esimerkki")));
        QVERIFY(townHall.answer(**elsewhere, namePath, QStringLiteral("Virpi E")));
        QVERIFY(scene.centre.start());
        QTRY_VERIFY_WITH_TIMEOUT(library.isSent(*begun) && townHall.isSent(**elsewhere), 2 * patience);

        auto opened = library.continueWith(code);
        QVERIFY2(opened.ok(), opened.ok() ? "" : base::name(opened.error().code).data());
        const usecases::Conflict *conflict = (*opened)->conflicts().find(namePath);
        QVERIFY(conflict != nullptr);
        QMap<QString, QString> siteOf;
        for (const usecases::ConflictSide &side : conflict->sides)
            siteOf[side.value] = side.authors.front().origin.site;
        const QMap<QString, QString> written{{QStringLiteral("Virpi Esimerkki"), QStringLiteral("library")},
                                             {QStringLiteral("Virpi E"), QStringLiteral("town-hall")}};
        QCOMPARE(siteOf, written);
        const QString meanwhile = valueOf(**opened, namePath);
        auto there = townHall.continueWith(code);
        QVERIFY(there.ok());
        QVERIFY((*there)->conflicts().contains(namePath));
        QCOMPARE(valueOf(**there, namePath), meanwhile);

        const auto held = library.submit().execute(**opened, usecases::Attendance::Unattended);
        QVERIFY(held.ok() && !held->sent);
        QVERIFY(library.choose(**opened, namePath, QStringLiteral("Virpi E")));
        QTRY_VERIFY_WITH_TIMEOUT(library.isSent(**opened), patience);
        for (KioskBelowScreen *kiosk : {&library, &townHall}) {
            auto again = kiosk->continueWith(code);
            QVERIFY(again.ok());
            QVERIFY((*again)->conflicts().isEmpty());
            QCOMPARE(valueOf(**again, namePath), QStringLiteral("Virpi E"));
        }
    }

    /// An endpoint in the wrong hands: it cannot forge an answer, and what it keeps back is named by others.
    void withheldByTheCentre_isExposedByWhatNamesIt()
    {
        Scene scene;
        KioskBelowScreen &library = scene.library;
        const auto begun = library.apply();
        const QString code = begun->facts().resumeCode;
        for (const char *name : {"Virpi", "Virpi Esimerkki"}) {
            QVERIFY(library.answer(*begun, namePath, QLatin1String(name)));
            QTRY_VERIFY_WITH_TIMEOUT(library.isSent(*begun), patience);
        }
        scene.centre.kill();
        QVERIFY(withholdLastButOneChange(scene.centre).ok());
        QVERIFY(scene.centre.start());
        QTRY_VERIFY_WITH_TIMEOUT(isAtTheCentre(scene.townHall, code), patience);

        auto elsewhere = scene.townHall.continueWith(code);
        QVERIFY2(elsewhere.ok(), elsewhere.ok() ? "" : base::name(elsewhere.error().code).data());
        QCOMPARE((*elsewhere)->facts().missing, std::size_t{1});
        QCOMPARE(valueOf(**elsewhere, namePath), QStringLiteral("Virpi Esimerkki"));
        // Where it was written it has never gone.
        const auto here = library.continueWith(code);
        QVERIFY(here.ok());
        QCOMPARE((*here)->facts().missing, std::size_t{0});
    }

    void sentWithBothAnswers_staffFindBothInTheExport()
    {
        Scene scene;
        KioskBelowScreen &library = scene.library;
        const auto begun = library.apply();
        const QString code = begun->facts().resumeCode;
        QVERIFY(library.answer(*begun, namePath, QStringLiteral("Virpi")));
        QTRY_VERIFY_WITH_TIMEOUT(library.isSent(*begun), patience);
        auto elsewhere = scene.townHall.continueWith(code);
        QVERIFY(elsewhere.ok());
        QVERIFY(library.answer(*begun, streetPath, QStringLiteral("Esimerkkitie 1")));
        QVERIFY(scene.townHall.answer(**elsewhere, streetPath, QStringLiteral("Esimerkkitie 2")));
        QTRY_VERIFY_WITH_TIMEOUT(library.isSent(*begun) && scene.townHall.isSent(**elsewhere), patience);
        auto opened = library.continueWith(code);
        QVERIFY(opened.ok() && (*opened)->conflicts().contains(streetPath));
        const auto sent = library.submit().execute(**opened, usecases::Attendance::SendAsItIs);
        QVERIFY(sent.ok() && sent->sent);
        QTRY_VERIFY_WITH_TIMEOUT(library.receipt(**opened).has_value(), patience);
        const QString out = scene.centre.path(QStringLiteral("export"));
        QCOMPARE(scene.centre.admin(QStringLiteral("export"), {out}).exitCode, 0);
        const QByteArray told =
            readAll(out + QLatin1Char('/') + sent->sent->reference + QStringLiteral("/conflicts.json"));
        QVERIFY2(told.contains("\"/data/street\"") && told.contains("Esimerkkitie 1") &&
                     told.contains("Esimerkkitie 2"),
                 told.constData());
    }

    void deletedAtOneKiosk_opensAtNoneOfThem()
    {
        Scene scene;
        const auto begun = scene.library.apply();
        const QString code = begun->facts().resumeCode;
        QVERIFY(scene.library.answer(*begun, namePath, QStringLiteral("Virpi")));
        QVERIFY(scene.library.attach(*begun, pagePath));
        QTRY_VERIFY_WITH_TIMEOUT(scene.library.isSent(*begun), patience);
        auto elsewhere = scene.townHall.continueWith(code);
        QVERIFY(elsewhere.ok());
        QVERIFY(scene.townHall.erase(**elsewhere));
        QTRY_COMPARE_WITH_TIMEOUT(errorOf(scene.library.continueWith(code)), ErrorCode::Erased, patience);
        scene.centre.kill();
        QVERIFY(!scene.library.continueWith(code).ok()); // not from a copy that was left here either
    }

    void withoutTheCentre_whatIsHereOpensAndWhatIsNotSaysSo()
    {
        Scene scene;
        const auto begun = scene.library.apply();
        QVERIFY(scene.library.answer(*begun, namePath, QStringLiteral("Virpi")));
        QTRY_VERIFY_WITH_TIMEOUT(scene.library.isSent(*begun), patience);
        scene.centre.kill();
        QCOMPARE(scene.townHall.continueWith(begun->facts().resumeCode).error().code,
                 ErrorCode::NetworkUnreachable);
        const auto here = scene.library.continueWith(begun->facts().resumeCode);
        QVERIFY(here.ok());
        QCOMPARE(valueOf(**here, namePath), QStringLiteral("Virpi"));
        QVERIFY(scene.library.accesses().empty());
    }

    void wrongCode_isRefusedAndCountedAtTheDevice()
    {
        Scene scene;
        QCOMPARE(scene.library.continueWith(QStringLiteral("KV7H-4MPX-2TRR")).error().code,
                 ErrorCode::CodeRefused);
        for (int tries = 0; tries < 4; ++tries)
            QVERIFY(!scene.library.continueWith(QStringLiteral("KV7H-4MPX-2TRR")).ok());
        QCOMPARE(scene.library.continueWith(QStringLiteral("KV7H-4MPX-2TRR")).error().code,
                 ErrorCode::TooManyTries);
    }

private:
    struct Scene
    {
        crypto::SystemRandom random;
        base::SystemClock clock;
        EndpointProcess centre;
        bool started = centre.start();
        kioskhost::tests::SignedBundles authority{
            random, {clock.wallMilliseconds() - day, clock.wallMilliseconds() + day}};
        KioskBelowScreen library{centre, authority, smallForm(), QStringLiteral("library")};
        KioskBelowScreen townHall{centre, authority, smallForm(), QStringLiteral("town-hall")};
    };

    static QString valueOf(const usecases::OpenDraft &draft, const QString &path)
    {
        return draft.instance().value(draft.instance().find(path));
    }

    static ErrorCode errorOf(const base::Result<std::unique_ptr<usecases::OpenDraft>> &draft)
    {
        return draft ? ErrorCode::Internal : draft.error().code;
    }

    /// The centre answered for a code that this kiosk has itself.
    static bool isAtTheCentre(KioskBelowScreen &kiosk, const QString &code)
    {
        const auto found = kiosk.find(code);
        return found && !found->accesses.empty();
    }

    static QStringList sitesOf(const KioskBelowScreen &kiosk)
    {
        QStringList sites;
        for (const protocol::Access &access : kiosk.accesses())
            sites.append(access.site);
        return sites;
    }

    static void exportShowsBothRounds(const EndpointProcess &centre, const QString &papers,
                                      const QString &application)
    {
        const QString out = centre.path(QStringLiteral("export"));
        QCOMPARE(centre.admin(QStringLiteral("export"), {out}).exitCode, 0);
        const QByteArray one =
            readAll(out + QLatin1Char('/') + application + QStringLiteral("/submission.xml"));
        const QByteArray two = readAll(out + QLatin1Char('/') + papers + QStringLiteral("/submission.xml"));
        QVERIFY(one.contains("<name>Virpi</name>") && two.contains("<name>Virpi</name>"));
        QVERIFY(!one.contains("deprecatedID"));
        const QByteArray id = one.mid(one.indexOf("uuid:"), 41);
        QVERIFY2(two.contains("deprecatedID>" + id + "<"), two.constData());
        QVERIFY(one.contains("<paper/>") || one.contains("<paper></paper>"));
        const QStringList files =
            QDir(out + QLatin1Char('/') + papers).entryList({QStringLiteral("*.pdf")}, QDir::Files);
        QCOMPARE(files.size(), 2);
    }
};

namespace {

QByteArray smallForm()
{
    return QByteArray(
        "<?xml version=\"1.0\"?>"
        "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\""
        " xmlns:orx=\"http://openrosa.org/xforms\" xmlns:jr=\"http://openrosa.org/javarosa\">"
        "<h:head><h:title>t</h:title><model><instance><data xmlns=\"\" id=\"t\" version=\"1\">"
        "<name/><street/><page/><paper/><orx:meta><orx:instanceID/></orx:meta></data></instance>"
        "<bind nodeset=\"/data/name\" type=\"string\" required=\"true()\"/>"
        "<bind nodeset=\"/data/street\" type=\"string\"/>"
        "<bind nodeset=\"/data/page\" type=\"binary\"/><bind nodeset=\"/data/paper\" type=\"binary\"/>"
        "<bind nodeset=\"/data/orx:meta/orx:instanceID\" type=\"string\" readonly=\"true()\""
        " jr:preload=\"uid\"/></model></h:head>"
        "<h:body><input ref=\"/data/name\"><label>Name</label></input>"
        "<input ref=\"/data/street\"><label>Street</label></input>"
        "<upload ref=\"/data/page\" mediatype=\"application/pdf\"><label>Page</label></upload>"
        "<upload ref=\"/data/paper\" mediatype=\"application/pdf\"><label>Paper</label></upload>"
        "</h:body></h:html>");
}

} // namespace

QTEST_GUILESS_MAIN(TwoKiosksTest)
#include "TwoKiosksTest.moc"
