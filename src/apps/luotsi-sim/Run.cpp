#include "Run.h"

#include "Simulation.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace luotsi::sim {

namespace {

constexpr std::size_t mostDevices = 20;
constexpr std::uint64_t twinEvery = 5; ///< such seeds are run with two sets of clocks

struct Totals
{
    std::array<std::uint64_t, invariantCount + 1> checked{};
    std::map<QString, std::uint64_t> events;
    std::uint64_t done = 0;
    std::uint64_t failing = 0;
    QString failure;
    QStringList history;

    void add(const Ledger &ledger)
    {
        for (std::size_t number = 0; number < checked.size(); ++number)
            checked[number] += ledger.checked[number];
        for (const auto &[event, count] : ledger.events)
            events[event] += count;
    }
};

/// Mostly few devices, now and then many.
Weather weatherOf(std::uint64_t seed)
{
    Weather weather;
    weather.devices = seed % 40 == 39 ? mostDevices : 3 + seed % 4;
    weather.isCrowded = seed % 7 == 3;
    return weather;
}

/// The same history with clocks that go wrong a thousand times further: nothing may come out otherwise.
void runTwins(const Prototype &prototype, std::uint64_t seed, SeededBug bug, Totals &totals)
{
    Weather weather = weatherOf(seed);
    weather.diskTrouble = false;
    QByteArray outcomes[2];
    for (int twin = 0; twin < 2; ++twin) {
        weather.clockFactor = twin == 0 ? 1 : 1000;
        Simulation simulation(prototype, seed, weather, bug);
        const QString failure = simulation.run();
        totals.add(simulation.ledger());
        if (!failure.isEmpty()) {
            totals.failure = failure;
            totals.history = simulation.ledger().history;
            return;
        }
        outcomes[twin] = simulation.outcome();
    }
    ++totals.checked[10];
    if (outcomes[0] != outcomes[1])
        totals.failure =
            QStringLiteral("invariant 10 (%1): the same history with other clocks came out otherwise")
                .arg(QLatin1String(invariantText(10)));
}

/// Every message of a fair history lost once.
void runEveryMessage(const Prototype &prototype, std::uint64_t seed, SeededBug bug, Totals &totals)
{
    for (std::uint64_t number = 1;; ++number) {
        std::uint64_t messages = 0;
        for (const bool reply : {false, true}) {
            Weather weather;
            weather.lostRequest = reply ? 0 : number;
            weather.lostReply = reply ? number : 0;
            Simulation simulation(prototype, seed, weather, bug);
            totals.failure = simulation.run();
            totals.add(simulation.ledger());
            ++totals.events[reply ? QStringLiteral("N-th reply lost") : QStringLiteral("N-th request lost")];
            messages = std::max(messages, simulation.messages());
            if (!totals.failure.isEmpty()) {
                totals.history = simulation.ledger().history;
                return;
            }
        }
        if (number > messages)
            return;
    }
}

void runSeed(const Prototype &prototype, std::uint64_t seed, SeededBug bug, Totals &totals)
{
    if (seed % twinEvery == 0) {
        runTwins(prototype, seed, bug, totals);
        return;
    }
    Simulation simulation(prototype, seed, weatherOf(seed), bug);
    totals.failure = simulation.run();
    if (!totals.failure.isEmpty())
        totals.history = simulation.ledger().history;
    totals.add(simulation.ledger());
}

void sayJson(const Totals &totals, double rate)
{
    QJsonObject checked;
    for (std::size_t number = 1; number <= invariantCount; ++number)
        checked.insert(QString::number(number), static_cast<qint64>(totals.checked[number]));
    QJsonObject events;
    for (const auto &[event, count] : totals.events)
        events.insert(event, static_cast<qint64>(count));
    QJsonObject result{{QStringLiteral("seeds"), static_cast<qint64>(totals.done)},
                       {QStringLiteral("seedsPerSecond"), rate},
                       {QStringLiteral("checked"), checked},
                       {QStringLiteral("events"), events}};
    if (!totals.failure.isEmpty()) {
        result.insert(QStringLiteral("failingSeed"), static_cast<qint64>(totals.failing));
        result.insert(QStringLiteral("failure"), totals.failure);
        result.insert(QStringLiteral("history"), QJsonArray::fromStringList(totals.history));
    }
    std::printf("%s\n", QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
}

void sayText(const Totals &totals, double rate)
{
    std::printf("%llu seeds, %.1f a second\n", static_cast<unsigned long long>(totals.done), rate);
    for (int number = 1; number <= static_cast<int>(invariantCount); ++number)
        std::printf("  %2d checked %9llu times: %s\n", number,
                    static_cast<unsigned long long>(totals.checked[static_cast<std::size_t>(number)]),
                    invariantText(number));
    for (const auto &[event, count] : totals.events)
        std::printf("  %9llu x %s\n", static_cast<unsigned long long>(count), qPrintable(event));
    if (totals.failure.isEmpty())
        return;
    for (const QString &line : totals.history)
        std::printf("%s\n", qPrintable(line));
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(totals.failing),
                qPrintable(totals.failure));
}

} // namespace

int runSeeds(const RunOptions &options)
{
    const auto prototype = Prototype::make(mostDevices + 1);
    if (!prototype) {
        std::fprintf(stdout, "the simulator cannot begin: %s\n", qPrintable(prototype.error().detail));
        return 2;
    }
    const base::SystemClock clock;
    const std::int64_t begun = clock.monotonicMilliseconds();
    Totals totals;
    for (std::uint64_t seed = options.from; seed < options.from + options.seeds; ++seed) {
        if (options.everyMessage)
            runEveryMessage(**prototype, seed, options.bug, totals);
        else
            runSeed(**prototype, seed, options.bug, totals);
        ++totals.done;
        if (!totals.failure.isEmpty()) {
            totals.failing = seed;
            break;
        }
    }
    const double seconds = static_cast<double>(clock.monotonicMilliseconds() - begun) / 1000.0;
    const double rate = seconds > 0 ? static_cast<double>(totals.done) / seconds : 0;
    if (options.json)
        sayJson(totals, rate);
    else
        sayText(totals, rate);
    return totals.failure.isEmpty() ? 0 : 1;
}

} // namespace luotsi::sim
