#include "Command.h"

#include "crypto/Sodium.h"

#include <QCoreApplication>

#include <algorithm>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace luotsi::apps;

namespace {

const auto exitCodes =
    QStringLiteral("Exit codes: 0 done, 1 failed, 2 wrong command line or form, 3 no such device or folder, "
                   "4 done in part.");

std::vector<Command> commands()
{
    return {initCommand(),         codeCommand(),           signPackCommand(),
            signProfileCommand(),  submissionsCommand(),    exportCommand(),
            supplementsCommand(),  requestCommand(),        requestsCommand(),
            signRosterCommand(),   devicesCommand(),        revokeCommand(),
            rotateIntakeCommand(), destroyIntakeCommand(),  certifyWorkerCommand(),
            revokeWorkerCommand(), authoritiesCommand(),    rotateAuthorityCommand(),
            renewServerCommand(),  orderCommand(),          eraseCommand(),
            restoredCommand(),     restoredReportCommand(), stuckCommand(),
            releaseCommand(),      salvageCommand()};
}

void printOverview(const std::vector<Command> &all)
{
    print(QStringLiteral("Usage: luotsi-admin COMMAND [--centre FOLDER] [options]\n\nCommands:"));
    for (const Command &command : all)
        print(QStringLiteral("  %1  %2").arg(command.name, -14).arg(command.summary));
    print(QStringLiteral("\n'luotsi-admin COMMAND --help' tells more. ") + exitCodes);
}

Exit run(const Command &command, const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(command.summary + QStringLiteral("\n\n") + exitCodes);
    const QCommandLineOption help = parser.addHelpOption();
    for (const QCommandLineOption &option : command.options)
        parser.addOption(option);
    if (!command.arguments.isEmpty())
        parser.addPositionalArgument(command.arguments, {}, command.arguments);
    if (!parser.parse(arguments))
        return fail(Exit::WrongUsage, parser.errorText());
    if (parser.isSet(help)) {
        print(parser.helpText());
        return Exit::Done;
    }
    if (command.place == Command::Place::Centre && parser.value(QStringLiteral("centre")).isEmpty())
        return fail(Exit::WrongUsage, QStringLiteral("--centre is missing: the centre's folder"));
    if (parser.positionalArguments().size() != command.positional)
        return fail(Exit::WrongUsage,
                    QStringLiteral("%1 wants: %2")
                        .arg(command.name, command.arguments.isEmpty() ? QStringLiteral("no arguments")
                                                                       : command.arguments));
    return command.run(parser, parser.positionalArguments());
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("luotsi-admin"));
    // Keys and exported answers pass through here.
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    umask(0077);
    if (const auto ready = luotsi::crypto::initialise(); !ready)
        return static_cast<int>(fail(ready.error()));
    const auto all = commands();
    QStringList arguments = QCoreApplication::arguments();
    const QString name = arguments.value(1);
    if (name.isEmpty() || name == QLatin1String("--help") || name == QLatin1String("-h")) {
        printOverview(all);
        return static_cast<int>(name.isEmpty() ? Exit::WrongUsage : Exit::Done);
    }
    const auto command =
        std::find_if(all.begin(), all.end(), [&](const Command &c) { return c.name == name; });
    if (command == all.end())
        return static_cast<int>(fail(Exit::WrongUsage, QStringLiteral("no such command: %1").arg(name)));
    arguments.removeAt(1);
    return static_cast<int>(run(*command, arguments));
}
