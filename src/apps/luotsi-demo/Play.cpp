#include "Play.h"

#include "Album.h"
#include "Answers.h"
#include "Outcome.h"
#include "Person.h"
#include "SamplePapers.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QThread>
#include <QTimeZone>

namespace luotsi::demo {

namespace {

using base::Result;
using viewmodels::KioskSession;

constexpr int receivedMilliseconds = 90'000;

/// A moment of the scenario in Helsinki, as wall milliseconds.
std::int64_t helsinki(int day, int hour, int minute)
{
    return QDateTime(QDate(2026, 11, day), QTime(hour, minute), QTimeZone("Europe/Helsinki"))
        .toMSecsSinceEpoch();
}

/// The attachment the person promises on Monday and brings on Tuesday.
const QString promisedPath = QStringLiteral("/data/assets/statement_page_list/statement_page");

/// File names of papers the answers speak of: what is promised, or all the rest.
QStringList papersNamedBy(const Answers &answers, bool promised)
{
    QStringList names;
    for (auto answer = answers.all().begin(); answer != answers.all().end(); ++answer) {
        if (answer.value().endsWith(QLatin1String(".jpg")) &&
            answer.key().startsWith(promisedPath) == promised)
            names.append(answer.value());
    }
    return names;
}

/// One run, step by step; each step is one paragraph of the scenario.
class Story
{
public:
    Story(const DemoOptions &options, Answers answers)
        : m_options(options), m_answers(std::move(answers)),
          m_centre(options.programs, options.output + QStringLiteral("/centre")),
          m_kiosk(options, m_robots.name()), m_album(options.output),
          m_person(m_robots, m_album, m_answers, options.language)
    {
    }

    Result<void> prepare()
    {
        if (const auto drawn = drawSamplePapers(m_kiosk.captureFolder(), papersNamedBy(m_answers, false));
            !drawn)
            return drawn;
        if (const auto made = m_centre.make(); !made)
            return made;
        if (const auto started = m_centre.start(); !started)
            return started;
        // Certificates are of the real time, like the TLS that checks them; the story has a time of its own.
        if (const auto ready = m_kiosk.setUp(m_centre); !ready)
            return ready;
        m_centre.stop();
        if (const auto started = startCentre(helsinki(23, 9, 0)); !started)
            return started;
        return m_kiosk.start(helsinki(23, 9, 0));
    }

    Result<void> beginOnMonday()
    {
        if (const auto entered = m_person.enter(QStringLiteral("start:apply")); !entered)
            return entered;
        // Two thirds of the tasks, then the network goes.
        return m_person.goOn([this](KioskSession::Page page, const QString &) {
            return page == KioskSession::Question && twoThirdsDone();
        });
    }

    Result<void> loseNetworkAndStop()
    {
        m_centre.stop();
        if (const auto pictured = m_person.photograph(QStringLiteral("network-lost")); !pictured)
            return pictured;
        m_code = m_person.code();
        return m_person.stopAndKeep();
    }

    Result<void> returnOnTuesday()
    {
        if (const auto moved = m_kiosk.moveClock(m_robots, helsinki(24, 10, 30)); !moved)
            return moved;
        if (const auto entered = m_person.enter(QStringLiteral("start:continue")); !entered)
            return entered;
        if (const auto typed = m_person.typeCode(m_code); !typed)
            return typed;
        if (const auto walked = m_person.goOn([](KioskSession::Page, const QString &) { return false; });
            !walked)
            return walked;
        const QStringList promised = papersNamedBy(m_answers, true);
        if (!promised.isEmpty()) {
            if (const auto drawn = drawSamplePapers(m_kiosk.captureFolder(), promised); !drawn)
                return drawn;
            if (const auto added = m_person.addPapers(promisedPath); !added)
                return added;
        }
        return m_person.declareAndSend();
    }

    Result<void> leaveWithReceipt()
    {
        if (const auto shown = m_person.waitFor(KioskSession::Receipt); !shown)
            return shown;
        if (const auto pictured = m_person.photograph(QStringLiteral("sent-not-received")); !pictured)
            return pictured;
        m_code = m_person.code();
        return m_person.endSession();
    }

    Result<void> findItReceived()
    {
        if (const auto moved = m_kiosk.moveClock(m_robots, helsinki(24, 13, 5)); !moved)
            return moved;
        if (const auto started = startCentre(helsinki(24, 13, 5)); !started)
            return started;
        QElapsedTimer waited;
        waited.start();
        while (!waited.hasExpired(receivedMilliseconds)) {
            if (const auto entered = m_person.enter(QStringLiteral("start:continue")); !entered)
                return entered;
            if (const auto typed = m_person.typeCode(m_code); !typed)
                return typed;
            if (const auto shown = m_person.waitFor(KioskSession::Status); !shown)
                return shown;
            if (m_person.waitForReceipt(QStringLiteral("received")) && seeItComplete())
                return m_person.endSession();
            if (const auto ended = m_person.endSession(); !ended)
                return ended;
        }
        return {base::ErrorCode::Internal, QStringLiteral("the application did not arrive whole")};
    }

    Result<void> judge(const Result<void> &played)
    {
        // What stood on the screen says more than the reason; there may be no window any more.
        if (!played)
            (void)m_person.photograph(QStringLiteral("stopped"));
        const QString exported = m_options.output + QStringLiteral("/export");
        const auto done = m_centre.exportTo(exported);
        Outcome outcome = readOutcome(exported, m_answers);
        outcome.screens = m_album.count();
        outcome.warnings = readWarnings(m_kiosk.logFile());
        if (!played)
            outcome.mismatches.prepend(QStringLiteral("the run stopped: ") + played.error().detail);
        else if (!done)
            outcome.mismatches.prepend(QStringLiteral("the export stopped: ") + done.error().detail);
        return writeReport(m_options.output + QStringLiteral("/report.json"), outcome);
    }

private:
    Result<void> startCentre(std::int64_t wall) { return m_centre.start(m_options.realEndpoint ? 0 : wall); }

    /// The application arrives first, its attachments after it.
    bool seeItComplete()
    {
        return m_person.photograph(QStringLiteral("received")) &&
               m_person.waitForReceipt(QStringLiteral("complete")) &&
               m_person.photograph(QStringLiteral("complete"));
    }

    bool twoThirdsDone()
    {
        const auto index = m_person.read(QStringLiteral("taskIndex"));
        const auto count = m_person.read(QStringLiteral("taskCount"));
        return index && count && index->toInt() * 3 >= count->toInt() * 2;
    }

    const DemoOptions &m_options;
    Answers m_answers;
    Centre m_centre;
    RobotServer m_robots;
    Kiosk m_kiosk;
    Album m_album;
    Person m_person;
    QString m_code;
};

Result<void> tell(Story &story)
{
    for (const auto step : {&Story::prepare, &Story::beginOnMonday, &Story::loseNetworkAndStop,
                            &Story::returnOnTuesday, &Story::leaveWithReceipt, &Story::findItReceived}) {
        if (auto done = (story.*step)(); !done)
            return done;
    }
    return {};
}

} // namespace

Result<void> play(const DemoOptions &options)
{
    auto answers = Answers::read(options.answers);
    if (!answers)
        return answers.error();
    if (QDir(options.output).exists() && !QDir(options.output).isEmpty())
        return {base::ErrorCode::Internal, QStringLiteral("the output folder is not empty")};
    QDir().mkpath(options.output);
    Story story(options, std::move(*answers));
    return story.judge(tell(story));
}

} // namespace luotsi::demo
