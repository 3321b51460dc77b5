#include "screens/Scene.h"

// Answers of two places that stand against each other.

namespace luotsi::screens {

namespace {

using viewmodels::KioskSession;
using viewmodels::ShownConflict;
using viewmodels::ShownSide;

QString library(const Words &t)
{
    return t("Lehtorannan kirjasto, Asiointipääte 2, asiakas itse · perjantai 14.10",
             "Lehtoranta bibliotek, Kundterminal 2, klienten själv · fredag 14.10",
             "Lehtoranta library, Service terminal 2, the client · Friday 14.10");
}

QString tablet(const Words &t)
{
    return t("Tämä laite, työntekijä kirjasi · perjantai 15.20",
             "Den här enheten, en medarbetare · fredag 15.20", "This device, a worker · Friday 15.20");
}

QString unsure(const Words &t)
{
    return t(
        "Toinen laite, asiakas itse · lauantai 3.2.2029 4.05 laitteen kellon mukaan, joka voi olla väärässä",
        "En annan enhet, klienten själv · lördag 3.2.2029 4.05 enligt enhetens klocka, som kan gå fel",
        "Another device, the client · Saturday 3.2.2029 4.05 by that device's clock, which may be wrong");
}

QString bothKept(const Words &t)
{
    return t("Kumpikin on tallessa. Valitse oikea.", "Båda är sparade. Välj den rätta.",
             "Both are kept. Choose the right one.");
}

ShownConflict rent(const Words &t)
{
    ShownConflict conflict;
    conflict.ref = QStringLiteral("/data/rent");
    conflict.question = t("Vuokra kuukaudessa", "Hyra per månad", "Rent a month");
    conflict.kept = bothKept(t);
    conflict.since = t("Odottaa valintaa. Alkoi: perjantai 15.20", "Väntar på val. Började: fredag 15.20",
                       "Open since Friday 15.20");
    conflict.sides = {{QStringLiteral("650,00 €"), QStringLiteral("650,00 €"), library(t), false},
                      {QStringLiteral("655,00 €"), QStringLiteral("655,00 €"), tablet(t), false}};
    conflict.canAnswer = true;
    return conflict;
}

ShownConflict account(const Words &t)
{
    ShownConflict conflict;
    conflict.ref = QStringLiteral("/data/iban");
    conflict.question = t("Tilinumero", "Kontonummer", "Account number");
    conflict.kept = t("Kaikki ovat tallessa. Valitse oikea.", "Alla är sparade. Välj den rätta.",
                      "All are kept. Choose the right one.");
    const QString hidden = QStringLiteral("FI•• •••• •••• •••• 17");
    conflict.sides = {{QStringLiteral("FI96 1234 5600 0000 17"), hidden, unsure(t), false},
                      {QStringLiteral("FI96 1234 5600 0001 17"), hidden, library(t), false},
                      {QStringLiteral("FI96 1234 5600 0002 17"), hidden, tablet(t), false}};
    conflict.masked = true;
    conflict.canAnswer = true;
    return conflict;
}

ShownConflict row(const Words &t, bool chosen)
{
    ShownConflict conflict;
    conflict.ref = QStringLiteral("/data/cost{0011223344556677}");
    conflict.question =
        t("Sähkö, 35,00 € kuukaudessa", "El, 35,00 € per månad", "Electricity, 35,00 € a month");
    conflict.kept = t("Tämä on poistettu yhdessä paikassa ja muutettu toisessa. Valitse.",
                      "Det här har tagits bort på ett ställe och ändrats på ett annat. Välj.",
                      "This was removed in one place and changed in another. Choose.");
    const QString keep = t("Säilytä tämä", "Behåll", "Keep it");
    const QString remove = t("Poista tämä", "Ta bort", "Remove it");
    conflict.sides = {{keep, keep, library(t), chosen}, {remove, remove, tablet(t), false}};
    conflict.isFinal = chosen;
    return conflict;
}

void conflicts(ScriptedSession &session, std::vector<ShownConflict> shown)
{
    session.m_page = KioskSession::Conflicts;
    session.m_saveState = KioskSession::Saved;
    session.conflicts()->assign(std::move(shown));
}

} // namespace

std::vector<Scene> conflictScenes(const Scene &tasks, const Scene &check)
{
    const auto inTasks = [tasks](ScriptedSession &session, const Words &t) {
        tasks.fill(session, t);
        auto rows = session.tasks()->tasks();
        rows[3].conflicts = 1;
        rows[6].conflicts = 1;
        session.tasks()->assign(std::move(rows));
    };
    const auto inCheck = [check](ScriptedSession &session, const Words &t) {
        check.fill(session, t);
        auto rows = session.check()->rows();
        rows[6].plain = QStringLiteral("650,00 € / 655,00 €");
        rows[6].hidden = QStringLiteral("•••• € / •••• €");
        rows[6].note = t("Kaksi vastausta. Valitse oikea.", "Två svar. Välj det rätta.",
                         "Two answers. Choose the right one.");
        rows[7].note =
            t("Voi muuttua sen mukaan, minkä vastauksen valitset.",
              "Kan ändras beroende på vilket svar du väljer.", "May change with the answer you choose.");
        session.check()->assign(std::move(rows));
        session.check()->setConflictCount(1);
        session.check()->setSendsAll(true);
    };
    return {{QStringLiteral("conflict"), [](ScriptedSession &s, const Words &t) { conflicts(s, {rent(t)}); }},
            {QStringLiteral("conflicts"),
             [](ScriptedSession &s, const Words &t) {
                 conflicts(s, {rent(t), row(t, false), account(t)});
             }},
            {QStringLiteral("conflicts-chosen"),
             [](ScriptedSession &s, const Words &t) { conflicts(s, {row(t, true)}); }},
            {QStringLiteral("tasks-conflicts"), inTasks},
            {QStringLiteral("check-conflicts"), inCheck}};
}

} // namespace luotsi::screens
