#include "screens/Scenes.h"

#include <algorithm>

namespace luotsi::screens {

namespace {

using viewmodels::CheckAnswersModel;
using viewmodels::Field;
using viewmodels::KioskSession;
using viewmodels::TaskListModel;

void privacy(ScriptedSession &session, const Words &t)
{
    session.m_page = KioskSession::Privacy;
    session.m_hasDraft = false;
    session.privacy()->setTexts(
        {t("Kirjoitat hakemusta. Se säilyy lukittuna tällä laitteella.",
           "Du skriver en ansökan. Den bevaras låst på den här enheten.",
           "You write an application. It is kept locked on this device."),
         t("Saat koodin. Vain koodilla hakemus avautuu.", "Du får en kod. Ansökan öppnas bara med koden.",
           "You get a code. Only the code opens the application."),
         t("Mitään ei lähetetä ennen kuin itse lähetät.", "Inget skickas innan du själv skickar.",
           "Nothing is sent before you send it yourself."),
         t("Keskeneräinen hakemus poistetaan 14 päivän kuluttua.",
           "En halvfärdig ansökan tas bort efter 14 dagar.",
           "An unfinished application is removed after 14 days."),
         t("Voit lopettaa ja poistaa kaiken milloin vain.", "Du kan sluta och ta bort allt när som helst.",
           "You can stop and delete everything at any time.")},
        QStringLiteral("Kela"), QStringLiteral("2026-11"));
    session.privacy()->setChoiceTexts(
        t("Lukittu kopio tallennetaan keskukseen, jotta koodisi toimii myös muilla laitteilla. Kukaan ei voi "
          "lukea sitä ilman koodiasi. Voit kieltää kopion. Silloin koodi toimii vain tällä laitteella.",
          "En låst kopia sparas i centralen så att din kod fungerar också på andra enheter. Ingen kan läsa "
          "den utan din kod. Du kan neka kopian. Då fungerar koden bara på den här enheten.",
          "A locked copy is kept at the centre, so that your code works on other devices, too. Nobody can "
          "read it without your code. You may refuse the copy. Then the code works only on this device."),
        t("Jos annat luvan, virkailija voi avata keskeneräisen hakemuksen, jos koodi katoaa. Näet, kuka on "
          "avannut sen.",
          "Om du ger lov kan en handläggare öppna en ofärdig ansökan om koden försvinner. Du ser vem som har "
          "öppnat den.",
          "If you allow it, an official may open an unfinished application if the code is lost. You see who "
          "has opened it."));
}

void code(ScriptedSession &session, const Words &)
{
    session.m_page = KioskSession::CodeShown;
    session.m_canGoBack = false;
    showCode(session);
}

void tasks(ScriptedSession &session, const Words &t)
{
    session.m_page = KioskSession::TaskList;
    session.m_saveState = KioskSession::Saved;
    session.tasks()->assign({
        {QStringLiteral("urgency"), t("Kiire", "Brådska", "Urgency"), TaskListModel::Done, false, false},
        {QStringLiteral("you"), t("Sinä", "Du", "You"), TaskListModel::Done, false, false},
        {QStringLiteral("family"), t("Perhe", "Familj", "Family"), TaskListModel::Done, false, false},
        {QStringLiteral("home"),
         t("Koti ja asumismenot", "Hem och boendekostnader", "Home and housing costs"),
         TaskListModel::Started, false, true},
        {QStringLiteral("health"), t("Terveysmenot", "Hälsovårdsutgifter", "Health costs"),
         TaskListModel::NotStarted, true, false},
        {QStringLiteral("income"), t("Tulot", "Inkomster", "Income"), TaskListModel::NotStarted, false,
         false},
        {QStringLiteral("payment"),
         t("Tili, jolle raha maksetaan", "Kontot som pengarna betalas till", "The account for the payment"),
         TaskListModel::NotStarted, false, false},
        {QStringLiteral("attachments"), t("Liitteet", "Bilagor", "Attachments"),
         TaskListModel::CannotStartYet, false, false},
        {QStringLiteral("consent"), t("Suostumukset", "Samtycken", "Consents"), TaskListModel::NotStarted,
         false, false},
    });
}

void repeat(ScriptedSession &session, const Words &t, bool filled)
{
    session.m_page = KioskSession::RepeatList;
    session.m_taskTitle = t("Muut menot", "Andra utgifter", "Other costs");
    session.m_taskIndex = 5;
    session.m_taskCount = 9;
    session.m_pageNumber = 18;
    session.m_saveState = KioskSession::Saved;
    std::vector<viewmodels::RepeatEntry> rows;
    if (filled) {
        rows = {{t("Sähkö, 35,00 € kuukaudessa", "El, 35,00 € per månad", "Electricity, 35,00 € a month"),
                 QStringLiteral("/data/cost{1}")},
                {t("Vesi, 20,00 € kuukaudessa", "Vatten, 20,00 € per månad", "Water, 20,00 € a month"),
                 QStringLiteral("/data/cost{2}")}};
    }
    session.repeatList()->show(
        QStringLiteral("cost"),
        {t("Mitä muita asumisen menoja sinulla on?", "Vilka andra boendeutgifter har du?",
           "What other housing costs do you have?"),
         t("Lisää jokainen meno erikseen.", "Lägg till varje utgift för sig.", "Add each cost on its own."),
         t("Osa menoista voidaan ottaa huomioon.", "En del av utgifterna kan beaktas.",
           "Some costs can be taken into account."),
         t("Lisää meno", "Lägg till en utgift", "Add a cost"), true},
        std::move(rows));
}

void check(ScriptedSession &session, const Words &t)
{
    session.m_page = KioskSession::Check;
    session.m_taskTitle = t("Tarkista", "Kontrollera", "Check");
    session.m_taskIndex = 9;
    session.m_taskCount = 9;
    session.m_pageNumber = 34;
    session.m_saveState = KioskSession::Saved;
    const auto section = [](const QString &title) {
        return CheckAnswersModel::Row{CheckAnswersModel::Section, title, {}, {}, {}, {}, false, false, false};
    };
    const auto answer = [](const QString &label, const QString &value, const QString &ref,
                           const QString &hidden = {}, bool missing = false) {
        return CheckAnswersModel::Row{CheckAnswersModel::Answer, {},    label,  value, hidden, ref,
                                      !hidden.isEmpty(),         false, missing};
    };
    session.check()->assign({
        section(t("Sinä", "Du", "You")),
        answer(t("Nimi", "Namn", "Name"), QStringLiteral("Testi, Virpi"), QStringLiteral("/data/name")),
        answer(t("Henkilötunnus", "Personbeteckning", "Identity code"), QStringLiteral("140386-902R"),
               QStringLiteral("/data/identity"), QStringLiteral("140386-****")),
        answer(t("Perhe", "Familj", "Family"), t("Asun yksin", "Jag bor ensam", "I live alone"),
               QStringLiteral("/data/family")),
        section(t("Koti", "Hem", "Home")),
        answer(t("Asumismuoto", "Boendeform", "Form of housing"),
               t("Vuokra-asunto", "Hyresbostad", "Rented home"), QStringLiteral("/data/housing")),
        answer(t("Vuokra kuukaudessa", "Hyra per månad", "Rent a month"), QStringLiteral("520,00 €"),
               QStringLiteral("/data/rent"), QStringLiteral("•••• €")),
        answer(t("Sähkösopimus", "Elavtal", "Electricity contract"), {}, QStringLiteral("/data/electricity")),
        section(t("Tulot ja maksu", "Inkomster och betalning", "Income and payment")),
        answer(t("Yleistuki", "Allmänt stöd", "General support"), QStringLiteral("412,00 €"),
               QStringLiteral("/data/support"), QStringLiteral("•••• €")),
        answer(t("Tilinumero", "Kontonummer", "Account number"), QStringLiteral("FI96 1234 5600 0000 17"),
               QStringLiteral("/data/iban"), QStringLiteral("FI•• •••• •••• •••• 17")),
        answer(t("Puhelinnumero", "Telefonnummer", "Phone number"), {}, QStringLiteral("/data/phone"), {},
               true),
        section(t("Suostumukset", "Samtycken", "Consents")),
        answer(
            t("Kartoitus hyvinvointialueelle", "Kartläggning till välfärdsområdet", "Survey to the county"),
            t("Ei", "Nej", "No"), QStringLiteral("/data/survey")),
        answer(t("Yhteydenotto sosiaalityöstä", "Kontakt från socialarbetet", "Contact from social work"),
               t("Kyllä", "Ja", "Yes"), QStringLiteral("/data/contact")),
    });
    session.check()->setWarnings(
        {t("Liite puuttuu: tiliote. Voit lähettää nyt ja toimittaa sen 30.11. mennessä.",
           "En bilaga saknas: kontoutdrag. Du kan skicka nu och lämna in den senast 30.11.",
           "An attachment is missing: bank statement. You can send now and bring it by 30.11.")});
    session.check()->setCanSend(true);
    auto declaration =
        std::make_shared<Field>(Field::Trigger, QStringLiteral("truth"), QStringLiteral("/data/truth"));
    declaration->setContent({t("Olen vastannut totuudenmukaisesti ja ilmoitan muutoksista.",
                               "Jag har svarat sanningsenligt och meddelar om ändringar.",
                               "I have answered truthfully and tell about changes."),
                             {},
                             {},
                             {},
                             true,
                             false,
                             false});
    std::vector<std::shared_ptr<Field>> declarations;
    declarations.push_back(std::move(declaration));
    session.check()->declarations()->assign(std::move(declarations));
}

void receipt(ScriptedSession &session, const Words &t, bool received)
{
    session.m_page = received ? KioskSession::Status : KioskSession::Receipt;
    session.m_canGoBack = false;
    session.m_online = received;
    session.m_saveState = received ? KioskSession::Received : KioskSession::SavedNotReceived;
    showCode(session);
    viewmodels::ReceiptView::Facts facts;
    facts.submitted = true;
    facts.received = received;
    facts.complete = received;
    facts.reference = QStringLiteral("7KQ4-M2RD");
    facts.sentAtText = QStringLiteral("24.11.2026 10.40");
    facts.receivedAtText = received ? QStringLiteral("24.11.2026 13.05") : QString();
    facts.attachmentsText = t("Liitesivuja: 8", "Bifogade sidor: 8", "Attached pages: 8");
    facts.attachmentCount = 8;
    if (received) {
        facts.nextSteps = {t("Vastaus tulee viimeistään to 3.12.2026.", "Svaret kommer senast to 3.12.2026.",
                             "The answer comes at the latest on Thu 3.12.2026."),
                           t("Jos jotain puuttuu, saat kirjeen.", "Om något saknas får du ett brev.",
                             "If something is missing, you get a letter.")};
        facts.missing = {t("tiliote", "kontoutdrag", "bank statement")};
    } else {
        facts.nextSteps = {t("Tarkista huomenna koodilla, onko hakemus perillä.",
                             "Kontrollera i morgon med koden om ansökan är framme.",
                             "Check tomorrow with the code whether the application has arrived."),
                           t("Jos se ei saa odottaa: soita tai jätä paperihakemus.",
                             "Om det inte kan vänta: ring eller lämna en pappersansökan.",
                             "If it cannot wait: call, or hand in a paper application."),
                           t("Kun hakemus on perillä, näet koodilla viimeisen päivän, jolloin vastataan.",
                             "När ansökan är framme ser du med koden sista dagen för svar.",
                             "When it has arrived, the code shows the last day for the answer.")};
        facts.paperAndPhone = {t("Puhelin 020 692 207, ma–pe 9–16", "Telefon 020 692 227, må–fr 9–16",
                                 "Phone 020 692 207, Mon–Fri 9–16"),
                               t("Paperihakemus tämän laitteen vieressä",
                                 "Pappersansökan bredvid den här enheten", "Paper form beside this device")};
    }
    session.receipt()->show(facts);
}

void enterCode(ScriptedSession &session, const Words &, bool wrong)
{
    session.m_page = KioskSession::EnterCode;
    session.m_hasDraft = false;
    session.codeEntry()->setText(wrong ? QStringLiteral("KV7H-4MPX-2TRT") : QString());
    if (wrong) {
        session.codeEntry()->setError(QStringLiteral("error-code-refused"));
        session.codeEntry()->setWaitSeconds(30);
    }
}

void unlock(ScriptedSession &session, const Words &)
{
    session.m_page = KioskSession::Unlock;
    session.unlock()->setBirthDateKnown(true);
    session.unlock()->setError(QStringLiteral("unlock-no-match"));
}

std::vector<viewmodels::Place> places(const Words &t)
{
    return {{t("Sosiaalipäivystys", "Socialjouren", "Emergency social services"),
             QStringLiteral("0800 000 000"),
             t("Auki aina", "Öppet alltid", "Always open"),
             {},
             false},
            {t("Kelan palvelupiste", "FPA:s serviceställe", "Kela service point (Kelan palvelupiste)"),
             QStringLiteral("020 692 207"), t("ma–pe 9–16", "må–fr 9–16", "Mon–Fri 9–16"),
             QStringLiteral("Kirjastokatu 1, Parikkala"), true},
            {t("Ruoka-apu", "Mathjälp", "Food aid"),
             {},
             t("ti ja to 10–12", "ti och to 10–12", "Tue and Thu 10–12"),
             QStringLiteral("Seurakuntatalo, Kirkkotie 4"),
             true}};
}

void urgent(ScriptedSession &session, const Words &t)
{
    session.m_page = KioskSession::Urgent;
    session.urgent()->show(t("Apua tänään", "Hjälp i dag", "Help today"),
                           t("Hakemuksen lähettäminen tästä ei ole nopein tapa. Soita tai käy.",
                             "Att skicka ansökan här är inte det snabbaste sättet. Ring eller besök.",
                             "Sending the application here is not the fastest way. Call or go there."),
                           QStringLiteral("112"), QStringLiteral("1.11.2026"), places(t));
}

void help(ScriptedSession &session, const Words &t)
{
    session.m_page = KioskSession::Help;
    session.m_pageNumber = 12;
    session.m_online = false;
    session.m_connectionReason = QStringLiteral("error-captive-portal");
    session.help()->show(true, t("ma–pe 10–18", "må–fr 10–18", "Mon–Fri 10–18"), places(t));
}

void look(ScriptedSession &session, const Words &t)
{
    session.m_page = KioskSession::LookAround;
    session.m_hasDraft = false;
    session.m_canGoBack = false;
    const QString body =
        t("Perustoimeentulotuki on viimeinen tuki. Sitä voi saada, kun omat tulot ja varat eivät riitä.",
          "Grundläggande utkomststöd är det sista stödet. Man kan få det när egna inkomster och tillgångar "
          "inte räcker.",
          "Basic social assistance (perustoimeentulotuki) is the last support. One can get it when one's own "
          "income is not enough.");
    session.look()->assign(
        {{t("Mikä tämä tuki on?", "Vad är det här stödet?", "What is this support?"), body,
          QStringLiteral("1412/1997"), QStringLiteral("1.3.2026")},
         {t("Mitä tarvitset mukaan?", "Vad behöver du ha med?", "What do you need to bring?"), body,
          QStringLiteral("Kela"), QStringLiteral("1.3.2026")}});
}

void failure(ScriptedSession &session, const Words &)
{
    session.m_page = KioskSession::Failure;
    base::Error error;
    error.code = base::ErrorCode::StoreFull;
    error.detail = QStringLiteral("store-full: 0 pages free of 2048");
    session.failure()->show(error);
}

} // namespace

std::vector<Scene> allScenes()
{
    Scene outOfService{QStringLiteral("out-of-service"), [](ScriptedSession &, const Words &) {}, false,
                       true};
    outOfService.outOfServiceId = base::textId(base::ErrorCode::StoreWrongKey);
    outOfService.staffDetail = QStringLiteral("the key is not the one this database was made with");
    Scene storeDamaged{QStringLiteral("start-store-damaged"), [](ScriptedSession &, const Words &) {}, false,
                       true};
    storeDamaged.damagedStores = QStringLiteral("store-damaged-1: the database's first page is damaged");
    std::vector<Scene> scenes{
        outOfService,
        storeDamaged,
        {QStringLiteral("start"), [](ScriptedSession &, const Words &) {}, false, true},
        {QStringLiteral("start-language"), [](ScriptedSession &, const Words &) {}, false, true,
         QStringLiteral("languageDialog")},
        {QStringLiteral("privacy"), privacy},
        {QStringLiteral("code"), code},
        {QStringLiteral("tasks"), tasks},
        {QStringLiteral("tasks-missing"),
         [](ScriptedSession &session, const Words &t) {
             tasks(session, t);
             session.tasks()->setPartsMissing(true);
         }},
    };
    for (Scene &scene : codeScenes())
        scenes.push_back(std::move(scene));
    for (Scene &scene : questionScenes())
        scenes.push_back(std::move(scene));
    for (Scene &scene : conflictScenes({QStringLiteral("tasks"), tasks}, {QStringLiteral("check"), check}))
        scenes.push_back(std::move(scene));
    for (Scene &scene : newerFormScenes({QStringLiteral("tasks"), tasks}))
        scenes.push_back(std::move(scene));
    const Scene waiting{QStringLiteral("receipt-waiting"),
                        [](ScriptedSession &s, const Words &t) { receipt(s, t, false); }};
    for (Scene &scene : standingScenes({QStringLiteral("tasks"), tasks}, waiting))
        scenes.push_back(std::move(scene));
    const auto over = [](bool ScriptedSession::*flag) {
        return [flag](ScriptedSession &session, const Words &t) {
            tasks(session, t);
            session.*flag = true;
        };
    };
    const std::vector<Scene> rest{
        {QStringLiteral("repeat"), [](ScriptedSession &s, const Words &t) { repeat(s, t, true); }},
        {QStringLiteral("repeat-empty"), [](ScriptedSession &s, const Words &t) { repeat(s, t, false); }},
        {QStringLiteral("check"), check},
        waiting,
        {QStringLiteral("status-received"), [](ScriptedSession &s, const Words &t) { receipt(s, t, true); }},
        {QStringLiteral("enter-code"), [](ScriptedSession &s, const Words &t) { enterCode(s, t, false); }},
        {QStringLiteral("enter-code-wrong"),
         [](ScriptedSession &s, const Words &t) { enterCode(s, t, true); }},
        {QStringLiteral("unlock"), unlock, true, false, {}, QStringLiteral("field:birthDate:day:entry")},
        {QStringLiteral("urgent"), urgent},
        {QStringLiteral("help"), help},
        {QStringLiteral("look"), look},
        {QStringLiteral("failure"), failure},
        {QStringLiteral("ended"), [](ScriptedSession &s, const Words &) { s.m_page = KioskSession::Ended; },
         false},
        {QStringLiteral("stop"), over(&ScriptedSession::m_stopAsked), true, false,
         QStringLiteral("stopDialog")},
        {QStringLiteral("delete"), over(&ScriptedSession::m_deleteAsked), true, false,
         QStringLiteral("deleteDialog")},
        {QStringLiteral("print"), over(&ScriptedSession::m_printAsked), true, false,
         QStringLiteral("printDialog")},
        {QStringLiteral("hidden"), over(&ScriptedSession::m_screenHidden), false, false,
         QStringLiteral("hiddenScreen")},
        {QStringLiteral("idle"), over(&ScriptedSession::m_idleWarning), false, false,
         QStringLiteral("idleDialog")},
    };
    scenes.insert(scenes.end(), rest.begin(), rest.end());
    return scenes;
}

Scene sceneNamed(const QString &name)
{
    const auto scenes = allScenes();
    const auto found =
        std::find_if(scenes.begin(), scenes.end(), [&](const Scene &scene) { return scene.name == name; });
    return found == scenes.end() ? Scene{} : *found;
}

} // namespace luotsi::screens
