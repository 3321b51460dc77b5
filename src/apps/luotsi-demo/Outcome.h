#pragma once

#include "Answers.h"
#include "base/Result.h"

#include <QString>
#include <QStringList>

namespace luotsi::demo {

/// What a run came to. `receivedAt` is the centre's own time. Mismatches name paths, never values.
struct Outcome
{
    int screens = 0;
    QString draft;
    QString receipt;
    QString receivedAt;
    int submissionsAtCentre = 0;
    QStringList mismatches;
    QStringList warnings; ///< of the screens' own code
};

/// Reads the centre's export and holds it against the answers that were given at the kiosk.
[[nodiscard]] Outcome readOutcome(const QString &exportFolder, const Answers &answers);

/// What the screens complained of in a log: every line that names a QML file.
[[nodiscard]] QStringList readWarnings(const QString &logFile);

/// Writes report.json; an error when the outcome is not exactly one submission with equal answers.
[[nodiscard]] base::Result<void> writeReport(const QString &file, const Outcome &outcome);

} // namespace luotsi::demo
