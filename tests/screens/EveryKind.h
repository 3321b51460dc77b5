#pragma once

#include "screens/Hand.h"
#include "viewmodels/tests/Kiosk.h"

#include <functional>
#include <vector>

namespace luotsi::screens {

/// How one question of tests/screens/forms/all-types is answered, and what the form then holds, as the check
/// page reads it. Rows inside repeats are named by their question alone.
struct KindStep
{
    QString field;
    std::function<bool(Hand &hand, const QString &field)> give;
    QString stands; ///< empty: nothing was given
};

[[nodiscard]] std::vector<KindStep> kindSteps();
/// The form itself.
[[nodiscard]] packs::PackForm everyKind();

} // namespace luotsi::screens
