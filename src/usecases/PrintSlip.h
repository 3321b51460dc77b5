#pragma once

#include "ports/Peripherals.h"
#include "usecases/DraftProgress.h"
#include "usecases/ServiceTexts.h"

#include <QString>

namespace luotsi::usecases {

/// What stands on the paper a person takes along: what, where, when, what to bring, reference and code. Never
/// an identity code, name, diagnosis, amount or unit (privacy.md, Slip content): this struct has no place for
/// them.
struct SlipFacts
{
    QString language;
    QString placeName;
    QString deviceName;
    QString code;
    QString validUntil;
    QString reference;
    QString sentAt;
    QString receivedAt;
    bool submitted = false;
    bool received = false;
    bool worksElsewhere = true; ///< false: the person refused the copy at the centre
};

[[nodiscard]] ports::Slip slipFor(const SlipFacts &facts, const ServiceTexts::SlipTexts &texts);

/// Prints a slip, or says that it cannot; a failed job is never repeated by itself.
class PrintSlip
{
public:
    explicit PrintSlip(ports::Printer &printer) : m_printer(printer) {}
    [[nodiscard]] base::Result<void> execute(const SlipFacts &facts, const ServiceTexts::SlipTexts &texts);

private:
    ports::Printer &m_printer;
};

} // namespace luotsi::usecases
