#include "centre/host/CommandLine.h"

namespace luotsi::centre::host {

base::Error wrongCommandLine(const QString &sentence)
{
    return {base::ErrorCode::MalformedInput, sentence, {}};
}

base::Result<QString> readCommandLine(QCommandLineParser &parser, const QStringList &arguments)
{
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments))
        return wrongCommandLine(parser.errorText());
    if (parser.isSet(help))
        return parser.helpText();
    if (!parser.positionalArguments().isEmpty())
        return wrongCommandLine(
            QStringLiteral("unexpected argument: %1").arg(parser.positionalArguments().constFirst()));
    return QString();
}

QCommandLineOption timeZoneOption()
{
    return {QStringLiteral("time-zone"),
            QStringLiteral("Time zone of the people who fill forms (the machine's)."),
            QStringLiteral("IANA name")};
}

base::Result<QTimeZone> readTimeZone(const QCommandLineParser &parser, const QCommandLineOption &option)
{
    const auto zone =
        parser.isSet(option) ? QTimeZone(parser.value(option).toUtf8()) : QTimeZone::systemTimeZone();
    if (!zone.isValid())
        return wrongCommandLine(QStringLiteral("--time-zone is not a known zone"));
    return zone;
}

} // namespace luotsi::centre::host
