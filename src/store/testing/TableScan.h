#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace luotsi::store::testing {

/// Opens a database with its key, as somebody would who has stolen both, and names the columns
/// ("table.column") in which `needle` stands, in UTF-8 or UTF-16. StoreFailed when it cannot be opened.
/// Threading: pure.
[[nodiscard]] base::Result<QStringList> columnsHolding(const QString &path, const QByteArray &key,
                                                       const QByteArray &needle);

} // namespace luotsi::store::testing
