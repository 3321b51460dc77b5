#include "ChildRun.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace luotsi;
using bench::RunCost;

namespace {

constexpr int defaultRuns = 21;
constexpr int failedExitCode = 1;
constexpr int aboveLimitExitCode = 3;
constexpr int usageExitCode = 64; // EX_USAGE

struct Order
{
    QByteArrayList measured;
    QByteArrayList comparator;
    int runs = defaultRuns;
    double most = 0; ///< 0: no limit
    bool json = false;
};

struct Figure
{
    const char *title;
    const char *key;
    std::chrono::nanoseconds RunCost::*cost;
};

constexpr std::array figures{
    Figure{"CPU time", "cpu", &RunCost::cpu},
    Figure{"CPU time with children", "cpuWithChildren", &RunCost::cpuWithChildren},
    Figure{"wall time", "wall", &RunCost::wall},
};

struct Series
{
    std::vector<RunCost> runs;

    [[nodiscard]] double medianMilliseconds(const Figure &figure) const
    {
        std::vector<double> values;
        for (const RunCost &run : runs)
            values.push_back(std::chrono::duration<double, std::milli>(run.*figure.cost).count());
        std::sort(values.begin(), values.end());
        const std::size_t middle = values.size() / 2;
        return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
};

struct Outcome
{
    Series measured;
    Series comparator;

    [[nodiscard]] double ratio(const Figure &figure) const
    {
        return measured.medianMilliseconds(figure) / comparator.medianMilliseconds(figure);
    }
};

[[noreturn]] void refuse(const char *reason)
{
    std::fprintf(stderr, "%s\n", reason);
    std::exit(usageExitCode);
}

Order readOrder(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Starts two programs in turns and compares what each start costs.\n"
        "ColdStartBench [options] -- PROGRAM [ARGUMENTS…] -- COMPARATOR [ARGUMENTS…]\n"
        "Both have to end by themselves. Exit codes: 0 well, 1 a program failed, 3 above --most, 64 wrong "
        "arguments."));
    parser.addHelpOption();
    parser.addOption({QStringLiteral("runs"), QStringLiteral("Counted runs of each program."),
                      QStringLiteral("N"), QString::number(defaultRuns)});
    parser.addOption({QStringLiteral("most"), QStringLiteral("Fail when the ratio of CPU times is above R."),
                      QStringLiteral("R"), QStringLiteral("0")});
    parser.addOption({QStringLiteral("json"), QStringLiteral("Print JSON instead of a table.")});
    parser.process(arguments);

    Order order;
    order.runs = parser.value(QStringLiteral("runs")).toInt();
    bool limitRead = false;
    order.most = parser.value(QStringLiteral("most")).toDouble(&limitRead);
    order.json = parser.isSet(QStringLiteral("json"));
    QByteArrayList *command = &order.measured;
    for (const QString &word : parser.positionalArguments()) {
        if (word == QLatin1String("--") && command == &order.measured)
            command = &order.comparator;
        else
            command->append(word.toLocal8Bit());
    }
    if (order.runs < 1 || !limitRead || order.most < 0)
        refuse("--runs wants a whole number from 1, --most a number.");
    if (order.measured.isEmpty() || order.comparator.isEmpty())
        refuse("Two programs are wanted: -- PROGRAM… -- COMPARATOR…");
    return order;
}

base::Result<Outcome> measure(const Order &order)
{
    Outcome outcome;
    // The first pair fills the disk cache and is not counted.
    for (int run = 0; run <= order.runs; ++run) {
        const auto measured = bench::runAndMeasure(order.measured);
        if (!measured)
            return measured.error();
        const auto comparator = bench::runAndMeasure(order.comparator);
        if (!comparator)
            return comparator.error();
        if (run == 0)
            continue;
        outcome.measured.runs.push_back(*measured);
        outcome.comparator.runs.push_back(*comparator);
    }
    return outcome;
}

void printTable(const Order &order, const Outcome &outcome)
{
    std::printf("measured    %s\n", order.measured.join(' ').constData());
    std::printf("comparator  %s\n", order.comparator.join(' ').constData());
    std::printf("medians of %d runs each, in turns\n\n", order.runs);
    std::printf("%-24s %12s %12s %8s\n", "", "measured", "comparator", "ratio");
    for (const Figure &figure : figures) {
        std::printf("%-24s %9.1f ms %9.1f ms %8.2f\n", figure.title,
                    outcome.measured.medianMilliseconds(figure),
                    outcome.comparator.medianMilliseconds(figure), outcome.ratio(figure));
    }
}

QJsonObject toJson(const QByteArrayList &command, const Series &series)
{
    QJsonArray words;
    for (const QByteArray &word : command)
        words.append(QString::fromLocal8Bit(word));
    QJsonObject milliseconds;
    for (const Figure &figure : figures)
        milliseconds.insert(QLatin1String(figure.key), series.medianMilliseconds(figure));
    return {{QStringLiteral("command"), words}, {QStringLiteral("medianMilliseconds"), milliseconds}};
}

void printJson(const Order &order, const Outcome &outcome)
{
    QJsonObject ratios;
    for (const Figure &figure : figures)
        ratios.insert(QLatin1String(figure.key), outcome.ratio(figure));
    const QJsonObject all{{QStringLiteral("runs"), order.runs},
                          {QStringLiteral("measured"), toJson(order.measured, outcome.measured)},
                          {QStringLiteral("comparator"), toJson(order.comparator, outcome.comparator)},
                          {QStringLiteral("ratio"), ratios}};
    std::fputs(QJsonDocument(all).toJson().constData(), stdout);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const Order order = readOrder(QCoreApplication::arguments());
    const auto outcome = measure(order);
    if (!outcome) {
        std::fprintf(stderr, "%s\n", qPrintable(outcome.error().detail));
        return failedExitCode;
    }
    if (order.json)
        printJson(order, *outcome);
    else
        printTable(order, *outcome);
    const double ratio = outcome->ratio(figures.front());
    if (order.most > 0 && !order.json)
        std::printf("figure | cold start, CPU time beside the comparator | %.2f x | <= %.0f x\n", ratio,
                    order.most);
    if (order.most > 0 && ratio > order.most) {
        std::fprintf(stderr, "The ratio of CPU times, %.2f, is above %.2f.\n", ratio, order.most);
        return aboveLimitExitCode;
    }
    return 0;
}
