#include "domain/Date.h"

#include "domain/Reason.h"
#include "domain/Text.h"

#include <QStringList>

namespace luotsi::domain {

namespace {

constexpr int firstYear = 1000;

base::Result<int> number(QStringView text, int digits)
{
    const QString plain = withoutSpaces(text);
    if (plain.isEmpty())
        return failure(Reason::Empty);
    if (!isDigits(plain) || plain.size() > digits)
        return failure(Reason::DateForm);
    return plain.toInt();
}

base::Result<int> yearNumber(QStringView text)
{
    const QString plain = withoutSpaces(text);
    if (plain.isEmpty())
        return failure(Reason::Empty);
    if (!isDigits(plain))
        return failure(Reason::DateForm);
    if (plain.toInt() < firstYear)
        return failure(Reason::DateYear);
    return plain.toInt();
}

} // namespace

base::Result<Date> Date::fromNumbers(int year, int month, int day)
{
    if (year < firstYear || year > 9999)
        return failure(Reason::DateYear);
    const QDate date(year, month, day);
    if (!date.isValid())
        return failure(Reason::DateImpossible);
    return Date(date);
}

base::Result<Date> Date::fromParts(QStringView day, QStringView month, QStringView year)
{
    const auto dayNumber = number(day, 2);
    if (!dayNumber)
        return dayNumber.error();
    const auto monthNumber = number(month, 2);
    if (!monthNumber)
        return monthNumber.error();
    const auto wholeYear = yearNumber(year);
    if (!wholeYear)
        return wholeYear.error();
    return fromNumbers(*wholeYear, *monthNumber, *dayNumber);
}

base::Result<Date> Date::normalise(QStringView text)
{
    QString plain = withoutSpaces(text);
    if (plain.isEmpty())
        return failure(Reason::Empty);
    plain.replace(u'/', u'.').replace(u'-', u'.');
    const QStringList parts = plain.split(u'.');
    if (parts.size() != 3)
        return failure(Reason::DateForm);
    if (parts.at(0).size() == 4)
        return fromParts(parts.at(2), parts.at(1), parts.at(0));
    return fromParts(parts.at(0), parts.at(1), parts.at(2));
}

QString Date::iso() const
{
    return m_date.toString(Qt::ISODate);
}

QString Date::display() const
{
    return QStringLiteral("%1.%2.%3").arg(day()).arg(month()).arg(year());
}

int Date::yearsUntil(Date later) const
{
    int years = later.year() - year();
    if (later.month() < month() || (later.month() == month() && later.day() < day()))
        --years;
    return years;
}

base::Result<PartialDate> PartialDate::fromParts(QStringView day, QStringView month, QStringView year)
{
    PartialDate result;
    const auto wholeYear = yearNumber(year);
    if (!wholeYear)
        return wholeYear.error();
    result.m_year = *wholeYear;
    const bool dayKnown = !withoutSpaces(day).isEmpty();
    const bool monthKnown = !withoutSpaces(month).isEmpty();
    if (dayKnown) {
        const auto whole = Date::fromParts(day, month, year);
        if (!whole)
            return whole.error();
        result.m_month = whole->month();
        result.m_day = whole->day();
    } else if (monthKnown) {
        const auto monthNumber = number(month, 2);
        if (!monthNumber)
            return monthNumber.error();
        if (*monthNumber < 1 || *monthNumber > 12)
            return failure(Reason::DateImpossible);
        result.m_month = *monthNumber;
    }
    return result;
}

QString PartialDate::iso() const
{
    QString text = QString::number(m_year);
    if (m_month)
        text += QStringLiteral("-%1").arg(*m_month, 2, 10, QLatin1Char('0'));
    if (m_day)
        text += QStringLiteral("-%1").arg(*m_day, 2, 10, QLatin1Char('0'));
    return text;
}

QString PartialDate::display() const
{
    QString text = QString::number(m_year);
    if (m_month)
        text = QStringLiteral("%1/%2").arg(*m_month).arg(m_year);
    if (m_day)
        text = QStringLiteral("%1.%2.%3").arg(*m_day).arg(*m_month).arg(m_year);
    return text;
}

} // namespace luotsi::domain
