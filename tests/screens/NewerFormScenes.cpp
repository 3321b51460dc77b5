#include "screens/Scene.h"

// A newer version of the form: offered, asked about, moved to.

namespace luotsi::screens {

std::vector<Scene> newerFormScenes(const Scene &tasks)
{
    const auto offered = [tasks](ScriptedSession &session, const Words &t) {
        tasks.fill(session, t);
        session.newerForm()->setOffered(true);
    };
    const auto asked = [offered](ScriptedSession &session, const Words &t) {
        offered(session, t);
        session.newerForm()->setAsked(true);
    };
    const auto moved = [tasks](ScriptedSession &session, const Words &t) {
        tasks.fill(session, t);
        session.newerForm()->setMoved(
            true,
            {t("Mihin ruokakuntaan kuulut?", "Vilket hushåll hör du till?",
               "Which household do you belong to?"),
             t("Onko sinulla <muita> säännöllisiä menoja, joita et ole vielä kertonut tässä hakemuksessa?",
               "Har du <andra> regelbundna utgifter som du inte ännu har berättat om i den här ansökan?",
               "Do you have <other> regular expenses that you have not told of in this application?")});
    };
    const auto whole = [tasks](ScriptedSession &session, const Words &t) {
        tasks.fill(session, t);
        session.newerForm()->setMoved(true);
    };
    return {{QStringLiteral("tasks-newer-form"), offered},
            {QStringLiteral("newer-form"), asked, true, false, QStringLiteral("newerFormDialog")},
            {QStringLiteral("tasks-moved"), moved},
            {QStringLiteral("tasks-moved-whole"), whole}};
}

} // namespace luotsi::screens
