#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace luotsi::centre::identity {

/// Creates the folder and its parents with mode 0700.
[[nodiscard]] base::Result<void> makePrivateFolder(const QString &path);
/// Whole or not at all, mode 0600 from its first byte on, fsynced.
[[nodiscard]] base::Result<void> writePrivateFile(const QString &path, const QByteArray &bytes);
[[nodiscard]] base::Result<QByteArray> readPrivateFile(const QString &path);

/// Puts the folder that `write` fills in the place of the one there is: whole or not at all, and fsynced.
/// What stood in the old one is destroyed, also what an interrupted call has left. StoreFailed when it
/// cannot, or on a file system that exchanges no folders.
[[nodiscard]] base::Result<void>
replacePrivateFolder(const QString &path, const std::function<base::Result<void>(const QString &)> &write);

} // namespace luotsi::centre::identity
