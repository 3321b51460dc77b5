#pragma once

#include "screens/Stage.h"
#include "viewmodels/SessionEnvironment.h"

namespace luotsi::screens {

struct Stage::Environment
{
    viewmodels::SessionEnvironment environment;
    viewmodels::SessionEnvironment &get() { return environment; }
};

} // namespace luotsi::screens
