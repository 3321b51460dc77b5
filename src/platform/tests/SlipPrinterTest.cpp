#include "platform/SlipPrinter.h"
#include "platform/LinuxHostControls.h"
#include "platform/QrCode.h"
#include "platform/SilentSpeech.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <sys/prctl.h>
#include <sys/resource.h>

using namespace luotsi;
using base::ErrorCode;
using platform::FolderPrinter;
using platform::QrCode;
using platform::SlipPrinter;

namespace {

ports::Slip slip()
{
    return {QStringLiteral("Muistilappu"),
            {QStringLiteral("Kela, Esimerkkikatu 1"), QStringLiteral("ma 4.1. klo 9")},
            QStringLiteral("KV7H-4MPX-2TRR"),
            QStringLiteral("fi")};
}

} // namespace

/// Paper, codes on it, and the rest of the machine.
class SlipPrinterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutPrinter_itSaysSo()
    {
        SlipPrinter printer{QString()};
        QVERIFY(!printer.available());
        QCOMPARE(printer.print(slip()).error().code, ErrorCode::PrinterUnavailable);
        QVERIFY(!FolderPrinter(QString()).available());
    }

    void slip_goesToTheSpoolerFromMemory()
    {
        const SpoolerStandIn spooler("cat > \"$OUT/page.pdf\"; echo \"$@\" > \"$OUT/arguments\"");
        SlipPrinter printer(QStringLiteral("kiosk"));
        QVERIFY(printer.available());
        QVERIFY(printer.print(slip()).ok());
        QVERIFY(spooler.read("page.pdf").startsWith("%PDF-"));
        QCOMPARE(spooler.read("arguments"), QByteArray("-d kiosk -t slip -\n"));
    }

    void printerThatRefuses_isReported()
    {
        const SpoolerStandIn spooler("cat > /dev/null; exit 1");
        QCOMPARE(SlipPrinter(QStringLiteral("kiosk")).print(slip()).error().code,
                 ErrorCode::PrinterUnavailable);
    }

    void printerThatDoesNotRead_isReported()
    {
        const SpoolerStandIn spooler("exec 0<&-; exit 3");
        QCOMPARE(SlipPrinter(QStringLiteral("kiosk")).print(slip()).error().code,
                 ErrorCode::PrinterUnavailable);
    }

    void folderPrinter_numbersItsPages()
    {
        const QTemporaryDir folder;
        FolderPrinter printer(folder.filePath(QStringLiteral("printed")));
        QVERIFY(printer.print(slip()).ok());
        QVERIFY(printer.print(slip()).ok());
        const QStringList files = QDir(folder.filePath(QStringLiteral("printed"))).entryList(QDir::Files);
        QCOMPARE(files, (QStringList{QStringLiteral("slip-0001.pdf"), QStringLiteral("slip-0002.pdf")}));
    }

    void page_carriesNoNameInItsProperties()
    {
        const QTemporaryDir folder;
        FolderPrinter printer(folder.path());
        QVERIFY(printer.print(slip()).ok());
        QFile file(folder.filePath(QStringLiteral("slip-0001.pdf")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.contains("Muistilappu") && !bytes.contains("KV7H"));
        QVERIFY(bytes.endsWith("%%EOF\n"));
    }

    void longSlip_takesMorePages()
    {
        const QTemporaryDir folder;
        FolderPrinter printer(folder.path());
        ports::Slip longer = slip();
        longer.language = QStringLiteral("ar");
        for (int line = 0; line < 80; ++line)
            longer.lines.append(QStringLiteral("rivi %1").arg(line));
        QVERIFY(printer.print(longer).ok());
        QFile file(folder.filePath(QStringLiteral("slip-0001.pdf")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().count("/Type /Page\n") > 1);
    }

    void qrCode_hasItsThreeFinders()
    {
        const auto code = QrCode::of(QStringLiteral("KV7H-4MPX-2TRR"));
        QVERIFY(code.ok());
        QVERIFY(code->size() >= 21);
        const int last = code->size() - 1;
        for (const auto &[row, column] : {std::pair(0, 0), std::pair(0, last), std::pair(last, 0)})
            QVERIFY(code->dark(row, column));
        QVERIFY(!code->dark(1, 1) && code->dark(3, 3));
        QVERIFY(!code->dark(-1, 0) && !code->dark(0, last + 1));
    }

    void qrCode_isDifferentForAnotherText()
    {
        QVERIFY(QrCode::of(QStringLiteral("A"))->svg() != QrCode::of(QStringLiteral("B"))->svg());
        QCOMPARE(QrCode::of(QStringLiteral("A"))->svg(), QrCode::of(QStringLiteral("A"))->svg());
    }

    void qrCodeThatDoesNotFit_isRefused()
    {
        QCOMPARE(QrCode::of(QString()).error().code, ErrorCode::MalformedInput);
        QCOMPARE(QrCode::of(QString(5000, QLatin1Char('x'))).error().code, ErrorCode::MalformedInput);
    }

    void qrCode_isAnSvgWithItsQuietZone()
    {
        const auto code = QrCode::of(QStringLiteral("KV7H-4MPX-2TRR"));
        const QByteArray side = QByteArray::number(code->size() + 8);
        QVERIFY(code->svg().contains("viewBox=\"0 0 " + side + ' ' + side + '"'));
        QVERIFY(code->svg().contains("M4 4h7"));
        QVERIFY(code->dataUri().startsWith(QStringLiteral("data:image/svg+xml;base64,")));
    }

    void speech_saysThatItIsSilent()
    {
        platform::SilentSpeech speech;
        QVERIFY(!speech.available(QStringLiteral("fi")));
        QCOMPARE(speech.say(QStringLiteral("hei"), QStringLiteral("fi")).error().code,
                 ErrorCode::SpeechUnavailable);
    }

    void hardenedProcess_leavesNoCore()
    {
        QVERIFY(platform::LinuxHostControls().hardenProcess().ok());
        rlimit limit{1, 1};
        QCOMPARE(::getrlimit(RLIMIT_CORE, &limit), 0);
        QCOMPARE(limit.rlim_cur, rlim_t{0});
        QCOMPARE(limit.rlim_max, rlim_t{0});
        QCOMPARE(::prctl(PR_GET_DUMPABLE), 0);
    }

private:
    /// A command called `lp`, first in the search path, that does as `script` says.
    class SpoolerStandIn
    {
    public:
        explicit SpoolerStandIn(const QByteArray &script) : m_path(qgetenv("PATH"))
        {
            QFile command(m_folder.filePath(QStringLiteral("lp")));
            if (command.open(QIODevice::WriteOnly))
                command.write("#!/bin/sh\nOUT='" + QFile::encodeName(m_folder.path()) + "'\n" + script +
                              '\n');
            command.close();
            command.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
            qputenv("PATH", QFile::encodeName(m_folder.path()) + ':' + m_path);
        }
        ~SpoolerStandIn() { qputenv("PATH", m_path); }
        SpoolerStandIn(const SpoolerStandIn &) = delete;
        SpoolerStandIn &operator=(const SpoolerStandIn &) = delete;

        [[nodiscard]] QByteArray read(const char *name) const
        {
            QFile file(m_folder.filePath(QLatin1String(name)));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        }

    private:
        QTemporaryDir m_folder;
        QByteArray m_path;
    };
};

QTEST_MAIN(SlipPrinterTest)
#include "SlipPrinterTest.moc"
