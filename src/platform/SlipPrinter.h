#pragma once

#include "ports/Peripherals.h"

#include <QString>

namespace luotsi::platform {

/// Prints slips on the printer CUPS knows by `printerName`. The page goes from memory straight into CUPS's
/// `lp`: Qt's own printing would lay it into a temporary file first. PrinterUnavailable when there is no such
/// printer or it does not take the job. Threading: the UI thread; blocks until CUPS has the page, 20 seconds
/// at most.
class SlipPrinter final : public ports::Printer
{
public:
    /// An empty name means that this device has no printer.
    explicit SlipPrinter(QString printerName);

    [[nodiscard]] bool available() const override;
    base::Result<void> print(const ports::Slip &slip) override;

private:
    QString m_printerName;
};

/// "Prints" each slip as a PDF file into a folder, for the demo and tests. Names are numbers only.
class FolderPrinter final : public ports::Printer
{
public:
    explicit FolderPrinter(QString folder);

    [[nodiscard]] bool available() const override;
    base::Result<void> print(const ports::Slip &slip) override;

private:
    QString m_folder;
};

} // namespace luotsi::platform
