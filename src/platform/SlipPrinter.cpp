#include "platform/SlipPrinter.h"

#include "platform/SlipPage.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QSaveFile>
#include <QStandardPaths>

namespace luotsi::platform {

using base::ErrorCode;
using base::Result;

namespace {

constexpr int startMilliseconds = 2000;
constexpr int printMilliseconds = 20000;
constexpr int maximumFolderSlips = 10000;

QString spoolCommand()
{
    return QStandardPaths::findExecutable(QStringLiteral("lp"));
}

Result<void> unavailable(const char *why)
{
    return {ErrorCode::PrinterUnavailable, QString::fromLatin1(why)};
}

} // namespace

SlipPrinter::SlipPrinter(QString printerName) : m_printerName(std::move(printerName)) {}

bool SlipPrinter::available() const
{
    return !m_printerName.isEmpty() && !spoolCommand().isEmpty();
}

Result<void> SlipPrinter::print(const ports::Slip &slip)
{
    if (!available())
        return unavailable("no printer is configured");
    const auto page = slipPage(slip);
    if (!page)
        return page.error();
    QProcess spool;
    // Neither the job's name nor anything else CUPS keeps about it says what was printed.
    spool.start(spoolCommand(), {QStringLiteral("-d"), m_printerName, QStringLiteral("-t"),
                                 QStringLiteral("slip"), QStringLiteral("-")});
    if (!spool.waitForStarted(startMilliseconds))
        return unavailable("the print command does not start");
    spool.write(*page);
    spool.closeWriteChannel();
    if (!spool.waitForFinished(printMilliseconds)) {
        spool.kill();
        spool.waitForFinished(startMilliseconds);
        return unavailable("the print command does not end");
    }
    if (spool.exitStatus() != QProcess::NormalExit || spool.exitCode() != 0)
        return unavailable("the printer does not take the page");
    return {};
}

FolderPrinter::FolderPrinter(QString folder) : m_folder(std::move(folder)) {}

bool FolderPrinter::available() const
{
    return !m_folder.isEmpty();
}

Result<void> FolderPrinter::print(const ports::Slip &slip)
{
    if (!available() || !QDir().mkpath(m_folder))
        return unavailable("the folder for printed pages cannot be made");
    const auto page = slipPage(slip);
    if (!page)
        return page.error();
    for (int number = 1; number < maximumFolderSlips; ++number) {
        const QString path =
            QDir(m_folder).filePath(QStringLiteral("slip-%1.pdf").arg(number, 4, 10, QLatin1Char('0')));
        if (QFileInfo::exists(path))
            continue;
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(*page) != page->size() || !file.commit())
            return unavailable("the page cannot be written");
        return {};
    }
    return unavailable("the folder for printed pages is full");
}

} // namespace luotsi::platform
