// ODK's dates: a moment is days since 1970 as a number and ISO 8601 as a text.
#include "xpath/Function.h"
#include "xpath/Moments.h"

#include <QDateTime>

#include <cmath>

namespace luotsi::xpath {

namespace {

std::optional<Moment> momentOf(const Value &value, const Evaluator &evaluator)
{
    if (value.isMoment())
        return value.moment().valid ? std::optional(value.moment()) : std::nullopt;
    if (value.isBoolean())
        return std::nullopt;
    if (value.isNumber()) {
        if (!std::isfinite(value.number()) || std::abs(value.number()) > 1e8)
            return std::nullopt;
        return momentFromDays(value.number());
    }
    const QString text = evaluator.text(value);
    if (auto moment = parseMoment(text, evaluator.zone()))
        return moment;
    const double days = textToNumber(text, Dialect::XPath1, evaluator.zone());
    if (std::isfinite(days) && std::abs(days) < 1e8)
        return momentFromDays(days);
    return std::nullopt;
}

/// The day of a moment, at local midnight.
Moment dayOf(const Moment &moment, const QTimeZone &zone)
{
    const QDate date = QDateTime::fromMSecsSinceEpoch(moment.milliseconds, zone).date();
    return {QDateTime(date, QTime(0, 0), zone).toMSecsSinceEpoch(), true};
}

Value dateOrTime(const Call &call)
{
    const Value argument = call.value(0);
    auto moment = momentOf(argument, call.evaluator);
    if (!moment)
        return call.evaluator.text(argument).isEmpty() ? Value(QString()) : Value(Moment{0, false, false});
    // A point in time that is a local midnight is a day.
    if (dayOf(*moment, call.evaluator.zone()).milliseconds == moment->milliseconds)
        moment->dateOnly = true;
    return *moment;
}

Value today(const Call &call)
{
    return dayOf({call.evaluator.host().now(), false}, call.evaluator.zone());
}

Value now(const Call &call)
{
    return Moment{call.evaluator.host().now(), false};
}

Value format(const Call &call)
{
    const auto moment = momentOf(call.value(0), call.evaluator);
    if (!moment)
        return QString();
    const auto text =
        formatMoment(*moment, call.text(1), call.evaluator.zone(), call.evaluator.host().locale());
    if (!text)
        call.fail(QStringLiteral("the pattern of %1() has an unknown letter").arg(call.syntax.text));
    return *text;
}

Value decimalDateTime(const Call &call)
{
    const Value argument = call.value(0);
    if (const auto moment = momentOf(argument, call.evaluator))
        return daysSinceEpoch(*moment);
    // Of a day that is not known yet nothing is.
    return call.evaluator.text(argument).isEmpty() ? Value(QString()) : Value(std::nan(""));
}

Value decimalTime(const Call &call)
{
    const QString text = call.text(0);
    // A time has no day of its own; the first of 1970 stands in, and the result is the local share of the
    // day.
    const auto moment = parseMoment(QStringLiteral("1970-01-01T") + text, call.evaluator.zone());
    if (!moment)
        return std::nan("");
    const QTime local = QDateTime::fromMSecsSinceEpoch(moment->milliseconds, call.evaluator.zone()).time();
    return local.msecsSinceStartOfDay() / 86'400'000.0;
}

} // namespace

const Function dateFunctions[] = {
    {QLatin1String("date"), 1, 1, dateOrTime, true},
    {QLatin1String("date-time"), 1, 1, dateOrTime, true},
    {QLatin1String("today"), 0, 0, today, true},
    {QLatin1String("now"), 0, 0, now, true},
    {QLatin1String("format-date"), 2, 2, format, true},
    {QLatin1String("format-date-time"), 2, 2, format, true},
    {QLatin1String("decimal-date-time"), 1, 1, decimalDateTime, true},
    {QLatin1String("decimal-time"), 1, 1, decimalTime, true},
    {{}, 0, 0, nullptr, false},
};

} // namespace luotsi::xpath
