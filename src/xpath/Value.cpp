#include "xpath/Value.h"

#include "xpath/Moments.h"

#include <QLocale>

#include <array>
#include <cmath>
#include <limits>

namespace luotsi::xpath {

namespace {

/// So many decimal digits and such powers of ten are exact in a double, and their quotient is the nearest
/// one.
constexpr int exactDigits = 15;
constexpr std::array powersOfTen{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

} // namespace

bool toBoolean(const Value &value)
{
    if (value.isBoolean())
        return value.boolean();
    if (value.isNumber())
        return value.number() != 0 && !std::isnan(value.number());
    if (value.isText())
        return !value.text().isEmpty();
    if (value.isMoment())
        return value.moment().valid;
    return !value.nodes().empty();
}

std::optional<double> plainNumber(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    const bool negative = trimmed.startsWith(u'-');
    qsizetype at = negative ? 1 : 0;
    int digits = 0;
    int decimals = 0;
    bool point = false;
    std::uint64_t whole = 0;
    for (; at < trimmed.size(); ++at) {
        const QChar c = trimmed[at];
        if (c >= u'0' && c <= u'9') {
            ++digits;
            decimals += point ? 1 : 0;
            if (digits <= exactDigits)
                whole = whole * 10 + (c.unicode() - u'0');
        } else if (c == u'.' && !point) {
            point = true;
        } else {
            return std::nullopt;
        }
    }
    if (digits == 0)
        return std::nullopt;
    if (digits > exactDigits)
        return QLocale::c().toDouble(trimmed);
    const double number = static_cast<double>(whole) / powersOfTen[static_cast<std::size_t>(decimals)];
    return negative ? -number : number;
}

double textToNumber(QStringView text, Dialect dialect, const QTimeZone &zone)
{
    if (const auto number = plainNumber(text))
        return *number;
    const QStringView trimmed = text.trimmed();
    if (dialect == Dialect::Odk && trimmed.size() >= 8) {
        if (const auto moment = parseMoment(trimmed, zone))
            return daysSinceEpoch(*moment);
    }
    return std::numeric_limits<double>::quiet_NaN();
}

double toNumber(const Value &value, Dialect dialect, const QTimeZone &zone)
{
    if (value.isNumber())
        return value.number();
    if (value.isBoolean())
        return value.boolean() ? 1 : 0;
    if (value.isMoment())
        return daysSinceEpoch(value.moment());
    if (value.isText())
        return textToNumber(value.text(), dialect, zone);
    return textToNumber(toText(value, zone), dialect, zone);
}

namespace {

/// Digits alone: most results are whole numbers, and a locale is not asked for nothing.
QString wholeToText(qint64 number)
{
    char16_t digits[20];
    char16_t *at = std::end(digits);
    auto left = static_cast<quint64>(number < 0 ? -number : number); // below 1e15
    do {
        *--at = static_cast<char16_t>(u'0' + left % 10);
        left /= 10;
    } while (left != 0);
    if (number < 0)
        *--at = u'-';
    return QString(reinterpret_cast<const QChar *>(at), std::end(digits) - at);
}

} // namespace

QString numberToText(double number)
{
    if (std::isnan(number))
        return QStringLiteral("NaN");
    if (std::isinf(number))
        return number > 0 ? QStringLiteral("Infinity") : QStringLiteral("-Infinity");
    if (number == 0)
        return QStringLiteral("0");
    if (std::floor(number) == number && std::abs(number) < 1e15)
        return wholeToText(static_cast<qint64>(number));
    return QString::number(number, 'f', QLocale::FloatingPointShortest);
}

QString toText(const Value &value, const QTimeZone &zone)
{
    if (value.isText())
        return value.text();
    if (value.isNumber())
        return numberToText(value.number());
    if (value.isBoolean())
        return value.boolean() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isMoment())
        return momentToText(value.moment(), zone);
    const NodeSet &nodes = value.nodes();
    return nodes.empty() ? QString() : nodes.front().tree->stringValue(nodes.front().index);
}

} // namespace luotsi::xpath
