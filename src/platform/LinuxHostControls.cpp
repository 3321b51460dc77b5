#include "platform/LinuxHostControls.h"

#include "base/Log.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace luotsi::platform {

namespace {

/// Only when the whole address space may be locked: a limit below it would make later allocations fail.
bool mayLockEverything()
{
    rlimit limit{};
    return ::getrlimit(RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY;
}

} // namespace

base::Result<void> LinuxHostControls::hardenProcess()
{
    const rlimit none{0, 0};
    if (::setrlimit(RLIMIT_CORE, &none) != 0)
        return {base::ErrorCode::Internal, QStringLiteral("core dumps cannot be switched off")};
    // Not dumpable also means: no ptrace and no /proc/PID/mem for other processes of this user.
    if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return {base::ErrorCode::Internal, QStringLiteral("the process cannot be closed to ptrace")};
    if (!mayLockEverything() || ::mlockall(MCL_CURRENT | MCL_FUTURE) != 0)
        base::logEvent("memory-not-locked");
    return {};
}

} // namespace luotsi::platform
