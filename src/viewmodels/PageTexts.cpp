#include "viewmodels/PageTexts.h"

#include <QDateTime>

#include <algorithm>

namespace luotsi::viewmodels {

namespace {

constexpr QStringView dayFormat{u"d.M.yyyy"};

std::vector<Place> placesOf(const std::vector<usecases::ServiceTexts::Place> &places)
{
    std::vector<Place> shown;
    std::transform(places.begin(), places.end(), std::back_inserter(shown), [](const auto &place) {
        return Place{place.name, place.phone, place.hours, place.address, place.staffed};
    });
    return shown;
}

std::vector<Topic> topicsOf(const std::vector<usecases::ServiceTexts::Topic> &topics)
{
    std::vector<Topic> shown;
    std::transform(topics.begin(), topics.end(), std::back_inserter(shown), [](const auto &topic) {
        return Topic{topic.title, topic.body, topic.source, topic.date};
    });
    return shown;
}

QString attachmentsText(int count)
{
    //: On the receipt: how many pages were attached.
    //% "Attached pages: %1"
    return count == 0 ? QString() : qtTrId("receipt-attached-pages").arg(count);
}

QString arrivedText(const usecases::ArrivedAttachments &pages)
{
    if (pages.allThere())
        return {};
    //: Attached pages on their way after sending; %1 of %2 are at the centre
    //% "%1 of %2 pages have arrived."
    const QString text = qtTrId("receipt-pages-arrived").arg(pages.arrived).arg(pages.total);
    if (!pages.percentOfNext)
        return text;
    //: How far the page is that is being sent now; %1 is a number from 0 to 99
    //% "The next one: %1 %."
    return text + QLatin1Char(' ') + qtTrId("receipt-page-percent").arg(*pages.percentOfNext);
}

/// Pages count alike, whatever their size: people count pages.
qreal arrivedShare(const usecases::ArrivedAttachments &pages)
{
    constexpr qreal hundred = 100;
    if (pages.total == 0)
        return 1;
    return (pages.arrived + pages.percentOfNext.value_or(0) / hundred) / pages.total;
}

QDateTime local(std::int64_t wallMilliseconds, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(wallMilliseconds, zone);
}

} // namespace

void showServiceTexts(const usecases::ServiceTexts &texts, SessionModels &models)
{
    models.privacy.setTexts(texts.notice, texts.controller, texts.noticeVersion);
    models.privacy.setChoiceTexts(texts.copyChoice.join(QLatin1Char(' ')), texts.staffChoice);
    models.urgent.show(texts.urgent.title, texts.urgent.notFastest, texts.urgent.emergencyNumber,
                       dayText(texts.urgent.asOf), placesOf(texts.urgent.places));
    models.help.show(texts.staffed, texts.hours, placesOf(texts.help));
    models.look.assign(topicsOf(texts.topics));
}

ReceiptView::Facts receiptFacts(const ReceiptSource &source, const usecases::ServiceTexts &texts,
                                const QTimeZone &zone)
{
    const usecases::Progress &progress = source.progress;
    ReceiptView::Facts facts;
    facts.submitted = progress.submitted;
    facts.papersOnly = source.rounds > 1;
    facts.reference = source.reference;
    facts.attachmentCount = source.attachments;
    facts.attachmentsText = attachmentsText(source.attachments);
    facts.papers = source.openPapers;
    if (progress.submitted) {
        facts.arrivedText = arrivedText(source.arrived);
        facts.arrivedShare = arrivedShare(source.arrived);
    }
    if (progress.submitted)
        facts.sentAtText = momentText(source.sentAt > 0 ? source.sentAt : progress.submittedAt, zone);
    if (progress.problem) {
        facts.problemId = base::textId(progress.problem->reason);
        if (progress.problem->since > 0)
            facts.problemSince = momentText(progress.problem->since, zone);
    }
    facts.nextSteps = texts.nextWaiting;
    facts.paperAndPhone = texts.paperAndPhone;
    if (!progress.receipt)
        return facts;
    const protocol::Receipt &receipt = *progress.receipt;
    if (!progress.received(source.rounds)) {
        facts.applicationReceivedAtText = momentText(receipt.receivedAt, zone);
        return facts;
    }
    facts.received = true;
    facts.clockWasWrong = receipt.clockWasAhead();
    facts.complete = receipt.complete;
    facts.reference = receipt.reference;
    facts.receivedAtText = momentText(receipt.receivedAt, zone);
    if (!receipt.missing.empty()) {
        //: On the receipt: attachments that have not arrived yet; %1 is how many.
        //% "Pages still on their way: %1"
        facts.missing = {qtTrId("receipt-pages-on-the-way").arg(receipt.missing.size())};
    }
    facts.nextSteps = texts.nextReceived;
    if (receipt.complete && source.openPapers.isEmpty())
        facts.nextSteps = texts.nextComplete + texts.nextReceived.mid(1);
    if (!source.openPapers.isEmpty())
        facts.nextSteps += texts.nextPromised;
    return facts;
}

QString remainingText(std::int64_t seconds)
{
    using Unit = usecases::RoughTime::Unit;
    const usecases::RoughTime time = usecases::roughly(seconds);
    switch (time.unit) {
    case Unit::Minutes:
        //: How long it will still take until the attached pages have arrived
        //% "Sending still takes about %n minute(s)."
        return qtTrId("remaining-minutes", time.count);
    case Unit::Hours:
        //: How long it will still take until the attached pages have arrived
        //% "Sending still takes about %n hour(s)."
        return qtTrId("remaining-hours", time.count);
    case Unit::LessThanAMinute:
        break;
    }
    //: How long it will still take until the attached pages have arrived
    //% "Sending still takes less than a minute."
    return qtTrId("remaining-short");
}

QString accessText(const protocol::Access &access, const QString &siteName, const QTimeZone &zone)
{
    const QString moment = momentText(access.at, zone);
    if (access.by == protocol::Access::By::Code) {
        //: In the list of who has opened the application; %1 is day and time, %2 the place.
        //% "%1, %2: with your code"
        return qtTrId("access-code").arg(moment, siteName);
    }
    //: In the list of who has opened the application; %1 is day and time, %2 the place.
    //% "%1, %2: a staff member"
    return qtTrId("access-staff").arg(moment, siteName);
}

QString momentText(std::int64_t wallMilliseconds, const QTimeZone &zone)
{
    return local(wallMilliseconds, zone).toString(QStringLiteral("d.M.yyyy H.mm"));
}

QString dayText(const QString &iso)
{
    const QDate date = QDate::fromString(iso, Qt::ISODate);
    return date.isValid() ? date.toString(dayFormat) : iso;
}

QString dayText(std::int64_t wallMilliseconds, const QTimeZone &zone)
{
    return local(wallMilliseconds, zone).toString(dayFormat);
}

} // namespace luotsi::viewmodels
