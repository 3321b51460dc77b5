#include "domain/DeadlineRule.h"

#include <QJsonArray>

namespace luotsi::domain {

namespace {

constexpr int longestCount = 10'000;

base::Error malformed(const char *field)
{
    return base::Error{base::ErrorCode::MalformedInput, QString::fromLatin1(field), {}};
}

} // namespace

base::Result<DeadlineRule> DeadlineRule::fromJson(const QJsonObject &object)
{
    DeadlineRule rule;
    rule.id = object.value(QLatin1String("id")).toString();
    if (rule.id.isEmpty())
        return malformed("id");
    const QString unit = object.value(QLatin1String("unit")).toString();
    if (unit == QLatin1String("working-days"))
        rule.unit = DeadlineUnit::WorkingDays;
    else if (unit == QLatin1String("calendar-days"))
        rule.unit = DeadlineUnit::CalendarDays;
    else if (unit == QLatin1String("months"))
        rule.unit = DeadlineUnit::Months;
    else
        return malformed("unit");
    rule.count = object.value(QLatin1String("count")).toInt(-1);
    if (rule.count < 0 || rule.count > longestCount)
        return malformed("count");
    const QString end = object.value(QLatin1String("end")).toString(QStringLiteral("exact"));
    if (end != QLatin1String("exact") && end != QLatin1String("next-working-day"))
        return malformed("end");
    rule.end = end == QLatin1String("exact") ? DeadlineEnd::Exact : DeadlineEnd::NextWorkingDay;
    return rule;
}

base::Result<std::vector<DeadlineRule>> DeadlineRule::allFromJson(const QJsonObject &deadlines)
{
    std::vector<DeadlineRule> rules;
    const QJsonArray array = deadlines.value(QLatin1String("rules")).toArray();
    for (const QJsonValue &value : array) {
        auto rule = fromJson(value.toObject());
        if (!rule)
            return rule.error();
        rules.push_back(std::move(*rule));
    }
    if (rules.empty())
        return malformed("rules");
    return rules;
}

QDate DeadlineRule::countedAs(QDate arrival, const WorkingDays &workingDays)
{
    return workingDays.onOrAfter(arrival);
}

QDate DeadlineRule::dueDate(QDate arrival, const WorkingDays &workingDays) const
{
    if (unit == DeadlineUnit::WorkingDays)
        return workingDays.after(countedAs(arrival, workingDays), count);
    const QDate last = unit == DeadlineUnit::Months ? arrival.addMonths(count) : arrival.addDays(count);
    return end == DeadlineEnd::NextWorkingDay ? workingDays.onOrAfter(last) : last;
}

} // namespace luotsi::domain
