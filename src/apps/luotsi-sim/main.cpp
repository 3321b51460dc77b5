#include "Run.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace luotsi;

namespace {

int listBugs()
{
    for (const sim::BugFacts &facts : sim::seededBugs)
        std::printf("%-26s within %3u seeds: %s\n", facts.name, facts.seeds, facts.what);
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Histories of devices and a centre under every fault, on one virtual clock. Exit status 1: "
        "a promise was broken."));
    parser.addHelpOption();
    const QCommandLineOption seeds(QStringLiteral("seeds"), QStringLiteral("How many histories."),
                                   QStringLiteral("N"), QStringLiteral("100"));
    const QCommandLineOption from(QStringLiteral("from"), QStringLiteral("The first seed."),
                                  QStringLiteral("S"), QStringLiteral("1"));
    const QCommandLineOption bug(QStringLiteral("bug"), QStringLiteral("Put this defect in (see --bugs)."),
                                 QStringLiteral("NAME"));
    const QCommandLineOption bugs(QStringLiteral("bugs"), QStringLiteral("List the defects."));
    const QCommandLineOption json(QStringLiteral("json"), QStringLiteral("Say the result as JSON."));
    const QCommandLineOption every(QStringLiteral("every-message"),
                                   QStringLiteral("No storm: every request and every reply is lost once."));
    parser.addOptions({seeds, from, bug, bugs, json, every});
    parser.process(application);
    if (parser.isSet(bugs))
        return listBugs();
    sim::RunOptions options;
    options.seeds = parser.value(seeds).toULongLong();
    options.from = parser.value(from).toULongLong();
    options.json = parser.isSet(json);
    options.everyMessage = parser.isSet(every);
    if (parser.isSet(bug)) {
        const QByteArray name = parser.value(bug).toLatin1();
        const auto found = sim::bugNamed(QLatin1String(name));
        if (!found) {
            std::fprintf(stdout, "no such defect; --bugs lists them\n");
            return 2;
        }
        options.bug = *found;
    }
    // The product logs its troubles there, and troubles are what is wanted here.
    if (qEnvironmentVariableIsEmpty("LUOTSI_SIM_LOG") && std::freopen("/dev/null", "w", stderr) == nullptr)
        return 2;
    return sim::runSeeds(options);
}
