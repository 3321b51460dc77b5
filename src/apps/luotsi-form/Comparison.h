#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace luotsi::form {

/// Entries of a list of options, in an order of their own.
[[nodiscard]] QStringList sorted(const QString &options);
/// Tokens of an XML document that mean something: names, sorted attributes, texts.
[[nodiscard]] QStringList canonical(const QString &xml);
/// Text of every element and attribute by its place; brothers of one name are counted from 1.
[[nodiscard]] QMap<QString, QString> textsByPlace(const QString &xml);
/// Numbers may be written 1 or 1.0, points with or without trailing zeros, the last of a line with or without
/// its semicolon.
[[nodiscard]] bool sameValue(const QString &left, const QString &right);
/// The same but for spaces, and for numbers in it that are written 1 or 1.0.
[[nodiscard]] bool sameText(const QString &left, const QString &right);
/// The same but for numbers that each engine draws for itself.
[[nodiscard]] bool sameDraw(QString left, QString right);
/// Two moments of one run whose clock went on.
[[nodiscard]] bool sameMoment(const QString &left, const QString &right);

} // namespace luotsi::form
