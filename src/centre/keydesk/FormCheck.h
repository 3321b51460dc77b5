#pragma once

#include "base/Random.h"
#include "centre/keydesk/IntakeDesk.h"

#include <QTimeZone>

namespace luotsi::centre::keydesk {

/// Runs the same form engine on the instance as it arrived, at the moment the person sent it, and compares:
/// what is required or wrong, and every value it calculates. Names references only, never a value.
/// A calculated question that a person may also answer holds either; from the instance alone the two cannot
/// be told apart, nor what a device drew or an action set from what somebody wrote there. Such a value is
/// taken as it stands, as any answer is, and its constraint and all that reads it are checked: an honest
/// submission is never called different. What is calculated and not asked, or read-only for ever, has to
/// agree. `random` is for forms that draw numbers; it outlives the checker.
[[nodiscard]] Checker engineChecker(base::Random &random, QTimeZone timeZone);

/// Can the engine run this form at all? MalformedForm with line and column.
[[nodiscard]] base::Result<void> checkForm(const packs::PackForm &form);

} // namespace luotsi::centre::keydesk
