#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>

namespace luotsi::centre::identity {

/// Creates the folder and its parents with mode 0700.
[[nodiscard]] base::Result<void> makePrivateFolder(const QString &path);
/// Whole or not at all, mode 0600 from its first byte on, fsynced.
[[nodiscard]] base::Result<void> writePrivateFile(const QString &path, const QByteArray &bytes);
[[nodiscard]] base::Result<QByteArray> readPrivateFile(const QString &path);

} // namespace luotsi::centre::identity
