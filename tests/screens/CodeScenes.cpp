#include "screens/Scene.h"

// Coming back with a code: looking for the application, the new code, papers brought later.

namespace luotsi::screens {

namespace {

using viewmodels::KioskSession;

QStringList openings(const Words &t)
{
    return {t("22.11.2026 10.15, Lehtorannan kirjasto: koodillasi",
              "22.11.2026 10.15, Lehtoranta bibliotek: med din kod",
              "22.11.2026 10.15, Lehtoranta library: with your code"),
            t("20.11.2026 16.02, kirjasto-2: koodillasi", "20.11.2026 16.02, bibliotek-2: med din kod",
              "20.11.2026 16.02, library-2: with your code")};
}

/// After coming back with a code: a new code, and who has opened the application.
void codeRenewed(ScriptedSession &session, const Words &t)
{
    session.m_page = KioskSession::CodeShown;
    session.m_canGoBack = false;
    showCode(session, openings(t), true);
}

/// A sent application opened with the code: papers are missing, others have been sent after it.
void statusWithPapers(ScriptedSession &session, const Words &t, bool papersSent)
{
    session.m_page = papersSent ? KioskSession::Receipt : KioskSession::Status;
    session.m_canGoBack = !papersSent;
    session.m_online = !papersSent;
    session.m_saveState = papersSent ? KioskSession::SavedNotReceived : KioskSession::Received;
    showCode(session, {}, true);
    viewmodels::ReceiptView::Facts facts;
    facts.submitted = true;
    facts.received = !papersSent;
    facts.complete = !papersSent;
    facts.papersOnly = papersSent;
    facts.applicationReceivedAtText = papersSent ? QStringLiteral("24.11.2026 13.05") : QString();
    facts.reference = QStringLiteral("7KQ4-M2RD");
    facts.sentAtText = QStringLiteral("24.11.2026 10.40");
    facts.receivedAtText = QStringLiteral("24.11.2026 13.05");
    facts.papers = {t("Vuokrasopimus", "Hyresavtal", "Lease")};
    if (!papersSent)
        facts.papers.append(t("Palkkalaskelma, lokakuu", "Lönebesked, oktober", "Payslip, October"));
    facts.canAddPapers = true;
    facts.accesses = openings(t);
    facts.nextSteps = {t("Tuo ne muistilapun päivään mennessä.",
                         "Lämna dem senast den dag som står på lappen.",
                         "Bring them by the day on your slip.")};
    session.receipt()->show(facts);
}

/// The application has arrived, its pages are following; `onPapers`: on another page than the receipt.
void pagesOnTheWay(ScriptedSession &session, const Words &t, bool onPapers)
{
    session.m_page = onPapers ? KioskSession::Papers : KioskSession::Receipt;
    session.m_canGoBack = onPapers;
    session.m_saveState = KioskSession::Received;
    if (!onPapers)
        showCode(session);
    viewmodels::ReceiptView::Facts facts;
    facts.submitted = facts.received = true;
    facts.reference = QStringLiteral("7KQ4-M2RD");
    facts.sentAtText = QStringLiteral("24.11.2026 10.40");
    facts.receivedAtText = QStringLiteral("24.11.2026 13.05");
    facts.attachmentsText = t("Liitesivuja: 5", "Bifogade sidor: 5", "Attached pages: 5");
    facts.attachmentCount = 5;
    facts.arrivedText = t("Sivuista on perillä 3/5. Seuraavasta on perillä 40 %.",
                          "3 av 5 sidor har kommit fram. Av nästa har 40 % kommit fram.",
                          "3 of 5 pages have arrived. The next one: 40 %.");
    facts.arrivedShare = 0.68;
    session.receipt()->show(facts);
    session.receipt()->setRemainingText(t("Lähetys kestää vielä noin 3 minuuttia.",
                                          "Det tar ännu ungefär 3 minuter att skicka.",
                                          "Sending still takes about 3 minutes."));
}

/// The answers have gone from this device, so nothing can be listed here.
void statusWithoutAnswers(ScriptedSession &session, const Words &)
{
    session.m_page = KioskSession::Status;
    session.m_online = false;
    session.m_saveState = KioskSession::Received;
    showCode(session, {}, true);
    viewmodels::ReceiptView::Facts facts;
    facts.submitted = facts.received = facts.complete = facts.papersUnknown = true;
    facts.reference = QStringLiteral("7KQ4-M2RD");
    facts.sentAtText = QStringLiteral("24.11.2026 10.40");
    facts.receivedAtText = QStringLiteral("24.11.2026 13.05");
    session.receipt()->show(facts);
}

void papers(ScriptedSession &session, const Words &t)
{
    session.m_page = KioskSession::Papers;
    session.m_saveState = KioskSession::Saved;
    session.papers()->assign(
        {{t("Vuokrasopimus", "Hyresavtal", "Lease"),
          t("Lähetettäviä sivuja: 3", "Sidor att skicka: 3", "Pages to send: 3"), true,
          QStringLiteral("/data/promise{1}/page")},
         {t("Palkkalaskelma, lokakuu", "Lönebesked, oktober", "Payslip, October"),
          t("Tuo viimeistään 30.11.2026", "Lämna senast 30.11.2026", "Bring by 30.11.2026"), false,
          QStringLiteral("/data/promise{2}/page")}});
    session.papers()->setCanSend(true);
}

void enterCodeElsewhere(ScriptedSession &session, bool searching)
{
    session.m_page = KioskSession::EnterCode;
    session.m_hasDraft = false;
    session.codeEntry()->setText(QStringLiteral("KV7H-4MPX-2TRR"));
    session.codeEntry()->setWaitSeconds(0);
    session.codeEntry()->setBusy(searching);
    session.codeEntry()->setSearching(searching);
    if (!searching)
        session.codeEntry()->setError(QStringLiteral("code-entry-not-connected"));
}

} // namespace

void showCode(ScriptedSession &session, const QStringList &accesses, bool renewed)
{
    session.resumeCode()->show(
        QStringLiteral("KV7H-4MPX-2TRR"),
        QStringLiteral("data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>"
                       "<path d='M0 0h3v3H0zM6 0h3v3H6zM0 6h3v3H0zM4 4h1v1H4zM6 4h2v1H6zM4 6h1v2H4zM6 "
                       "6h1v1H6zM8 7h1v2H8zM4 1h1v2H4z'/></svg>"),
        true, QStringLiteral("7.12.2026"), accesses, renewed);
}

std::vector<Scene> codeScenes()
{
    return {{QStringLiteral("code-renewed"), codeRenewed},
            {QStringLiteral("enter-code-searching"),
             [](ScriptedSession &s, const Words &) { enterCodeElsewhere(s, true); }},
            {QStringLiteral("enter-code-not-connected"),
             [](ScriptedSession &s, const Words &) { enterCodeElsewhere(s, false); }},
            {QStringLiteral("status-papers"),
             [](ScriptedSession &s, const Words &t) { statusWithPapers(s, t, false); }},
            {QStringLiteral("status-without-answers"), statusWithoutAnswers},
            {QStringLiteral("papers"), papers},
            {QStringLiteral("receipt-arriving"),
             [](ScriptedSession &s, const Words &t) { pagesOnTheWay(s, t, false); }},
            {QStringLiteral("papers-arriving"),
             [](ScriptedSession &s, const Words &t) {
                 papers(s, t);
                 pagesOnTheWay(s, t, true);
             }},
            {QStringLiteral("receipt-papers"),
             [](ScriptedSession &s, const Words &t) { statusWithPapers(s, t, true); }}};
}

} // namespace luotsi::screens
