#include "KioskCommand.h"

#include <QCommandLineParser>
#include <QStandardPaths>

#include <cstdio>
#include <cstdlib>

namespace luotsi::app {

namespace {

constexpr int usageExitCode = 64; // EX_USAGE

[[noreturn]] void refuse(const QString &reason)
{
    std::fputs(qPrintable(reason + u'\n'), stderr);
    std::exit(usageExitCode);
}

std::optional<QSize> readSize(const QString &text)
{
    if (text.isEmpty())
        return std::nullopt;
    const QSize size(text.section(u'x', 0, 0).toInt(), text.section(u'x', 1, 1).toInt());
    if (size.width() < 320 || size.height() < 320)
        refuse(QStringLiteral("--size wants WIDTHxHEIGHT, at least 320x320."));
    return size;
}

} // namespace

KioskCommand parseCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Luotsi kiosk. Without a set-up option it opens the start screen.\n"
        "Exit codes: 0 well, 1 could not do it (the reason stands on standard error), 2 a form or bundle was "
        "refused and nothing installed, 64 wrong arguments."));
    parser.addHelpOption();
    const auto add = [&](const char *name, const char *text, const char *value = "") {
        parser.addOption({QString::fromLatin1(name), QString::fromLatin1(text), QString::fromLatin1(value)});
    };
    add("data", "Folder of this kiosk's data.", "FOLDER");
    add("size", "A window of WIDTHxHEIGHT instead of the whole screen.", "SIZE");
    add("plain-key-files", "Keep keys in files below the data folder. For demonstrations only.");
    add("slips", "Write slips into a folder instead of printing. For demonstrations only.", "FOLDER");
    add("capture", "Folder attachments are chosen from, instead of the profile's. For demonstrations only.",
        "FOLDER");
    add("roots", "Set-up: file with the keys that may sign packs and profiles.", "FILE");
    add("install", "Set-up: install a signed pack or profile. May be given more than once.", "FOLDER");
    add("enrol", "Set-up: address of the centre.", "URL");
    add("code", "Set-up: one-time code for enrolment.", "CODE");
    add("root-fingerprint", "Set-up: SHA-256 of the centre's root certificate, hexadecimal.", "HEX");
    add("self-test", "Open everything, show nothing, and tell whether a session can begin.");
    add("first-frame", "Start as usual and end with exit code 0 once the start screen has been drawn. For "
                       "benchmarks.");
    add("session-process", "Internal: be a session process.");
    add("store-descriptor", "Internal.", "N");
    add("control-descriptor", "Internal.", "N");
    add("accepted-profile", "Internal.", "N");
    add("accepted-pack", "Internal.", "N");
    parser.process(arguments);

    KioskCommand command;
    command.options.dataFolder = parser.value(QStringLiteral("data"));
    if (command.options.dataFolder.isEmpty())
        command.options.dataFolder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    command.options.slipFolder = parser.value(QStringLiteral("slips"));
    command.options.captureFolder = parser.value(QStringLiteral("capture"));
    // Beside the programs as the package lays them out, and as they are built.
    command.options.devicesFile =
        QCoreApplication::applicationDirPath() + QStringLiteral("/../lib/luotsi/devices.so");
    command.options.plainKeyFiles = parser.isSet(QStringLiteral("plain-key-files"));
    command.options.windowSize = readSize(parser.value(QStringLiteral("size")));
    command.options.session.program = arguments.first();
    command.options.session.arguments = arguments.mid(1) + QStringList{QStringLiteral("--session-process")};
    command.setUp = {parser.value(QStringLiteral("roots")), parser.values(QStringLiteral("install")),
                     parser.value(QStringLiteral("enrol")), parser.value(QStringLiteral("code")),
                     parser.value(QStringLiteral("root-fingerprint"))};
    if (!command.setUp.bundles.isEmpty() || !command.setUp.centreUrl.isEmpty())
        command.action = KioskCommand::Action::SetUp;
    if (parser.isSet(QStringLiteral("self-test")))
        command.action = KioskCommand::Action::SelfTest;
    if (parser.isSet(QStringLiteral("first-frame")))
        command.action = KioskCommand::Action::FirstFrame;
    if (parser.isSet(QStringLiteral("session-process"))) {
        command.action = KioskCommand::Action::Session;
        command.storeDescriptor = parser.value(QStringLiteral("store-descriptor")).toInt();
        command.controlDescriptor = parser.value(QStringLiteral("control-descriptor")).toInt();
        command.options.accepted = {parser.value(QStringLiteral("accepted-profile")).toULongLong(),
                                    parser.value(QStringLiteral("accepted-pack")).toULongLong()};
    }
    return command;
}

} // namespace luotsi::app
