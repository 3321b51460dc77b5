#pragma once

#include "base/Result.h"
#include "kioskhost/ServicePack.h"
#include "storelink/Socket.h"

#include <QObject>
#include <QProcess>
#include <QStringList>

#include <memory>

namespace luotsi::kioskhost {

/// How a session process is started: this program again, told which descriptors it inherits.
struct SessionCommand
{
    QString program;
    QStringList arguments;
};

/// One started session process with the supervisor's ends of its two connections.
struct SessionProcess
{
    std::unique_ptr<QProcess> process;
    storelink::Socket store;   ///< for StoreServer
    storelink::Socket control; ///< for ControlChannel
};

/// Names of the arguments that carry the inherited descriptors, and the versions below which the session,
/// which does not see the database, refuses what is installed.
inline constexpr char storeDescriptorArgument[] = "--store-descriptor";
inline constexpr char controlDescriptorArgument[] = "--control-descriptor";
inline constexpr char acceptedProfileArgument[] = "--accepted-profile";
inline constexpr char acceptedPackArgument[] = "--accepted-pack";

/// Starts one session process. It inherits exactly its two connections, dies with the supervisor, and writes
/// no core. Its standard error is the supervisor's, so that log lines of both stand in one place. StoreFailed
/// when no connection could be made, Internal when the program could not be started. Threading: GUI thread.
[[nodiscard]] base::Result<SessionProcess> startSession(const SessionCommand &command,
                                                        const AcceptedVersions &accepted = {});

} // namespace luotsi::kioskhost
