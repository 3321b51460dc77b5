#pragma once

#include "viewmodels/Field.h"

#include <QStringList>

namespace luotsi::viewmodels {

/// Answers that are typed in several boxes: the parts in the order of the screen, joined to the one text that
/// use cases read. Date: day, month, year. Time: hours, minutes. Date and time: these five. Place: latitude,
/// longitude; of a line or an area the parts are those of the next place. Pure.

/// 0 for kinds that are typed in one box.
[[nodiscard]] int partCount(Field::Kind kind);
/// `dateParts` as in FieldContent: what is not asked of a date is its first day or month.
[[nodiscard]] QString joinedParts(Field::Kind kind, const QStringList &parts, int dateParts);
/// Always partCount(kind) parts, also of a text that was left unfinished.
[[nodiscard]] QStringList partsOf(Field::Kind kind, const QString &text);

} // namespace luotsi::viewmodels
