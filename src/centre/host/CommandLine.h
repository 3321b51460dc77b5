#pragma once

#include "base/Result.h"

#include <QCommandLineParser>
#include <QStringList>
#include <QTimeZone>

namespace luotsi::centre::host {

/// What the person who starts a service of the centre has written wrongly, as a sentence.
[[nodiscard]] base::Error wrongCommandLine(const QString &sentence);

/// Reads the arguments of a service, program name first, into a parser that has its options. Gives the help
/// text when that is asked for, else an empty text. MalformedInput with a sentence for unknown and stray
/// arguments.
[[nodiscard]] base::Result<QString> readCommandLine(QCommandLineParser &parser, const QStringList &arguments);

/// --time-zone: the zone of the people who fill forms, the machine's unless given.
[[nodiscard]] QCommandLineOption timeZoneOption();
/// MalformedInput with a sentence for a zone nobody knows.
[[nodiscard]] base::Result<QTimeZone> readTimeZone(const QCommandLineParser &parser,
                                                   const QCommandLineOption &option);

} // namespace luotsi::centre::host
