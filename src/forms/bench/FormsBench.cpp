#include "../tests/Scenario.h"
#include "forms/Model.h"

#include <QFile>
#include <QXmlStreamReader>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <ctime>

using namespace luotsi;
using namespace luotsi::forms;
using namespace luotsi::forms::tests;

namespace {

/// Of this thread at work, so that a busy machine does not change a ratio.
double nanoseconds(const std::function<void()> &work)
{
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
    };
    const double start = now();
    work();
    return now() - start;
}

double median(int rounds, const std::function<void(int)> &work)
{
    std::vector<double> times;
    times.reserve(static_cast<std::size_t>(rounds));
    for (int i = 0; i < rounds; ++i)
        times.push_back(nanoseconds([&] { work(i); }));
    std::nth_element(times.begin(), times.begin() + rounds / 2, times.end());
    return times[static_cast<std::size_t>(rounds / 2)];
}

/// The comparator: the same bytes through the XML reader and nothing else.
double bareReading(const QByteArray &bytes)
{
    return nanoseconds([&] {
        QXmlStreamReader reader(bytes);
        while (!reader.atEnd())
            reader.readNext();
    });
}

QByteArray benchForm(int questions)
{
    QFile file(QStringLiteral(LUOTSI_SOURCE_DIR "/../shared/bench/forms/bench-%1.xml").arg(questions));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// `rows` counted rows, each with an answer of its own, one that is calculated in the row, and one that is
/// summed.
QByteArray rowsForm(int rows)
{
    return formXml(
        QStringLiteral("<data id='r'><n>%1</n><r><free/><age/><next/></r><sum/></data>").arg(rows),
        QStringLiteral("<bind nodeset='/data/n' type='int'/><bind nodeset='/data/r/age' type='int'/>"
                       "<bind nodeset='/data/r/next' calculate='../age + 1'/>"
                       "<bind nodeset='/data/sum' calculate='sum(/data/r/age)'/>"),
        QStringLiteral("<group ref='/data/r'><repeat nodeset='/data/r' jr:count='/data/n'><input "
                       "ref='/data/r/free'/><input ref='/data/r/age'/></repeat></group>"));
}

/// One question whose choices are those rows of a list that have the key of another answer.
QByteArray listForm(int rows)
{
    QString list;
    for (int i = 0; i < rows; ++i)
        list += QStringLiteral("<item><k>%1</k><v>v%1</v></item>").arg(i);
    return formXml(
        QStringLiteral("<data id='l'><k/><a/></data>"),
        QStringLiteral("<instance id='list'><root>%1</root></instance>").arg(list),
        QStringLiteral("<input ref='/data/k'/><select1 ref='/data/a'><itemset "
                       "nodeset=\"instance('list')/root/item[k = /data/k]\"><value ref='v'/><label "
                       "ref='v'/></itemset></select1>"));
}

struct LeafCost
{
    double nanoseconds = 0;
    std::uint64_t evaluations = 0;
};

LeafCost leafCost(FormInstance &instance, NodeId node)
{
    const std::uint64_t before = instance.evaluationCount();
    (void)instance.setValue(node, QStringLiteral("x"));
    const std::uint64_t evaluations = instance.evaluationCount() - before;
    return {median(401, [&](int round) { (void)instance.setValue(node, QString::number(round)); }),
            evaluations};
}

} // namespace

#define NEED_BENCH_FORMS(bytes)                                                                              \
    if ((bytes).isEmpty())                                                                                   \
    QSKIP("THE BENCH FORMS ARE NOT HERE: ../shared/bench is missing, nothing was measured")

/// Ratios that the form engine promises, measured in one run on the same bytes. `luotsi-form bench` gives the
/// same figures of a fresh process.
class FormsBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loadAndCreate_stayNearBareReading()
    {
        const QByteArray bytes = benchForm(5000);
        NEED_BENCH_FORMS(bytes);
        std::vector<double> ratios;
        for (int round = 0; round < 5; ++round) {
            const double bare = bareReading(bytes);
            std::optional<Scenario> form;
            ratios.push_back(nanoseconds([&] { form.emplace(bytes); }) / bare);
        }
        std::sort(ratios.begin(), ratios.end());
        qInfo() << "load and create against bare reading:" << ratios[2];
        QVERIFY(ratios[2] <= 4.0);
    }

    void chainOfCalculations_costsLittleMoreThanItsExpressions()
    {
        const QByteArray bytes = benchForm(5000);
        NEED_BENCH_FORMS(bytes);
        const Scenario form(bytes);
        FormInstance &instance = *form.instance;
        std::vector<std::pair<xpath::Expression, NodeId>> links;
        const Model &model = form.definition->model();
        for (const Rule &rule : model.rules) {
            if (rule.use == Use::Calculate && model.nodes[rule.model].repeat == none)
                links.emplace_back(model.expressions[rule.expression].expression,
                                   instance.find(model.pathOf(rule.model)));
        }
        QVERIFY(links.size() >= 500);
        const double bare = median(41, [&](int) {
            for (const auto &[expression, node] : links)
                (void)instance.evaluate(expression, node);
        });
        const NodeId first = instance.find(QStringLiteral("/data/g1/q1"));
        const double chain =
            median(41, [&](int round) { (void)instance.setValue(first, QString::number(round % 2 + 5)); });
        qInfo() << "chain of" << links.size() << "calculations, ms:" << chain / 1e6
                << "against their expressions alone:" << chain / bare;
        QVERIFY(chain <= 3 * bare);
    }

    void answerNothingDependsOn_costsTheSameInAnyForm()
    {
        const QByteArray small = benchForm(100);
        const QByteArray large = benchForm(5000);
        NEED_BENCH_FORMS(large);
        LeafCost costs[2];
        for (const bool isLarge : {false, true}) {
            const Scenario form(isLarge ? large : small);
            costs[isLarge] = leafCost(*form.instance, form.node(QStringLiteral("/data/g1/q2")));
        }
        qInfo() << "leaf of 100 and 5,000 questions, ns:" << costs[0].nanoseconds << costs[1].nanoseconds;
        QVERIFY(costs[1].nanoseconds < 5000);
        QCOMPARE(costs[0].evaluations, costs[1].evaluations);
        QVERIFY(costs[1].nanoseconds <= 2 * costs[0].nanoseconds);
    }

    void answerNothingDependsOn_costsTheSameInAnyNumberOfRows()
    {
        LeafCost costs[2];
        for (const bool isLarge : {false, true}) {
            const Scenario form(rowsForm(isLarge ? 10'000 : 50));
            QVERIFY(form.report.problems.empty());
            const NodeId node = form.node(
                QStringLiteral("/data/r{c%1}/free").arg(isLarge ? 5000 : 25, 15, 16, QLatin1Char('0')));
            QVERIFY(!node.isNull());
            costs[isLarge] = leafCost(*form.instance, node);
        }
        qInfo() << "leaf of 50 and 10,000 rows, ns:" << costs[0].nanoseconds << costs[1].nanoseconds;
        QVERIFY(costs[1].nanoseconds < 5000);
        QCOMPARE(costs[0].evaluations, costs[1].evaluations);
        QVERIFY(costs[1].nanoseconds <= 2 * costs[0].nanoseconds);
    }

    void equalityFilter_costsTheSameInAnyList()
    {
        double times[2];
        for (const bool isLarge : {false, true}) {
            Scenario form(listForm(isLarge ? 20'000 : 200));
            const NodeId key = form.node(QStringLiteral("/data/k"));
            const NodeId choice = form.node(QStringLiteral("/data/a"));
            (void)form.instance->setValue(key, QStringLiteral("7"));
            QCOMPARE(form.instance->options(choice).size(), std::size_t(1));
            times[isLarge] = median(401, [&](int round) {
                (void)form.instance->setValue(key, QString::number(round % 200));
                (void)form.instance->options(choice);
            });
        }
        qInfo() << "filter over 200 and 20,000 rows, ns:" << times[0] << times[1];
        QVERIFY(times[1] <= 2 * times[0]);
    }

    void serialising_costsHalfOfBareReading()
    {
        const QByteArray bytes = benchForm(5000);
        NEED_BENCH_FORMS(bytes);
        const Scenario form(bytes);
        const double bare = median(5, [&](int) { bareReading(bytes); });
        const double written = median(21, [&](int) { (void)form.instance->serialise(); });
        qInfo() << "serialise against bare reading:" << written / bare;
        QVERIFY(written <= 0.5 * bare);
    }
};

QTEST_APPLESS_MAIN(FormsBench)
#include "FormsBench.moc"
