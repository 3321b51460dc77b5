// How long a person waits in a long form: the same acts in a form of 100 and of 5,000 questions, as ratios of
// one run. A picture is drawn after every act, as the screen does. LUOTSI_BENCH_FORM=file measures that form
// too.

#include "screens/Audit.h"
#include "screens/Stage.h"
#include "viewmodels/tests/Kiosk.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace luotsi;
using namespace luotsi::screens;
using viewmodels::KioskSession;

namespace {

constexpr int rounds = 9;
constexpr int frames = 60;
constexpr int frameMilliseconds = 16;

struct Figures
{
    double open = 0;
    double answer = 0;
    double page = 0;
    double tasks = 0;
    double check = 0;
    double frame = 0;
    double worstFrame = 0;
};

} // namespace

class LongFormBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_stage = std::make_unique<Stage>(); }
    void cleanupTestCase()
    {
        m_stage.reset();
        m_kiosk.reset();
    }

    void aLongFormFeelsLikeAShortOne()
    {
        const Figures few = measure(viewmodels::tests::longForm(100));
        const Figures many = measure(viewmodels::tests::longForm(5000));
        print("questions", few, many);
        const QString path = qEnvironmentVariable("LUOTSI_BENCH_FORM");
        QFile file(path);
        if (!path.isEmpty() && file.open(QIODevice::ReadOnly)) {
            packs::PackForm form = viewmodels::tests::longForm(25);
            form.xform = file.readAll();
            print("the given form", few, measure(form));
        }
        // Rows that come into sight are made while scrolling; that must stay small beside drawing a page.
        QVERIFY2(many.frame < few.check / 2, "a frame of the long check page is a stall");
        QVERIFY2(many.check < 2 * few.check, "the check page is built from all questions");
        QVERIFY2(many.page < 4 * few.page, "a page change reads the whole form");
    }

private:
    static double milliseconds(const std::function<void()> &work)
    {
        QElapsedTimer timer;
        timer.start();
        work();
        return static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }

    static double median(std::vector<double> times)
    {
        std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2),
                         times.end());
        return times[times.size() / 2];
    }

    void draw()
    {
        QCoreApplication::processEvents();
        (void)m_stage->picture();
    }

    Figures measure(const packs::PackForm &form)
    {
        Figures figures;
        auto next = std::make_unique<viewmodels::tests::Kiosk>(form);
        KioskSession *session = nullptr;
        figures.open = milliseconds([&] { session = &next->apply(); });
        m_stage->show(*session, {QSize(1080, 1920), QStringLiteral("fi"), 1, 0});
        m_kiosk = std::move(next);
        if (session->page() == KioskSession::Failure)
            qFatal("the form cannot be opened");
        session->goNext();
        session->openTask(1);
        m_stage->settle();
        std::vector<double> answers;
        std::vector<double> pages;
        std::vector<double> tasks;
        std::vector<double> checks;
        for (int round = 0; round < rounds; ++round) {
            viewmodels::Field *field = session->question()->fields()->at(0);
            const QString value = round % 2 == 0 ? QStringLiteral("yes") : QStringLiteral("no");
            if (field->kind() == viewmodels::Field::SelectOne)
                answers.push_back(milliseconds([&] { field->choose(value); }));
            pages.push_back(milliseconds([&] {
                session->goNext();
                draw();
            }));
            session->goBack();
            m_stage->settle();
        }
        for (int round = 0; round < rounds; ++round) {
            checks.push_back(milliseconds([&] {
                session->openCheck();
                draw();
            }));
            m_stage->settle();
            tasks.push_back(milliseconds([&] {
                session->openTasks();
                draw();
            }));
            m_stage->settle();
        }
        session->openCheck();
        m_stage->settle();
        const std::vector<double> times = scroll();
        figures.answer = answers.empty() ? 0 : median(answers);
        figures.page = median(pages);
        figures.tasks = median(tasks);
        figures.check = median(checks);
        figures.frame = median(times);
        figures.worstFrame = *std::max_element(times.begin(), times.end());
        return figures;
    }

    /// To and fro, a third of a screen for every frame of a screen that draws sixty in a second.
    std::vector<double> scroll()
    {
        QQuickItem *viewport = itemNamed(m_stage->window().contentItem(), QStringLiteral("viewport"));
        std::vector<double> times;
        qreal step = viewport->height() / 3;
        for (int frame = 0; frame < frames; ++frame) {
            const qreal limit = viewport->property("contentHeight").toReal() - viewport->height();
            const qreal at = viewport->property("contentY").toReal();
            if (at + step > limit || at + step < 0)
                step = -step;
            times.push_back(milliseconds([&] {
                viewport->setProperty("contentY", at + step);
                draw();
            }));
            QTest::qWait(frameMilliseconds);
        }
        return times;
    }

    static void print(const char *name, const Figures &few, const Figures &many)
    {
        const auto line = [](const char *what, double small, double large) {
            std::printf("%-28s %9.2f ms %9.2f ms   ratio %.2f\n", what, small, large,
                        small > 0 ? large / small : 0);
        };
        std::printf("%s: 100 and many\n", name);
        line("open a draft", few.open, many.open);
        line("an answer", few.answer, many.answer);
        line("page change, drawn", few.page, many.page);
        line("task list, drawn", few.tasks, many.tasks);
        line("check page, drawn", few.check, many.check);
        line("frame of the check page", few.frame, many.frame);
        line("worst frame", few.worstFrame, many.worstFrame);
    }

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<viewmodels::tests::Kiosk> m_kiosk;
};

QTEST_MAIN(LongFormBench)
#include "LongFormBench.moc"
