#include "kioskhost/SessionLauncher.h"

#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>

namespace luotsi::kioskhost {

namespace {

/// Between fork and exec only calls that are safe after fork.
void becomeSession(int store, int control)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (const int descriptor : {store, control})
        fcntl(descriptor, F_SETFD, 0);
}

QStringList withDescriptors(QStringList arguments, int store, int control, const AcceptedVersions &accepted)
{
    arguments << QString::fromLatin1(acceptedProfileArgument) << QString::number(accepted.profile)
              << QString::fromLatin1(acceptedPackArgument) << QString::number(accepted.pack);
    arguments << QString::fromLatin1(storeDescriptorArgument) << QString::number(store)
              << QString::fromLatin1(controlDescriptorArgument) << QString::number(control);
    return arguments;
}

} // namespace

base::Result<SessionProcess> startSession(const SessionCommand &command, const AcceptedVersions &accepted)
{
    auto storeEnds = storelink::Socket::pair();
    if (!storeEnds)
        return storeEnds.error();
    auto controlEnds = storelink::Socket::pair();
    if (!controlEnds)
        return controlEnds.error();
    auto [storeHere, storeThere] = std::move(*storeEnds);
    auto [controlHere, controlThere] = std::move(*controlEnds);

    auto process = std::make_unique<QProcess>();
    process->setProcessChannelMode(QProcess::ForwardedChannels);
    const int store = storeThere.descriptor();
    const int control = controlThere.descriptor();
    process->setChildProcessModifier([store, control] { becomeSession(store, control); });
    process->start(command.program, withDescriptors(command.arguments, store, control, accepted),
                   QIODevice::ReadOnly);
    if (!process->waitForStarted())
        return {base::ErrorCode::Internal, process->errorString()};
    return SessionProcess{std::move(process), std::move(storeHere), std::move(controlHere)};
}

} // namespace luotsi::kioskhost
