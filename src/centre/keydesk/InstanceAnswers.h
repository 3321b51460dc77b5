#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <utility>
#include <vector>

namespace luotsi::centre::keydesk {

/// Answers of an instance in document order: reference with row numbers ("/data/cost[2]/amount") and value.
/// Blank leaves are left out: an unasked question and an empty one are the same to a reader.
using Answers = std::vector<std::pair<QString, QString>>;

/// Paths of the form's repeats, so that a single row has its number too. Empty for a form that cannot be
/// read.
[[nodiscard]] QStringList repeatPaths(const QByteArray &xform);

/// MalformedInput for bytes that are no XML document; names are local names. Without `repeats` only rows that
/// have siblings are numbered. Pure; any thread.
[[nodiscard]] base::Result<Answers> instanceAnswers(const QByteArray &instanceXml,
                                                    const QStringList &repeats);

} // namespace luotsi::centre::keydesk
