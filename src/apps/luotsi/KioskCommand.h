#pragma once

#include "SetUp.h"
#include "kioskhost/KioskOptions.h"

#include <QStringList>

#include <optional>

namespace luotsi::app {

/// What the command line of `luotsi` asks for.
struct KioskCommand
{
    enum class Action { Run, Session, SetUp, SelfTest, FirstFrame };

    Action action = Action::Run;
    kioskhost::KioskOptions options;
    SetUpRequest setUp;
    int storeDescriptor = -1; ///< of a session process
    int controlDescriptor = -1;
};

/// Ends the program with a usage text and exit code 64 when the arguments make no sense.
[[nodiscard]] KioskCommand parseCommand(const QStringList &arguments);

} // namespace luotsi::app
