#include "tools/scan/DiskScan.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cstdio>

namespace {

enum ExitCode { Clean = 0, Found = 1, CannotTell = 2 };

constexpr qsizetype keyBytes = 32;

QByteArray readKey(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    return text.size() == keyBytes ? text : QByteArray::fromHex(text.trimmed());
}

void print(std::FILE *to, const QString &line)
{
    std::fprintf(to, "%s\n", line.toUtf8().constData());
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption keyFile(QStringLiteral("key-file"),
                                     QStringLiteral("Database key: 32 bytes or 64 digits."),
                                     QStringLiteral("file"));
    parser.addHelpOption();
    parser.addOption(keyFile);
    parser.addPositionalArgument(QStringLiteral("folder"), QStringLiteral("Folder to search."));
    parser.addPositionalArgument(QStringLiteral("needle"), QStringLiteral("Planted text."),
                                 QStringLiteral("needle…"));
    parser.process(application);
    QStringList arguments = parser.positionalArguments();
    const QByteArray key = readKey(parser.value(keyFile));
    if (arguments.size() < 2 || !QFileInfo(arguments.first()).isDir() || key.size() != keyBytes) {
        print(stderr, QStringLiteral("usage: luotsi-scan FOLDER --key-file FILE NEEDLE…"));
        return CannotTell;
    }
    const QString folder = arguments.takeFirst();
    arguments.removeAll(QString());
    const luotsi::scan::ScanReport report = luotsi::scan::scanFolder(folder, key, arguments);
    for (const QString &finding : report.findings)
        print(stdout, QStringLiteral("found: ") + finding);
    for (const QString &place : report.unreadable)
        print(stdout, QStringLiteral("unreadable: ") + place);
    print(stdout, QStringLiteral("%1 files, %2 pages, %3 needles, %4 findings")
                      .arg(report.files)
                      .arg(report.pages)
                      .arg(arguments.size())
                      .arg(report.findings.size()));
    if (!report.findings.isEmpty())
        return Found;
    return report.unreadable.isEmpty() ? Clean : CannotTell;
}
