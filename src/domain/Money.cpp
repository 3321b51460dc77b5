#include "domain/Money.h"

#include "domain/Reason.h"
#include "domain/Text.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace luotsi::domain {

namespace {

constexpr std::int64_t mostCents = 999'999'999;

QString withoutUnit(QString plain)
{
    constexpr std::array units{"€", "euroa", "euro", "euros", "eur", "e"};
    for (const char *unit : units) {
        const QString word = QString::fromUtf8(unit);
        if (plain.endsWith(word, Qt::CaseInsensitive)) {
            plain.chop(word.size());
            break;
        }
    }
    if (plain.startsWith(u'€'))
        plain.remove(0, 1);
    return plain;
}

base::Result<std::int64_t> centsOf(const QString &plain)
{
    const auto isSeparator = [](QChar c) { return c == u',' || c == u'.'; };
    const qsizetype separators = std::count_if(plain.begin(), plain.end(), isSeparator);
    if (separators > 1)
        return failure(Reason::MoneyAmbiguous);
    qsizetype at = 0;
    while (at < plain.size() && !isSeparator(plain.at(at)))
        ++at;
    const QString euros = plain.left(at);
    const QString fraction = plain.mid(at + 1);
    if (!isDigits(euros) || (separators == 1 && !isDigits(fraction)))
        return failure(Reason::MoneyForm);
    if (fraction.size() == 3)
        return failure(Reason::MoneyAmbiguous);
    if (fraction.size() > 3)
        return failure(Reason::MoneyForm);
    bool ok = false;
    const qlonglong whole = euros.toLongLong(&ok);
    if (!ok || whole > mostCents / 100)
        return failure(Reason::MoneyTooLarge);
    const std::int64_t cents = fraction.isEmpty() ? 0 : fraction.leftJustified(2, u'0').toInt();
    return static_cast<std::int64_t>(whole) * 100 + cents;
}

} // namespace

base::Result<Money> Money::normalise(QStringView text, MoneySign sign)
{
    QString plain = withoutUnit(withoutSpaces(text));
    const bool negative = plain.startsWith(u'-');
    if (negative)
        plain.remove(0, 1);
    else if (plain.endsWith(QLatin1String(",-"))) // "520,-" is how whole euros are written by hand
        plain.chop(2);
    if (plain.isEmpty())
        return failure(negative ? Reason::MoneyForm : Reason::Empty);
    const auto cents = centsOf(plain);
    if (!cents)
        return cents.error();
    if (negative && *cents != 0 && sign == MoneySign::NotNegative)
        return failure(Reason::MoneyNegative);
    return Money(negative ? -*cents : *cents);
}

QString Money::instanceText() const
{
    const std::int64_t size = std::abs(m_cents);
    return QStringLiteral("%1%2.%3")
        .arg(m_cents < 0 ? QStringLiteral("-") : QString())
        .arg(size / 100)
        .arg(size % 100, 2, 10, QLatin1Char('0'));
}

QString Money::display() const
{
    const QChar noBreakSpace(0x00A0);
    const std::int64_t size = std::abs(m_cents);
    QString euros = QString::number(size / 100);
    for (qsizetype at = euros.size() - 3; at > 0; at -= 3)
        euros.insert(at, noBreakSpace);
    const QString sign = m_cents < 0 ? QString(QChar(0x2212)) : QString();
    return sign + euros + QStringLiteral(",%1").arg(size % 100, 2, 10, QLatin1Char('0')) + noBreakSpace +
           QChar(0x20AC);
}

} // namespace luotsi::domain
