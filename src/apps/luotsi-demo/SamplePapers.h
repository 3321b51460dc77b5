#pragma once

#include "base/Result.h"

#include <QString>
#include <QStringList>

namespace luotsi::demo {

/// Draws made-up papers (a bill, bank statements) as JPEG files for the capture folder, so that attachments
/// can be tried without a camera. Each says that it is a sample. Threading: needs a QGuiApplication.
[[nodiscard]] base::Result<void> drawSamplePapers(const QString &folder, const QStringList &fileNames);

} // namespace luotsi::demo
