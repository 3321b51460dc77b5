#pragma once

#include "screens/Stage.h"
#include "viewmodels/SessionEnvironment.h"
#include "viewmodels/tests/Kiosk.h"

namespace luotsi::screens {

/// The kiosk in memory that the view models' own tests use: the scripted session stands on real parts.
struct Stage::Environment
{
    viewmodels::tests::Kiosk kiosk;
    viewmodels::SessionEnvironment environment{kiosk.store,   kiosk.clock,   kiosk.random,  kiosk.camera,
                                               kiosk.printer, kiosk.speech,  kiosk.profile, kiosk.forms,
                                               kiosk.texts,   kiosk.vaultKey};

    viewmodels::SessionEnvironment &get() { return environment; }
};

} // namespace luotsi::screens
