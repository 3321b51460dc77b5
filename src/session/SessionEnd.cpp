#include "session/SessionEnd.h"

namespace luotsi::session {

DraftFate fateOf(EndReason reason, bool hasDraft, bool submitted)
{
    if (!hasDraft)
        return DraftFate::None;
    return reason == EndReason::Deleted && mayDelete(hasDraft, submitted) ? DraftFate::Erased
                                                                          : DraftFate::Kept;
}

bool mayDelete(bool hasDraft, bool submitted)
{
    return hasDraft && !submitted;
}

QLatin1String name(EndReason reason)
{
    switch (reason) {
    case EndReason::Stopped:
        return QLatin1String("stopped");
    case EndReason::Deleted:
        return QLatin1String("deleted");
    case EndReason::TimedOut:
        return QLatin1String("timed-out");
    case EndReason::LockedOut:
        return QLatin1String("locked-out");
    case EndReason::NothingBegun:
        return QLatin1String("nothing-begun");
    case EndReason::Failed:
        return QLatin1String("failed");
    }
    return QLatin1String("failed");
}

} // namespace luotsi::session
