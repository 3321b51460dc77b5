#pragma once

#include "base/Result.h"

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QString>
#include <QStringList>

#include <vector>

namespace luotsi::apps {

/// Exit codes of luotsi-admin, the same for every command.
enum class Exit : int {
    Done = 0,
    Failed = 1,     ///< nothing was changed, or what was is said
    WrongUsage = 2, ///< the command line is wrong; nothing was done
    Refused = 2,    ///< a form or bundle that it names is wrong; nothing was done
    NotFound = 3,   ///< no such device or folder
    Incomplete = 4  ///< something could not be opened or is still missing; the rest was written
};

/// One command: its name, what it says of itself, and what it does with its own options.
struct Command
{
    /// Does it work on a centre's folder, or on whatever its options name?
    enum class Place { Centre, Anywhere };

    QString name;
    QString summary;
    QString arguments; ///< positional ones, as help shows them
    std::vector<QCommandLineOption> options;
    int positional = 0; ///< how many there must be
    Exit (*run)(const QCommandLineParser &parser, const QStringList &arguments) = nullptr;
    Place place = Place::Centre;
};

[[nodiscard]] Command initCommand();
[[nodiscard]] Command codeCommand();
[[nodiscard]] Command signPackCommand();
[[nodiscard]] Command signProfileCommand();
[[nodiscard]] Command submissionsCommand();
[[nodiscard]] Command exportCommand();
[[nodiscard]] Command supplementsCommand();
[[nodiscard]] Command requestCommand();
[[nodiscard]] Command requestsCommand();
[[nodiscard]] Command signRosterCommand();
[[nodiscard]] Command devicesCommand();
[[nodiscard]] Command revokeCommand();
[[nodiscard]] Command rotateIntakeCommand();
[[nodiscard]] Command authoritiesCommand();
[[nodiscard]] Command rotateAuthorityCommand();
[[nodiscard]] Command renewServerCommand();
[[nodiscard]] Command salvageCommand();
[[nodiscard]] Command orderCommand();
[[nodiscard]] Command eraseCommand();
[[nodiscard]] Command restoredCommand();
[[nodiscard]] Command restoredReportCommand();
[[nodiscard]] Command stuckCommand();
[[nodiscard]] Command releaseCommand();
[[nodiscard]] Command certifyWorkerCommand();
[[nodiscard]] Command revokeWorkerCommand();
[[nodiscard]] Command destroyIntakeCommand();

/// One line on standard error, and the code to leave with.
Exit fail(Exit code, const QString &sentence);
Exit fail(const base::Error &error);
/// One text on standard output.
void print(const QString &text);
/// Local time in ISO 8601 with offset, for people and tools.
[[nodiscard]] QString timeText(qint64 wallMilliseconds);

} // namespace luotsi::apps
