// Numbers: XPath 1.0 and ODK.
#include "xpath/Function.h"

#include <cmath>
#include <numbers>

namespace luotsi::xpath {

namespace {

template<double (*Operation)(double)> Value unary(const Call &call)
{
    return Operation(call.number(0));
}

Value numberOf(const Call &call)
{
    return call.count() == 0 ? call.evaluator.number(NodeSet{call.focus.node}) : call.number(0);
}

/// ODK's int() reads exponents too.
Value whole(const Call &call)
{
    const Value argument = call.value(0);
    double number = call.evaluator.number(argument);
    if (std::isnan(number)) {
        bool ok = false;
        const double exponent = call.evaluator.text(argument).toDouble(&ok);
        if (ok)
            number = exponent;
    }
    return std::trunc(number);
}

Value roundTo(const Call &call)
{
    const double number = call.number(0);
    if (!std::isfinite(number))
        return number;
    if (call.count() == 1)
        return call.evaluator.dialect() == Dialect::Odk ? std::round(number) : std::floor(number + 0.5);
    const double digits = call.number(1);
    if (!std::isfinite(digits) || std::abs(digits) > 30)
        return std::nan("");
    // Decimal text keeps 1.005 from being 1.00499999…; halves go away from zero, as in ODK.
    const int places = static_cast<int>(digits);
    if (places < 0) {
        const double scale = std::pow(10.0, -places);
        return std::round(number / scale) * scale;
    }
    const double scaled = std::abs(number) * std::pow(10.0, places);
    const double settled = QString::number(scaled, 'g', 15).toDouble();
    const double rounded = std::floor(settled + 0.5) / std::pow(10.0, places);
    return number < 0 ? -rounded : rounded;
}

template<bool Largest> Value extreme(const Call &call)
{
    double best = std::nan("");
    for (const QString &text : call.texts(0)) {
        const double number = textToNumber(text, call.evaluator.dialect(), call.evaluator.zone());
        if (std::isnan(number))
            return number;
        if (std::isnan(best) || (Largest ? number > best : number < best))
            best = number;
    }
    return best;
}

Value random(const Call &call)
{
    return call.evaluator.host().random();
}

} // namespace

const Function mathFunctions[] = {
    {QLatin1String("number"), 0, 1, numberOf, false},
    {QLatin1String("floor"), 1, 1, unary<std::floor>, true},
    {QLatin1String("ceiling"), 1, 1, unary<std::ceil>, true},
    {QLatin1String("round"), 1, 2, roundTo, true},
    {QLatin1String("int"), 1, 1, whole, true},
    {QLatin1String("abs"), 1, 1, unary<std::fabs>, true},
    {QLatin1String("max"), 1, -1, extreme<true>, true},
    {QLatin1String("min"), 1, -1, extreme<false>, true},
    {QLatin1String("pow"), 2, 2,
     [](const Call &call) { return Value(std::pow(call.number(0), call.number(1))); }, true},
    {QLatin1String("exp"), 1, 1, unary<std::exp>, true},
    {QLatin1String("exp10"), 1, 1, [](const Call &call) { return Value(std::pow(10.0, call.number(0))); },
     true},
    {QLatin1String("log"), 1, 1, unary<std::log>, true},
    {QLatin1String("log10"), 1, 1, unary<std::log10>, true},
    {QLatin1String("sqrt"), 1, 1, unary<std::sqrt>, true},
    {QLatin1String("sin"), 1, 1, unary<std::sin>, true},
    {QLatin1String("cos"), 1, 1, unary<std::cos>, true},
    {QLatin1String("tan"), 1, 1, unary<std::tan>, true},
    {QLatin1String("asin"), 1, 1, unary<std::asin>, true},
    {QLatin1String("acos"), 1, 1, unary<std::acos>, true},
    {QLatin1String("atan"), 1, 1, unary<std::atan>, true},
    {QLatin1String("atan2"), 2, 2,
     [](const Call &call) { return Value(std::atan2(call.number(0), call.number(1))); }, true},
    {QLatin1String("pi"), 0, 0, [](const Call &) { return Value(std::numbers::pi); }, true},
    {QLatin1String("random"), 0, 0, random, false},
    {{}, 0, 0, nullptr, false},
};

} // namespace luotsi::xpath
