#include "screens/Scene.h"

namespace luotsi::screens {

namespace {

using viewmodels::Field;
using viewmodels::FieldContent;
using viewmodels::KioskSession;
using viewmodels::Option;

void openQuestion(ScriptedSession &session, const QString &task, int taskIndex, int page)
{
    session.m_page = KioskSession::Question;
    session.m_taskTitle = task;
    session.m_taskIndex = taskIndex;
    session.m_taskCount = 9;
    session.m_pageNumber = page;
    session.m_saveState = KioskSession::Saved;
}

std::shared_ptr<Field> field(Field::Kind kind, const QString &name, const FieldContent &content)
{
    auto made = std::make_shared<Field>(kind, name, QStringLiteral("/data/") + name);
    made->setContent(content);
    return made;
}

void showOne(ScriptedSession &session, std::shared_ptr<Field> one, bool sensitive = false, bool minor = false)
{
    session.question()->setHeading({one->label(), one->hint(), one->why(), sensitive, minor});
    std::vector<std::shared_ptr<Field>> fields;
    fields.push_back(std::move(one));
    session.question()->fields()->assign(std::move(fields));
}

void selectOne(ScriptedSession &session, const Words &t)
{
    openQuestion(session, t("Koti", "Hem", "Home"), 4, 12);
    auto made = field(Field::SelectOne, QStringLiteral("housing"),
                      {t("Miten asut?", "Hur bor du?", "How do you live?"),
                       {},
                       t("Asumismenot voidaan ottaa huomioon.", "Boendekostnader kan beaktas.",
                         "Housing costs can be taken into account."),
                       {},
                       true,
                       false,
                       false});
    made->options()->assign({
        {QStringLiteral("rent"), t("Vuokra-asunto", "Hyresbostad", "Rented home"), true, false},
        {QStringLiteral("right"), t("Asumisoikeusasunto", "Bostadsrättsbostad", "Right-of-occupancy home"),
         false, false},
        {QStringLiteral("own"), t("Oma asunto", "Ägarbostad", "Home of one's own"), false, false},
        {QStringLiteral("sub"), t("Alivuokralaisena", "Underhyresgäst", "As a subtenant"), false, false},
        {QStringLiteral("parents"), t("Vanhempien luona", "Hos föräldrarna", "With my parents"), false,
         false},
        {QStringLiteral("supported"), t("Tuettu asuminen", "Stödboende", "Supported housing"), false, false},
        {QStringLiteral("none"), t("Minulla ei ole asuntoa", "Jag har ingen bostad", "I have no home"), false,
         false},
        {QStringLiteral("unknown"), t("En tiedä", "Jag vet inte", "I don't know"), false, false},
    });
    showOne(session, std::move(made));
}

void selectMany(ScriptedSession &session, const Words &t)
{
    openQuestion(session, t("Kiire", "Brådska", "Urgency"), 1, 3);
    auto made = field(Field::SelectMany, QStringLiteral("urgent"),
                      {t("Onko jokin näistä totta tänään?", "Stämmer något av det här i dag?",
                         "Is any of these true today?"),
                       t("Voit valita monta.", "Du kan välja flera.", "You can choose several."),
                       t("Näytämme heti, mistä saat apua.", "Vi visar genast var du får hjälp.",
                         "We show you at once where to get help."),
                       {},
                       true,
                       false,
                       false});
    made->options()->assign({
        {QStringLiteral("food"), t("Ruoka on loppu", "Maten är slut", "Food has run out"), true, false},
        {QStringLiteral("medicine"), t("Lääkkeet ovat loppu", "Medicinerna är slut", "Medicine has run out"),
         true, false},
        {QStringLiteral("power"), t("Sähkö katkeaa pian", "Elen bryts snart", "Electricity is cut off soon"),
         false, false},
        {QStringLiteral("unsafe"), t("En ole turvassa", "Jag är inte trygg", "I am not safe"), false, false},
        {QStringLiteral("no"), t("Ei mikään näistä", "Inget av dessa", "None of these"), false, true},
    });
    showOne(session, std::move(made), true);
}

void moneyError(ScriptedSession &session, const Words &t)
{
    openQuestion(session, t("Koti", "Hem", "Home (Koti)"), 4, 13);
    const QString error = t("Summa on liian suuri. Kirjoita vuokra kuukaudessa, esimerkiksi 650,00.",
                            "Beloppet är för stort. Skriv hyran per månad, till exempel 650,00.",
                            "The amount is too large. Write the rent for a month, for example 650,00.");
    auto made = field(Field::Money, QStringLiteral("rent"),
                      {t("Kuinka paljon maksat vuokraa kuukaudessa?",
                         "Hur mycket betalar du i hyra per månad?", "How much rent do you pay a month?"),
                       t("Kirjoita summa niin kuin se on vuokrasopimuksessa.",
                         "Skriv beloppet så som det står i hyresavtalet.",
                         "Write the amount as in the rental agreement (vuokrasopimus)."),
                       {},
                       QStringLiteral("€"),
                       true,
                       false,
                       true});
    made->showValue(QStringLiteral("65 000,00"));
    made->setError(error);
    showOne(session, std::move(made));
    session.question()->setErrors({{error, QStringLiteral("rent")}});
}

void balance(ScriptedSession &session, const Words &t)
{
    openQuestion(session, t("Rahat", "Pengar", "Money"), 8, 24);
    auto made = field(
        Field::Balance, QStringLiteral("balance"),
        {t("Paljonko tilillä on nyt?", "Hur mycket finns på kontot nu?", "How much is on it now?"),
         t("Jätä tyhjäksi, jos et tiedä.", "Lämna tomt om du inte vet.", "Leave empty if you do not know."),
         t("Tiliote näyttää saman.", "Kontoutdraget visar samma sak.", "The statement shows the same."),
         QStringLiteral("€"), false, false, true});
    made->showValue(QStringLiteral("12,00"));
    showOne(session, std::move(made));
}

void date(ScriptedSession &session, const Words &t)
{
    openQuestion(session, t("Tulot", "Inkomster", "Income"), 6, 20);
    auto made = field(Field::Date, QStringLiteral("registered"),
                      {t("Milloin ilmoittauduit työnhakijaksi?", "När anmälde du dig som arbetssökande?",
                         "When did you register as a job seeker?"),
                       t("Esimerkiksi 2.11.2026", "Till exempel 2.11.2026", "For example 2.11.2026"),
                       t("Se vaikuttaa siihen, mitä tukea voit saada.", "Det påverkar vilket stöd du kan få.",
                         "It affects which support you can get."),
                       {},
                       false,
                       false,
                       true});
    made->setPart(0, QStringLiteral("2"));
    made->setPart(1, QStringLiteral("11"));
    made->setPart(2, QStringLiteral("2026"));
    showOne(session, std::move(made));
}

void identityCode(ScriptedSession &session, const Words &t)
{
    openQuestion(session, t("Sinä", "Du", "You"), 2, 5);
    auto made = field(
        Field::IdentityCode, QStringLiteral("identity"),
        {t("Mikä on henkilötunnuksesi?", "Vilken är din personbeteckning?", "What is your identity code?"),
         t("Esimerkiksi 131052-308T", "Till exempel 131052-308T", "For example 131052-308T"),
         t("Sen avulla hakemus yhdistetään oikeaan ihmiseen.", "Med den kopplas ansökan till rätt person.",
           "It connects the application with the right person."),
         {},
         true,
         false,
         false});
    made->showValue(QStringLiteral("140386-902R"));
    showOne(session, std::move(made));
}

void longText(ScriptedSession &session, const Words &t)
{
    openQuestion(session, t("Muut menot", "Andra utgifter", "Other costs"), 7, 26);
    session.m_online = false;
    auto made = field(Field::LongText, QStringLiteral("note"),
                      {t("Haluatko kertoa vielä jotain?", "Vill du berätta något mer?",
                         "Do you want to tell something more?"),
                       t("Kerro omin sanoin.", "Berätta med egna ord.", "Tell in your own words."),
                       {},
                       {},
                       false,
                       false,
                       false});
    made->showValue(t("Pesukone meni rikki. Pyykkitupaa ei ole.",
                      "Tvättmaskinen gick sönder. Det finns ingen tvättstuga.",
                      "The washing machine broke. There is no laundry room."));
    showOne(session, std::move(made));
}

void fieldGroup(ScriptedSession &session, const Words &t)
{
    openQuestion(session, t("Sinä", "Du", "You"), 2, 6);
    std::vector<std::shared_ptr<Field>> fields;
    fields.push_back(
        field(Field::Text, QStringLiteral("street"),
              {t("Katuosoite", "Gatuadress", "Street address"), {}, {}, {}, true, false, false}));
    fields.back()->showValue(QStringLiteral("Rantatie 5 A 2"));
    fields.push_back(field(Field::PostalCode, QStringLiteral("postal"),
                           {t("Postinumero", "Postnummer", "Postal code"), {}, {}, {}, true, false, false}));
    const QString error = t("Suomalaisessa postinumerossa on viisi numeroa, esimerkiksi 00100.",
                            "Ett finländskt postnummer har fem siffror, till exempel 00100.",
                            "A Finnish postal code has five digits, for example 00100.");
    fields.back()->showValue(QStringLiteral("5912"));
    fields.back()->setError(error);
    fields.push_back(
        field(Field::Phone, QStringLiteral("phone"),
              {t("Puhelinnumero", "Telefonnummer", "Phone number"),
               t("Voit käyttää myös toisen puhelinta.", "Du kan också använda någon annans telefon.",
                 "You can also use another person's phone."),
               {},
               {},
               false,
               false,
               true}));
    fields.push_back(field(Field::Email, QStringLiteral("email"),
                           {t("Sähköposti", "E-post", "E-mail"), {}, {}, {}, false, false, true}));
    session.question()->setHeading(
        {t("Mihin saamme lähettää sinulle kirjeen?", "Vart får vi skicka brev till dig?",
           "Where may we send you a letter?"),
         {},
         t("Päätös tulee kirjeenä.", "Beslutet kommer som brev.", "The decision comes by letter."),
         false,
         false});
    session.question()->fields()->assign(std::move(fields));
    session.question()->setErrors({{error, QStringLiteral("postal")}});
}

void upload(ScriptedSession &session, const Words &t)
{
    openQuestion(session, t("Liitteet", "Bilagor", "Attachments"), 8, 30);
    auto made = field(
        Field::Upload, QStringLiteral("statement"),
        {t("Lisää tiliote", "Lägg till kontoutdrag", "Add the bank statement"),
         t("Kahden viime kuukauden ajalta, kaikilta tileiltä.",
           "För de två senaste månaderna, från alla konton.", "For the last two months, of all accounts."),
         t("Tiliotteesta nähdään tulot ja menot.", "Av kontoutdraget ser man inkomster och utgifter.",
           "It shows income and costs."),
         {},
         false,
         false,
         false});
    made->pages()->assign({{QStringLiteral("tiliote-1.jpg"), QStringLiteral("412 kB"), QStringLiteral("a")},
                           {QStringLiteral("tiliote-2.jpg"), QStringLiteral("398 kB"), QStringLiteral("b")}});
    made->sources()->assign(
        {{QStringLiteral("s1"), QStringLiteral("tiliote-3.jpg"), QStringLiteral("405 kB")},
         {QStringLiteral("s2"), QStringLiteral("sähkölasku.pdf"), QStringLiteral("88 kB")}},
        false);
    showOne(session, std::move(made));
}

/// The same page while a film is being added.
void uploadAdding(ScriptedSession &session, const Words &t)
{
    upload(session, t);
    session.question()->fields()->at(0)->attaching()->show(0.43);
    session.question()->setBusy(true);
}

void uploadWithoutCamera(ScriptedSession &session, const Words &t)
{
    openQuestion(session, t("Liitteet", "Bilagor", "Attachments"), 8, 31);
    auto made = field(Field::Upload, QStringLiteral("bill"),
                      {t("Lisää sähkölasku", "Lägg till elräkning", "Add the electricity bill"),
                       {},
                       {},
                       {},
                       true,
                       false,
                       false});
    made->sources()->fail(QStringLiteral("error-camera-unavailable"));
    showOne(session, std::move(made));
}

void minorNote(ScriptedSession &session, const Words &t)
{
    openQuestion(session, t("Sinä", "Du", "You"), 2, 7);
    showOne(session,
            field(Field::Note, QStringLiteral("minor"),
                  {t("Olet alle 18-vuotias", "Du är under 18 år", "You are under 18"),
                   t("Voit jatkaa hakemusta. Voit myös puhua ihmisen kanssa. Hän auttaa sinua.",
                     "Du kan fortsätta med ansökan. Du kan också tala med en människa som hjälper dig.",
                     "You can go on with the application. You can also talk with a person who helps you."),
                   {},
                   {},
                   false,
                   true,
                   false}),
            false, true);
}

} // namespace

std::vector<Scene> questionScenes()
{
    return {
        {QStringLiteral("question-select"), selectOne, true, false, {}, QStringLiteral("option:rent")},
        {QStringLiteral("question-many"), selectMany},
        {QStringLiteral("question-money-error"), moneyError, true, false, {}, QStringLiteral("field:rent")},
        {QStringLiteral("question-balance"), balance, true, false, {}, QStringLiteral("field:balance")},
        {QStringLiteral("question-date"),
         date,
         true,
         false,
         {},
         QStringLiteral("field:registered:day:entry")},
        {QStringLiteral("question-identity-code"), identityCode},
        {QStringLiteral("question-long-text"), longText},
        {QStringLiteral("question-group"), fieldGroup, true, false, {}, QStringLiteral("field:postal")},
        {QStringLiteral("question-upload"), upload},
        {QStringLiteral("question-upload-adding"), uploadAdding},
        {QStringLiteral("question-upload-none"), uploadWithoutCamera},
        {QStringLiteral("question-minor"), minorNote},
    };
}

} // namespace luotsi::screens
