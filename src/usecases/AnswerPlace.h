#pragma once

#include "base/Result.h"

#include <QString>
#include <QStringList>

namespace luotsi::usecases {

/// Places as ODK XForms keeps them: "latitude longitude altitude accuracy" in degrees (WGS 84) and metres; a
/// line or an area is places with ';' between, an area ends where it began. What is typed may leave altitude
/// and accuracy out and write decimals with a comma. Error details are text ids. Pure.

/// One place. Errors: check-place-form, check-place-range.
[[nodiscard]] base::Result<QString> normalisePlace(const QString &typed);
/// At least two places. Errors as above and check-trace-places.
[[nodiscard]] base::Result<QString> normaliseTrace(const QString &typed);
/// At least three places; closed when it is not. Errors as above and check-shape-places.
[[nodiscard]] base::Result<QString> normaliseShape(const QString &typed);

/// The places of a line or an area, one by one; the closing place of an area is not told again.
[[nodiscard]] QStringList placesOf(const QString &stored);
/// "60,17 / 24,94" as a person reads one place; what is no place is given as it is.
[[nodiscard]] QString readPlace(const QString &stored);
/// "60.17 24.94": what is offered for editing of one place.
[[nodiscard]] QString editPlace(const QString &stored);

} // namespace luotsi::usecases
