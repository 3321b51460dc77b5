#pragma once

#include "screens/Scene.h"

namespace luotsi::screens {

/// The scene of that name; an empty one when there is none.
[[nodiscard]] Scene sceneNamed(const QString &name);

} // namespace luotsi::screens
