#include "ChildRun.h"

#include <QTemporaryFile>

#include <cerrno>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace luotsi::bench {

namespace {

using base::ErrorCode;
using base::Result;
using std::chrono::microseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

base::Error failure(const char *call, int number)
{
    return {ErrorCode::Internal,
            QStringLiteral("%1: %2").arg(QLatin1String(call), QString::fromLocal8Bit(std::strerror(number))),
            {}};
}

nanoseconds length(const timeval &time)
{
    return seconds(time.tv_sec) + microseconds(time.tv_usec);
}

Result<pid_t> start(const QByteArrayList &command, int errorDescriptor)
{
    std::vector<char *> arguments;
    for (const QByteArray &argument : command)
        arguments.push_back(const_cast<char *>(argument.constData()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, errorDescriptor, STDERR_FILENO);
    pid_t child = 0;
    const int failed = posix_spawnp(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0)
        return failure(command.front().constData(), failed);
    return child;
}

/// wait4 adds the descendants' time to the process's own; its clock, readable until it is reaped, does not.
Result<nanoseconds> ownTime(pid_t ended)
{
    clockid_t clock = 0;
    if (const int failed = clock_getcpuclockid(ended, &clock); failed != 0)
        return failure("clock_getcpuclockid", failed);
    timespec time{};
    if (clock_gettime(clock, &time) != 0)
        return failure("clock_gettime", errno);
    return seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
}

} // namespace

Result<RunCost> runAndMeasure(const QByteArrayList &command)
{
    QTemporaryFile said;
    if (!said.open())
        return {ErrorCode::Internal, said.errorString()};
    const auto begun = std::chrono::steady_clock::now();
    const auto child = start(command, said.handle());
    if (!child)
        return child.error();
    siginfo_t end{};
    if (waitid(P_PID, static_cast<id_t>(*child), &end, WEXITED | WNOWAIT) != 0)
        return failure("waitid", errno);
    RunCost cost;
    cost.wall = std::chrono::steady_clock::now() - begun;
    const auto own = ownTime(*child);
    int status = 0;
    rusage usage{};
    if (wait4(*child, &status, 0, &usage) != *child)
        return failure("wait4", errno);
    if (!own)
        return own.error();
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        said.seek(0);
        return {ErrorCode::Internal, QStringLiteral("%1 failed (wait status %2)\n%3")
                                         .arg(QString::fromLocal8Bit(command.front()))
                                         .arg(status)
                                         .arg(QString::fromLocal8Bit(said.readAll()))};
    }
    cost.cpu = *own;
    cost.cpuWithChildren = length(usage.ru_utime) + length(usage.ru_stime);
    return cost;
}

} // namespace luotsi::bench
