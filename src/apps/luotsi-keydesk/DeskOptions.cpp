#include "DeskOptions.h"

#include <QCommandLineParser>

#include <pwd.h>
#include <unistd.h>

namespace luotsi::apps {

namespace {

constexpr std::int64_t dayMilliseconds = 24LL * 3600 * 1000;

struct Flags
{
    QCommandLineOption centre{
        QStringLiteral("centre"),
        QStringLiteral("The folder made by luotsi-admin init; the folders below are its parts."),
        QStringLiteral("folder")};
    QCommandLineOption keys{QStringLiteral("keys"),
                            QStringLiteral("The desk's own folder (<centre>/keydesk)."),
                            QStringLiteral("folder")};
    QCommandLineOption packs{QStringLiteral("packs"),
                             QStringLiteral("Signed packs with the forms (<centre>/bundles/packs)."),
                             QStringLiteral("folder")};
    QCommandLineOption roots{
        QStringLiteral("roots"),
        QStringLiteral("Who signs packs and certifies workers (<centre>/signing/roots.json)."),
        QStringLiteral("file")};
    QCommandLineOption socket{QStringLiteral("socket"), QStringLiteral("Where to listen."),
                              QStringLiteral("path")};
    QCommandLineOption user{
        QStringLiteral("allow-user"),
        QStringLiteral("User who is served, by name or number; may be repeated (the desk's own)."),
        QStringLiteral("user")};
    QCommandLineOption perDay{QStringLiteral("drafts-per-day"),
                              QStringLiteral("Drafts a worker may open in a day (40)."),
                              QStringLiteral("number")};
    QCommandLineOption destroy{
        QStringLiteral("destroy-keys-after"),
        QStringLiteral("Retention time of intake keys; longer than devices keep a key in use "
                       "(keys are kept)."),
        QStringLiteral("days")};
    QCommandLineOption timeZone{QStringLiteral("time-zone"),
                                QStringLiteral("Time zone of the people who fill forms (the machine's)."),
                                QStringLiteral("IANA name")};
};

base::Error wrong(const QString &sentence)
{
    return {base::ErrorCode::MalformedInput, sentence, {}};
}

std::optional<uid_t> userOf(const QString &text)
{
    bool ok = false;
    const uint number = text.toUInt(&ok);
    if (ok)
        return number;
    const passwd *entry = getpwnam(text.toLocal8Bit().constData());
    return entry == nullptr ? std::nullopt : std::optional(entry->pw_uid);
}

base::Result<void> readUsers(const QStringList &names, DeskOptions &options)
{
    for (const QString &name : names) {
        const auto user = userOf(name);
        if (!user)
            return wrong(QStringLiteral("--allow-user: there is no user %1").arg(name));
        options.users.push_back(*user);
    }
    if (options.users.empty())
        options.users.push_back(getuid());
    return {};
}

base::Result<void> readLimits(const QCommandLineParser &parser, const Flags &flags, DeskOptions &options)
{
    bool ok = true;
    if (parser.isSet(flags.perDay))
        options.parts.draftsPerDay = parser.value(flags.perDay).toInt(&ok);
    if (!ok || options.parts.draftsPerDay < 0)
        return wrong(QStringLiteral("--drafts-per-day must be a whole number"));
    if (!parser.isSet(flags.destroy))
        return {};
    const int days = parser.value(flags.destroy).toInt(&ok);
    if (!ok || days <= 0)
        return wrong(QStringLiteral("--destroy-keys-after must be a whole number of days above 0"));
    options.destroyKeysAfter = days * dayMilliseconds;
    return {};
}

base::Result<DeskOptions> read(const QCommandLineParser &parser, const Flags &flags)
{
    DeskOptions options;
    const auto zone = parser.isSet(flags.timeZone) ? QTimeZone(parser.value(flags.timeZone).toUtf8())
                                                   : QTimeZone::systemTimeZone();
    if (!zone.isValid())
        return wrong(QStringLiteral("--time-zone is not a known zone"));
    options.parts = centre::host::KeyDeskParts::of({parser.value(flags.centre)}, zone);
    if (parser.isSet(flags.keys))
        options.parts.keys = parser.value(flags.keys);
    if (parser.isSet(flags.packs))
        options.parts.packs = parser.value(flags.packs);
    if (parser.isSet(flags.roots))
        options.parts.roots = parser.value(flags.roots);
    if (!parser.isSet(flags.centre) && !parser.isSet(flags.keys))
        return wrong(QStringLiteral("--centre or --keys is missing: the folder of the intake keys"));
    options.socket = parser.value(flags.socket);
    if (options.socket.isEmpty())
        return wrong(QStringLiteral("--socket is missing: where to listen"));
    if (auto users = readUsers(parser.values(flags.user), options); !users)
        return users.error();
    if (auto limits = readLimits(parser, flags, options); !limits)
        return limits.error();
    return options;
}

} // namespace

base::Result<DeskOptions> parseDeskOptions(const QStringList &arguments)
{
    const Flags flags;
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "The key desk of a centre: checks submissions, wraps drafts for certified workers, and "
        "opens nothing that was erased.\n\nExit codes: 0 ended as asked, 1 could not start, 2 "
        "wrong command line."));
    const QCommandLineOption help = parser.addHelpOption();
    parser.addOptions({flags.centre, flags.keys, flags.packs, flags.roots, flags.socket, flags.user,
                       flags.perDay, flags.destroy, flags.timeZone});
    if (!parser.parse(arguments))
        return wrong(parser.errorText());
    if (parser.isSet(help)) {
        DeskOptions options;
        options.helpText = parser.helpText();
        return options;
    }
    if (!parser.positionalArguments().isEmpty())
        return wrong(
            QStringLiteral("unexpected argument: %1").arg(parser.positionalArguments().constFirst()));
    return read(parser, flags);
}

} // namespace luotsi::apps
