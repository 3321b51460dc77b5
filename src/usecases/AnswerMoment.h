#pragma once

#include "base/Result.h"

#include <QString>
#include <QTimeZone>

namespace luotsi::usecases {

/// A time of day, alone or with a day. Stored as ODK XForms keeps it: "14:30:00.000", and with a day
/// "2026-11-22T14:30:00.000+02:00", whose offset is that of `zone` on the day. Typed and edited as "14:30"
/// and "22.11.2026 14:30". Error details are text ids. Pure.
[[nodiscard]] base::Result<QString> normaliseTime(const QString &typed);
[[nodiscard]] base::Result<QString> normaliseDateTime(const QString &typed, const QTimeZone &zone);

/// As it is offered for editing; what is not well-formed is given as it is.
[[nodiscard]] QString editTime(const QString &stored);
[[nodiscard]] QString editDateTime(const QString &stored);

} // namespace luotsi::usecases
