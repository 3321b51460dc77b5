#include "DeskOptions.h"

#include "centre/host/CommandLine.h"

#include <pwd.h>
#include <unistd.h>

namespace luotsi::apps {

using centre::host::readCommandLine;
using centre::host::readTimeZone;
using centre::host::wrongCommandLine;

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
    QCommandLineOption timeZone = centre::host::timeZoneOption();
};

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
            return wrongCommandLine(QStringLiteral("--allow-user: there is no user %1").arg(name));
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
        return wrongCommandLine(QStringLiteral("--drafts-per-day must be a whole number"));
    if (!parser.isSet(flags.destroy))
        return {};
    const int days = parser.value(flags.destroy).toInt(&ok);
    if (!ok || days <= 0)
        return wrongCommandLine(
            QStringLiteral("--destroy-keys-after must be a whole number of days above 0"));
    options.destroyKeysAfter = days * dayMilliseconds;
    return {};
}

base::Result<DeskOptions> read(const QCommandLineParser &parser, const Flags &flags)
{
    DeskOptions options;
    const auto zone = readTimeZone(parser, flags.timeZone);
    if (!zone)
        return zone.error();
    options.parts = centre::host::KeyDeskParts::of({parser.value(flags.centre)}, *zone);
    if (parser.isSet(flags.keys))
        options.parts.keys = parser.value(flags.keys);
    if (parser.isSet(flags.packs))
        options.parts.packs = parser.value(flags.packs);
    if (parser.isSet(flags.roots))
        options.parts.roots = parser.value(flags.roots);
    if (!parser.isSet(flags.centre) && !parser.isSet(flags.keys))
        return wrongCommandLine(
            QStringLiteral("--centre or --keys is missing: the folder of the intake keys"));
    options.socket = parser.value(flags.socket);
    if (options.socket.isEmpty())
        return wrongCommandLine(QStringLiteral("--socket is missing: where to listen"));
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
    parser.addOptions({flags.centre, flags.keys, flags.packs, flags.roots, flags.socket, flags.user,
                       flags.perDay, flags.destroy, flags.timeZone});
    const auto help = readCommandLine(parser, arguments);
    if (!help)
        return help.error();
    if (!help->isEmpty()) {
        DeskOptions options;
        options.helpText = *help;
        return options;
    }
    return read(parser, flags);
}

} // namespace luotsi::apps
