#include "usecases/PrintSlip.h"

namespace luotsi::usecases {

namespace {

QString filled(QString line, const SlipFacts &facts)
{
    line.replace(QLatin1String("{place}"), facts.placeName);
    line.replace(QLatin1String("{device}"), facts.deviceName);
    line.replace(QLatin1String("{until}"), facts.validUntil);
    line.replace(QLatin1String("{reference}"), facts.reference);
    line.replace(QLatin1String("{sent}"), facts.sentAt);
    line.replace(QLatin1String("{received}"), facts.receivedAt);
    return line;
}

} // namespace

ports::Slip slipFor(const SlipFacts &facts, const ServiceTexts::SlipTexts &texts)
{
    ports::Slip slip;
    slip.title = texts.title;
    slip.language = facts.language;
    slip.code = facts.code;
    const QStringList &draft = facts.worksElsewhere ? texts.draft : texts.draftHere;
    const QStringList &lines = facts.received ? texts.received : facts.submitted ? texts.waiting : draft;
    for (const QString &line : lines)
        slip.lines.append(filled(line, facts));
    return slip;
}

base::Result<void> PrintSlip::execute(const SlipFacts &facts, const ServiceTexts::SlipTexts &texts)
{
    if (!m_printer.available())
        return base::ErrorCode::PrinterUnavailable;
    return m_printer.print(slipFor(facts, texts));
}

} // namespace luotsi::usecases
