#include "centre/host/EndpointOptions.h"

#include "centre/host/CommandLine.h"
#include "centre/identity/CentreIdentity.h"

namespace luotsi::centre::host {

namespace {

const auto exitCodes =
    QStringLiteral("The centre of Luotsi: stores and serves what devices send. When it listens it prints one "
                   "line of JSON with "
                   "its address on standard output. SIGTERM ends it after the requests that have begun.\n\n"
                   "Exit codes: 0 ended as asked, 1 could not start, 2 wrong command line.");

struct Flags
{
    QCommandLineOption centre{QStringLiteral("centre"),
                              QStringLiteral("The folder made by luotsi-admin init."),
                              QStringLiteral("folder")};
    QCommandLineOption address{QStringLiteral("address"), QStringLiteral("Address to listen on (127.0.0.1)."),
                               QStringLiteral("ip"), QStringLiteral("127.0.0.1")};
    QCommandLineOption port{QStringLiteral("port"),
                            QStringLiteral("Port; 0 lets the operating system choose (0)."),
                            QStringLiteral("number"), QStringLiteral("0")};
    QCommandLineOption keyFile{QStringLiteral("storage-key-file"),
                               QStringLiteral("Key of the storage (<centre>/keys/storage.key)."),
                               QStringLiteral("file")};
    QCommandLineOption plain{QStringLiteral("plain-storage"),
                             QStringLiteral("Keep the storage file unencrypted.")};
    QCommandLineOption timeZone = timeZoneOption();
    QCommandLineOption lifetime{QStringLiteral("certificate-seconds"),
                                QStringLiteral("Lifetime of a device certificate (90 days)."),
                                QStringLiteral("seconds")};
    QCommandLineOption grace{QStringLiteral("grace-seconds"),
                             QStringLiteral("How long an expired certificate may push and renew (90 days)."),
                             QStringLiteral("seconds")};
    QCommandLineOption stable{
        QStringLiteral("stable"),
        QStringLiteral("When devices may drop their copy of what was sent: commit or never (commit)."),
        QStringLiteral("when"), QStringLiteral("commit")};
    QCommandLineOption keyDesk{
        QStringLiteral("keydesk"),
        QStringLiteral("Socket of a running luotsi-keydesk (the key desk runs in this process)."),
        QStringLiteral("socket")};
    QCommandLineOption metricsPort{
        QStringLiteral("metrics-port"),
        QStringLiteral(
            "Port of 127.0.0.1 for /metrics, /healthz and /readyz without a certificate; 0 lets the "
            "operating system choose (no such listener)."),
        QStringLiteral("number")};
    QCommandLineOption records{QStringLiteral("records-per-hour"),
                               QStringLiteral("Records a device may push in an hour (250000)."),
                               QStringLiteral("number")};
    QCommandLineOption bytes{QStringLiteral("bytes-per-hour"),
                             QStringLiteral("Bytes of records a device may push in an hour (536870912)."),
                             QStringLiteral("number")};
};

/// Leaves `milliseconds` when the option was not given.
bool readSeconds(const QCommandLineParser &parser, const QCommandLineOption &option,
                 std::int64_t &milliseconds)
{
    if (!parser.isSet(option))
        return true;
    bool ok = false;
    const qint64 seconds = parser.value(option).toLongLong(&ok);
    if (!ok || seconds < 0 || seconds > 100LL * 365 * 24 * 3600)
        return false;
    milliseconds = seconds * 1000;
    return true;
}

/// The same for a count; a limit of nothing would be no endpoint.
bool readCount(const QCommandLineParser &parser, const QCommandLineOption &option, std::int64_t &count)
{
    if (!parser.isSet(option))
        return true;
    bool ok = false;
    const qint64 value = parser.value(option).toLongLong(&ok);
    if (!ok || value <= 0)
        return false;
    count = value;
    return true;
}

base::Result<EndpointOptions> read(const QCommandLineParser &parser, const Flags &flags)
{
    EndpointOptions options;
    options.centre = parser.value(flags.centre);
    if (options.centre.isEmpty())
        return wrongCommandLine(QStringLiteral("--centre is missing: the folder made by luotsi-admin init"));
    options.address = parser.value(flags.address);
    bool ok = false;
    options.port = parser.value(flags.port).toUShort(&ok);
    if (!ok)
        return wrongCommandLine(QStringLiteral("--port must be a number from 0 to 65535"));
    const identity::CentreLayout layout{options.centre};
    if (!parser.isSet(flags.plain))
        options.storageKeyFile =
            parser.isSet(flags.keyFile) ? parser.value(flags.keyFile) : layout.storageKey();
    const auto zone = readTimeZone(parser, flags.timeZone);
    if (!zone)
        return zone.error();
    options.timeZone = *zone;
    options.policy.bundleFolder = layout.bundles();
    if (!readSeconds(parser, flags.lifetime, options.policy.certificateLifetime) ||
        !readSeconds(parser, flags.grace, options.policy.certificateGrace))
        return wrongCommandLine(
            QStringLiteral("--certificate-seconds and --grace-seconds must be whole seconds"));
    if (!readCount(parser, flags.records, options.policy.recordsPerHour) ||
        !readCount(parser, flags.bytes, options.policy.recordBytesPerHour))
        return wrongCommandLine(
            QStringLiteral("--records-per-hour and --bytes-per-hour must be whole numbers above 0"));
    options.keyDeskSocket = parser.value(flags.keyDesk);
    if (parser.isSet(flags.metricsPort)) {
        options.metricsPort = parser.value(flags.metricsPort).toUShort(&ok);
        if (!ok)
            return wrongCommandLine(QStringLiteral("--metrics-port must be a number from 0 to 65535"));
    }
    const QString stable = parser.value(flags.stable);
    if (stable != QLatin1String("commit") && stable != QLatin1String("never"))
        return wrongCommandLine(QStringLiteral("--stable must be commit or never"));
    options.policy.stable =
        stable == QLatin1String("commit") ? handlers::StablePolicy::AtCommit : handlers::StablePolicy::Never;
    return options;
}

} // namespace

base::Result<EndpointOptions> parseOptions(const QStringList &arguments)
{
    const Flags flags;
    QCommandLineParser parser;
    parser.setApplicationDescription(exitCodes);
    parser.addOptions({flags.centre, flags.address, flags.port, flags.keyFile, flags.plain, flags.timeZone,
                       flags.lifetime, flags.grace, flags.stable, flags.keyDesk, flags.metricsPort,
                       flags.records, flags.bytes});
    const auto help = readCommandLine(parser, arguments);
    if (!help)
        return help.error();
    if (!help->isEmpty()) {
        EndpointOptions options;
        options.helpText = *help;
        return options;
    }
    return read(parser, flags);
}

} // namespace luotsi::centre::host
