#pragma once

#include <QString>
#include <QStringView>

namespace luotsi::domain {

/// What people type or dictate around the characters that matter: every kind of space is dropped, and the
/// dashes and minus signs that keyboards and copied text bring become '-'. Nothing else is changed.
/// Invariant: the result holds no white space. Threading: pure.
[[nodiscard]] QString withoutSpaces(QStringView text);

/// `withoutSpaces`, with hyphens, dots and brackets dropped too: for numbers that are read in groups.
[[nodiscard]] QString withoutSeparators(QStringView text);

/// ASCII digits only; other scripts' digits are not taken for digits.
[[nodiscard]] bool isDigits(QStringView text);

/// Value of an ASCII digit; the caller has checked that it is one.
[[nodiscard]] int digit(QChar character);

} // namespace luotsi::domain
