#pragma once

#include "xpath/Value.h"

#include <QLocale>

#include <optional>

namespace luotsi::xpath {

/// ISO 8601 dates and times as ODK writes them. A date without time is local midnight in `zone`; nothing when
/// the text is neither a date nor a time stamp, or names a day that does not exist. Threading: pure.
[[nodiscard]] std::optional<Moment> parseMoment(QStringView text, const QTimeZone &zone);
[[nodiscard]] Moment momentFromDays(double days);
[[nodiscard]] double daysSinceEpoch(const Moment &moment);
[[nodiscard]] QString momentToText(const Moment &moment, const QTimeZone &zone);
/// ODK's format-date patterns: %Y %y %m %n %b %B %d %e %H %h %M %S %3 %a %A %W %Z %%.
/// Nothing when the pattern has an unknown letter.
[[nodiscard]] std::optional<QString> formatMoment(const Moment &moment, QStringView pattern,
                                                  const QTimeZone &zone, const QLocale &locale);

} // namespace luotsi::xpath
