#include "domain/WorkingDays.h"

#include <QJsonArray>

#include <algorithm>

namespace luotsi::domain {

namespace {

constexpr int firstGregorianYear = 1583;
constexpr int leapYear = 2024; // month and day of a rule are judged in a year that has every day

base::Error malformed(const char *field)
{
    return base::Error{base::ErrorCode::MalformedInput, QString::fromLatin1(field), {}};
}

bool isDayOfSomeYear(int month, int day)
{
    return QDate(leapYear, month, day).isValid();
}

QDate floatingDay(const HolidayRules::Floating &rule, int year)
{
    const QDate from(year, rule.month, rule.day);
    if (!from.isValid())
        return {};
    const int wait = (rule.weekday - from.dayOfWeek() + 7) % 7;
    return from.addDays(wait + rule.offset);
}

} // namespace

QDate easterSunday(int year)
{
    if (year < firstGregorianYear || year > 9999)
        return {};
    const int golden = year % 19;
    const int century = year / 100;
    const int yearOfCentury = year % 100;
    const int moonCorrection = (century + 8) / 25;
    const int epact = (19 * golden + century - century / 4 - (century - moonCorrection + 1) / 3 + 15) % 30;
    const int weekday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7;
    const int late = (golden + 11 * epact + 22 * weekday) / 451;
    const int month = (epact + weekday - 7 * late + 114) / 31;
    const int day = (epact + weekday - 7 * late + 114) % 31 + 1;
    return QDate(year, month, day);
}

base::Result<HolidayRules> HolidayRules::fromJson(const QJsonObject &object)
{
    HolidayRules rules;
    const QJsonArray fixed = object.value(QLatin1String("fixed")).toArray();
    for (const QJsonValue &value : fixed) {
        const Fixed day{value[QLatin1String("month")].toInt(), value[QLatin1String("day")].toInt()};
        if (!isDayOfSomeYear(day.month, day.day))
            return malformed("fixed");
        rules.fixed.push_back(day);
    }
    const QJsonArray easter = object.value(QLatin1String("easterOffsets")).toArray();
    for (const QJsonValue &value : easter) {
        if (!value[QLatin1String("days")].isDouble())
            return malformed("easterOffsets");
        rules.easterOffsets.push_back(value[QLatin1String("days")].toInt());
    }
    const QJsonArray floating = object.value(QLatin1String("floating")).toArray();
    for (const QJsonValue &value : floating) {
        const Floating rule{value[QLatin1String("month")].toInt(), value[QLatin1String("day")].toInt(),
                            value[QLatin1String("weekday")].toInt(), value[QLatin1String("offset")].toInt()};
        if (!isDayOfSomeYear(rule.month, rule.day) || rule.weekday < 1 || rule.weekday > 7)
            return malformed("floating");
        rules.floating.push_back(rule);
    }
    if (rules.fixed.empty() && rules.easterOffsets.empty() && rules.floating.empty())
        return malformed("holidays");
    return rules;
}

bool WorkingDays::isHoliday(QDate day) const
{
    const auto &fixed = m_rules.fixed;
    if (std::any_of(fixed.begin(), fixed.end(), [day](const HolidayRules::Fixed &rule) {
            return rule.month == day.month() && rule.day == day.day();
        }))
        return true;
    const QDate easter = easterSunday(day.year());
    const auto &offsets = m_rules.easterOffsets;
    if (std::any_of(offsets.begin(), offsets.end(),
                    [day, easter](int offset) { return easter.addDays(offset) == day; }))
        return true;
    const auto &floating = m_rules.floating;
    return std::any_of(floating.begin(), floating.end(), [day](const HolidayRules::Floating &rule) {
        return floatingDay(rule, day.year()) == day;
    });
}

bool WorkingDays::isWorkingDay(QDate day) const
{
    return day.isValid() && day.dayOfWeek() <= 5 && !isHoliday(day);
}

QDate WorkingDays::onOrAfter(QDate day) const
{
    while (day.isValid() && !isWorkingDay(day))
        day = day.addDays(1);
    return day;
}

QDate WorkingDays::after(QDate day, int count) const
{
    if (count < 0)
        return {};
    if (count == 0)
        return onOrAfter(day);
    for (int i = 0; i < count && day.isValid(); ++i)
        day = onOrAfter(day.addDays(1));
    return day;
}

} // namespace luotsi::domain
