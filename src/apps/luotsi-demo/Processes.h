#pragma once

#include <QStringList>

namespace luotsi::demo {

/// The kiosk's two kinds of process with a scenario clock and, when asked, a robot's hand in them.
/// Arguments are those of `luotsi` plus --robot NAME and --wall MILLISECONDS. Gives the exit code.
int runKioskProcess(int argc, char *argv[]);

/// The centre's endpoint in scenario time: `endpoint MILLISECONDS` and the arguments of luotsi-endpoint.
int runEndpointProcess(int argc, char *argv[]);

} // namespace luotsi::demo
