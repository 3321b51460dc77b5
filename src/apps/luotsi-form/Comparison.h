#pragma once

#include <QString>
#include <QStringList>

namespace luotsi::form {

/// Entries of a list of options, in an order of their own.
[[nodiscard]] QStringList sorted(const QString &options);
/// Tokens of an XML document that mean something: names, sorted attributes, texts.
[[nodiscard]] QStringList canonical(const QString &xml);
/// Numbers may be written 1 or 1.0, points with or without trailing zeros; a drawn number is any drawn
/// number.
[[nodiscard]] bool sameValue(const QString &left, const QString &right);

} // namespace luotsi::form
