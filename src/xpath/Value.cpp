#include "xpath/Value.h"

#include "xpath/Moments.h"

#include <QLocale>

#include <cmath>
#include <limits>

namespace luotsi::xpath {

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

double textToNumber(QStringView text, Dialect dialect, const QTimeZone &zone)
{
    const QStringView trimmed = text.trimmed();
    qsizetype at = trimmed.startsWith(u'-') ? 1 : 0;
    qsizetype digits = 0;
    bool point = false;
    for (; at < trimmed.size(); ++at) {
        const QChar c = trimmed[at];
        if (c >= u'0' && c <= u'9')
            ++digits;
        else if (c == u'.' && !point)
            point = true;
        else
            break;
    }
    if (digits > 0 && at == trimmed.size())
        return QLocale::c().toDouble(trimmed);
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

QString numberToText(double number)
{
    if (std::isnan(number))
        return QStringLiteral("NaN");
    if (std::isinf(number))
        return number > 0 ? QStringLiteral("Infinity") : QStringLiteral("-Infinity");
    if (number == 0)
        return QStringLiteral("0");
    if (std::floor(number) == number && std::abs(number) < 1e15)
        return QString::number(static_cast<qint64>(number));
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
