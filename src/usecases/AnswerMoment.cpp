#include "usecases/AnswerMoment.h"

#include "domain/Date.h"

#include <QDateTime>
#include <QRegularExpression>

namespace luotsi::usecases {

namespace {

const QString storedTime = QStringLiteral("HH:mm:ss.zzz");

base::Result<QTime> timeOf(const QString &typed)
{
    // Hours and minutes with whatever people put between, or without; stored times have seconds too.
    static const QRegularExpression parts(QStringLiteral(
        "^(\\d{1,2})\\s*[:.,\\s]\\s*(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?$"));
    static const QRegularExpression whole(QStringLiteral("^(\\d{1,2})(\\d{2})?$"));
    auto match = parts.match(typed.trimmed());
    if (!match.hasMatch())
        match = whole.match(typed.trimmed());
    const QTime time(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
    if (match.hasMatch() && time.isValid())
        return time;
    //: Beside a field that wants a time of day
    //% "Write the time with hours and minutes, for example 14.30."
    return base::Error{
        base::ErrorCode::MalformedInput, QString::fromLatin1(QT_TRID_NOOP("check-time-form")), {}};
}

QString offsetText(int seconds)
{
    const int minutes = std::abs(seconds) / 60;
    return QStringLiteral("%1%2:%3")
        .arg(QLatin1Char(seconds < 0 ? '-' : '+'))
        .arg(minutes / 60, 2, 10, QLatin1Char('0'))
        .arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

} // namespace

base::Result<QString> normaliseTime(const QString &typed)
{
    const auto time = timeOf(typed);
    if (!time)
        return time.error();
    return time->toString(storedTime);
}

base::Result<QString> normaliseDateTime(const QString &typed, const QTimeZone &zone)
{
    QString text = typed.trimmed();
    const qsizetype border = text.contains(u'T') ? text.indexOf(u'T') : text.lastIndexOf(u' ');
    const auto date = domain::Date::normalise(text.left(border));
    if (!date)
        return date.error();
    const auto time = timeOf(border < 0 ? QString() : text.mid(border + 1));
    if (!time)
        return time.error();
    const QDateTime moment(date->date(), *time, zone);
    return moment.date().toString(Qt::ISODate) + u'T' + moment.time().toString(storedTime) +
           offsetText(moment.offsetFromUtc());
}

QString editTime(const QString &stored)
{
    const auto time = timeOf(stored);
    return time ? time->toString(QStringLiteral("H:mm")) : stored;
}

QString editDateTime(const QString &stored)
{
    const qsizetype border = stored.indexOf(u'T');
    const auto date = domain::Date::normalise(stored.left(border < 0 ? stored.size() : border));
    if (!date)
        return stored;
    return border < 0 ? date->display() : date->display() + u' ' + editTime(stored.mid(border + 1));
}

} // namespace luotsi::usecases
